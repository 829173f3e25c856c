"""What reporting remembers: the trail of every event, and the facts that are counted, a pair of columns for each.

A row is one family, need, match …, so nothing is counted twice. Each pair holds when the fact was last told and with
which sequence; whether a family takes part is read from its pairs, never stored.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Integer, String, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.columns import Moment

# A pseudonym: whose it is, only enrollment or matching can say.
PSEUDONYM = {
    "personal": True,
    "retention": "until the person is erased",
    "readers": ["coordinator", "organisation_admin", "operator"],
}
At = Mapped[datetime | None]
Sequence = Mapped[int | None]
Programme = Mapped[str | None]
Pseudonym = Mapped[UUID | None]


class Tables(DeclarativeBase):
    """The tables of reporting."""

    type_annotation_map = {datetime: Moment, UUID: Uuid, str: String(80), int: Integer}


class Step(Tables):
    """One event of the trail: what happened when, because of what; never what it said."""

    __tablename__ = "trail"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    type: Mapped[str]
    source: Mapped[str] = mapped_column(String(120))
    subject: Mapped[UUID] = mapped_column(info=PSEUDONYM)
    time: Mapped[datetime]
    sequence: Mapped[int]
    correlation_id: Mapped[UUID] = mapped_column(index=True)
    causation_id: Mapped[UUID | None]
    programme: Programme


class ProgrammeInForce(Tables):
    """A programme whose figures are shown even while they are nought."""

    __tablename__ = "programmes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme: Programme
    published_at: At
    published_sequence: Sequence


class Family(Tables):
    """A family that joined, or left."""

    __tablename__ = "families"

    id: Mapped[UUID] = mapped_column(primary_key=True, info=PSEUDONYM)
    programme: Programme
    joined_at: At
    joined_sequence: Sequence
    left_at: At
    left_sequence: Sequence


class Need(Tables):
    """A need that was registered, or withdrawn; and whether a public offer of its topic ended about when it began."""

    __tablename__ = "needs"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme: Programme
    family: Pseudonym = mapped_column(info=PSEUDONYM)
    registered_at: At
    registered_sequence: Sequence
    withdrawn_at: At
    withdrawn_sequence: Sequence
    supplement_question: Mapped[bool | None]


class Match(Tables):
    """A match that was made, or ended."""

    __tablename__ = "matches"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme: Programme
    need: Mapped[UUID | None] = mapped_column(index=True)
    family: Pseudonym = mapped_column(info=PSEUDONYM)
    matched_at: At
    matched_sequence: Sequence
    ended_at: At
    ended_sequence: Sequence


class Meeting(Tables):
    """A meeting that was arranged, called off, or held."""

    __tablename__ = "meetings"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme: Programme
    family: Pseudonym = mapped_column(info=PSEUDONYM)
    match: Mapped[UUID | None]
    scheduled_at: At
    scheduled_sequence: Sequence
    called_off_at: At
    called_off_sequence: Sequence
    held_at: At
    held_sequence: Sequence


class Consent(Tables):
    """One person's consent for one purpose: granted, or withdrawn."""

    __tablename__ = "consents"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme: Programme
    family: Pseudonym = mapped_column(info=PSEUDONYM)
    granted_at: At
    granted_sequence: Sequence
    withdrawn_at: At
    withdrawn_sequence: Sequence


class Message(Tables):
    """A message that was delivered, or failed."""

    __tablename__ = "messages"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme: Programme
    about: Mapped[UUID | None]
    delivered_at: At
    delivered_sequence: Sequence
    failed_at: At
    failed_sequence: Sequence


metadata = Tables.metadata
