"""When people meet: kinds of meeting, promised rhythms, courses, and the way on to the next place.

What came after the first programmes may be left unsaid and then asks for nothing. Deliberately not here: dates and
venues, which no programme fixes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Any

from contracts.activities import PARTICIPANT_ROLES
from contracts.fields import count, list_of, slug, word
from contracts.programmes.parts.leaves import MEMBERS, Named, Slug, Slugs, YesNo, some_of

UNITS = ("people", "families")
WHERE = ("home", "venue", "outdoors", "anywhere")
ARRANGED = ("childcare", "transport", "interpreter", "meal")
MUST_COME = (*PARTICIPANT_ROLES, "interpreter")
PER = ("programme", "area", "match", "course")

Few = Annotated[int | None, count(1, 1_000, null=True)]
Kroner = Annotated[int, count(1, 100_000)]
Maybe = Annotated[str | None, slug(null=True)]
TheUnit = Annotated[str, word(UNITS)]


def nothing() -> Mapping[str, Any]:
    """What stands for keys with values where none are said."""
    return MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class MeetingKind:
    """A kind of meeting: what occasions it, who takes part, and whether attendance is recorded.

    At least and at most so many people or families take part, who sign up `cut_off_hours` before; to one that is
    `drop_in` nobody signs up. So many `volunteers` are needed, and `must_come` are those without whom it is not held.
    `by` is the organisation that alone may run it, `track` the one whose ages are meant, and `allowances` are kroner
    for each meeting. # S4-07, S4-22
    """

    name: Named
    occasion: Annotated[str, word(["intake", "match", "programme"])]
    roles: Annotated[tuple[str, ...], some_of(PARTICIPANT_ROLES)]
    attendance: YesNo
    unit: TheUnit = "people"
    at_least: Few = None
    at_most: Few = None
    cut_off_hours: Annotated[int, count(0, 2_016)] = 0
    volunteers: Annotated[int, count(0, 50)] = 0
    minutes: Annotated[int, count(5, 1_440)] = 120
    must_come: Annotated[tuple[str, ...], list_of(word(MUST_COME), max=len(MUST_COME))] = ()
    arranged: Annotated[tuple[str, ...], list_of(word(ARRANGED), max=len(ARRANGED))] = ()
    where: Annotated[str, word(WHERE)] = "anywhere"
    by: Maybe = None
    track: Maybe = None
    drop_in: YesNo = False
    allowances: Mapping[Slug, Kroner] = field(default_factory=nothing)


@dataclass(frozen=True, kw_only=True)
class Reminders:
    """When people are reminded of a meeting."""

    hours_before: Annotated[int, count(1, 336)]


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """A promise: how often at least one of these meetings is held, for the whole programme or for each of something.

    One `once_after` is promised after the last meeting of the `course`; one that is not kept `in_breaks` has nothing
    due in those of the schools.
    """

    name: Named
    every: Annotated[str, word(["week", "two_weeks", "month", "half_year", "once_after"])]
    meetings: Slugs
    per: Annotated[str, word(PER)] = "programme"
    course: Maybe = None
    in_breaks: YesNo = True


@dataclass(frozen=True, kw_only=True)
class Course:
    """A course: the kinds of its meetings, its topics, and how many days after its end the family is followed up.

    The meetings of a ladder are `in_steps`, which suggests and never bars; in `any_order` everybody takes what it is
    ready for. # S3-13, S4-09, S4-10
    """

    name: Named
    follow_up_days: Annotated[tuple[int, ...], list_of(count(1, 366), min=1, max=10)]
    meetings: Slugs = ()
    in_steps: YesNo = False
    any_order: YesNo = False
    ends_with: Maybe = None
    topics: Mapping[Slug, Named] = field(default_factory=nothing)
    planned_with_families: YesNo = False
    invites: Annotated[tuple[str, ...], list_of(word(PARTICIPANT_ROLES), max=len(PARTICIPANT_ROLES))] = ()
    follow_up_kind: Maybe = None
    unit: Annotated[str | None, word(UNITS, null=True)] = None
    at_least: Few = None
    at_most: Few = None
    by: Maybe = None


@dataclass(frozen=True, kw_only=True)
class Activities:
    """What holds for every activity: how long a free place is kept, and after how many days something is said."""

    offer_hours: Annotated[int, count(1, 336)]
    absences_in_a_row: Annotated[int, count(1, 20)]
    register_within_days: Annotated[int, count(1, 60)]
    warn_unstaffed_days: Annotated[int, count(1, 60)]
    reimburse_within_days: Annotated[int, count(1, 366)]


@dataclass(frozen=True, kw_only=True)
class Transition:
    """A move between two places that can be seen coming from age or school grade, and who is invited along."""

    name: Named
    from_offer: Slug
    to_offer: Slug
    at_age: Annotated[int | None, count(0, 120, null=True)]
    at_grade: Annotated[int | None, count(0, 10, null=True)]
    months_ahead: Annotated[int, count(1, 24)]
    invites: Annotated[tuple[str, ...], some_of((*MEMBERS, "parent_volunteer"))]
    landed_after_days: Annotated[int, count(1, 366)]
    consent: Slug
