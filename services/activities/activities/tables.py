"""What activities keeps: facts told by others, a column each, and its own meetings. No names, no addresses of persons.

Rows of facts are made by whichever event comes first, so everything but their id may be empty.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from chassis.columns import Moment

PSEUDONYM = {
    "personal": True,
    "retention": "as long as the meeting is counted; the id means nothing without its owner",
    "readers": ["coordinator of the organisation", "those who take part"],
}
PLACE = {
    "personal": True,
    "retention": "`place_days` days after the meeting, then emptied by a timer",
    "readers": [
        "coordinator of the organisation",
        "those who take part",
        "services of the organisation",
    ],
}


class Tables(DeclarativeBase):
    """The tables of this service."""


class Intake(Tables):
    """A family's own request to meet the coordinator, as enrollment told it. Its id is the contact's."""

    __tablename__ = "intakes"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str | None] = mapped_column(String(64), index=True)
    programme: Mapped[str | None] = mapped_column(String(64))
    programmeversion: Mapped[str | None] = mapped_column(String(32))
    person: Mapped[UUID | None] = mapped_column(Uuid, info=PSEUDONYM)
    contact_route: Mapped[str | None] = mapped_column(String(64))
    wanted: Mapped[str | None] = mapped_column(String(64))
    area: Mapped[str | None] = mapped_column(String(64))
    professional: Mapped[UUID | None] = mapped_column(Uuid, info=PSEUDONYM)
    professional_organisation: Mapped[str | None] = mapped_column(String(64))
    requested_at: Mapped[datetime | None] = mapped_column(Moment)


class Match(Tables):
    """A family and a volunteer, as matching told it. The first columns come with the match, the last with its end."""

    __tablename__ = "matches"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str | None] = mapped_column(String(64))
    programme: Mapped[str | None] = mapped_column(String(64))
    programmeversion: Mapped[str | None] = mapped_column(String(32))
    family: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    guardians: Mapped[list[str] | None] = mapped_column(JSON, info=PSEUDONYM)
    volunteer: Mapped[UUID | None] = mapped_column(Uuid, info=PSEUDONYM)
    kind: Mapped[str | None] = mapped_column(String(64))
    area: Mapped[str | None] = mapped_column(String(64))
    matched_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_reason: Mapped[str | None] = mapped_column(String(64))


class Family(Tables):
    """When a family left, last."""

    __tablename__ = "families"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    left_at: Mapped[datetime | None] = mapped_column(Moment)


class Withdrawal(Tables):
    """When somebody of a family withdrew a consent for a purpose, last. Purposes are the programme's words."""

    __tablename__ = "withdrawals"
    family: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    purpose: Mapped[str] = mapped_column(String(64), primary_key=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)


class Volunteer(Tables):
    """Until when a volunteer's vetting holds, and whether the volunteer has left since."""

    __tablename__ = "volunteers"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    approved_at: Mapped[datetime | None] = mapped_column(Moment)
    valid_until: Mapped[date | None] = mapped_column(Date)
    left_at: Mapped[datetime | None] = mapped_column(Moment)


class Person(Tables):
    """Somebody who takes part in meetings. Holds nothing: the row is what two bookings of one person wait for."""

    __tablename__ = "people"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=PSEUDONYM)


class Meeting(Tables):
    """A meeting of people who have a reason to meet: a request or a match."""

    __tablename__ = "meetings"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64), index=True)
    programme: Mapped[str] = mapped_column(String(64))
    programmeversion: Mapped[str | None] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(64))
    intake_id: Mapped[UUID | None] = mapped_column(ForeignKey(Intake.id), index=True)
    match_id: Mapped[UUID | None] = mapped_column(ForeignKey(Match.id), index=True)
    family: Mapped[UUID | None] = mapped_column(Uuid, info=PSEUDONYM)
    area: Mapped[str] = mapped_column(String(64))
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment, index=True)
    # The coordinator's own words, perhaps somebody's home: never in an event, a list or a log.
    place: Mapped[str | None] = mapped_column(String(200), info=PLACE)
    state: Mapped[str] = mapped_column(String(32))
    called_off_reason: Mapped[str | None] = mapped_column(String(64))
    version: Mapped[int] = mapped_column()
    participants: Mapped[list["Participant"]] = relationship(
        lazy="selectin", order_by="Participant.person", cascade="all, delete-orphan"
    )
    __mapper_args__: dict[str, Any] = {"version_id_col": version}


class Participant(Tables):
    """One person of a meeting. `came` is empty until attendance is recorded, and where nobody knows."""

    __tablename__ = "participants"
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id), primary_key=True)
    person: Mapped[UUID] = mapped_column(ForeignKey(Person.id), primary_key=True, info=PSEUDONYM)
    role: Mapped[str] = mapped_column(String(32))
    came: Mapped[bool | None]
    __table_args__ = (Index("ix_participants_person", "person"),)


metadata = Tables.metadata
