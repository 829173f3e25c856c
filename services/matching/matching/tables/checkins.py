"""How it goes, asked of both sides, and the links by which it is answered. Of a link only its digest is kept."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import Tables


class Checkin(Tables):
    """One side asked once how it goes. Its answer is for the staff and for nobody on the other side."""

    __tablename__ = "checkins"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(40))
    match_id: Mapped[UUID] = mapped_column(ForeignKey("matches.id"))
    number: Mapped[int] = mapped_column(Integer)
    side: Mapped[str] = mapped_column(String(10))
    asked_on: Mapped[date] = mapped_column(Date)
    answer_by: Mapped[date] = mapped_column(Date, index=True)
    answer: Mapped[str | None] = mapped_column(String(4))
    answered_on: Mapped[date | None] = mapped_column(Date)
    answered_by: Mapped[UUID | None] = mapped_column(Uuid)
    #: The day on which staff have talked with them, because they asked for it or were silent.
    talked_on: Mapped[date | None] = mapped_column(Date)
    talked_by: Mapped[UUID | None] = mapped_column(Uuid)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (UniqueConstraint("match_id", "number", "side", name="each_side_asked_once"),)


class AnswerLink(Tables):
    """A link with which one person answers one check-in, once."""

    __tablename__ = "answer_links"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    checkin_id: Mapped[UUID] = mapped_column(ForeignKey("checkins.id"), index=True)
    person: Mapped[UUID] = mapped_column(Uuid)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    expires_on: Mapped[date] = mapped_column(Date, index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
