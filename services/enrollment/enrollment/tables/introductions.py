"""Introductions of a family to professionals, which it has asked for or its coordinator has on its mandate."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enrollment.tables.common import OF_AN_INTRODUCTION, SLUG, Tables

if TYPE_CHECKING:
    from enrollment.tables.families import Family


class Introduction(Tables):
    """To which body, about which topic. It goes with the family."""

    __tablename__ = "introductions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id"), index=True)
    body: Mapped[str] = mapped_column(SLUG, info=OF_AN_INTRODUCTION)
    topic: Mapped[str] = mapped_column(SLUG, info=OF_AN_INTRODUCTION)
    wanted_on: Mapped[date]
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime]
    made_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    family: Mapped["Family"] = relationship(back_populates="introductions")
