"""Mandates: that a family has asked somebody to speak with a body for it, who gave them, and when they were used.

Deliberately not here: what was said there. # S0-24, S0-26
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enrollment.tables.common import SLUG, Tables
from enrollment.tables.families import Family

OF_A_MANDATE = {
    "personal": True,
    "retention": "as long as the family is kept",
    "readers": ["the family", "coordinator of the organisation, while it is live"],
}


class Mandate(Tables):
    """A mandate towards one body; it holds from `agreed_on`, when the last who is asked has given it."""

    __tablename__ = "mandates"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(SLUG)
    body: Mapped[str] = mapped_column(SLUG, info=OF_A_MANDATE)
    person: Mapped[UUID | None]
    held_by: Mapped[str] = mapped_column(SLUG)
    given_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    agreed_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    withdrawn_by: Mapped[UUID | None]
    withdrawn_on: Mapped[date | None]

    family: Mapped["Family"] = relationship()
    yeses: Mapped[list["MandateYes"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="MandateYes.given_at", lazy="selectin"
    )
    uses: Mapped[list["MandateUse"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="(MandateUse.day, MandateUse.id)", lazy="selectin"
    )

    __mapper_args__ = {"version_id_col": version}


class MandateYes(Tables):
    """One person has given a mandate."""

    __tablename__ = "mandate_yeses"

    mandate_id: Mapped[UUID] = mapped_column(ForeignKey("mandates.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[UUID] = mapped_column(primary_key=True)
    given_at: Mapped[datetime]


class MandateUse(Tables):
    """That somebody spoke with the body on a day; no word of what."""

    __tablename__ = "mandate_uses"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    mandate_id: Mapped[UUID] = mapped_column(ForeignKey("mandates.id", ondelete="CASCADE"), index=True)
    day: Mapped[date] = mapped_column(info=OF_A_MANDATE)
    noted_by: Mapped[UUID]
    noted_at: Mapped[datetime]
