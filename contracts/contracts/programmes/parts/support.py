"""What families are offered: tracks, needs, volunteers, and how a course is looked after until it ends.

Deliberately not here: meetings (`meetings`), and what is counted (`results`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from contracts.fields import count
from contracts.programmes.parts.leaves import Age, Days, MemberKind, Named, Slug, Slugs, YesNo, some_of

VETTING_STEPS = ("references", "interview", "approval_course", "confidentiality", "children_certificate")


@dataclass(frozen=True, kw_only=True)
class AgeBand:
    """From an age through an age, both included, and perhaps only before a school grade."""

    at_least: Age
    at_most: Age
    before_grade: Annotated[int | None, count(1, 10, null=True)]


@dataclass(frozen=True, kw_only=True)
class Track:
    """A part of the programme a family can take part in.

    It is open to a family with somebody of a named kind in that kind's age band; no bands mean no demand. `after` are
    tracks the family must have come through first, `excludes` those it cannot be in at the same time.
    """

    name: Named
    one_to_one: YesNo
    ages: Mapping[MemberKind, AgeBand]
    after: Slugs
    excludes: Slugs


@dataclass(frozen=True, kw_only=True)
class Supply:
    """From which expected waiting a track is only announced, and from which it is paused."""

    announce_over_days: Days
    pause_over_days: Days


@dataclass(frozen=True, kw_only=True)
class NeedKind:
    """A kind of need: its track, the volunteers that can answer it, its topics, and the consent it waits for."""

    name: Named
    track: Slug
    volunteers: Slugs
    topics: Slugs
    wishes: Slugs
    consent: Slug


@dataclass(frozen=True, kw_only=True)
class Supplement:
    """How near the end of a public item must be to a voluntary start of the same topic to ask a neutral question."""

    near_days: Days


@dataclass(frozen=True, kw_only=True)
class VolunteerKind:
    """A kind of volunteer, and whether it means regular contact with children."""

    name: Named
    with_children: YesNo


@dataclass(frozen=True, kw_only=True)
class Vetting:
    """What a volunteer passes before the first match, and how long a children's certificate holds."""

    steps: Annotated[tuple[str, ...], some_of(VETTING_STEPS)]
    certificate_years: Annotated[int, count(1, 10)]
    children_under: Annotated[int, count(1, 18)]


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """How often a running match is looked after, and by whom."""

    by: Slug
    every_days: Annotated[int, count(1, 366)]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The family's own plan: whose efforts it gathers, who coordinates, and when a week is too full."""

    actors: Mapping[Slug, Named]
    coordinated_by: Slug
    appointments_in_a_week: Annotated[int, count(1, 50)]


@dataclass(frozen=True, kw_only=True)
class Goodbye:
    """How a course ends well, and how long a family that has moved may go on until then."""

    within_days: Days
    follow_up_days: Days
    moved_days: Days
