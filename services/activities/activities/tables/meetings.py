"""Meetings and who takes part in them. No names, no addresses of persons."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, Index, String, Uuid, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from activities.tables.activities import Activity, Series
from activities.tables.common import PLACE, PSEUDONYM, Tables
from activities.tables.facts import Intake, Match
from activities.tables.venues import Venue
from chassis.columns import Moment


class Person(Tables):
    """Somebody who takes part in meetings. Holds nothing: the row is what two bookings of one person wait for."""

    __tablename__ = "people"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=PSEUDONYM)


class Meeting(Tables):
    """A meeting of people who have a reason to meet: a request, a match or an activity."""

    __tablename__ = "meetings"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64), index=True)
    programme: Mapped[str] = mapped_column(String(64))
    programmeversion: Mapped[str | None] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(64))
    intake_id: Mapped[UUID | None] = mapped_column(ForeignKey(Intake.id), index=True)
    match_id: Mapped[UUID | None] = mapped_column(ForeignKey(Match.id), index=True)
    activity_id: Mapped[UUID | None] = mapped_column(ForeignKey(Activity.id), index=True)
    series_id: Mapped[UUID | None] = mapped_column(ForeignKey(Series.id), index=True)
    # The local day the series' rule gave, which stays when the meeting is moved.
    series_on: Mapped[date | None] = mapped_column(Date)
    venue_id: Mapped[UUID | None] = mapped_column(ForeignKey(Venue.id), index=True)
    family: Mapped[UUID | None] = mapped_column(Uuid, info=PSEUDONYM)
    area: Mapped[str] = mapped_column(String(64))
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment, index=True)
    # The coordinator's own words, perhaps somebody's home: never in an event, a list or a log.
    place: Mapped[str | None] = mapped_column(String(200), info=PLACE)
    state: Mapped[str] = mapped_column(String(32))
    moved_reason: Mapped[str | None] = mapped_column(String(64))  # of the last time it was moved
    called_off_reason: Mapped[str | None] = mapped_column(String(64))
    # How often people have been told another time or that it is off: RFC 5545's SEQUENCE.
    sequence: Mapped[int] = mapped_column(server_default="0", default=0)
    # Roles that must come and things to arrange, by the programme of the day the meeting was planned.
    needed: Mapped[list[str] | None] = mapped_column(JSON)
    arranged: Mapped[list[str] | None] = mapped_column(JSON)  # childcare, transport, interpreter, meal
    topics: Mapped[list[str] | None] = mapped_column(JSON)
    version: Mapped[int] = mapped_column()
    participants: Mapped[list["Participant"]] = relationship(
        lazy="selectin", order_by="Participant.person", cascade="all, delete-orphan"
    )
    __mapper_args__: dict[str, Any] = {"version_id_col": version}
    __table_args__ = (Index("ix_meetings_kind", "programme", "kind", "starts_at"),)


class Participant(Tables):
    """One person of a meeting. `came` is empty until attendance is recorded, and where nobody knows."""

    __tablename__ = "participants"
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id), primary_key=True)
    person: Mapped[UUID] = mapped_column(ForeignKey(Person.id), primary_key=True, info=PSEUDONYM)
    role: Mapped[str] = mapped_column(String(32))
    came: Mapped[bool | None]
    # Whoever did not come and had said so; and whoever came without being expected, which books nobody.
    excused: Mapped[bool] = mapped_column(server_default=false(), default=False)
    walk_in: Mapped[bool] = mapped_column(server_default=false(), default=False)
    __table_args__ = (Index("ix_participants_person", "person"),)
