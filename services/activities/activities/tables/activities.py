"""Activities and their series: what people sign up for, and the rule by which its meetings come again."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, String, Time, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from activities.tables.common import PSEUDONYM, Tables
from activities.tables.venues import Venue
from chassis.columns import Moment


class Activity(Tables):
    """Something people take part in: a course, a club, open counselling, or a single event.

    `organisation` runs it and may be another than the programme's own (S4-07). `course` and `kind` are words of the
    programme: a course has several kinds of meeting, a plain activity only `kind`. What is None is the programme's.
    """

    __tablename__ = "activities"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64), index=True)
    programme: Mapped[str] = mapped_column(String(64))
    programmeversion: Mapped[str | None] = mapped_column(String(32))
    course: Mapped[str | None] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(64))
    area: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(32))
    responsible: Mapped[UUID] = mapped_column(Uuid, index=True, info=PSEUDONYM)
    capacity: Mapped[int | None]
    volunteers_needed: Mapped[int | None]
    sign_up_until: Mapped[datetime | None] = mapped_column(Moment)
    topics: Mapped[list[str]] = mapped_column(JSON)
    arranged: Mapped[list[str]] = mapped_column(JSON)  # childcare, transport, interpreter
    languages: Mapped[list[str]] = mapped_column(JSON)
    planned_with: Mapped[int | None]  # S4-04: how many of the target group planned it
    opened_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_reason: Mapped[str | None] = mapped_column(String(64))
    version: Mapped[int] = mapped_column()
    __mapper_args__: dict[str, Any] = {"version_id_col": version}


class Series(Tables):
    """A rule by which meetings of an activity come again; the meetings themselves are rows of their own.

    `rule` is an RFC 5545 recurrence without DTSTART; the first day and the local times stand beside it, so that
    19:00 stays 19:00 when clocks change. `without` and `also` are single dates taken out and put in.
    """

    __tablename__ = "series"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    activity_id: Mapped[UUID] = mapped_column(ForeignKey(Activity.id), index=True)
    kind: Mapped[str] = mapped_column(String(64))
    rule: Mapped[str] = mapped_column(String(200))
    first_on: Mapped[date] = mapped_column(Date)
    starts: Mapped[time] = mapped_column(Time)
    minutes: Mapped[int]
    timezone: Mapped[str] = mapped_column(String(64))
    on_holidays: Mapped[bool]
    in_breaks: Mapped[bool]
    without: Mapped[list[str]] = mapped_column(JSON)
    also: Mapped[list[str]] = mapped_column(JSON)
    venue_id: Mapped[UUID | None] = mapped_column(ForeignKey(Venue.id))
    called_off_from: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column()
    __mapper_args__: dict[str, Any] = {"version_id_col": version}


class SchoolBreak(Tables):
    """A break of the schools that a council has decided otherwise than the usual pattern has it."""

    __tablename__ = "school_breaks"
    organisation: Mapped[str] = mapped_column(String(64), primary_key=True)
    municipality: Mapped[str] = mapped_column(String(4), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    first_on: Mapped[date] = mapped_column(Date)
    last_on: Mapped[date] = mapped_column(Date)
