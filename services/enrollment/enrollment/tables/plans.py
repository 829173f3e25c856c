"""The family's own plan: goals in its own words, the efforts of everybody, and the appointments they bring.

Deliberately not here: any word for what is wrong with anybody, and any decision of an authority. # S0-10, S0-25
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enrollment.tables.common import SLUG, WORD, Tables

OF_THE_PLAN = {
    "personal": True,
    "retention": "until the family takes it out of its plan, and no longer than the family itself is kept",
    "readers": ["the family", "those to whom the family shows it, other organisations only under a live consent"],
}


class Plan(Tables):
    """One family's plan; every change of anything in it changes it. The guide guides from `guide_agreed_at`."""

    __tablename__ = "plans"

    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column()
    changed_at: Mapped[datetime]
    guide: Mapped[UUID | None]
    guide_role: Mapped[str | None] = mapped_column(SLUG)
    guide_named_by: Mapped[UUID | None]
    guide_agreed_by: Mapped[UUID | None]
    guide_agreed_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}


class Goal(Tables):
    """A goal, a sub-goal or a small success; `place` is its priority among those beside it, the dearest 0. # S3-09"""

    __tablename__ = "goals"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id", ondelete="CASCADE"), index=True)
    under: Mapped[UUID | None] = mapped_column(ForeignKey("goals.id", ondelete="CASCADE"), index=True)
    level: Mapped[str] = mapped_column(WORD)
    place: Mapped[int]
    person: Mapped[UUID | None] = mapped_column(info=OF_THE_PLAN)
    title: Mapped[str] = mapped_column(String(200), info=OF_THE_PLAN)
    seen_by: Mapped[list[str]]
    added_by: Mapped[UUID]
    added_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    reached_at: Mapped[datetime | None] = mapped_column(info=OF_THE_PLAN)


class Success(Tables):
    """Something small that went well at a meeting, by a word of the service that was told; the family's alone. # S3-09

    It is no part of what the plan's version counts: nobody's change of the plan is made stale by it.
    """

    __tablename__ = "successes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id", ondelete="CASCADE"), index=True)
    word: Mapped[str] = mapped_column(SLUG, info=OF_THE_PLAN)
    noted_on: Mapped[date] = mapped_column(info=OF_THE_PLAN)


class Effort(Tables):
    """What one actor does for the family, and towards which goal. # S3-16"""

    __tablename__ = "efforts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id", ondelete="CASCADE"), index=True)
    goal_id: Mapped[UUID | None] = mapped_column(ForeignKey("goals.id", ondelete="SET NULL"), index=True)
    actor: Mapped[str] = mapped_column(SLUG, info=OF_THE_PLAN)
    body: Mapped[str | None] = mapped_column(SLUG, info=OF_THE_PLAN)
    title: Mapped[str] = mapped_column(String(200), info=OF_THE_PLAN)
    begins_on: Mapped[date] = mapped_column(info=OF_THE_PLAN)
    ends_on: Mapped[date | None] = mapped_column(info=OF_THE_PLAN)
    seen_by: Mapped[list[str]]
    added_by: Mapped[UUID]
    added_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]

    appointments: Mapped[list["Appointment"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="(Appointment.day, Appointment.id)",
        back_populates="effort",
        lazy="selectin",
    )


class Appointment(Tables):
    """A day on which an effort asks for the family's time."""

    __tablename__ = "appointments"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    effort_id: Mapped[UUID] = mapped_column(ForeignKey("efforts.id", ondelete="CASCADE"), index=True)
    day: Mapped[date] = mapped_column(info=OF_THE_PLAN)
    part_of_day: Mapped[str] = mapped_column(WORD, info=OF_THE_PLAN)

    effort: Mapped["Effort"] = relationship(back_populates="appointments")
