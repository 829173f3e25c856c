"""Calendars behind secret links. Of a link only its digest is kept."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from activities.tables.common import PSEUDONYM, Tables
from chassis.columns import Moment


class Feed(Tables):
    """The calendar of a person, an activity or a venue, for whoever has its link, until it is stopped."""

    __tablename__ = "feeds"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64), index=True)
    of: Mapped[str] = mapped_column(String(10))  # person, activity, venue
    subject: Mapped[UUID] = mapped_column(Uuid, index=True, info=PSEUDONYM)
    language: Mapped[str] = mapped_column(String(2))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_by: Mapped[UUID] = mapped_column(Uuid, index=True, info=PSEUDONYM)
    made_at: Mapped[datetime] = mapped_column(Moment)
    fetched_on: Mapped[date | None] = mapped_column(Date)
    stopped_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
