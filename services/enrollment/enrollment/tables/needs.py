"""Needs with the question about public help, and what has been heard of their matches."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enrollment.tables.common import OF_A_FAMILY, SLUG, WORD, Tables

if TYPE_CHECKING:
    from enrollment.tables.families import Family


OF_A_QUESTION = {
    "personal": True,
    "retention": "as long as the need",
    "readers": ["the family, its own side", "coordinator of the organisation, theirs"],
}


class Need(Tables):
    """A family's need. Whether it is met stands in `matches`, as it was heard.

    One that goes on from an earlier one has waited since that one; `for_person` is for whom, if for one of them only.
    """

    __tablename__ = "needs"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id"), index=True)
    kind: Mapped[str] = mapped_column(SLUG, info=OF_A_FAMILY)
    topics: Mapped[list[str]] = mapped_column(info=OF_A_FAMILY)
    languages: Mapped[list[str]] = mapped_column(info=OF_A_FAMILY)
    slots: Mapped[list[str]] = mapped_column(info=OF_A_FAMILY)
    wanted_on: Mapped[date]
    registered_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str | None] = mapped_column(WORD)
    wishes: Mapped[list[str] | None] = mapped_column(info=OF_A_FAMILY)
    for_person: Mapped[UUID | None]
    waiting_since: Mapped[date | None]
    version: Mapped[int] = mapped_column(server_default="1")

    questions: Mapped[list["SupplementQuestion"]] = relationship(
        cascade="all, delete-orphan", order_by="SupplementQuestion.side", back_populates="need"
    )
    family: Mapped["Family"] = relationship(back_populates="needs")

    __mapper_args__ = {"version_id_col": version}


class SupplementQuestion(Tables):
    """One side is asked whether the volunteer stands in for public help. # S1-03"""

    __tablename__ = "supplement_questions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    need_id: Mapped[UUID] = mapped_column(ForeignKey("needs.id"), index=True)
    side: Mapped[str] = mapped_column(WORD)
    topic: Mapped[str] = mapped_column(SLUG, info=OF_A_QUESTION)
    ends_on: Mapped[date] = mapped_column(info=OF_A_QUESTION)
    asked_on: Mapped[date]
    answer: Mapped[str | None] = mapped_column(WORD, info=OF_A_QUESTION)
    answered_on: Mapped[date | None]

    need: Mapped["Need"] = relationship(back_populates="questions")


class Match(Tables):
    """What matching has told of a match: a column a fact, so that the order of arrival does not matter."""

    __tablename__ = "matches"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    need: Mapped[UUID] = mapped_column(index=True)
    matched_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str | None] = mapped_column(WORD)
    volunteer: Mapped[UUID | None]
