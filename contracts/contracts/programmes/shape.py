"""The shape of a programme file: which keys it has; what each value may be stands with the parts.

Deliberately not here: how a file is read, and any programme's own words.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from contracts.fields import municipality_points, word
from contracts.programmes.parts.entry import Area, FirstContact, Handguide, InformationPhase, TargetGroup
from contracts.programmes.parts.leaves import Named, Route, Slug, Slugs, Version, Words, YesNo
from contracts.programmes.parts.meetings import Activities, Course, MeetingKind, Reminders, Rhythm, Transition
from contracts.programmes.parts.people import Consent, Mandate, Organisation, Part, Team, Wish
from contracts.programmes.parts.results import Funding, Measure, Period, Target
from contracts.programmes.parts.support import (
    VETTING_STEPS,
    FollowUp,
    Goodbye,
    Matching,
    NeedKind,
    Plan,
    Supplement,
    Supply,
    Track,
    Vetting,
    VolunteerKind,
)
from contracts.values import Place

__all__ = ["LEAVING_SAID", "VETTING_STEPS", "MeetingKind", "Programme", "Words"]

# What a family may say itself; the other reasons follow from a wish or a consent that is taken back.
LEAVING_SAID = ("family_wish", "moved_away", "completed", "other")


@dataclass(frozen=True, kw_only=True)
class Programme:
    """One programme in one version."""

    code: Slug
    version: Version
    name: Named
    nature: Annotated[str, word(["method_development", "operation"])]
    organisation: Slug
    partners: Slugs
    organisations: Mapping[Slug, Organisation]
    periods: Mapping[Slug, Period]
    funding: Mapping[Slug, Funding]
    several_roles: YesNo
    principles: Mapping[Slug, Named]
    methods: Mapping[Slug, Named]
    tags: Mapping[Slug, Named]
    focus_areas: Mapping[Slug, Named]
    areas: Mapping[Slug, Area]
    target_group: TargetGroup
    contact_routes: Mapping[Route, Named]
    information_phase: InformationPhase
    outreach: Mapping[Slug, Named]
    handguides: Mapping[Slug, Handguide]
    sparring: Mapping[Slug, Team]
    first_contact: FirstContact
    wish: Wish
    consents: Mapping[Slug, Consent]
    bodies: Mapping[Slug, Named]
    mandates: Mapping[Slug, Mandate]
    tracks: Mapping[Slug, Track]
    supply: Mapping[Slug, Supply]
    topics: Mapping[Slug, Named]
    needs: Mapping[Slug, NeedKind]
    supplement: Supplement
    contributions: Mapping[Slug, Named]
    volunteer_kinds: Mapping[Slug, VolunteerKind]
    volunteer_wishes: Mapping[Slug, Named]
    recruiting_sources: Mapping[Slug, Named]
    vetting: Vetting
    matching: Matching
    meetings: Mapping[Slug, MeetingKind]
    rhythms: Mapping[Slug, Rhythm]
    courses: Mapping[Slug, Course]
    activities: Activities
    reminders: Reminders
    follow_up: FollowUp
    plan: Plan
    offers: Mapping[Slug, Named]
    transitions: Mapping[Slug, Transition]
    goodbye: Goodbye
    leaving: Mapping[Annotated[str, word(LEAVING_SAID)], Named]
    roles: Mapping[Slug, Part]
    measures: Mapping[Slug, Measure]
    targets: Mapping[Slug, Target]
    rows: Mapping[str, str] = dataclasses.field(repr=False)

    def allows_route(self, route: str) -> bool:
        """Whether a family may enter by this contact route."""
        return route in self.contact_routes

    def row_of(self, path: str) -> str:
        """The source row of a value, such as `wish.guardians` or `areas.old_town.municipality`."""
        return self.rows[path]

    def point_of(self, area: str) -> Place:
        """Where an area lies, latitude and longitude in degrees: its own point, or its municipality's main town."""
        place = self.areas[area]
        return place.point or municipality_points()[place.municipality]

    def receivers(self, purpose: str) -> frozenset[str]:
        """The organisations that a consent to this purpose may name."""
        groups = {"organisation": (self.organisation,), "partner": self.partners}
        return frozenset(code for name in self.consents[purpose].receivers for code in groups.get(name, (name,)))
