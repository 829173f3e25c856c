"""Whose time is taken. The database itself refuses that anybody or anything is taken twice at once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from activities.tables.common import PSEUDONYM, Tables
from activities.tables.meetings import Meeting
from chassis.columns import Moment


class Booking(Tables):
    """A person, venue or resource is taken by a meeting that is planned or held; one called off takes nobody."""

    __tablename__ = "bookings"
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id), primary_key=True)
    subject: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=PSEUDONYM)
    what: Mapped[str] = mapped_column(String(10))  # person, venue, resource
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (Index("ix_bookings_subject", "subject", "starts_at"),)
