"""The shape of a programme file: which keys it has, and what each value may be.

An annotated field is a value with its check; the file states it as `{value: …, row: S0-17}`, with a `note` where the
row leaves the choice to the organisation. Deliberately not here: how a file is read, and any programme's own words.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from marshmallow import post_load, validate

from contracts.activities import PARTICIPANT_ROLES
from contracts.common import CONTACT_ROUTES, FIRST_MEETINGS, ROLES
from contracts.fields import Strict, count, list_of, municipality, nested, slug, text, version, word, yes_no
from contracts.values import YesNo as TrueOrFalse

VETTING_STEPS = ("references", "interview", "approval_course", "confidentiality", "children_certificate")


@dataclass(frozen=True, kw_only=True)
class Words:
    """The same words in Danish and English."""

    da: str
    en: str


class _Words(Strict):
    da = text(500)
    en = text(500)

    @post_load
    def words(self, data: dict[str, str], **_: Any) -> Words:
        return Words(**data)


def some_of(choices: tuple[str, ...]) -> Any:
    """At least one of a closed list of words."""
    return list_of(word(choices), min=1, max=len(choices))


Named = Annotated[Words, nested(_Words)]
Slug = Annotated[str, slug()]
Slugs = Annotated[tuple[str, ...], list_of(slug(), max=50)]
YesNo = Annotated[bool, yes_no()]
Never = Annotated[bool, TrueOrFalse(required=True, validate=validate.OneOf([False], error="not_a_choice"))]
Version = Annotated[str, version()]
Municipality = Annotated[str, municipality()]
Role = Annotated[str, word(ROLES)]
Route = Annotated[str, word(CONTACT_ROUTES)]
Steps = Annotated[tuple[str, ...], some_of(VETTING_STEPS)]
Unit = Annotated[str, word(["persons", "children", "families", "family_members", "networks", "meetings"])]


@dataclass(frozen=True, kw_only=True)
class Area:
    """A housing area, finer than its municipality."""

    name: Named
    municipality: Municipality


@dataclass(frozen=True, kw_only=True)
class TargetGroup:
    """Whom the programme is for."""

    with_children: YesNo
    lives_in_area: YesNo


@dataclass(frozen=True, kw_only=True)
class InformationPhase:
    """Before the family has said a word: what is told and handed over; nothing identifying is ever kept."""

    identity: Annotated[str, word(["none"])]
    informed_by: Annotated[tuple[str, ...], some_of(ROLES)]
    told: Annotated[tuple[str, ...], some_of(("family", "child"))]
    handed: Annotated[tuple[str, ...], some_of(("postcard", "none"))]
    postcard_days: Annotated[int, count(1, 365)]


@dataclass(frozen=True, kw_only=True)
class FirstContact:
    """What happens when a family has asked."""

    arranged_by: Role
    wanted: Annotated[tuple[str, ...], some_of(FIRST_MEETINGS)]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Whose own wish is needed before anybody takes part."""

    guardians: Annotated[str, word(["both", "one"])]
    child_says_from: Annotated[int, count(0, 18)]


@dataclass(frozen=True, kw_only=True)
class Consent:
    """A purpose a person may consent to: who may then know what, and whether joining waits for it."""

    name: Named
    receivers: Annotated[tuple[str, ...], some_of(("organisation", "partner"))]
    categories: Slugs
    required_to_join: YesNo


@dataclass(frozen=True, kw_only=True)
class NeedKind:
    """A kind of need: the kinds of volunteer that can answer it, its topics, and the consent it waits for."""

    name: Named
    volunteers: Slugs
    topics: Slugs
    consent: Slug


@dataclass(frozen=True, kw_only=True)
class VolunteerKind:
    """A kind of volunteer, and whether it means regular contact with children."""

    name: Named
    with_children: YesNo


@dataclass(frozen=True, kw_only=True)
class Vetting:
    """What a volunteer passes before the first match, and how long a children's certificate holds."""

    steps: Steps
    certificate_years: Annotated[int, count(1, 10)]
    children_under: Annotated[int, count(1, 18)]


@dataclass(frozen=True, kw_only=True)
class MeetingKind:
    """A kind of meeting: what occasions it, who takes part, and whether attendance is recorded."""

    name: Named
    occasion: Annotated[str, word(["intake", "match", "programme"])]
    roles: Annotated[tuple[str, ...], some_of(PARTICIPANT_ROLES)]
    attendance: YesNo


@dataclass(frozen=True, kw_only=True)
class Reminders:
    """When people are reminded of a meeting."""

    hours_before: Annotated[int, count(1, 336)]


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """How often a running match is looked after, and by whom."""

    by: Role
    every_days: Annotated[int, count(1, 366)]


@dataclass(frozen=True, kw_only=True)
class Part:
    """What somebody is in the programme. Nobody in it ever has authority over a family."""

    name: Named
    employed: YesNo
    authority: Never
    tasks: Mapping[Slug, Named]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Something that is followed, and the unit it is counted in."""

    name: Named
    unit: Unit


@dataclass(frozen=True, kw_only=True)
class Programme:
    """One programme in one version."""

    code: Slug
    version: Version
    name: Named
    nature: Annotated[str, word(["method_development", "operation"])]
    organisation: Slug
    partners: Slugs
    several_roles: YesNo
    principles: Mapping[Slug, Named]
    methods: Mapping[Slug, Named]
    areas: Mapping[Slug, Area]
    target_group: TargetGroup
    contact_routes: Mapping[Route, Named]
    information_phase: InformationPhase
    first_contact: FirstContact
    wish: Wish
    consents: Mapping[Slug, Consent]
    tracks: Mapping[Slug, Named]
    needs: Mapping[Slug, NeedKind]
    contributions: Mapping[Slug, Named]
    volunteer_kinds: Mapping[Slug, VolunteerKind]
    vetting: Vetting
    meetings: Mapping[Slug, MeetingKind]
    reminders: Reminders
    follow_up: FollowUp
    roles: Mapping[Role, Part]
    measures: Mapping[Slug, Measure]
    rows: Mapping[str, str] = dataclasses.field(repr=False)

    def allows_route(self, route: str) -> bool:
        """Whether a family may enter by this contact route."""
        return route in self.contact_routes

    def row_of(self, path: str) -> str:
        """The source row of a value, such as `wish.guardians` or `areas.old_town.municipality`."""
        return self.rows[path]

    def receivers(self, purpose: str) -> frozenset[str]:
        """The organisations that a consent to this purpose may name."""
        named = {"organisation": (self.organisation,), "partner": self.partners}
        return frozenset(name for role in self.consents[purpose].receivers for name in named[role])
