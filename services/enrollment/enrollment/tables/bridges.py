"""Bridges to the next place, who comes along, and the note that a family lets go with them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enrollment.tables.common import SLUG, WORD, Tables
from enrollment.tables.families import Family

OF_A_BRIDGE = {
    "personal": True,
    "retention": "as long as the family is kept",
    "readers": ["the family", "coordinator of the organisation", "those a consent to the transition's purpose names"],
}
OF_A_HANDOVER = {
    "personal": True,
    "retention": "as long as the family is kept; outside the organisation until the consent is withdrawn",
    "readers": ["the family", "coordinator of the organisation", "the receiver of a live consent, once approved"],
}


class Bridge(Tables):
    """A child or young person goes on to another place. Columns for each thing that has happened; `bridges` says where
    it stands."""

    __tablename__ = "bridges"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id", ondelete="CASCADE"), index=True)
    transition: Mapped[str] = mapped_column(SLUG)
    person: Mapped[UUID]
    wanted_by: Mapped[date] = mapped_column(info=OF_A_BRIDGE)
    opened_by: Mapped[UUID]
    opened_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]
    crossed_on: Mapped[date | None] = mapped_column(info=OF_A_BRIDGE)
    ask_on: Mapped[date | None] = mapped_column(index=True)
    landed: Mapped[bool | None] = mapped_column(info=OF_A_BRIDGE)
    landed_said_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    family: Mapped["Family"] = relationship()
    guests: Mapped[list["BridgeGuest"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="BridgeGuest.place", lazy="selectin"
    )
    yeses: Mapped[list["BridgeYes"]] = relationship(cascade="all, delete-orphan", passive_deletes=True, lazy="selectin")
    note: Mapped["HandoverNote | None"] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    __mapper_args__ = {"version_id_col": version}


class BridgeGuest(Tables):
    """Somebody who is invited along: the child, a parent, the parent who is a volunteer there. # S4-23"""

    __tablename__ = "bridge_guests"

    bridge_id: Mapped[UUID] = mapped_column(ForeignKey("bridges.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[UUID] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(WORD)
    place: Mapped[int]


class BridgeYes(Tables):
    """One person's own yes to a bridge, and who was told it."""

    __tablename__ = "bridge_yeses"

    bridge_id: Mapped[UUID] = mapped_column(ForeignKey("bridges.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[UUID] = mapped_column(primary_key=True)
    heard_by: Mapped[UUID]
    said_at: Mapped[datetime]


class HandoverNote(Tables):
    """Strengths, what helps, and what the child wants to say; each change of it is a new edition. # S1-23, S0-10"""

    __tablename__ = "handover_notes"

    bridge_id: Mapped[UUID] = mapped_column(ForeignKey("bridges.id", ondelete="CASCADE"), primary_key=True)
    edition: Mapped[int]
    strengths: Mapped[str] = mapped_column(String(2000), info=OF_A_HANDOVER)
    what_helps: Mapped[str] = mapped_column(String(2000), info=OF_A_HANDOVER)
    child_says: Mapped[str | None] = mapped_column(String(2000), info=OF_A_HANDOVER)
    written_by: Mapped[UUID]
    written_at: Mapped[datetime]

    approvals: Mapped[list["HandoverApproval"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )


class HandoverApproval(Tables):
    """One person's yes to exactly one edition of a note."""

    __tablename__ = "handover_approvals"

    bridge_id: Mapped[UUID] = mapped_column(
        ForeignKey("handover_notes.bridge_id", ondelete="CASCADE"), primary_key=True
    )
    person: Mapped[UUID] = mapped_column(primary_key=True)
    edition: Mapped[int] = mapped_column(primary_key=True)
    heard_by: Mapped[UUID]
    approved_at: Mapped[datetime]
