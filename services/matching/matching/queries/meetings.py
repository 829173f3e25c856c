"""Reading when volunteers are busy and whether they came, as far as activities has told."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.queries import portions
from matching.tables import Attendance, Meeting

STARTS = func.coalesce(Meeting.moved_starts_at, Meeting.starts_at)
ENDS = func.coalesce(Meeting.moved_ends_at, Meeting.ends_at)
ON = func.coalesce(Meeting.moved_on, Meeting.happens_on)
MINUTES = func.coalesce(Meeting.moved_minutes, Meeting.minutes)
#: The latest word on who came names the volunteer.
CAME = (Meeting.held_sequence.is_not(None), Attendance.came_sequence == Meeting.held_sequence)


def busy(session: Session, ids: Collection[UUID], on: date) -> dict[UUID, list[tuple[datetime, datetime]]]:
    """From when until when volunteers have meetings around a day, by volunteer."""
    near = ON.between(on - timedelta(days=1), on + timedelta(days=1))
    query = select(Attendance.volunteer_id, STARTS, ENDS).join(Meeting, Meeting.id == Attendance.meeting_id)
    query = query.where(Attendance.expected, Meeting.called_off_at.is_(None), near)
    found: dict[UUID, list[tuple[datetime, datetime]]] = defaultdict(list)
    for volunteer, starts_at, ends_at in portions.rows(session, query, Attendance.volunteer_id, ids):
        found[volunteer].append((starts_at, ends_at))
    return found


def names(session: Session, meeting: UUID, volunteer: UUID) -> tuple[Meeting, Attendance] | None:
    """A meeting that was held, and the volunteer's part in it."""
    query = select(Meeting, Attendance).join(Attendance, Attendance.meeting_id == Meeting.id)
    query = query.where(Meeting.id == meeting, Attendance.volunteer_id == volunteer, Meeting.held_sequence.is_not(None))
    row = session.execute(query).first()
    return (row[0], row[1]) if row else None
