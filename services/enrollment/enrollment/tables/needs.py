"""Needs, and what has been heard of their matches."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enrollment.tables.common import SLUG, WORD, Tables

if TYPE_CHECKING:
    from enrollment.tables.families import Family


class Need(Tables):
    """A family's need. Whether it is met stands in `matches`, as it was heard."""

    __tablename__ = "needs"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id"), index=True)
    kind: Mapped[str] = mapped_column(SLUG)
    topics: Mapped[list[str]]
    languages: Mapped[list[str]]
    slots: Mapped[list[str]]
    wanted_on: Mapped[date]
    registered_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str | None] = mapped_column(WORD)

    family: Mapped["Family"] = relationship(back_populates="needs")


class Match(Tables):
    """What matching has told of a match: a column a fact, so that the order of arrival does not matter."""

    __tablename__ = "matches"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    need: Mapped[UUID] = mapped_column(index=True)
    matched_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str | None] = mapped_column(WORD)
