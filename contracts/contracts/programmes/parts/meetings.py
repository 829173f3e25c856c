"""When people meet: kinds of meeting, promised rhythms, courses, and the way on to the next place.

Deliberately not here: dates and venues, which no programme fixes.
"""

from dataclasses import dataclass
from typing import Annotated

from contracts.activities import PARTICIPANT_ROLES
from contracts.fields import count, list_of, word
from contracts.programmes.parts.leaves import MEMBERS, Named, Slug, Slugs, YesNo, some_of


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
class Rhythm:
    """A promise: how often at least one of these meetings is held."""

    name: Named
    every: Annotated[str, word(["week", "two_weeks", "month", "half_year", "once_after"])]
    meetings: Slugs


@dataclass(frozen=True, kw_only=True)
class Course:
    """A course, and how many days after its end the family is followed up."""

    name: Named
    follow_up_days: Annotated[tuple[int, ...], list_of(count(1, 366), min=1, max=10)]


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
