"""What a rhythm has promised, stretch by stretch, and what became of each promise.

A promise is a function of what has happened and of the day it is, and of nothing else: whatever order meetings, words
of others and timers come in, the same facts on the same day are the same promises. A meeting recorded late turns a
missed promise into a kept one.

Days off count against nobody. A stretch of whose weekdays half or more do not count (a holiday; a school break,
where the rhythm rests in those; before anything began) is waived, and so is the one in which a match or activity
ends. What is due is due on the last day that counts, and missed when attendance may no longer be registered, of which
days off do not count either. Whatever is held in a stretch keeps its promise, also one that is waived.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from activities.domain.days_off import SATURDAY, Break, holiday, in_break
from activities.domain.periods import ONE, Period, periods, week_of


class State(StrEnum):
    """What became of a promise, or that it is open."""

    OPEN = "open"
    KEPT = "kept"
    MISSED = "missed"
    WAIVED = "waived"


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """Which days count for a rhythm; `breaks` are those of the schools it rests in."""

    breaks: tuple[Break, ...] = ()
    known: dict[date, bool] = field(default_factory=dict, compare=False, repr=False)
    stretches: dict[Period, tuple[date, ...]] = field(default_factory=dict, compare=False, repr=False)

    def counts(self, day: date) -> bool:
        """Whether something may be expected of people on this day."""
        if day not in self.known:
            self.known[day] = holiday(day) is None and not in_break(day, self.breaks)
        return self.known[day]

    def counting(self, period: Period) -> tuple[date, ...]:
        """The days of a stretch that count."""
        if period not in self.stretches:
            self.stretches[period] = tuple(day for day in period.days if self.counts(day))
        return self.stretches[period]

    def from_on(self, day: date) -> date:
        """This day, or else the first one after it that counts."""
        while not self.counts(day):
            day += ONE
        return day

    def after(self, day: date, days: int) -> date:
        """So many days that count after a day."""
        for _ in range(days):
            day = self.from_on(day + ONE)
        return day


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How often, which days count, and within how many days attendance is registered."""

    every: str
    calendar: Calendar
    register_within: int


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a rhythm is promised to: when it began and ended, and the meetings held, one of each day."""

    begins_on: date
    ended_on: date | None = None
    held: Mapping[date, UUID] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One stretch: when it is due, from when on it is missed, what became of it and which meeting kept it."""

    period: Period
    due_on: date
    closes_on: date
    state: State
    kept_by: UUID | None = None


def promised(terms: Terms, line: Line, since: date, today: date) -> Iterator[Promise]:
    """What has been promised in every stretch that has begun and has a day from `since` on."""
    until = min(today, line.ended_on or today)
    if line.begins_on > until:
        return
    for period in periods(terms.every, max(since, line.begins_on), until):
        counting = [day for day in terms.calendar.counting(period) if day >= line.begins_on]
        ended = line.ended_on is not None and line.ended_on <= period.last
        waived = ended or 2 * _weekdays(counting) <= _weekdays(period.days)
        due_on = period.last if waived else counting[-1]
        yield _promise(terms, line, period, due_on, today, waived=waived)


def promised_after(terms: Terms, line: Line, last: date, days: Iterable[int], today: date) -> Iterator[Promise]:
    """What is promised once a course had its last meeting: something by the end of the week so many days later."""
    first = last + ONE
    for number in days:
        due_on = terms.calendar.from_on(max(week_of(last + ONE * number).last, first))
        yield _promise(terms, line, Period(first, due_on), due_on, today, waived=False)
        first = due_on + ONE


def _weekdays(days: Iterable[date]) -> int:
    """How many of these are neither Saturday nor Sunday: so a week off is half of two, however weekends lie."""
    return sum(day.isoweekday() < SATURDAY for day in days)


def _promise(terms: Terms, line: Line, period: Period, due_on: date, today: date, *, waived: bool) -> Promise:
    kept_by = next((line.held[day] for day in period.days if day in line.held), None) if line.held else None
    closes_on = terms.calendar.after(period.last, terms.register_within)
    over = State.MISSED if today > closes_on else State.OPEN
    state = State.KEPT if kept_by else State.WAIVED if waived else over
    return Promise(period=period, due_on=due_on, closes_on=closes_on, state=state, kept_by=kept_by)
