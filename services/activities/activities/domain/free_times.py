"""When several are free at once. What comes out is time common to all; nothing in it says who is busy, or why."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from activities.domain import days, spans
from activities.domain.days import Hours
from activities.domain.spans import Span
from contracts.refusals import Refused

# Nobody is proposed a meeting at night.
PARTS = {"morning": ("08:00", "12:00"), "afternoon": ("12:00", "17:00"), "evening": ("17:00", "22:00")}
LONGEST_SEARCH = timedelta(weeks=8, hours=1)  # the clock may be put back on the way
QUARTER = timedelta(minutes=15)


def objections(earliest: datetime, latest: datetime, *, now: datetime, wanted: Collection[object]) -> Iterator[Refused]:
    """Why no time can be looked for between these, for so much."""
    if not wanted:
        yield Refused("nobody_to_look_for", field="people")
    if latest <= earliest:
        yield Refused("ends_before_it_starts", field="latest")
    if latest <= now:
        yield Refused("in_the_past", field="latest")
    if latest - earliest > LONGEST_SEARCH:
        yield Refused("search_too_long", field="latest", weeks=LONGEST_SEARCH.days // 7)


def found(within: Span, parts: Collection[str], usable: Iterable[list[Span]], taken: Iterable[Span]) -> list[Span]:
    """The time within a span that lies in these parts of the day, in all of `usable`, and is not taken."""
    hours = [Hours(day=day, opens=opens, closes=closes) for day in days.DAYS for opens, closes in _chosen(parts)]
    time = days.between(hours, (_next_quarter(within[0]), within[1])) if _next_quarter(within[0]) < within[1] else []
    for each in usable:
        time = spans.common(time, each)
    return spans.without(time, spans.joined(taken))


def _chosen(parts: Collection[str]) -> Iterator[tuple[str, str]]:
    return (hours for part, hours in PARTS.items() if not parts or part in parts)


def _next_quarter(moment: datetime) -> datetime:
    past = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment + (QUARTER - past if past else past)
