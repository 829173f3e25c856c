"""Runs: what was decided on, when and by whom."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import Tables


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
