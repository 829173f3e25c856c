"""Goodbyes and follow-ups: what a coordinator is to do, and how it went in one word. # S0-23, S3-17"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import facts, settling
from enrollment.actions.reaching import reach, reaches
from enrollment.actions.showing import as_family, as_follow_up, as_goodbye
from enrollment.domain import goodbyes
from enrollment.tables import Family, FollowUp


def note_goodbye(work: Work, family_id: UUID, *, said_on: date | None, follow_up: bool) -> Mapping[str, Any]:
    """Note that goodbye was said, or that the family did not want one; whether to ask later is the family's to say."""
    row = reach(work, family_id)
    if row.goodbye is None:
        raise Refused("has_not_left")
    if row.goodbye.noted_at is not None:
        raise Refused("already_done")
    if objection := goodbyes.objection_to_goodbye(said_on=said_on, follow_up=follow_up, today=work.today):
        raise objection
    row.goodbye.said_on, row.goodbye.declined = said_on, said_on is None
    row.goodbye.noted_by, row.goodbye.noted_at = work.caller.subject, work.now
    if said_on and follow_up:
        row.goodbye.follow_up_on = goodbyes.follow_up_on(facts.programme_of(row), said_on)
        _plan(work, row, [row.goodbye.follow_up_on], course=None, ended_on=said_on)
    settling.touch(work, row)
    return as_family(work, row)


def note_course(work: Work, family_id: UUID, *, course: str, ended_on: date) -> Mapping[str, Any]:
    """A family has come to the end of a course: it is asked afterwards how it goes. # S3-17"""
    row = reach(work, family_id)
    if row.joined_at is None or row.left_at is not None:
        raise Refused("not_taking_part")
    programme = facts.programme_of(row)
    if objection := goodbyes.objection_to_course(programme, course, ended_on, work.today):
        raise objection
    if any((each.course, each.ended_on) == (course, ended_on) for each in row.follow_ups):
        raise Refused("already_done")
    _plan(work, row, goodbyes.after_course(programme, course, ended_on), course=course, ended_on=ended_on)
    settling.touch(work, row)
    return as_family(work, row)


def note_follow_up(work: Work, follow_up_id: UUID, outcome: str) -> Mapping[str, Any]:
    """Note how a follow-up went; one that reached nobody is still due."""
    row = work.session.get(FollowUp, follow_up_id)
    if row is None or not reaches(work, row.family):
        raise Refused("not_found")
    if row.outcome in goodbyes.CLOSING:
        raise Refused("already_done")
    row.outcome, row.noted_by, row.noted_at = outcome, work.caller.subject, work.now
    return as_follow_up(row)


def due_goodbyes(work: Work, page: Any) -> Sequence[Mapping[str, Any]]:
    """The organisation's families that have left and not been said goodbye to."""
    rows = queries.goodbyes_to_say(work.session, work.caller.organisation, page)
    return [{"id": row.family_id, "overdue": row.planned_on < work.today, **as_goodbye(row)} for row in rows]


def due_follow_ups(work: Work, page: Any) -> Sequence[Mapping[str, Any]]:
    """The organisation's follow-ups whose day has come."""
    return [
        as_follow_up(row) for row in queries.follow_ups_due(work.session, work.caller.organisation, work.today, page)
    ]


def _plan(work: Work, row: Family, days: Sequence[date], *, course: str | None, ended_on: date) -> None:
    for day in days:
        planned = {"organisation": row.organisation, "course": course, "ended_on": ended_on, "due_on": day}
        row.follow_ups.append(FollowUp(id=work.new_id(), **planned))
