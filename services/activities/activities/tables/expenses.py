"""What meetings cost: what somebody has laid out, and what became of it. Money is whole øre.

Deliberately not here: the number of any account or card; how money reaches somebody is the bookkeeping's.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from activities.tables.common import Tables
from activities.tables.meetings import Meeting
from chassis.columns import Moment

VOUCHER = {
    "personal": True,
    "retention": (
        "five years after the end of the financial year (the Danish Bookkeeping Act, bogføringsloven, lov nr. 700 of"
        " 24 May 2022), then emptied by a timer; the figures stay"
    ),
    "readers": ["who laid it out", "coordinator and administrator of the organisation", "its bookkeeping, by export"],
}


class Expense(Tables):
    """One receipt for one meeting, on one of the programme's allowances for its kind."""

    __tablename__ = "expenses"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64))
    programme: Mapped[str] = mapped_column(String(64))
    programmeversion: Mapped[str | None] = mapped_column(String(32))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id), index=True)
    activity_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    spent_on: Mapped[date] = mapped_column(Date, index=True)  # the day of the meeting
    allowance: Mapped[str] = mapped_column(String(64))
    amount: Mapped[int]  # øre
    receipt: Mapped[str | None] = mapped_column(String(20), info=VOUCHER)
    state: Mapped[str] = mapped_column(String(20))
    claimant: Mapped[UUID | None] = mapped_column(Uuid, index=True, info=VOUCHER)
    claimed_at: Mapped[datetime] = mapped_column(Moment)
    ruled_by: Mapped[UUID | None] = mapped_column(Uuid, info=VOUCHER)
    ruled_on: Mapped[date | None] = mapped_column(Date)
    over: Mapped[int]  # øre above the allowance when it was ruled on, for which `reason` is given
    reason: Mapped[str | None] = mapped_column(String(32))
    reimbursed_on: Mapped[date | None] = mapped_column(Date)
    voucher: Mapped[str | None] = mapped_column(String(20))
    version: Mapped[int] = mapped_column()
    __table_args__ = (Index("ix_expenses_export", "organisation", "ruled_on"),)
    __mapper_args__: dict[str, Any] = {"version_id_col": version}
