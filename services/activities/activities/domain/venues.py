"""Whether people can meet at a venue: its hours, its housing board's yes, its room, and until when there is such a one.

Deliberately not here: whether it is taken (`time_taken`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from activities.domain import days, spans
from activities.domain.days import Hours
from activities.domain.local import local_day
from activities.domain.spans import Span
from contracts.programmes import Programme
from contracts.refusals import Refused

HOUSING = "housing"
WHERE = {
    "home": {"da": "hjemme hos familien", "en": "in the family's home"},
    "venue": {"da": "inden døre", "en": "indoors"},
    "outdoors": {"da": "udendørs", "en": "outdoors"},
}


@dataclass(frozen=True, kw_only=True)
class Site:
    """What is known of a venue; `granted` are the days, first and last, to which its board has said yes."""

    opening: tuple[Hours, ...] = ()
    board: str | None = None
    granted: tuple[tuple[date, date], ...] = ()
    closed_from: date | None = None
    room_for: int | None = None
    outdoors: bool = False


def usable(site: Site, within: Span) -> list[Span]:
    """When people can meet there, whoever may have booked it."""
    time = days.between(site.opening, within) if site.opening else [within]
    if site.board:
        time = spans.common(time, spans.joined(days.whole(*period) for period in site.granted))
    return spans.common(time, [(within[0], days.at(site.closed_from, "00:00"))]) if site.closed_from else time


def objections(site: Site, span: Span, people: int) -> Iterator[Refused]:
    """Why so many people cannot meet there at that time."""
    day = local_day(span[0])
    if site.closed_from and span[1] > days.at(site.closed_from, "00:00"):
        yield Refused("venue_closed", field="venue_id", on=site.closed_from)
    if site.opening and days.between(site.opening, span) != [span]:
        yield Refused("outside_opening_hours", field="starts_at", on=day, hours=_hours_on(site.opening, day))
    if site.board and not _granted(site, span):
        yield Refused("board_has_not_agreed", field="venue_id", on=day, board=site.board)
    yield from objections_to_number(site.room_for, people)


def objections_to_number(room_for: int | None, people: int) -> Iterator[Refused]:
    """Why there is no room for so many people."""
    if room_for is not None and people > room_for:
        yield Refused("venue_too_small", field="venue_id", room_for=room_for, people=people)


def objections_to_place(site: Site, where: str, rule: str | None) -> Iterator[Refused]:
    """Why a kind of meeting that is held at home, at a venue or outdoors cannot be there."""
    if where == "home" or where == ("venue" if site.outdoors else "outdoors"):
        yield Refused("not_there", rule=rule, field="venue_id", where=WHERE[where])


def objections_to_hours(opening: Sequence[Hours]) -> Iterator[Refused]:
    """Why these cannot be the opening hours of a week."""
    for each in opening:
        if each.closes <= each.opens:
            yield Refused("opening_backwards", field="opening", opens=each.opens, closes=each.closes)
    for one, next in pairwise(sorted(opening)):
        if one.day == next.day and next.opens < one.closes:
            yield Refused("opening_twice", field="opening", opens=next.opens)


def objections_to_board(board: str | None, programmes: Mapping[str, Programme]) -> Iterator[Refused]:
    """Why this is no housing board whose leave can be asked. # S3-03"""
    known = [each.organisations[board] for each in programmes.values() if board in each.organisations] if board else []
    if board and not any(each.kind == HOUSING for each in known):
        yield Refused("not_a_board", field="board", board=board)


def objections_to_period(first: date, last: date, *, today: date) -> Iterator[Refused]:
    """Why a board cannot be asked for these days."""
    if last < first:
        yield Refused("period_backwards", field="until_on")
    if last < today:
        yield Refused("in_the_past", field="until_on")


def _granted(site: Site, span: Span) -> bool:
    granted = spans.joined(days.whole(*period) for period in site.granted)
    return spans.common(granted, [span]) == [span]


def _hours_on(opening: Sequence[Hours], day: date) -> str:
    that_day = sorted(each for each in opening if each.day == days.DAYS[day.weekday()])
    return ", ".join(f"{each.opens}–{each.closes}" for each in that_day) or "–"
