"""What speaks against a time by itself.

Deliberately not here: who takes part (`company`), whose time is taken (`time_taken`), and where (`venues`).
"""

from collections.abc import Iterator
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


def objections_to_another(planned: UUID | None) -> Iterator[Refused]:
    """Why a request is not answered once more: the meeting that is planned for it."""
    if planned:
        yield Refused("intake_has_meeting", field="intake_id", meeting=str(planned))
