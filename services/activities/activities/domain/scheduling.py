"""What speaks against a time. Which meetings stand in the way is asked by the caller and judged here.

Deliberately not here: who takes part (`company`) and what kinds of meeting there are (`kinds`).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from contracts.refusals import Refused

# A slip of the pen in a date makes a meeting of days; no real one is this long.
LONGEST = timedelta(hours=12)


def objections(starts_at: datetime, ends_at: datetime, *, now: datetime) -> Iterator[Refused]:
    """Why a meeting cannot be from `starts_at` to `ends_at`, seen from `now`."""
    if ends_at <= starts_at:
        yield Refused("ends_before_it_starts", field="ends_at")
    if ends_at - starts_at > LONGEST:
        yield Refused("meeting_too_long", field="ends_at", hours=LONGEST // timedelta(hours=1))
    if starts_at < now:
        yield Refused("in_the_past", field="starts_at")


def objections_from(overlapping: Sequence[UUID]) -> Iterator[Refused]:
    """Why people cannot be there: the meetings that one of them has at that time."""
    if overlapping:
        yield Refused("double_booked", field="starts_at", meeting=str(min(overlapping)))


def objections_to_another(planned: UUID | None) -> Iterator[Refused]:
    """Why a request is not answered once more: the meeting that is planned for it."""
    if planned:
        yield Refused("intake_has_meeting", field="intake_id", meeting=str(planned))
