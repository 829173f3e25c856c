"""Everybody's efforts in one picture, and the appointments they bring. # S3-14, S3-16

Organisations that the family has let in may propose what they themselves do; the guide may propose anybody's.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment.actions import planning
from enrollment.actions.planning import View, change, seen_by, steer, view
from enrollment.actions.plans import as_plan
from enrollment.domain import plans
from enrollment.queries import plans as asked
from enrollment.tables import Appointment, Effort, Goal


def add_effort(
    work: Work, family_id: UUID, *, actor: str, body: str | None, goal: UUID | None, **told: Any
) -> Mapping[str, Any]:
    """Add what somebody does for the family; `told` is its title, its days and to whom it is shown."""
    mine = view(work, family_id)
    _let(mine, actor)
    wanted = told.pop("seen_by")
    there = len(asked.efforts_of(work.session, family_id))
    if objection := plans.effort_objection(mine.programme, actor=actor, body=body) or plans.full(there):
        raise objection
    _check(mine, goal, told["begins_on"], told["ends_on"])
    change(mine)
    effort = Effort(id=work.new_id(), family_id=family_id, actor=actor, body=body, goal_id=goal, **told)
    effort.seen_by = seen_by(mine, wanted) if mine.is_own else planning.own_words(mine)
    effort.added_by, effort.added_at = work.caller.subject, work.now
    effort.accepted_at = work.now if mine.is_own else None
    work.session.add(effort)
    return as_plan(mine)


def change_effort(
    work: Work, effort_id: UUID, version: int | None, *, title: str, goal: UUID | None, ends_on: date | None
) -> Mapping[str, Any]:
    """Say it in other words, tie it to another goal, or say until when it lasts."""
    mine, effort = _own(work, effort_id)
    _check(mine, goal, effort.begins_on, ends_on)
    change(mine, version)
    effort.title, effort.goal_id, effort.ends_on = title, goal, ends_on
    return as_plan(mine)


def show_effort(work: Work, effort_id: UUID, version: int | None, wanted: list[str]) -> Mapping[str, Any]:
    """Decide who sees it."""
    mine, effort = _own(work, effort_id)
    change(mine, version)
    effort.seen_by = seen_by(mine, wanted)
    return as_plan(mine)


def answer_effort(work: Work, effort_id: UUID, *, accepted: bool) -> Mapping[str, Any]:
    """Take up an effort that was proposed, or leave it."""
    mine, effort = _own(work, effort_id)
    change(mine)
    planning.settle_proposal(mine, effort, accepted=accepted)
    return as_plan(mine)


def take_out_effort(work: Work, effort_id: UUID) -> Mapping[str, Any]:
    """It is no part of the plan any more; nothing is kept of it."""
    mine, effort = _own(work, effort_id)
    change(mine)
    work.session.delete(effort)
    return as_plan(mine)


def appoint(work: Work, effort_id: UUID, *, on: date, part_of_day: str) -> Mapping[str, Any]:
    """Note a day on which an effort asks for the family's time."""
    mine, effort = _at_hand(work, effort_id)
    if effort.accepted_at is None:
        raise Refused("not_accepted")
    change(mine)
    effort.appointments.append(Appointment(id=work.new_id(), day=on, part_of_day=part_of_day))
    return as_plan(mine)


def move_appointment(
    work: Work, appointment_id: UUID, version: int | None, *, on: date, part_of_day: str
) -> Mapping[str, Any]:
    """Put it on another day."""
    mine, appointment = _appointment(work, appointment_id)
    change(mine, version)
    appointment.day, appointment.part_of_day = on, part_of_day
    return as_plan(mine)


def call_off_appointment(work: Work, appointment_id: UUID) -> Mapping[str, Any]:
    """It does not take place."""
    mine, appointment = _appointment(work, appointment_id)
    change(mine)
    appointment.effort.appointments.remove(appointment)
    return as_plan(mine)


def _own(work: Work, effort_id: UUID) -> tuple[View, Effort]:
    """An effort and its plan, in the hands of one of the family who may decide about it."""
    mine, effort = _seen(work, effort_id)
    steer(mine, None)
    return mine, effort


def _at_hand(work: Work, effort_id: UUID) -> tuple[View, Effort]:
    """An effort and its plan, in the hands of the family, its guide or the organisation that makes the effort."""
    mine, effort = _seen(work, effort_id)
    _let(mine, effort.actor)
    return mine, effort


def _appointment(work: Work, appointment_id: UUID) -> tuple[View, Appointment]:
    row = work.session.get(Appointment, appointment_id)
    if row is None:
        raise Refused("not_found")
    return _at_hand(work, row.effort_id)[0], row


def _seen(work: Work, effort_id: UUID) -> tuple[View, Effort]:
    effort = work.session.get(Effort, effort_id)
    if effort is None:
        raise Refused("not_found")
    mine = view(work, effort.family_id)
    if not mine.sees(effort.id, effort.seen_by):
        raise Refused("not_found")
    return mine, effort


def _let(mine: View, actor: str) -> None:
    if mine.is_own:
        steer(mine, None)
    elif mine.in_the_house and not mine.is_guide:
        raise Refused("not_the_guide", rule=mine.programme.row_of("plan.coordinated_by"))
    elif not mine.in_the_house and actor != mine.work.caller.organisation:
        raise Refused("not_your_effort", field="actor")


def _check(mine: View, goal: UUID | None, begins_on: date, ends_on: date | None) -> None:
    """The goal is there for the caller, and the days are in order."""
    row = mine.work.session.get(Goal, goal) if goal else None
    there = row is not None and row.family_id == mine.row.id and mine.sees(row.id, row.seen_by, row.under)
    if goal and not there:
        raise Refused("unknown_goal", field="goal")
    if objection := plans.lasting(begins_on, ends_on):
        raise objection
