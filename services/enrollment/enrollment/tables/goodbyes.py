"""Goodbyes that are to be said, and follow-ups that are due. How anybody is doing is not kept."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enrollment.tables.common import OF_A_FAMILY, SLUG, WORD, Tables

if TYPE_CHECKING:
    from enrollment.tables.families import Family


class Goodbye(Tables):
    """A family has left and is offered a good goodbye by `planned_on`: it was said, or the family did not want one."""

    __tablename__ = "goodbyes"

    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id"), primary_key=True)
    organisation: Mapped[str] = mapped_column(SLUG)
    planned_on: Mapped[date] = mapped_column(index=True)
    said_on: Mapped[date | None] = mapped_column(info=OF_A_FAMILY)
    declined: Mapped[bool | None] = mapped_column(info=OF_A_FAMILY)
    follow_up_on: Mapped[date | None] = mapped_column(info=OF_A_FAMILY)
    noted_by: Mapped[UUID | None]
    noted_at: Mapped[datetime | None]

    family: Mapped["Family"] = relationship(back_populates="goodbye")


class FollowUp(Tables):
    """Somebody asks how it goes: after a course, or, where none is named, after the goodbye if the family said yes."""

    __tablename__ = "follow_ups"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id"), index=True)
    organisation: Mapped[str] = mapped_column(SLUG)
    course: Mapped[str | None] = mapped_column(SLUG, info=OF_A_FAMILY)
    ended_on: Mapped[date | None] = mapped_column(info=OF_A_FAMILY)
    due_on: Mapped[date] = mapped_column(index=True)
    outcome: Mapped[str | None] = mapped_column(WORD, info=OF_A_FAMILY)
    noted_by: Mapped[UUID | None]
    noted_at: Mapped[datetime | None]

    family: Mapped["Family"] = relationship(back_populates="follow_ups")
