"""Reading when volunteers are away."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from matching.queries import portions
from matching.tables import Pause, Volunteer


def of_volunteers(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[Pause]]:
    """Every pause, by volunteer, in the order of time."""
    found: dict[UUID, list[Pause]] = defaultdict(list)
    query = select(Pause).order_by(Pause.begins, Pause.id)
    for row in portions.scalars(session, query, Pause.volunteer_id, ids):
        found[row.volunteer_id].append(row)
    return found


def is_away(at: date) -> Any:
    """The condition that a volunteer is away on a day."""
    return exists().where(
        Pause.volunteer_id == Volunteer.id, Pause.begins <= at, or_(Pause.until.is_(None), Pause.until >= at)
    )
