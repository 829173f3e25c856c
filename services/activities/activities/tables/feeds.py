"""Calendars behind secret links. Of a link only its digest is kept."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from activities.tables.common import Tables
from chassis.columns import Moment

OWN: dict[str, Any] = {
    "personal": True,
    "retention": "until a month after the link was stopped, which happens at the latest a year after it was last used",
    "readers": ["whoever made the link", "of activities and venues: coordinator of the organisation"],
}


class Feed(Tables):
    """The calendar of a person, an activity or a venue, for whoever has its link, until it is stopped."""

    __tablename__ = "feeds"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64), index=True)
    of: Mapped[str] = mapped_column(String(10))  # person, activity, venue
    subject: Mapped[UUID] = mapped_column(Uuid, index=True, info=OWN)
    language: Mapped[str] = mapped_column(String(2))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_by: Mapped[UUID] = mapped_column(Uuid, index=True, info=OWN)
    made_at: Mapped[datetime] = mapped_column(Moment)
    fetched_on: Mapped[date | None] = mapped_column(Date, info=OWN)
    stopped_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
