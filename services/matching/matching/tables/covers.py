"""Somebody else for one day of a match, and who was asked. A cover never makes a match."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, Integer, String, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import Tables

WHILE_WANTED = text("state IN ('open', 'found')")
WHILE_FOUND = text("state = 'found'")


class Cover(Tables):
    """A volunteer cannot come on a day; `volunteer_id` is whoever has said yes to come instead.

    The indexes let no match have two covers for one time, and no volunteer be in two places.
    """

    __tablename__ = "covers"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(40))
    match_id: Mapped[UUID] = mapped_column(ForeignKey("matches.id"))
    happens_on: Mapped[date] = mapped_column(Date, index=True)
    slot: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(10))
    volunteer_id: Mapped[UUID | None] = mapped_column(ForeignKey("volunteers.id"), index=True)
    wanted_by: Mapped[UUID] = mapped_column(Uuid)
    wanted_at: Mapped[datetime] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index(
            "one_cover_per_time_of_a_match",
            "match_id",
            "happens_on",
            "slot",
            unique=True,
            postgresql_where=WHILE_WANTED,
            sqlite_where=WHILE_WANTED,
        ),
        Index(
            "one_cover_per_time_of_a_volunteer",
            "volunteer_id",
            "happens_on",
            "slot",
            unique=True,
            postgresql_where=WHILE_FOUND,
            sqlite_where=WHILE_FOUND,
        ),
    )


class CoverAsk(Tables):
    """One volunteer was asked to come instead, and what was answered; `silence` when the time was over."""

    __tablename__ = "cover_asks"

    cover_id: Mapped[UUID] = mapped_column(ForeignKey("covers.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answer_by: Mapped[date] = mapped_column(Date)
    answer: Mapped[str | None] = mapped_column(String(10))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("cover_id", "volunteer_id", name="nobody_is_asked_twice_for_one_cover"),)
