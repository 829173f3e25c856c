"""The moves that can be seen coming from age and school grade, months ahead. # S4-17, S4-22

Deliberately not here: when a grade begins (`bands`), and whether the family wants a bridge (`bridges`).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from contracts.programmes import Programme
from contracts.programmes.parts.meetings import Transition
from enrollment.domain.bands import AUGUST, SCHOOL_AGE, grade_begins
from enrollment.domain.days import turns
from enrollment.domain.families import Kind

# Nobody begins school further from the usual year than this.
LARGEST_SHIFT = 1
MOVING = frozenset({Kind.CHILD, Kind.YOUNG_PERSON})


@dataclass(frozen=True, kw_only=True)
class Growing:
    """Somebody who grows; `shift` is by how many years he or she began school later than usual."""

    person: UUID
    kind: str
    born: date
    shift: int = 0


@dataclass(frozen=True, kw_only=True)
class Coming:
    """A transition that comes for somebody, and on which day."""

    person: UUID
    transition: str
    due_on: date


def due(transition: Transition, born: date, shift: int = 0) -> date:
    """The day on which somebody born on this day comes to a transition."""
    if transition.at_age is not None:
        return turns(transition.at_age, born)
    return grade_begins(transition.at_grade or 0, born, shift)


def is_announced(due_on: date, on: date, months: int) -> bool:
    """Whether a day is near enough to be spoken of: from so many months before it until the day itself."""
    return months_before(due_on, months) <= on <= due_on


def coming(
    programme: Programme,
    people: Iterable[Growing],
    on: date,
    *,
    months: int | None = None,
    spoken_of: Collection[tuple[UUID, str]] = (),
) -> tuple[Coming, ...]:
    """Everything that comes for these people, the nearest first, each once.

    How far ahead is looked is each transition's own to say, or `months`. What is in `spoken_of` has a bridge already,
    or had one that the family did not want, and is not brought up again.
    """
    found = {each for each in _coming(programme, people, on, months) if (each.person, each.transition) not in spoken_of}
    return tuple(sorted(found, key=lambda each: (each.due_on, each.transition, each.person)))


def born_between(transition: Transition, first: date, last: date) -> tuple[date, date] | None:
    """Between which days whoever comes to a transition in this time was born, at the widest; None if nobody does."""
    if transition.at_age is not None:
        # Not simply the birthdays: who is born on 29 February turns on 1 March.
        oldest, youngest = first.year - transition.at_age, last.year - transition.at_age
        return date(oldest, 1, 1), date(youngest, 12, 31)
    years = [year for year in range(first.year, last.year + 1) if first <= date(year, AUGUST, 1) <= last]
    if not years:
        return None
    usual = SCHOOL_AGE + (transition.at_grade or 0)
    return date(years[0] - usual - LARGEST_SHIFT, 1, 1), date(years[-1] - usual + LARGEST_SHIFT, 12, 31)


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), _last_of(year, month + 1))


def horizon(day: date, months: int) -> date:
    """A day after which nothing is due that is announced so many months ahead, whatever the lengths of the months."""
    return months_before(day, -months) + timedelta(days=31 if months else 0)


def _coming(programme: Programme, people: Iterable[Growing], on: date, months: int | None) -> Iterator[Coming]:
    for one in people:
        for code, transition in programme.transitions.items() if one.kind in MOVING else ():
            due_on = due(transition, one.born, one.shift)
            if is_announced(due_on, on, transition.months_ahead if months is None else months):
                yield Coming(person=one.person, transition=code, due_on=due_on)


def _last_of(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
