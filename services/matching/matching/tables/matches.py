"""Matches, for as long as they run and after, until a good goodbye has been said."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import Tables


class Match(Tables):
    """A proposal that everybody has said yes to; it runs until `ended_at`, a day nobody sets beforehand. # S2-14

    The days below say when somebody is to look: at whether they have met, how it goes, the volunteer, the whole.
    """

    __tablename__ = "matches"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(40))
    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("proposals.id"), unique=True)
    started_at: Mapped[datetime] = mapped_column(Moment)
    #: The same in Denmark; of matches older than the column the day is worked out by the timer.
    started_on: Mapped[date | None] = mapped_column(Date)
    meet_by: Mapped[date | None] = mapped_column(Date)
    met_on: Mapped[date | None] = mapped_column(Date)
    #: What the child said when they had met; never told to the volunteer. # S1-17
    child_says: Mapped[str | None] = mapped_column(String(3))
    met_recorded_by: Mapped[UUID | None] = mapped_column(Uuid)
    checkin_on: Mapped[date | None] = mapped_column(Date)
    support_on: Mapped[date | None] = mapped_column(Date)
    review_on: Mapped[date | None] = mapped_column(Date)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_reason: Mapped[str | None] = mapped_column(String(40))
    goodbye_by: Mapped[date | None] = mapped_column(Date)
    goodbye: Mapped[str | None] = mapped_column(String(10))
    goodbye_on: Mapped[date | None] = mapped_column(Date)
    goodbye_recorded_by: Mapped[UUID | None] = mapped_column(Uuid)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (Index("ix_matches_checkin_on", "checkin_on"), Index("ix_matches_ended_at", "ended_at"))
