"""What enrollment has told about families: every event type has columns of its own."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Date, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import Tables


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
    wishes: Mapped[list[str] | None] = mapped_column(JSON)
    waiting_since: Mapped[date | None] = mapped_column(Date)
    tracks: Mapped[list[str] | None] = mapped_column(JSON)
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
