"""How long what runs keep is kept."""

from datetime import timedelta
from typing import Any, cast

from chassis.work import Work
from matching.queries import runs
from matching.tables import RunPart


def forget_snapshots(work: Work) -> None:
    """Delete what older runs decided on, and what they said of each need; that they took place stays known."""
    old = runs.before(work.now - timedelta(days=work.settings["snapshot_days"]))
    parts = cast(Any, RunPart.__table__)
    work.session.execute(parts.delete().where(parts.c.run_id.in_(old)))
