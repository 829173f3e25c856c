"""Introductions: the right professional is found for a family that needs one, on its own mandate. # S4-15"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import facts, settling
from enrollment.actions.reaching import let_decide, reach, reaches
from enrollment.domain import introductions
from enrollment.domain.days import danish_day
from enrollment.domain.introductions import State
from enrollment.queries import entry
from enrollment.tables import Introduction


def ask_for_introduction(
    work: Work, family_id: UUID, *, body: str, topic: str, wanted_on: date | None
) -> Mapping[str, Any]:
    """The family would like to meet somebody of a body; its mandate must cover that body. # S0-24"""
    row = reach(work, family_id)
    let_decide(work, row)
    if row.joined_at is None or row.left_at is not None:
        raise Refused("not_taking_part")
    wanted = introductions.Wanted(body=body, topic=topic, on=wanted_on or work.today)
    mandated = queries.mandated_bodies(work.session, row.id, work.today)
    if objection := introductions.objection(facts.programme_of(row), wanted, mandated, work.today):
        raise objection
    asked = Introduction(id=work.new_id(), body=body, topic=topic, wanted_on=wanted.on)
    asked.asked_by, asked.asked_at = work.caller.subject, work.now
    row.introductions.append(asked)
    settling.touch(work, row)
    work.session.flush()  # from then on it knows its family
    return _as_introduction(asked)


def make_introduction(work: Work, introduction_id: UUID) -> Mapping[str, Any]:
    """The family and the professional have met. The mandate must still hold: who withdrew it is not introduced."""
    row = _open(work, introduction_id)
    if row.body not in queries.mandated_bodies(work.session, row.family_id, work.today):
        raise introductions.no_mandate(facts.programme_of(row.family), row.body)
    row.made_at = work.now
    return _as_introduction(row)


def withdraw_introduction(work: Work, introduction_id: UUID) -> Mapping[str, Any]:
    """It is not wanted any more."""
    row = _open(work, introduction_id)
    row.withdrawn_at = work.now
    return _as_introduction(row)


def introductions_of(work: Work, *, after: UUID | None, limit: int) -> Sequence[Mapping[str, Any]]:
    """To a coordinator those still to be made, to a family its own."""
    organisation = work.caller.organisation if "coordinator" in work.caller.roles else None
    who: dict[str, Any] = {"organisation": organisation, "person": work.caller.subject, "on": work.today}
    rows = entry.introductions(work.session, **who, after=after, limit=limit)
    return [_as_introduction(row) for row in rows]


def _open(work: Work, introduction_id: UUID) -> Introduction:
    row = work.session.get(Introduction, introduction_id)
    if row is None or not reaches(work, row.family):
        raise Refused("not_found")
    if _state(row) != State.OPEN:
        raise Refused("already_done")
    settling.touch(work, row.family)
    return row


def _state(row: Introduction) -> State:
    return introductions.state(made=row.made_at is not None, withdrawn=row.withdrawn_at is not None)


def _as_introduction(row: Introduction) -> Mapping[str, Any]:
    plain = ("id", "body", "topic", "wanted_on")
    shown = {name: getattr(row, name) for name in plain}
    return shown | {"family": row.family_id, "asked_on": danish_day(row.asked_at), "state": _state(row)}
