"""How the steps of vetting went. Deliberately not here: whether vetting holds; that is asked at a date."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import Tables


class VettingOutcome(Tables):
    """How a step of vetting went: outcome, date and who recorded it. Never a certificate or what it says."""

    __tablename__ = "vetting_outcomes"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id"))
    #: Which record of this volunteer it is, from 1: of two outcomes on one day the later record counts.
    number: Mapped[int] = mapped_column(Integer)
    step: Mapped[str] = mapped_column(String(64))
    passed: Mapped[bool]
    happened_on: Mapped[date] = mapped_column(Date)
    recorded_by: Mapped[UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("volunteer_id", "number", name="one_number_per_outcome"),)
