"""What notifications remembers: facts it was told, a column or row for each, and the messages that follow from them.

No name, no address, no text of a message: those exist only while a letter is being sent.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.columns import Moment

# A pseudonym: whose it is, only enrollment or matching can say.
PERSON = {"personal": True, "retention": "until the person is erased", "readers": ["coordinator", "organisation_admin"]}


class Tables(DeclarativeBase):
    """The tables of notifications."""

    type_annotation_map = {datetime: Moment, UUID: Uuid, str: String(80)}


class Meeting(Tables):
    """Set by meeting.scheduled, except what meeting.called_off says.

    It may be part of an activity, and written down with others in a series.
    """

    __tablename__ = "meetings"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme: Mapped[str | None]
    programmeversion: Mapped[str | None]
    kind: Mapped[str | None]
    family: Mapped[UUID | None] = mapped_column(index=True, info=PERSON)
    activity: Mapped[UUID | None] = mapped_column(index=True)
    series: Mapped[UUID | None] = mapped_column(index=True)
    called_off_at: Mapped[datetime | None]
    called_off_correlation: Mapped[UUID | None]


class Appointment(Tables):
    """Each time a meeting was given, by meeting.scheduled or meeting.moved."""

    __tablename__ = "appointments"

    meeting: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(Integer, primary_key=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    said_at: Mapped[datetime]
    correlation_id: Mapped[UUID]


class Activity(Tables):
    """An activity: what is told of its meetings and of who takes part in them waits here for each other."""

    __tablename__ = "activities"

    id: Mapped[UUID] = mapped_column(primary_key=True)


class Series(Tables):
    """Meetings that were written down together and are told of in one letter.

    `unsettled_since` is when something was first heard of it that its messages do not follow yet.
    """

    __tablename__ = "series"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme: Mapped[str | None]
    programmeversion: Mapped[str | None]
    unsettled_since: Mapped[datetime | None] = mapped_column(index=True)


class Member(Tables):
    """Somebody who takes part in an activity or in one meeting of it: by activity.signed_up, until activity.withdrawn.

    Of several times the first is when they joined, and the last when they left; the later sequence holds, 0 is never.
    """

    __tablename__ = "members"

    sign_up: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[UUID] = mapped_column(primary_key=True, index=True, info=PERSON)
    activity: Mapped[UUID] = mapped_column(index=True)
    meeting: Mapped[UUID | None]
    role: Mapped[str] = mapped_column(String(20))
    joined_at: Mapped[datetime | None]
    joined_sequence: Mapped[int] = mapped_column(Integer)
    left_at: Mapped[datetime | None]
    left_sequence: Mapped[int] = mapped_column(Integer)


class Match(Tables):
    """Set by volunteer.matched, match.ended and checkin.answered."""

    __tablename__ = "matches"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme: Mapped[str | None]
    programmeversion: Mapped[str | None]
    family: Mapped[UUID | None] = mapped_column(index=True, info=PERSON)
    matched_at: Mapped[datetime | None]
    matched_correlation: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]
    ended_correlation: Mapped[UUID | None]
    family_answered_at: Mapped[datetime | None]
    volunteer_answered_at: Mapped[datetime | None]


class Enquiry(Tables):
    """What people are asked about: a proposal, a check-in, a day to be covered, a volunteer's vetting.

    `settled_at` is set by volunteer.matched, everything else by the event that asks.
    """

    __tablename__ = "enquiries"

    id: Mapped[UUID] = mapped_column(primary_key=True, info=PERSON)
    programme: Mapped[str | None]
    programmeversion: Mapped[str | None]
    family: Mapped[UUID | None] = mapped_column(index=True, info=PERSON)
    match: Mapped[UUID | None] = mapped_column(index=True)
    need: Mapped[UUID | None] = mapped_column(index=True)
    settled_at: Mapped[datetime | None]


class Question(Tables):
    """One person asked or told by one event."""

    __tablename__ = "questions"

    enquiry: Mapped[UUID] = mapped_column(ForeignKey("enquiries.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(Integer, primary_key=True)
    person: Mapped[UUID] = mapped_column(primary_key=True, info=PERSON)
    role: Mapped[str] = mapped_column(String(20))
    template: Mapped[str] = mapped_column(String(40))
    until: Mapped[date] = mapped_column(Date)
    on: Mapped[date | None] = mapped_column(Date)
    slot: Mapped[str | None] = mapped_column(String(20))
    answer_by: Mapped[datetime | None]
    said_at: Mapped[datetime]
    correlation_id: Mapped[UUID]


class Need(Tables):
    """When a need was last withdrawn."""

    __tablename__ = "needs"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    withdrawn_at: Mapped[datetime | None]


class Volunteer(Tables):
    """When a volunteer last left."""

    __tablename__ = "volunteers"

    id: Mapped[UUID] = mapped_column(primary_key=True, info=PERSON)
    left_at: Mapped[datetime | None]


class Addressee(Tables):
    """Who is to hear of a meeting or a match, and as what."""

    __tablename__ = "addressees"

    about: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[UUID] = mapped_column(primary_key=True, index=True, info=PERSON)
    role: Mapped[str] = mapped_column(String(20))


class Family(Tables):
    """When a family last left."""

    __tablename__ = "families"

    id: Mapped[UUID] = mapped_column(primary_key=True, info=PERSON)
    left_at: Mapped[datetime | None]


class Consent(Tables):
    """A consent to messages: what consent.changed said of it, a column for each word."""

    __tablename__ = "consents"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[UUID] = mapped_column(index=True, info=PERSON)
    granted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class Message(Tables):
    """One message to one person.

    `next_at` is when it has to be looked at again, `settled_at` when an attempt ended it for good.
    """

    __tablename__ = "messages"
    __table_args__ = (
        # Nothing is made twice.
        UniqueConstraint("about", "template", "person", "occasion", name="messages_once"),
        Index("messages_next", "next_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    template: Mapped[str] = mapped_column(String(40))
    about: Mapped[UUID]
    person: Mapped[UUID] = mapped_column(index=True, info=PERSON)
    role: Mapped[str] = mapped_column(String(20))
    occasion: Mapped[int] = mapped_column(Integer)
    programme: Mapped[str | None]
    programmeversion: Mapped[str | None]
    correlation_id: Mapped[UUID]
    due_at: Mapped[datetime]
    useless_after: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(40))
    attempts: Mapped[int] = mapped_column(Integer)
    next_at: Mapped[datetime | None]
    channel: Mapped[str | None] = mapped_column(String(20))
    settled_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}


metadata = Tables.metadata
