"""A match while it runs: the child's own word, when both sides are asked how it goes, support, and review dates.

An accompaniment has no end that somebody sets beforehand (S2-14): it is looked at again and again, and goes on.
Deliberately not here: why it ends (`endings`).
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from contracts.programmes import Programme
from contracts.refusals import Refused

# The certificate law's age, at which enrollment tells that the youngest child is no longer under it.
CERTIFICATE_AGE = 15
SAYING = ("yes", "no")
ANSWERS = ("well", "talk", "stop")
SIDES = ("family", "volunteer")
REVIEWS, SAYS = "matching.review_every_days", "wish.child_says_from"


def after(day: date, days: int) -> date:
    """So many days later."""
    return day + timedelta(days=days)


def child_says(programme: Programme, under_15_until: date | None, at: date) -> bool:
    """Whether every child is old enough to say for itself. # S1-17

    All that is known of a family's children is when the youngest turns 15; of older siblings of a small child nothing
    is known, and their word may be given without being asked for.
    """
    if under_15_until is None or at >= under_15_until:
        return False
    years = CERTIFICATE_AGE - programme.wish.child_says_from
    return at >= _years_before(under_15_until, years)


def check_first_meeting(programme: Programme, under_15_until: date | None, *, on: date, says: str | None) -> None:
    """Where every child is old enough, its word belongs to the first meeting.

    Raises:
        Refused: `child_says_too`.
    """
    if says is None and child_says(programme, under_15_until, on):
        raise Refused("child_says_too", rule=programme.row_of(SAYS), field="child_says")


def checkin_due(days: Sequence[int], begun: date, at: date, asked: Collection[int]) -> int | None:
    """Which check-in is to be asked for now, counted from 1: the latest whose day has come, once."""
    come = [number for number, day in enumerate(sorted(days), 1) if after(begun, day) <= at]
    return come[-1] if come and come[-1] not in asked else None


def next_checkin(days: Sequence[int], begun: date, at: date) -> date | None:
    """The next day after this one on which both sides are asked."""
    return next((day for each in sorted(days) if (day := after(begun, each)) > at), None)


def next_review(programme: Programme, *, goes_on: bool, wanted: date | None, at: date) -> date | None:
    """The day of the next review; None where the match does not go on. # S2-14

    Raises:
        Refused: `review_within`, if it is not ahead, or further than the programme lets a match go unlooked at.
    """
    if not goes_on:
        return None
    latest = after(at, programme.matching.review_every_days)
    if wanted is not None and not at < wanted <= latest:
        raise Refused("review_within", rule=programme.row_of(REVIEWS), field="next_on", latest=latest)
    return wanted or latest


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)
