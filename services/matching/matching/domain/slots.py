"""Which times of the week a moment belongs to, as clocks in Denmark show it.

A week has fourteen: a day and an evening each. Deliberately not here: which of them anybody has free.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DENMARK = ZoneInfo("Europe/Copenhagen")
EVENING = time(17)
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

#: A slot on a day of the calendar.
When = tuple[date, str]


def day_of(moment: datetime) -> date:
    """The day in Denmark."""
    return moment.astimezone(DENMARK).date()


def minutes_between(starts_at: datetime, ends_at: datetime) -> int:
    """Whole minutes from one moment to another."""
    return max(0, int((ends_at - starts_at).total_seconds()) // 60)


def touched(starts_at: datetime, ends_at: datetime) -> frozenset[When]:
    """Every slot that a meeting takes something of."""
    first, last = _half(starts_at), _half(max(starts_at, ends_at - timedelta(minutes=1)))
    halves = ((day, evening) for day in _days(first[0], last[0]) for evening in (False, True))
    return frozenset((day, _slot(day, evening)) for day, evening in halves if first <= (day, evening) <= last)


def is_on(slot: str, day: date) -> bool:
    """Whether the slot is one of this day of the week."""
    return slot.startswith(f"{WEEK[day.weekday()]}_")


def _half(moment: datetime) -> tuple[date, bool]:
    there = moment.astimezone(DENMARK)
    return there.date(), there.time() >= EVENING


def _slot(day: date, evening: bool) -> str:
    return f"{WEEK[day.weekday()]}_{'evening' if evening else 'day'}"


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
