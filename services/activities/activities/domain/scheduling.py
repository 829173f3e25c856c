"""What speaks against a time by itself.

Deliberately not here: who takes part (`company`), whose time is taken (`time_taken`), and where (`venues`).
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from activities.domain.local import local_day
from activities.domain.recurring import told
from activities.domain.spans import Span
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


def objections_to_meeting_twice(starts_at: datetime, ends_at: datetime, others: Iterable[Span]) -> Iterator[Refused]:
    """Why an activity does not meet then: it has another meeting at that time."""
    if any(starts < ends_at and starts_at < ends for starts, ends in others):
        yield Refused("series_overlaps", field="starts_at", days=told([local_day(starts_at)]))


def objections_to_another(planned: UUID | None) -> Iterator[Refused]:
    """Why a request is not answered once more: the meeting that is planned for it."""
    if planned:
        yield Refused("intake_has_meeting", field="intake_id", meeting=str(planned))
