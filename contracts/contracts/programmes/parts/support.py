"""What families are offered: tracks, needs, volunteers, and how a course is looked after until it ends.

Deliberately not here: meetings (`meetings`), and what is counted (`results`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from contracts.fields import count
from contracts.programmes.parts.leaves import Age, Days, DaysInOrder, MemberKind, Named, Slug, Slugs, YesNo, some_of

# What stands in a programme that was put in force before it could say so: as many as could be offered then.
MANY = 20
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
class Group:
    """How many meet one volunteer together; one and one means one to one. # S3-11"""

    at_least: Annotated[int, count(1, 50)]
    at_most: Annotated[int, count(1, 50)]


ONE_TO_ONE = Group(at_least=1, at_most=1)


@dataclass(frozen=True, kw_only=True)
class NeedKind:
    """A kind of need: its track, the volunteers that can answer it, its topics, the consent it waits for, its group."""

    name: Named
    track: Slug
    volunteers: Slugs
    topics: Slugs
    wishes: Slugs
    consent: Slug
    group: Group = ONE_TO_ONE


@dataclass(frozen=True, kw_only=True)
class Supplement:
    """How near the end of a public item must be to a voluntary start of the same topic to ask a neutral question."""

    near_days: Days


@dataclass(frozen=True, kw_only=True)
class VolunteerKind:
    """A kind of volunteer, and whether it means regular contact with children.

    Who is `employed` is matched alike. `at_most` is how many families or young people one may take on at a time.
    """

    name: Named
    with_children: YesNo
    employed: YesNo = False
    at_most: Annotated[int, count(1, 200)] = MANY


@dataclass(frozen=True, kw_only=True)
class Vetting:
    """What a volunteer passes before the first match, and how long a children's certificate holds.

    `consent_days` are those in which the volunteer says yes to the certificate, `warn_days` those before it runs out on
    which that is said; after so long a pause it is asked for again.
    """

    steps: Annotated[tuple[str, ...], some_of(VETTING_STEPS)]
    certificate_years: Annotated[int, count(1, 10)]
    children_under: Annotated[int, count(1, 18)]
    consent_days: Annotated[int, count(1, 90)]
    warn_days: DaysInOrder
    renew_after_pause_days: Days


@dataclass(frozen=True, kw_only=True)
class Matching:
    """How people are brought together: who approves, how long one waits and answers, and what is asked afterwards.

    After `ceiling_days` everybody has waited equally long, and nobody longer than `long_wait_days` goes unnoticed. A
    running match is asked about `check_in_days` after its first day, and its review has days and no end. # S2-14
    """

    matchers: Annotated[int, count(1, 2)]
    answer_days: Days
    long_wait_days: Days
    ceiling_days: Days
    check_in_days: DaysInOrder
    silence_days: Days
    support_every_days: Days
    review_every_days: Days
    quiet_after_days: Days
    reach_km: Annotated[int, count(1, 500)]


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
