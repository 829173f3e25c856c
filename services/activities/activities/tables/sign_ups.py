"""Sign-ups: who takes part in an activity, who waits for a place, and who helps."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from activities.tables.activities import Activity
from activities.tables.common import Tables
from activities.tables.meetings import Meeting
from chassis.columns import Moment

SIGNED_UP = {
    "personal": True,
    "retention": "as long as the meetings they came to are counted; of who never came, 90 days after it ended",
    "readers": ["coordinator of the organisation", "those who signed up"],
}


class SignUp(Tables):
    """Some people together, as a rule a family, and where they stand: taken, waiting, offered, and how it ended.

    Without `meeting_id` it is for the whole activity. The line is in the order of `asked_at`, then `id`. `asked_by` is
    who signed them up, `wished_by` the one of the family whose own wish it is. # S0-17
    """

    __tablename__ = "sign_ups"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    activity_id: Mapped[UUID] = mapped_column(ForeignKey(Activity.id))
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey(Meeting.id), index=True)
    family: Mapped[UUID | None] = mapped_column(Uuid, index=True, info=SIGNED_UP)
    role: Mapped[str] = mapped_column(String(32))  # participant, volunteer, professional
    state: Mapped[str] = mapped_column(String(32))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[UUID] = mapped_column(Uuid, info=SIGNED_UP)
    wished_by: Mapped[UUID | None] = mapped_column(Uuid, info=SIGNED_UP)
    offered_until: Mapped[datetime | None] = mapped_column(Moment, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_reason: Mapped[str | None] = mapped_column(String(32))
    version: Mapped[int] = mapped_column()
    people: Mapped[list["SignedUp"]] = relationship(
        lazy="selectin", order_by="SignedUp.person", cascade="all, delete-orphan"
    )
    __table_args__ = (Index("ix_sign_ups_line", "activity_id", "state", "asked_at"),)
    __mapper_args__: dict[str, Any] = {"version_id_col": version}


class SignedUp(Tables):
    """One person of a sign-up, and as what."""

    __tablename__ = "signed_up"
    sign_up_id: Mapped[UUID] = mapped_column(ForeignKey(SignUp.id), primary_key=True)
    person: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=SIGNED_UP)
    role: Mapped[str] = mapped_column(String(32))
    __table_args__ = (Index("ix_signed_up_person", "person"),)
