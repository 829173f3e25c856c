"""Families, their people, and the history of what they have said: replaced or withdrawn, never rewritten.

Deliberately not here: custody (`custody`), who has been told (`tellings`), goodbyes and follow-ups (`goodbyes`).
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enrollment.tables.common import OF_A_FAMILY, OF_A_MEMBER, SLUG, WORD, Tables
from enrollment.tables.custody import Custody
from enrollment.tables.entry import Contact
from enrollment.tables.goodbyes import FollowUp, Goodbye
from enrollment.tables.introductions import Introduction
from enrollment.tables.needs import Need
from enrollment.tables.tellings import Telling
from enrollment.tables.tracks import Participation


class Family(Tables):
    """A family: enrolled, taking part from `joined_at`, until `left_at`. Every change of anything in it changes it.

    `fits` is a yes or no to the programme's target group, never why. # S1-16
    One that has moved away from the programme's areas takes part through `must_end_by` at the latest.
    """

    __tablename__ = "families"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    organisation: Mapped[str] = mapped_column(SLUG)
    programme: Mapped[str] = mapped_column(SLUG, index=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"), unique=True)
    area: Mapped[str] = mapped_column(SLUG, info=OF_A_FAMILY)
    municipality: Mapped[str] = mapped_column(String(4), info=OF_A_FAMILY)
    languages: Mapped[list[str]] = mapped_column(info=OF_A_FAMILY)
    registered_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    left_because: Mapped[str | None] = mapped_column(WORD, info=OF_A_FAMILY)
    fits: Mapped[bool | None] = mapped_column(info=OF_A_FAMILY)
    fits_heard_by: Mapped[UUID | None]
    fits_stated_at: Mapped[datetime | None]
    must_end_by: Mapped[date | None] = mapped_column(index=True, info=OF_A_FAMILY)

    contact: Mapped["Contact"] = relationship(cascade="all, delete-orphan", single_parent=True)
    members: Mapped[list["Member"]] = relationship(cascade="all, delete-orphan", order_by="Member.place")
    wishes: Mapped[list["Wish"]] = relationship(cascade="all, delete-orphan", order_by="Wish.stated_at")
    consents: Mapped[list["Consent"]] = relationship(
        cascade="all, delete-orphan", order_by="Consent.granted_at", back_populates="family"
    )
    needs: Mapped[list["Need"]] = relationship(
        cascade="all, delete-orphan", order_by="Need.registered_at", back_populates="family"
    )
    participations: Mapped[list["Participation"]] = relationship(
        cascade="all, delete-orphan", order_by="Participation.since"
    )
    custodies: Mapped[list["Custody"]] = relationship(cascade="all, delete-orphan")
    tellings: Mapped[list["Telling"]] = relationship(cascade="all, delete-orphan", order_by="Telling.told_at")
    follow_ups: Mapped[list["FollowUp"]] = relationship(
        cascade="all, delete-orphan", order_by="FollowUp.due_on", back_populates="family"
    )
    goodbye: Mapped["Goodbye | None"] = relationship(cascade="all, delete-orphan", back_populates="family")
    introductions: Mapped[list["Introduction"]] = relationship(
        cascade="all, delete-orphan", order_by="Introduction.asked_at", back_populates="family"
    )

    __mapper_args__ = {"version_id_col": version}


class Member(Tables):
    """One person of a family, until `gone_at`. The same person may be in two families, and a volunteer elsewhere.

    `contributions` are what the person would like to give, in the programme's words. # S0-01
    `school_shift` is how many years later than the age group a child began school.
    """

    __tablename__ = "members"

    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id"), primary_key=True)
    person: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    place: Mapped[int]
    kind: Mapped[str] = mapped_column(WORD, info=OF_A_MEMBER)
    name: Mapped[str] = mapped_column(String(200), info=OF_A_MEMBER)
    born: Mapped[date] = mapped_column(info=OF_A_MEMBER)
    email: Mapped[str | None] = mapped_column(String(254), info=OF_A_MEMBER)
    language: Mapped[str] = mapped_column(String(2), info=OF_A_MEMBER)
    school_shift: Mapped[int] = mapped_column(server_default="0", default=0, info=OF_A_FAMILY)
    contributions: Mapped[list[str] | None] = mapped_column(info=OF_A_FAMILY)
    gone_at: Mapped[datetime | None] = mapped_column(info=OF_A_FAMILY)


class Wish(Tables):
    """What one person has said about taking part; the one not replaced counts. `heard_by` is who was told it."""

    __tablename__ = "wishes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id"), index=True)
    person: Mapped[UUID]
    wish: Mapped[str] = mapped_column(WORD, info=OF_A_FAMILY)
    heard_by: Mapped[UUID]
    stated_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "one_live_wish",
            "family_id",
            "person",
            unique=True,
            postgresql_where=text("replaced_at IS NULL"),
            sqlite_where=text("replaced_at IS NULL"),
        ),
    )


class Consent(Tables):
    """One person's consent to one receiver for one purpose. A guardian may give and withdraw it for a child.

    Withdrawn by nobody means that its time was over.
    """

    __tablename__ = "consents"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id"), index=True)
    person: Mapped[UUID]
    purpose: Mapped[str] = mapped_column(SLUG, info=OF_A_FAMILY)
    receiver: Mapped[str] = mapped_column(SLUG, info=OF_A_FAMILY)
    categories: Mapped[list[str]] = mapped_column(info=OF_A_FAMILY)
    granted_by: Mapped[UUID]
    granted_at: Mapped[datetime]
    expires_on: Mapped[date | None] = mapped_column(index=True)
    withdrawn_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]

    family: Mapped["Family"] = relationship(back_populates="consents")
