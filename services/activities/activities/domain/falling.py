"""On which days a recurrence falls: period by period, so that a rule that falls on no day is soon done with.

A period is the day, week, month or year of the frequency; of its days those count that every part of the rule lets in.
Deliberately not here: reading a rule (`recurrence`), and days off.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

MONDAY, WEEK = 0, 7
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The parts of a rule as numbers; an ordinal of 0 means every such weekday."""

    freq: str
    interval: int = 1
    months: tuple[int, ...] = ()
    monthdays: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    positions: tuple[int, ...] = ()
    week_starts: int = MONDAY


def days(parts: Parts, first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last` on which a rule falls that begins on `first`."""
    asked = _with_what_the_first_day_says(parts, first)
    for period in _periods(asked, first, last):
        found = [day for day in period if _is_let_in(asked, day)]
        yield from (day for day in _placed(found, asked.positions) if first <= day <= last)


def _with_what_the_first_day_says(parts: Parts, first: date) -> Parts:
    """Where a rule names no day, the first one says which."""
    if parts.weekdays or parts.monthdays or parts.freq == "DAILY":
        return parts
    if parts.freq == "WEEKLY":
        return replace(parts, weekdays=((0, first.weekday()),))
    months = parts.months or ((first.month,) if parts.freq == "YEARLY" else ())
    return replace(parts, monthdays=(first.day,), months=months)


def _periods(parts: Parts, first: date, last: date) -> Iterator[Sequence[date]]:
    begins, step, ends = _STEPS[parts.freq](parts, first)
    number = 0
    while (start := begins + step * number) <= last:
        yield _between(start, start + ends)
        number += parts.interval


def _daily(_parts: Parts, first: date) -> tuple[date, relativedelta, relativedelta]:
    return first, relativedelta(days=1), relativedelta(days=1)


def _weekly(parts: Parts, first: date) -> tuple[date, relativedelta, relativedelta]:
    begins = first - ((first.weekday() - parts.week_starts) % WEEK) * DAY
    return begins, relativedelta(weeks=1), relativedelta(weeks=1)


def _monthly(_parts: Parts, first: date) -> tuple[date, relativedelta, relativedelta]:
    return first.replace(day=1), relativedelta(months=1), relativedelta(months=1)


def _yearly(_parts: Parts, first: date) -> tuple[date, relativedelta, relativedelta]:
    return first.replace(month=1, day=1), relativedelta(years=1), relativedelta(years=1)


_STEPS: dict[str, Callable[[Parts, date], tuple[date, relativedelta, relativedelta]]] = {
    "DAILY": _daily,
    "WEEKLY": _weekly,
    "MONTHLY": _monthly,
    "YEARLY": _yearly,
}


def _is_let_in(parts: Parts, day: date) -> bool:
    return (
        (not parts.months or day.month in parts.months)
        and (not parts.monthdays or day.day in parts.monthdays or day.day - _length(day) - 1 in parts.monthdays)
        and (not parts.weekdays or any(_is_weekday(parts, day, *each) for each in parts.weekdays))
    )


def _is_weekday(parts: Parts, day: date, ordinal: int, weekday: int) -> bool:
    """Whether a day is this weekday and, with an ordinal, the so-manieth of its month or year."""
    if day.weekday() != weekday:
        return False
    if ordinal == 0:
        return True
    of_year = parts.freq == "YEARLY" and not parts.months
    place = day.timetuple().tm_yday if of_year else day.day
    length = date(day.year, 12, 31).timetuple().tm_yday if of_year else _length(day)
    return ordinal in ((place - 1) // WEEK + 1, -((length - place) // WEEK + 1))


def _placed(found: Sequence[date], positions: Sequence[int]) -> Sequence[date]:
    """Of the days of a period those at these places, counted from its beginning or its end."""
    if not positions:
        return found
    places = {each - 1 if each > 0 else len(found) + each for each in positions}
    return [day for place, day in enumerate(found) if place in places]


def _between(start: date, end: date) -> Sequence[date]:
    return [start + number * DAY for number in range((end - start).days)]


def _length(day: date) -> int:
    return monthrange(day.year, day.month)[1]
