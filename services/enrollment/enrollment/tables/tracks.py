"""Which tracks families take part in, and how long one waits in those that are one to one."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from enrollment.tables.common import SLUG, WORD, Tables


class Participation(Tables):
    """A family in a track that is not one to one; chosen only, until the day it joins."""

    __tablename__ = "participations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id"), index=True)
    track: Mapped[str] = mapped_column(SLUG)
    since: Mapped[date | None]
    until: Mapped[date | None]


class TrackSupply(Tables):
    """A one-to-one track as it was last looked at: its state, and what that was worked out from."""

    __tablename__ = "track_supplies"

    programme: Mapped[str] = mapped_column(SLUG, primary_key=True)
    track: Mapped[str] = mapped_column(SLUG, primary_key=True)
    state: Mapped[str] = mapped_column(WORD)
    waiting: Mapped[int]
    longest_days: Mapped[int | None]
    matched: Mapped[int]
    expected_days: Mapped[int | None]
    seen_at: Mapped[datetime]
