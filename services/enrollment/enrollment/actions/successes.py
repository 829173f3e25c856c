"""Small successes noted at meetings: kept in the plan of the family, which may take them out. # S3-09"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.envelope import Event
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import facts
from enrollment.actions.planning import steer, view
from enrollment.actions.plans import as_plan
from enrollment.domain import successes
from enrollment.domain.days import danish_day
from enrollment.tables import Success


def keep_success(work: Work, event: Event) -> None:
    """Something small went well; a family that takes part and lets it be known has it in its plan."""
    row = queries.family(work.session, event.data["family"])
    if row is None or row.joined_at is None or row.left_at is not None:
        return
    if work.session.get(Success, event.subject) is not None:
        return
    if successes.may_be_kept(facts.programme_of(row), facts.family(row), work.today):
        noted_on = danish_day(event.time)
        work.session.add(Success(id=event.subject, family_id=row.id, word=event.data["word"], noted_on=noted_on))


def take_out_success(work: Work, success_id: UUID) -> Mapping[str, Any]:
    """The family does not want it in its plan; nothing is kept of it."""
    row = work.session.get(Success, success_id)
    if row is None:
        raise Refused("not_found")
    mine = view(work, row.family_id)
    steer(mine, None)
    work.session.delete(row)
    return as_plan(mine)
