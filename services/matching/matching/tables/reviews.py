"""What staff have done for a match that runs: looked at the whole of it, and supported the volunteer."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import Tables


class Review(Tables):
    """Staff and those in the match have looked at it: it goes on until the next look, or it does not. # S2-14"""

    __tablename__ = "reviews"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    match_id: Mapped[UUID] = mapped_column(ForeignKey("matches.id"), index=True)
    goes_on: Mapped[bool]
    next_on: Mapped[date | None] = mapped_column(Date)
    recorded_by: Mapped[UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(Moment)


class Support(Tables):
    """The volunteer of a match was supported on a day; what was said stays with those who said it. # S0-23"""

    __tablename__ = "supports"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    match_id: Mapped[UUID] = mapped_column(ForeignKey("matches.id"), index=True)
    given_on: Mapped[date] = mapped_column(Date)
    recorded_by: Mapped[UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
