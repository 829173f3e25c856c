"""How long what runs keep is kept."""

from datetime import timedelta
from typing import Any, cast

from chassis.work import Work
from matching.queries import runs
from matching.tables import RunPart


def forget_snapshots(work: Work) -> None:
    """Delete what older runs decided on, and what they said of each need; that they took place stays known."""
    old = runs.before(work.now - timedelta(days=days_kept(work)))
    parts = cast(Any, RunPart.__table__)
    work.session.execute(parts.delete().where(parts.c.run_id.in_(old)))


def days_kept(work: Work) -> int:
    """How long: never longer than a volunteer who has left is remembered, whose place would stand in it."""
    return min(work.settings["snapshot_days"], work.settings["forget_after_days"])
