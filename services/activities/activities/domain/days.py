"""Hours of a local day that come again every week, as moments: `mon 09:00 to 21:00`, also where clocks change.

A clock that is put forward past an hour has the next one instead. Deliberately not here: holidays (`days_off`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from activities.domain.local import COPENHAGEN, local_day
from activities.domain.spans import Span, common, joined

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT = "24:00"
ONE = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, order=True)
class Hours:
    """From when until when on one day of every week; `closes` may be 24:00, which is when the next day begins."""

    day: str
    opens: str
    closes: str


def between(hours: Iterable[Hours], span: Span) -> list[Span]:
    """All these hours within a span of time, joined."""
    of_day: dict[str, list[Hours]] = {}
    for each in hours:
        of_day.setdefault(each.day, []).append(each)
    weekly = ((day, each) for day in each_day(span) for each in of_day.get(DAYS[day.weekday()], ()))
    return common(joined((at(day, each.opens), at(day, each.closes)) for day, each in weekly), [span])


def whole(first: date, last: date) -> Span:
    """All of these local days, both included."""
    return at(first, "00:00"), at(last, MIDNIGHT)


def each_day(span: Span) -> Iterator[date]:
    """Every local day that a span reaches into."""
    day = local_day(span[0])
    while at(day, "00:00") < span[1]:
        yield day
        day += ONE


def at(day: date, clock: str) -> datetime:
    """The moment of a clock time such as 09:30 on a local day."""
    if clock == MIDNIGHT:
        return at(day + ONE, "00:00")
    return datetime.combine(day, time.fromisoformat(clock), COPENHAGEN).astimezone(UTC)
