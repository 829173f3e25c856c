"""What enrollment keeps. Each personal column says how long it is kept and who may read it.

Rows about a family are the history of what it has said: a wish or a consent is replaced or withdrawn, never rewritten.
Deliberately not here: a CPR number, and in `informations` anything about who was informed.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, Index, String, Uuid, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from chassis.columns import Moment

SLUG = String(64)
WORD = String(20)


class Tables(DeclarativeBase):
    """The tables of enrollment."""

    type_annotation_map = {UUID: Uuid, datetime: Moment, date: Date, list[str]: JSON}


# The settings `silent_days` and `left_days` say how long that is; `actions.forget` keeps the promise.
OF_WHO_ASKED = {
    "personal": True,
    "retention": "until the family is enrolled, or silent_days without that",
    "readers": ["coordinator of the organisation", "the organisation's services, with a purpose"],
}
OF_A_MEMBER = {
    "personal": True,
    "retention": "while the family takes part; then left_days, or silent_days if it never joined",
    "readers": ["the family", "coordinator of the organisation", "services that a consent to messages names"],
}


class ProgrammeInForce(Tables):
    """A version of a programme that has been put in force; the one put in force last is the one."""

    __tablename__ = "programmes_in_force"

    code: Mapped[str] = mapped_column(SLUG, primary_key=True)
    version: Mapped[str] = mapped_column(String(32), primary_key=True)
    since: Mapped[datetime]


class Information(Tables):
    """That somebody was told of a programme, by which professional; who it was is not known here."""

    __tablename__ = "informations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    organisation: Mapped[str] = mapped_column(SLUG)
    programme: Mapped[str] = mapped_column(SLUG)
    area: Mapped[str] = mapped_column(SLUG)
    told: Mapped[str] = mapped_column(WORD)
    handed: Mapped[str] = mapped_column(WORD)
    professional: Mapped[UUID]
    professional_organisation: Mapped[str] = mapped_column(SLUG)
    informed_at: Mapped[datetime]
    code_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    expires_on: Mapped[date | None]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}


class Contact(Tables):
    """A family has itself asked for contact; `person` is who asked. Name and e-mail go when the family is enrolled."""

    __tablename__ = "contacts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    organisation: Mapped[str] = mapped_column(SLUG)
    programme: Mapped[str] = mapped_column(SLUG)
    area: Mapped[str] = mapped_column(SLUG)
    wanted: Mapped[str] = mapped_column(WORD)
    contact_route: Mapped[str] = mapped_column(WORD)
    person: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str | None] = mapped_column(String(200), info=OF_WHO_ASKED)
    email: Mapped[str | None] = mapped_column(String(254), info=OF_WHO_ASKED)
    language: Mapped[str] = mapped_column(String(2), info=OF_WHO_ASKED)
    professional_present: Mapped[bool]
    information_id: Mapped[UUID | None] = mapped_column(ForeignKey("informations.id"), unique=True)
    professional: Mapped[UUID | None]
    professional_organisation: Mapped[str | None] = mapped_column(SLUG)
    asked_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}


class Family(Tables):
    """A family: enrolled, taking part from `joined_at`, until `left_at`. Every change of anything in it changes it."""

    __tablename__ = "families"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    organisation: Mapped[str] = mapped_column(SLUG)
    programme: Mapped[str] = mapped_column(SLUG, index=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"), unique=True)
    area: Mapped[str] = mapped_column(SLUG)
    municipality: Mapped[str] = mapped_column(String(4))
    languages: Mapped[list[str]]
    registered_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    left_because: Mapped[str | None] = mapped_column(WORD)

    contact: Mapped["Contact"] = relationship(cascade="all, delete-orphan", single_parent=True)
    members: Mapped[list["Member"]] = relationship(cascade="all, delete-orphan", order_by="Member.place")
    wishes: Mapped[list["Wish"]] = relationship(cascade="all, delete-orphan", order_by="Wish.stated_at")
    consents: Mapped[list["Consent"]] = relationship(
        cascade="all, delete-orphan", order_by="Consent.granted_at", back_populates="family"
    )
    needs: Mapped[list["Need"]] = relationship(
        cascade="all, delete-orphan", order_by="Need.registered_at", back_populates="family"
    )

    __mapper_args__ = {"version_id_col": version}


class Member(Tables):
    """One person of a family. The same person may be in two families, and a volunteer elsewhere. # S0-01"""

    __tablename__ = "members"

    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id"), primary_key=True)
    person: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    place: Mapped[int]
    kind: Mapped[str] = mapped_column(WORD)
    name: Mapped[str] = mapped_column(String(200), info=OF_A_MEMBER)
    born: Mapped[date] = mapped_column(info=OF_A_MEMBER)
    email: Mapped[str | None] = mapped_column(String(254), info=OF_A_MEMBER)
    language: Mapped[str] = mapped_column(String(2), info=OF_A_MEMBER)


class Wish(Tables):
    """What one person has said about taking part; the one not replaced counts. `heard_by` is who was told it."""

    __tablename__ = "wishes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id"), index=True)
    person: Mapped[UUID]
    wish: Mapped[str] = mapped_column(WORD)
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
    purpose: Mapped[str] = mapped_column(SLUG)
    receiver: Mapped[str] = mapped_column(SLUG)
    categories: Mapped[list[str]]
    granted_by: Mapped[UUID]
    granted_at: Mapped[datetime]
    expires_on: Mapped[date | None] = mapped_column(index=True)
    withdrawn_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]

    family: Mapped["Family"] = relationship(back_populates="consents")


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


metadata = Tables.metadata
