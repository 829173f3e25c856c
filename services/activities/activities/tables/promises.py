"""Promises of the programme's rhythms, a row for each stretch of time, and whoever settles those of a rhythm."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from activities.tables.common import Tables
from chassis.columns import Moment


class RhythmKept(Tables):
    """A rhythm whose promises are kept account of: the row is what two who settle them wait for.

    `settled_on` is the day on which all of them were gone through last.
    """

    __tablename__ = "rhythms"
    programme: Mapped[str] = mapped_column(String(64), primary_key=True)
    rhythm: Mapped[str] = mapped_column(String(64), primary_key=True)
    settled_on: Mapped[date | None] = mapped_column(Date)


class Promise(Tables):
    """What a rhythm promised for some days, to whom, and what became of it: open, kept, missed or waived.

    `promised_to` is the programme, an area, a match or an activity, each by its id or word. `kept_by` is the first
    meeting that kept it; `since` is when it came to be what it is.
    """

    __tablename__ = "promises"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64))
    programme: Mapped[str] = mapped_column(String(64))
    programmeversion: Mapped[str | None] = mapped_column(String(32))
    rhythm: Mapped[str] = mapped_column(String(64))
    promised_to: Mapped[str] = mapped_column(String(64))
    area: Mapped[str] = mapped_column(String(64))
    # No foreign keys: they would let the timer wait for a meeting that is being recorded, which waits for the timer.
    match_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    activity_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    first_on: Mapped[date] = mapped_column(Date)
    last_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    closes_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(16))
    kept_by: Mapped[UUID | None] = mapped_column(Uuid)
    since: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column()
    __mapper_args__: dict[str, Any] = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("programme", "rhythm", "promised_to", "first_on", name="promised_once"),
        Index("ix_promises_due", "organisation", "state", "due_on"),
    )
