"""Volunteers and how their vetting went. Names and addresses stand in `volunteers` alone."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Date, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import PERSONAL, Tables


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
