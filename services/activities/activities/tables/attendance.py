"""What is kept of attendance beside the participants themselves: sheets, the keys of entries, and whom to ask after.

Deliberately not here: anything about those whom nobody knew at a meeting; they are a number.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from activities.tables.common import PSEUDONYM, Tables
from activities.tables.meetings import Meeting
from chassis.columns import Moment

TO_ASK_AFTER = {
    "personal": True,
    "retention": "until they come again or take part no longer; 90 days after a coordinator has talked with them",
    "readers": ["coordinator of the organisation, never about themselves or their own family"],
}
NOTED = {
    "personal": True,
    "retention": "90 days: enrollment has heard of it, and the family's plan is kept there",
    "readers": ["coordinator of the organisation"],
}


class Sheet(Tables):
    """The attendance of a meeting as it was last written down: when, under which key, and what is only counted."""

    __tablename__ = "sheets"
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id), primary_key=True)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    key: Mapped[UUID] = mapped_column(Uuid)
    recorded_by: Mapped[UUID] = mapped_column(Uuid, info=PSEUDONYM)
    unknown_walk_ins: Mapped[int]
    counted: Mapped[int | None]  # S4-12: how many came where nobody writes down who


class Recording(Tables):
    """The key of an entry that a device has sent, so that it is known when it comes again. Kept for 60 days."""

    __tablename__ = "recordings"
    key: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id))
    digest: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime] = mapped_column(Moment, index=True)


class FollowUp(Tables):
    """Somebody a coordinator should ask after. `line` is the activity or match, for a walk-in the meeting itself.

    `subject` is the family, or the person where no family is known; `people` are the persons meant.
    """

    __tablename__ = "follow_ups"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64))
    programme: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(32))  # absences, unvetted_walk_in
    line: Mapped[UUID] = mapped_column(Uuid)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id))
    subject: Mapped[UUID] = mapped_column(Uuid, info=TO_ASK_AFTER)
    family: Mapped[UUID | None] = mapped_column(Uuid, index=True, info=TO_ASK_AFTER)
    since: Mapped[datetime] = mapped_column(Moment)
    through: Mapped[datetime] = mapped_column(Moment)
    times: Mapped[int]
    opened_at: Mapped[datetime] = mapped_column(Moment)
    talked_on: Mapped[date | None] = mapped_column(Date)
    talked_by: Mapped[UUID | None] = mapped_column(Uuid, info=TO_ASK_AFTER)
    version: Mapped[int] = mapped_column()
    __mapper_args__: dict[str, Any] = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("reason", "line", "subject", name="asked_after_once"),
        Index("ix_follow_ups_open", "organisation", "talked_on"),
    )


class Success(Tables):
    """Something small that went well for a family at a meeting, by a word; enrollment keeps what becomes of it."""

    __tablename__ = "successes"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id))
    family: Mapped[UUID] = mapped_column(Uuid, index=True, info=NOTED)
    word: Mapped[str] = mapped_column(String(64), info=NOTED)
    noted_by: Mapped[UUID] = mapped_column(Uuid, info=NOTED)
    noted_at: Mapped[datetime] = mapped_column(Moment, index=True)
    __table_args__ = (UniqueConstraint("meeting_id", "family", "word", name="noted_once"),)
