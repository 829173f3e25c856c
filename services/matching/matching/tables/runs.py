"""Runs: what was decided on, when and by whom, and what a run said beside its proposals."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Integer, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import Tables

#: Pseudonyms and coarse facts of everybody in the pool; without names, and still more than is needed for long.
OF_THE_POOL: dict[str, Any] = {
    "personal": True,
    "retention": "deleted `snapshot_days` days after the run, or `forget_after_days` if that is sooner",
    "readers": ["matcher", "coordinator"],
}


class Run(Tables):
    """One time somebody asked for proposals, with the fingerprint of what was decided on."""

    __tablename__ = "runs"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(40))
    programme: Mapped[str] = mapped_column(String(64))
    programme_version: Mapped[str] = mapped_column(String(32))
    decided_at: Mapped[datetime] = mapped_column(Moment)
    decided_by: Mapped[UUID] = mapped_column(Uuid)
    input_hash: Mapped[str] = mapped_column(String(64))
    #: Whose volunteers were looked at, our own organisation among them.
    organisations: Mapped[list[str] | None] = mapped_column(JSON)
    took_ms: Mapped[int | None] = mapped_column(Integer)
    #: The size of the pool and of what came of it, in the words of the run.
    figures: Mapped[dict[str, int] | None] = mapped_column(JSON)
    impossible_pins: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON)
    left_out: Mapped[list[dict[str, str]] | None] = mapped_column(JSON)


class RunPart(Tables):
    """A piece of what a run keeps: of its snapshot, or of what it says about needs without a proposal.

    Pieces are small enough to be written between two other requests. The `number` orders the pieces of one kind; those
    about needs go by the needs' ids, and `last` is the last of them.
    """

    __tablename__ = "run_parts"

    run_id: Mapped[UUID] = mapped_column(ForeignKey("runs.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    last: Mapped[UUID | None] = mapped_column(Uuid)
    body: Mapped[bytes] = mapped_column(LargeBinary, info=OF_THE_POOL)
