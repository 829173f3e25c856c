"""Sparring: a parent or a professional who is worried asks a team to call or to meet. # S1-24"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment.actions import programmes
from enrollment.domain import sparring
from enrollment.domain.days import danish_day
from enrollment.domain.sparring import State
from enrollment.queries import entry
from enrollment.tables import Sparring


def ask_for_sparring(work: Work, *, programme: str, team: str, topic: str, **wanted: Any) -> Mapping[str, Any]:
    """Ask a team; `wanted` is the age band it is about, if it is about one, and whether to call or to meet."""
    terms = programmes.in_force(work, programme)
    if objection := sparring.objection(terms, team=team, topic=topic, roles=work.caller.roles):
        raise objection
    asked_as = min(work.caller.roles & {*terms.sparring[team].asked_by})
    row = Sparring(
        id=work.new_id(),
        organisation=terms.sparring[team].organisation,
        programme=programme,
        team=team,
        topic=topic,
        person=work.caller.subject,
        role=asked_as,
        asked_at=work.now,
        **wanted,
    )
    work.session.add(row)
    return _as_sparring(work, row)


def requests_for_sparring(work: Work, *, after: UUID | None, limit: int) -> Sequence[Mapping[str, Any]]:
    """To the team what is open or taken, to others their own."""
    caller = work.caller
    team = caller.organisation if "coordinator" in caller.roles else None
    rows = entry.sparring(work.session, team=team, person=caller.subject, after=after, limit=limit)
    return [_as_sparring(work, row) for row in rows]


def take_sparring(work: Work, sparring_id: UUID) -> Mapping[str, Any]:
    """Somebody of the team will answer."""
    row = _reach(work, sparring_id, State.OPEN)
    row.taken_by, row.taken_at = work.caller.subject, work.now
    return _as_sparring(work, row)


def close_sparring(work: Work, sparring_id: UUID) -> Mapping[str, Any]:
    """It has been answered."""
    row = _reach(work, sparring_id, State.TAKEN)
    row.closed_at = work.now
    return _as_sparring(work, row)


def withdraw_sparring(work: Work, sparring_id: UUID) -> Mapping[str, Any]:
    """Who asked asks no longer."""
    row = _reach(work, sparring_id, State.OPEN, State.TAKEN)
    row.withdrawn_at = work.now
    return _as_sparring(work, row)


def _reach(work: Work, sparring_id: UUID, *states: State) -> Sparring:
    row = work.session.get(Sparring, sparring_id)
    if row is None or not work.caller.reaches(organisation=row.organisation, subjects={row.person}):
        raise Refused("not_found")
    if (now := _state(row)) not in states:
        raise Refused("already_done") if now not in (State.OPEN, State.TAKEN) else Refused("take_it_first")
    return row


def _state(row: Sparring) -> State:
    return sparring.state(
        taken=row.taken_at is not None, closed=row.closed_at is not None, withdrawn=row.withdrawn_at is not None
    )


def _as_sparring(work: Work, row: Sparring) -> Mapping[str, Any]:
    plain = ("id", "programme", "team", "topic", "about_age", "wanted", "person", "role")
    shown = {name: getattr(row, name) for name in plain}
    team = programmes.known(work.session, row.programme).sparring.get(row.team)
    return shown | {"names": team.name if team else None, "asked_on": danish_day(row.asked_at), "state": _state(row)}
