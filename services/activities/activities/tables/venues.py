"""Where people meet: venues, open to everybody who may look, and the things that can be had there. Never a home."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from activities.tables.common import PSEUDONYM, Tables
from chassis.columns import Moment


class Venue(Tables):
    """A common house, a room or a place outdoors that an organisation can book. # S3-03

    `opening` is a list of `{"day": "mon", "opens": "09:00", "closes": "21:00"}` in local time; an empty one is always
    open. Where `board` names a housing organisation, its board must have said yes to the day.
    """

    __tablename__ = "venues"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str | None] = mapped_column(String(200))
    area: Mapped[str | None] = mapped_column(String(64))
    outdoors: Mapped[bool]
    room_for: Mapped[int | None]
    opening: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    board: Mapped[str | None] = mapped_column(String(64))
    closed_from: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column()
    __mapper_args__: dict[str, Any] = {"version_id_col": version}


class Resource(Tables):
    """One thing that can be booked by itself: a kitchen, a projector, a minibus."""

    __tablename__ = "resources"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64), index=True)
    venue_id: Mapped[UUID | None] = mapped_column(ForeignKey(Venue.id), index=True)
    name: Mapped[str] = mapped_column(String(120))
    closed_from: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column()
    __mapper_args__: dict[str, Any] = {"version_id_col": version}


class Approval(Tables):
    """Whether a housing board lets its venue be used on some days, both included: asked, granted or refused. # S3-03

    `recorded` is yes where a coordinator has written down what the board said elsewhere.
    """

    __tablename__ = "approvals"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    venue_id: Mapped[UUID] = mapped_column(ForeignKey(Venue.id), index=True)
    board: Mapped[str] = mapped_column(String(64), index=True)
    from_on: Mapped[date] = mapped_column(Date)
    until_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(32))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[UUID] = mapped_column(Uuid, info=PSEUDONYM)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by: Mapped[UUID | None] = mapped_column(Uuid, info=PSEUDONYM)
    recorded: Mapped[bool]
    version: Mapped[int] = mapped_column()
    __mapper_args__: dict[str, Any] = {"version_id_col": version}
