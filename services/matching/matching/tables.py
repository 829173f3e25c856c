"""What matching stores. Volunteers are ours; of families it keeps pseudonyms and the coarse facts enrollment tells.

A row about a family's facts may be made by whichever of its events comes first: every event type has columns of its
own, and what they mean together is worked out when it is read.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, String, UniqueConstraint, Uuid, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.columns import Moment

STANDING = ("open", "matched")
COME_TO_NOTHING = ("declined", "ended")
WHILE_STANDING = text("state IN ('open', 'matched')")
PERSONAL: dict[str, Any] = {
    "personal": True,
    "retention": "emptied `forget_after_days` days after the volunteer has left",
    "readers": ["the volunteer", "matcher", "coordinator", "notifications (name, e-mail and language only)"],
}


class Tables(DeclarativeBase):
    """The tables of this service."""


metadata = Tables.metadata


class Volunteer(Tables):
    """A person who offers to meet families; `id` is the person's own."""

    __tablename__ = "volunteers"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(40))
    programme: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str | None] = mapped_column(String(200), info=PERSONAL)
    email: Mapped[str | None] = mapped_column(String(254), info=PERSONAL)
    born: Mapped[date | None] = mapped_column(Date, info=PERSONAL)
    languages: Mapped[list[str]] = mapped_column(JSON)
    kinds: Mapped[list[str]] = mapped_column(JSON)
    contributions: Mapped[list[str]] = mapped_column(JSON)
    topics: Mapped[list[str]] = mapped_column(JSON)
    slots: Mapped[list[str]] = mapped_column(JSON)
    area: Mapped[str] = mapped_column(String(64))
    municipality: Mapped[str] = mapped_column(String(4))
    capacity: Mapped[int] = mapped_column(Integer)
    registered_at: Mapped[datetime] = mapped_column(Moment)
    #: The date told with the latest `volunteer.approved`; whether vetting holds is always worked out from the outcomes.
    approved_until: Mapped[date | None] = mapped_column(Date)
    left_at: Mapped[datetime | None] = mapped_column(Moment)
    left_reason: Mapped[str | None] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}


class VettingOutcome(Tables):
    """How a step of vetting went: outcome, date and who recorded it. Never a certificate or what it says."""

    __tablename__ = "vetting_outcomes"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id"))
    #: Which record of this volunteer it is, from 1: of two outcomes on one day the later record counts.
    number: Mapped[int] = mapped_column(Integer)
    step: Mapped[str] = mapped_column(String(64))
    passed: Mapped[bool]
    happened_on: Mapped[date] = mapped_column(Date)
    recorded_by: Mapped[UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("volunteer_id", "number", name="one_number_per_outcome"),)


class Need(Tables):
    """A family's need, as far as its events have arrived."""

    __tablename__ = "needs"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    # Told by need.registered.
    registered_at: Mapped[datetime | None] = mapped_column(Moment)
    programme: Mapped[str | None] = mapped_column(String(64), index=True)
    family_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    guardians: Mapped[list[str] | None] = mapped_column(JSON)
    kind: Mapped[str | None] = mapped_column(String(64))
    topics: Mapped[list[str] | None] = mapped_column(JSON)
    languages: Mapped[list[str] | None] = mapped_column(JSON)
    area: Mapped[str | None] = mapped_column(String(64))
    municipality: Mapped[str | None] = mapped_column(String(4))
    slots: Mapped[list[str] | None] = mapped_column(JSON)
    under_15_until: Mapped[date | None] = mapped_column(Date)
    wanted_on: Mapped[date | None] = mapped_column(Date)
    # Told by need.withdrawn.
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_reason: Mapped[str | None] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}


class Family(Tables):
    """That a family has left, if it has: told by family.left."""

    __tablename__ = "families"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    left_at: Mapped[datetime | None] = mapped_column(Moment)


class Consent(Tables):
    """The latest told by consent.changed about one consent; of two events the one with the higher sequence is later."""

    __tablename__ = "consents"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    family_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    person: Mapped[UUID] = mapped_column(Uuid)
    purpose: Mapped[str] = mapped_column(String(64))
    granted: Mapped[bool]
    expires_on: Mapped[date | None] = mapped_column(Date, index=True)
    sequence: Mapped[int] = mapped_column(Integer)


class Run(Tables):
    """One time the matcher asked for proposals, with the fingerprint of what was decided on."""

    __tablename__ = "runs"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(40))
    programme: Mapped[str] = mapped_column(String(64))
    programme_version: Mapped[str] = mapped_column(String(32))
    decided_at: Mapped[datetime] = mapped_column(Moment)
    decided_by: Mapped[UUID] = mapped_column(Uuid)
    input_hash: Mapped[str] = mapped_column(String(64))


class Proposal(Tables):
    """A need and a volunteer proposed to each other. It stands while it is open or its match runs.

    A standing proposal holds its need, and one `place` of the volunteer's capacity; the indexes let no second one in.
    """

    __tablename__ = "proposals"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(40))
    run_id: Mapped[UUID] = mapped_column(ForeignKey("runs.id"), index=True)
    need_id: Mapped[UUID] = mapped_column(ForeignKey("needs.id"), index=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id"), index=True)
    place: Mapped[int] = mapped_column(Integer)
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    expires_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(10))
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index(
            "one_standing_proposal_per_need",
            "need_id",
            unique=True,
            postgresql_where=WHILE_STANDING,
            sqlite_where=WHILE_STANDING,
        ),
        Index(
            "one_standing_proposal_per_place",
            "volunteer_id",
            "place",
            unique=True,
            postgresql_where=WHILE_STANDING,
            sqlite_where=WHILE_STANDING,
        ),
    )


class Answer(Tables):
    """What one side has said to a proposal. The reason of a no is for the matchers alone."""

    __tablename__ = "answers"

    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    side: Mapped[str] = mapped_column(String(10), primary_key=True)
    answer: Mapped[str] = mapped_column(String(3))
    reason: Mapped[str | None] = mapped_column(String(40))
    person: Mapped[UUID] = mapped_column(Uuid)
    answered_at: Mapped[datetime] = mapped_column(Moment)


class Match(Tables):
    """A proposal that everybody has said yes to; it runs until `ended_at`."""

    __tablename__ = "matches"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(40))
    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("proposals.id"), unique=True)
    started_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_reason: Mapped[str | None] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}
