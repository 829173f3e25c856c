"""Facts told by others, a column each. Whichever event comes first makes the row, so all but its id may be empty."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Date, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from activities.tables.common import PSEUDONYM, Tables
from chassis.columns import Moment


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
    """When a family joined a programme and when it left, last. `guardians` is emptied when it leaves."""

    __tablename__ = "families"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    left_at: Mapped[datetime | None] = mapped_column(Moment)
    joined_at: Mapped[datetime | None] = mapped_column(Moment)
    programme: Mapped[str | None] = mapped_column(String(64))
    guardians: Mapped[list[str] | None] = mapped_column(JSON, info=PSEUDONYM)


class Consent(Tables):
    """The last word of one person of a family about one purpose, with us as the one who may know."""

    __tablename__ = "consents"
    family: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    person: Mapped[UUID] = mapped_column(Uuid, primary_key=True, index=True, info=PSEUDONYM)
    purpose: Mapped[str] = mapped_column(String(64), primary_key=True)
    granted: Mapped[bool | None]
    expires_on: Mapped[date | None] = mapped_column(Date)
    told_at: Mapped[datetime | None] = mapped_column(Moment)


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
