"""The stretches of time a rhythm is promised for: weeks as ISO counts them, pairs of weeks, months and half-years.

Days only: a stretch is as long in local days where clocks change, and no stretch is cut by a new year but by the
calendar's own. Deliberately not here: what is promised in them (`promises`).
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

ONE = timedelta(days=1)
# Pairs of weeks are counted from this Monday, so that everybody's every second week is the same one, year after year.
ANCHOR = date(2024, 1, 1)
ONCE_AFTER = "once_after"


@dataclass(frozen=True, order=True)
class Period:
    """From a day to a day, both included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it."""
        return tuple(self.first + ONE * number for number in range(self.length))


def period_of(every: str, day: date) -> Period:
    """The stretch of such a rhythm that a day lies in."""
    return _PERIODS[every](day)


def periods(every: str, first: date, last: date) -> Iterator[Period]:
    """Every stretch that has one of these days, in order."""
    period = period_of(every, first)
    while period.first <= last:
        yield period
        period = period_of(every, period.last + ONE)


def week_of(day: date) -> Period:
    """The ISO week of a day, from Monday to Sunday."""
    return _weeks(1, day)


def _weeks(number: int, day: date) -> Period:
    first = day - ONE * ((day - ANCHOR).days % (7 * number))
    return Period(first, first + ONE * (7 * number - 1))


def _month(day: date) -> Period:
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def _half_year(day: date) -> Period:
    if day.month <= 6:
        return Period(date(day.year, 1, 1), date(day.year, 6, 30))
    return Period(date(day.year, 7, 1), date(day.year, 12, 31))


_PERIODS: Mapping[str, Callable[[date], Period]] = {
    "week": week_of,
    "two_weeks": lambda day: _weeks(2, day),
    "month": _month,
    "half_year": _half_year,
}
