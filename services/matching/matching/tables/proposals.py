"""Proposals and what each side has said to them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import WHILE_STANDING, Tables


class Proposal(Tables):
    """A need and a volunteer proposed to each other. It stands while it is open or its match runs.

    A standing proposal holds its need, and one `place` of the volunteer's capacity; the indexes let no second one in.
    """

    __tablename__ = "proposals"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(40))
    run_id: Mapped[UUID] = mapped_column(ForeignKey("runs.id"), index=True)
    need_id: Mapped[UUID] = mapped_column(ForeignKey("needs.id"), index=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id"), index=True)
    place: Mapped[int] = mapped_column(Integer)
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    expires_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(10))
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    #: Whether it lapsed because somebody did not answer in time; empty for all others.
    unanswered: Mapped[bool | None]
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index("proposals_by_day", "state", "expires_on", "id"),
        Index(
            "one_standing_proposal_per_need",
            "need_id",
            unique=True,
            postgresql_where=WHILE_STANDING,
            sqlite_where=WHILE_STANDING,
        ),
        Index(
            "one_standing_proposal_per_place",
            "volunteer_id",
            "place",
            unique=True,
            postgresql_where=WHILE_STANDING,
            sqlite_where=WHILE_STANDING,
        ),
    )


class Answer(Tables):
    """What one side has said to a proposal. The reason of a no is for the matchers alone."""

    __tablename__ = "answers"

    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    side: Mapped[str] = mapped_column(String(20), primary_key=True)
    answer: Mapped[str] = mapped_column(String(3))
    reason: Mapped[str | None] = mapped_column(String(40))
    person: Mapped[UUID] = mapped_column(Uuid)
    answered_at: Mapped[datetime] = mapped_column(Moment)
