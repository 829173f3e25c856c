"""What activities has told about meetings of our volunteers: when they are busy, and whether they came.

Every event type has columns of its own, so that any order of arrival ends the same. Deliberately not here: where people
meet, and anybody of a meeting but the volunteers.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import Tables


class Meeting(Tables):
    """A meeting, as far as its events have arrived. Of two events of one type the higher sequence is later."""

    __tablename__ = "meetings"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    # Told by meeting.scheduled.
    scheduled_sequence: Mapped[int | None] = mapped_column(Integer)
    programme: Mapped[str | None] = mapped_column(String(64))
    match_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    starts_at: Mapped[datetime | None] = mapped_column(Moment)
    ends_at: Mapped[datetime | None] = mapped_column(Moment)
    happens_on: Mapped[date | None] = mapped_column(Date)
    minutes: Mapped[int | None] = mapped_column(Integer)
    # Told by meeting.moved.
    moved_sequence: Mapped[int | None] = mapped_column(Integer)
    moved_starts_at: Mapped[datetime | None] = mapped_column(Moment)
    moved_ends_at: Mapped[datetime | None] = mapped_column(Moment)
    moved_on: Mapped[date | None] = mapped_column(Date)
    moved_minutes: Mapped[int | None] = mapped_column(Integer)
    # Told by meeting.called_off.
    called_off_at: Mapped[datetime | None] = mapped_column(Moment)
    # Told by meeting.held.
    held_sequence: Mapped[int | None] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}


class Attendance(Tables):
    """A volunteer of a meeting: expected, by meeting.scheduled; there, by the meeting.held with `came_sequence`.

    The volunteer came if that is the latest meeting.held. Nobody's absence is a row of its own.
    """

    __tablename__ = "attendances"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    volunteer_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, index=True)
    expected: Mapped[bool]
    came_sequence: Mapped[int | None] = mapped_column(Integer)
