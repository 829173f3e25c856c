"""Requests for sparring with a team, until they are forgotten."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from enrollment.tables.common import OF_WHO_ASKED_FOR_SPARRING, SLUG, WORD, Tables


class Sparring(Tables):
    """Somebody worried would like to talk to a team; `organisation` is the team's. Who the child is stands nowhere."""

    __tablename__ = "sparring"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    organisation: Mapped[str] = mapped_column(SLUG, index=True)
    programme: Mapped[str] = mapped_column(SLUG)
    team: Mapped[str] = mapped_column(SLUG)
    topic: Mapped[str] = mapped_column(SLUG)
    about_age: Mapped[str | None] = mapped_column(WORD)
    wanted: Mapped[str] = mapped_column(WORD)
    person: Mapped[UUID] = mapped_column(index=True, info=OF_WHO_ASKED_FOR_SPARRING)
    role: Mapped[str] = mapped_column(WORD)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    taken_by: Mapped[UUID | None]
    taken_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}
