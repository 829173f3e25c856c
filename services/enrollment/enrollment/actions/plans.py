"""Showing a family's plan: one picture of everybody's efforts, and of it to each what the family shows them. # S3-16"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from chassis.work import Work
from enrollment.actions import planning
from enrollment.actions.coming import coming_for
from enrollment.actions.planning import View, fact, shown
from enrollment.domain import plans, seeing, successes, weeks
from enrollment.domain.days import danish_day
from enrollment.queries import plans as asked
from enrollment.tables import Effort, Goal

Shown = Mapping[str, Any]

# What is right below something is called this.
PARTS = {"goal": "sub_goals", "sub_goal": "small_successes"}


def plan(work: Work, family_id: UUID) -> Shown:
    """The family's own plan, to the family and to those it shows something of it."""
    return as_plan(planning.view(work, family_id))


def as_plan(view: View) -> Shown:
    """The plan as it stands after everything this work has changed, through the caller's eyes."""
    view.work.session.flush()
    goals, efforts = _goals(view), _efforts(view)
    return {
        "id": view.row.id,
        "version": view.plan.version if view.plan else 0,
        "guide": _guide(view) if view.in_the_house else None,
        "goals": _tree(view, goals),
        "successes": _successes(view) if view.is_own else [],
        "efforts": [_as_effort(view, each, {goal.id for goal in goals}) for each in efforts],
        "full_weeks": _full_weeks(view, goals, efforts),
        "coming": coming_for(view.work, view.row) if view.in_the_house else [],
    }


def _successes(view: View) -> list[Shown]:
    rows = asked.successes_of(view.work.session, view.row.id, successes.MOST)
    return [{"id": row.id, "word": row.word, "noted_on": row.noted_on, **successes.said(row.word)} for row in rows]


def _goals(view: View) -> list[Goal]:
    rows = view.goals()
    seen = seeing.seen(view.eyes, map(shown, rows))
    return [row for row in rows if row.id in seen]


def _efforts(view: View) -> list[Effort]:
    rows = asked.efforts_of(view.work.session, view.row.id)
    things = (seeing.Shown(id=row.id, under=None, seen_by=frozenset(row.seen_by)) for row in rows)
    seen = seeing.seen(view.eyes, things)
    return [row for row in rows if row.id in seen]


def _tree(view: View, rows: Sequence[Goal]) -> list[Shown]:
    below: dict[UUID | None, list[Goal]] = defaultdict(list)
    for row in rows:
        below[row.under].append(row)
    return [_as_goal(view, row, below) for row in below[None]]


def _as_goal(view: View, row: Goal, below: Mapping[UUID | None, list[Goal]]) -> Shown:
    told: dict[str, Any] = {"id": row.id, "title": row.title, "person": row.person, "state": fact(row).state}
    told["seen_by"] = row.seen_by if view.is_own else None
    if row.level in PARTS:
        parts = below.get(row.id, [])
        told["progress"] = vars(plans.progress(row.id, map(fact, parts)))
        told[PARTS[row.level]] = [_as_goal(view, each, below) for each in parts]
    return told


def _as_effort(view: View, row: Effort, goals: Collection[UUID]) -> Shown:
    plain = ("id", "actor", "body", "title", "begins_on", "ends_on")
    return {
        **{name: getattr(row, name) for name in plain},
        "state": plans.state(accepted=row.accepted_at is not None),
        "goal": row.goal_id if row.goal_id in goals else None,
        "seen_by": row.seen_by if view.is_own else None,
        "appointments": [{"id": each.id, "on": each.day, "part_of_day": each.part_of_day} for each in row.appointments],
    }


def _full_weeks(view: View, goals: Sequence[Goal], efforts: Iterable[Effort]) -> list[Shown]:
    """The warning is about what the caller sees; nobody learns from it of anything else."""
    dearest = _priorities(goals)
    appointments = [
        weeks.Appointment(
            id=each.id, body=effort.body or effort.actor, on=each.day, priority=dearest.get(effort.goal_id)
        )
        for effort in efforts
        if effort.accepted_at is not None
        for each in effort.appointments
    ]
    found = weeks.full_weeks(appointments, view.programme.plan.appointments_in_a_week, view.work.today)
    return [vars(each) for each in found]


def _priorities(goals: Sequence[Goal]) -> Mapping[UUID | None, int]:
    """The place of each goal's own top: a small success is as dear as the goal it leads to."""
    above = {goal.id: goal.under for goal in goals}
    places = {goal.id: place for place, goal in enumerate(goal for goal in goals if goal.under is None)}
    return {goal: places[_top(above, goal)] for goal in above}


def _top(above: Mapping[UUID, UUID | None], goal: UUID) -> UUID:
    higher = above[goal]
    return goal if higher is None else _top(above, higher)


def _guide(view: View) -> Shown | None:
    plan = view.plan
    if plan is None or plan.guide is None:
        return None
    agreed = danish_day(plan.guide_agreed_at) if plan.guide_agreed_at else None
    return {"person": plan.guide, "role": plan.guide_role, "agreed_on": agreed}
