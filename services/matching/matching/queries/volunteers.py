"""Reading volunteers: as facts the domain can decide on, and as the doors show them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.domain import facts, programmes, vetting
from matching.tables import STANDING, Proposal, VettingOutcome, Volunteer


def found(session: Session, caller: Any, id: UUID, at: date) -> dict[str, Any] | None:
    """A volunteer within the caller's reach, as of a date."""
    row = _within_reach(session, caller, id)
    return view(session, row, at) if row else None


def address(session: Session, caller: Any, id: UUID) -> dict[str, Any] | None:
    """Where a volunteer can be written to; None once that is forgotten."""
    row = _within_reach(session, caller, id)
    if row is None or row.email is None:
        return None
    return {"name": row.name, "email": row.email, "language": row.languages[0]}


def present(session: Session, programme: str) -> list[facts.Volunteer]:
    """Everybody who volunteers in a programme, vetted or not."""
    query = select(Volunteer).where(Volunteer.programme == programme, Volunteer.left_at.is_(None))
    return as_facts(session, session.scalars(query.order_by(Volunteer.id)).all())


def as_facts(session: Session, rows: Sequence[Volunteer], *, apart_from: UUID | None = None) -> list[facts.Volunteer]:
    """Volunteers with vetting, places in use and needs tried, not counting one proposal that is being looked at."""
    ids = [row.id for row in rows]
    outcomes, taken, tried = _outcomes(session, ids), _taken(session, ids, apart_from), _tried(session, ids)
    return [_as_fact(row, tuple(outcomes[row.id]), len(taken[row.id]), frozenset(tried[row.id])) for row in rows]


def free_place(session: Session, id: UUID) -> int:
    """The lowest place of a volunteer's capacity that is not in use, counted from 1."""
    taken = _taken(session, [id], None)[id]
    return next(place for place in range(1, len(taken) + 2) if place not in taken)


def view(session: Session, row: Volunteer, at: date) -> dict[str, Any]:
    """A volunteer as those who may see everything see it. Who has left needs no vetting."""
    [fact] = as_facts(session, [row])
    return {
        **{name: getattr(row, name) for name in SHOWN},
        "vettings": [{"step": one.step, "outcome": OUTCOME[one.passed], "on": one.on} for one in fact.outcomes],
        "missing": [] if row.left_at else _missing(row.programme, fact, at),
    }


def approved_per_programme(session: Session) -> dict[tuple[str], int]:
    """How many volunteers may be matched; those whose vetting runs out have left by the next hour."""
    query = select(Volunteer.programme, func.count()).where(Volunteer.approved_until.is_not(None))
    return {(programme,): count for programme, count in session.execute(query.group_by(Volunteer.programme))}


OUTCOME = {True: "passed", False: "failed"}
SHOWN = (
    "id",
    "programme",
    "name",
    "email",
    "born",
    "languages",
    "kinds",
    "contributions",
    "topics",
    "slots",
    "area",
    "municipality",
    "capacity",
    "approved_until",
    "left_at",
    "version",
)


def _within_reach(session: Session, caller: Any, id: UUID) -> Volunteer | None:
    row = session.get(Volunteer, id)
    return row if row and caller.reaches(organisation=row.organisation, subjects=[row.id]) else None


def _missing(programme: str, volunteer: facts.Volunteer, at: date) -> list[dict[str, Any]]:
    asks = programmes.named(programme)
    return [{"step": step, "row": asks.row_of("vetting.steps")} for step in vetting.missing(asks, volunteer, at)]


def _outcomes(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[facts.Outcome]]:
    found: dict[UUID, list[facts.Outcome]] = defaultdict(list)
    query = select(VettingOutcome).where(VettingOutcome.volunteer_id.in_(ids)).order_by(VettingOutcome.number)
    for row in session.scalars(query):
        found[row.volunteer_id].append(facts.Outcome(step=row.step, passed=row.passed, on=row.happened_on))
    return found


def _taken(session: Session, ids: Sequence[UUID], apart_from: UUID | None) -> dict[UUID, set[int]]:
    found: dict[UUID, set[int]] = defaultdict(set)
    query = select(Proposal.volunteer_id, Proposal.place).where(
        Proposal.volunteer_id.in_(ids), Proposal.state.in_(STANDING)
    )
    for volunteer, place in session.execute(query if apart_from is None else query.where(Proposal.id != apart_from)):
        found[volunteer].add(place)
    return found


def _tried(session: Session, ids: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    query = select(Proposal.volunteer_id, Proposal.need_id).where(
        Proposal.volunteer_id.in_(ids), Proposal.state.in_(("declined", "ended"))
    )
    for volunteer, need in session.execute(query):
        found[volunteer].add(need)
    return found


def _as_fact(row: Any, outcomes: tuple[facts.Outcome, ...], taken: int, tried: frozenset[UUID]) -> facts.Volunteer:
    return facts.Volunteer(
        id=row.id,
        kinds=frozenset(row.kinds),
        born=row.born,
        languages=frozenset(row.languages),
        area=row.area,
        municipality=row.municipality,
        slots=frozenset(row.slots),
        topics=frozenset(row.topics),
        outcomes=outcomes,
        capacity=row.capacity,
        taken=taken,
        tried=tried,
    )
