"""Goals, sub-goals and small successes: added, ordered and reached by the family, or proposed to it. # S3-09, S3-16"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment.actions import facts, planning, settling, telling
from enrollment.actions.planning import View, change, fact, seen_by, steer, view
from enrollment.actions.plans import as_plan
from enrollment.domain import plans, sharing
from enrollment.tables import Goal


def add_goal(
    work: Work, family_id: UUID, *, title: str, under: UUID | None, person: UUID | None, **shown: Any
) -> Mapping[str, Any]:
    """Add a goal, or something under one; from the family's guide it is a proposal. `shown` says to whom."""
    mine = view(work, family_id)
    _let(mine, person)
    parent = _parent(mine, under)
    level = plans.level_under(parent.level if parent else None)
    if level is None:
        raise Refused("too_deep", field="under")
    if objection := plans.whose(mine.family, person) or plans.full(len(mine.goals())):
        raise objection
    change(mine)
    goal = Goal(id=work.new_id(), family_id=family_id, under=under, level=level, title=title, person=person)
    goal.place = sum(each.under == under for each in mine.goals())
    goal.seen_by = _shown_to(mine, parent, shown["seen_by"])
    goal.added_by, goal.added_at = work.caller.subject, work.now
    goal.accepted_at = work.now if mine.is_own else None
    work.session.add(goal)
    return as_plan(mine)


def change_goal(work: Work, goal_id: UUID, version: int | None, *, title: str) -> Mapping[str, Any]:
    """Say it in other words."""
    mine, goal = _own(work, goal_id)
    change(mine, version)
    goal.title = title
    return as_plan(mine)


def show_goal(work: Work, goal_id: UUID, version: int | None, wanted: list[str]) -> Mapping[str, Any]:
    """Decide who sees it."""
    mine, goal = _own(work, goal_id)
    change(mine, version)
    goal.seen_by = seen_by(mine, wanted)
    return as_plan(mine)


def answer_goal(work: Work, goal_id: UUID, *, accepted: bool) -> Mapping[str, Any]:
    """Take up a goal that was proposed, or leave it."""
    mine, goal = _own(work, goal_id)
    change(mine)
    planning.settle_proposal(mine, goal, accepted=accepted)
    return as_plan(mine)


def take_out_goal(work: Work, goal_id: UUID) -> Mapping[str, Any]:
    """It is no goal any more; nothing is kept of it and of what hangs under it."""
    mine, goal = _own(work, goal_id)
    change(mine)
    work.session.delete(goal)
    return as_plan(mine)


def reach_goal(work: Work, goal_id: UUID) -> Mapping[str, Any]:
    """It is reached. Of a whole goal others hear, if the family shows it to them and consents to it."""
    mine, goal = _own(work, goal_id)
    state = fact(goal).state
    if state != plans.State.OPEN:
        raise Refused("already_done" if state == plans.State.REACHED else "not_accepted")
    change(mine)
    goal.reached_at = work.now
    if goal.under is None:
        _tell(mine, goal)
    return as_plan(mine)


def order_goals(
    work: Work, family_id: UUID, version: int | None, *, under: UUID | None, goals: list[UUID]
) -> Mapping[str, Any]:
    """What matters most stands first; all of them at once, so that two people cannot mix their orders."""
    mine = view(work, family_id)
    steer(mine, None)
    change(mine, version)
    rows = mine.goals()
    if objection := plans.in_order(map(fact, rows), under, goals):
        raise objection
    for row in rows:
        if row.under == under:
            row.place = goals.index(row.id)
    return as_plan(mine)


def _own(work: Work, goal_id: UUID) -> tuple[View, Goal]:
    """A goal and its plan, in the hands of one of the family who may decide about it."""
    goal = work.session.get(Goal, goal_id)
    if goal is None:
        raise Refused("not_found")
    mine = view(work, goal.family_id)
    steer(mine, goal.person)
    return mine, goal


def _let(mine: View, person: UUID | None) -> None:
    if mine.is_own:
        steer(mine, person)
    elif not mine.is_guide:
        raise Refused("not_the_guide", rule=mine.programme.row_of("plan.coordinated_by"))


def _parent(mine: View, under: UUID | None) -> Goal | None:
    """What a goal is put under, if it is there for the caller."""
    if under is None:
        return None
    row = mine.work.session.get(Goal, under)
    if row is None or row.family_id != mine.row.id or not mine.sees(row.id, row.seen_by, row.under):
        raise Refused("unknown_goal", field="under")
    return row


def _shown_to(mine: View, parent: Goal | None, wanted: list[str] | None) -> list[str]:
    if not mine.is_own:
        return planning.own_words(mine)
    return list(parent.seen_by if parent else ()) if wanted is None else seen_by(mine, wanted)


def _tell(mine: View, goal: Goal) -> None:
    heard = sharing.hearing(facts.programme_of(mine.row), mine.family, sharing.GOALS, mine.work.today)
    to = {receiver: consent for receiver, consent in heard.items() if receiver in goal.seen_by}
    mine.work.emit("goal.reached.v1", goal.id, {"family": mine.row.id}, **telling.addressed(mine.work, mine.row, to))
    telling.note_told(mine.work, mine.row, goal.id, to)
    settling.touch(mine.work, mine.row)  # not beside the withdrawal of the consent it was told by
