"""The family's guide: named by the coordinator, by the family's yes, and only as long as the family likes. # S3-15"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment.actions.planning import change, steer, view
from enrollment.actions.plans import as_plan
from enrollment.tables import Plan


def name_guide(work: Work, family_id: UUID, person: UUID) -> Mapping[str, Any]:
    """Ask a family whether somebody may guide it; until it says yes, nobody does."""
    mine = view(work, family_id)
    if mine.plan is not None and mine.plan.guide is not None:
        raise Refused("already_done")
    plan = change(mine)
    plan.guide, plan.guide_named_by = person, work.caller.subject
    plan.guide_role = mine.programme.plan.coordinated_by
    return _shown(work, family_id)


def answer_guide(work: Work, family_id: UUID, *, accepted: bool) -> Mapping[str, Any]:
    """Say yes to the guide, or no."""
    mine = view(work, family_id)
    steer(mine, None)
    plan = change(mine)
    if plan.guide is None or plan.guide_agreed_at is not None:
        raise Refused("already_done")
    if accepted:
        plan.guide_agreed_by, plan.guide_agreed_at = work.caller.subject, work.now
    else:
        _nobody(plan)
    return _shown(work, family_id)


def end_guiding(work: Work, family_id: UUID) -> Mapping[str, Any]:
    """The family is guided no more; neither side needs a reason."""
    mine = view(work, family_id)
    if mine.is_own:
        steer(mine, None)
    plan = change(mine)
    if plan.guide is None:
        raise Refused("already_done")
    _nobody(plan)
    return _shown(work, family_id)


def _shown(work: Work, family_id: UUID) -> Mapping[str, Any]:
    """Looked at anew: who guides, or no longer does, sees with other eyes."""
    work.session.flush()
    return as_plan(view(work, family_id))


def _nobody(plan: Plan) -> None:
    plan.guide = plan.guide_role = plan.guide_named_by = plan.guide_agreed_by = plan.guide_agreed_at = None
