"""Whose calendar somebody may have, how its link is made, and what it shows.

Of a link only a digest is kept. 128 bits and more cannot be tried out, so that no door has to count who knocks.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from activities.domain.local import moment
from contracts.refusals import Refused

LETTERS = 26
MOST = 20  # of one person at a time: a phone, a computer, the door of a common house
BACK, AHEAD = timedelta(days=90), timedelta(days=400)
UNUSED = timedelta(days=365)
REMEMBERED = timedelta(days=30)


class Of(StrEnum):
    """What a calendar is of."""

    PERSON = "person"
    ACTIVITY = "activity"
    VENUE = "venue"


def objections(of: str, subject: UUID | None, *, caller: UUID, standing: int) -> Iterator[Refused]:
    """Why somebody cannot have this calendar; whether there is such an activity or venue is asked elsewhere."""
    if of == Of.PERSON and subject not in (None, caller):
        yield Refused("feed_of_another", field="id")
    if of != Of.PERSON and subject is None:
        yield Refused("feed_of_what", field="id")
    if standing >= MOST:
        yield Refused("too_many_feeds", most=MOST)


def as_typed(code: str) -> str:
    """The code as it stands in a link."""
    return code.lower()


def digest(code: str) -> str:
    """What is kept of a code."""
    return sha256(code.encode()).hexdigest()


def addresses(public_url: str, code: str) -> dict[str, str]:
    """Where the calendar is: for a phone to subscribe to, for everything else that does, and as a page."""
    page = f"{public_url.rstrip('/')}/calendars/{code}"
    subscribe = f"webcal://{page.partition('://')[2]}.ics"
    return {"page": page, "ics": f"{page}.ics", "subscribe": subscribe}


def first_day(today: date) -> date:
    """The first day that a calendar shows."""
    return today - BACK


def last_day(today: date) -> date:
    """The last day that a calendar shows."""
    return today + AHEAD


def midnight(day: date) -> datetime:
    """When a day begins in Denmark, as a moment."""
    return moment(day, time())
