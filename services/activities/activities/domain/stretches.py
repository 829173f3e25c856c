"""A month or a week of a calendar, the one before and the one after, and how either is written.

Weeks are ISO 8601's, as in every Danish calendar: they begin on Monday, and 29 December may be in week 1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTH = re.compile(r"([0-9]{4})-([0-9]{2})", re.ASCII)
WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})", re.ASCII)
DAY = timedelta(days=1)
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Some days in a row: a `month` or a `week`."""

    kind: str
    first: date
    last: date

    @property
    def written(self) -> str:
        """`2026-11` or `2026-W47`."""
        year, week, _ = self.first.isocalendar()
        return f"{self.first:%Y-%m}" if self.kind == "month" else f"{year:04}-W{week:02}"

    @property
    def before(self) -> "Stretch":
        return around(self.kind, self.first - DAY)

    @property
    def after(self) -> "Stretch":
        return around(self.kind, self.last + DAY)

    @property
    def days(self) -> Iterator[date]:
        """Each of its days."""
        return (self.first + DAY * number for number in range((self.last - self.first).days + 1))

    @property
    def weeks(self) -> list[list[date]]:
        """Whole weeks, so that the first and the last may reach over its ends."""
        monday = self.first - DAY * self.first.weekday()
        count = ((self.last - monday).days // DAYS_OF_A_WEEK) + 1
        return [
            [monday + DAY * (DAYS_OF_A_WEEK * week + day) for day in range(DAYS_OF_A_WEEK)] for week in range(count)
        ]

    @property
    def shown_from(self) -> date:
        """The first day that its weeks show."""
        return self.weeks[0][0]

    @property
    def shown_until(self) -> date:
        """The last day that its weeks show."""
        return self.weeks[-1][-1]

    def meets(self, first: date, last: date) -> bool:
        """Whether any of its days lies between these two."""
        return self.first <= last and first <= self.last


def around(kind: str, day: date) -> Stretch:
    """The month or week that a day is in."""
    if kind == "month":
        first = day.replace(day=1)
        return Stretch(kind=kind, first=first, last=(first + DAY * 31).replace(day=1) - DAY)
    monday = day - DAY * day.weekday()
    return Stretch(kind=kind, first=monday, last=monday + DAY * (DAYS_OF_A_WEEK - 1))


def read(*, month: str | None, week: str | None, today: date) -> Stretch | None:
    """The stretch that somebody asks for, this month if none; None if there is no such month or week."""
    if month is not None and week is not None:
        return None
    if month is None and week is None:
        return around("month", today)
    pattern, kind, said = (MONTH, "month", month or "") if week is None else (WEEK, "week", week)
    found = pattern.fullmatch(said)
    try:
        return _of(kind, int(found[1]), int(found[2])) if found else None
    except (ValueError, OverflowError):
        return None


def _of(kind: str, year: int, number: int) -> Stretch:
    return around(kind, date(year, number, 1) if kind == "month" else date.fromisocalendar(year, number, 1))
