"""How the steps of vetting went, what was ordered and excused, and what was said ahead.

Deliberately not here: whether vetting holds; that is asked at a date. No certificate, and no number it is ordered by.
"""

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


class CertificateRequest(Tables):
    """A children's certificate was ordered on a day; answered once its outcome is recorded."""

    __tablename__ = "certificate_requests"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id"))
    #: Which order of this volunteer it is, from 1; only the last one counts.
    number: Mapped[int] = mapped_column(Integer)
    asked_on: Mapped[date] = mapped_column(Date, index=True)
    recorded_by: Mapped[UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("volunteer_id", "number", name="one_number_per_request"),)


class VettingExemption(Tables):
    """A step of vetting that need not be passed until a day. Of several for one step the last one counts."""

    __tablename__ = "vetting_exemptions"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id"))
    #: Which exemption of this volunteer it is, from 1.
    number: Mapped[int] = mapped_column(Integer)
    step: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(40))
    until: Mapped[date] = mapped_column(Date, index=True)
    recorded_by: Mapped[UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("volunteer_id", "number", name="one_number_per_exemption"),)


class VettingWarning(Tables):
    """That it was said that a step runs out on a day, so many days ahead: said once, as long as it is so."""

    __tablename__ = "vetting_warnings"

    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id"), primary_key=True)
    step: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires_on: Mapped[date] = mapped_column(Date, primary_key=True)
    days: Mapped[int] = mapped_column(Integer, primary_key=True)
    said_at: Mapped[datetime] = mapped_column(Moment)
