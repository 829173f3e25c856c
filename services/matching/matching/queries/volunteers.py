"""Reading volunteers, their vetting and the places of their capacity."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.queries import portions
from matching.tables import COME_TO_NOTHING, STANDING, Proposal, VettingOutcome, Volunteer

#: What is decided on, for many volunteers at a time; never a name or an address.
KNOWN = (
    *(Volunteer.id, Volunteer.organisation, Volunteer.programme, Volunteer.born, Volunteer.area),
    *(Volunteer.municipality, Volunteer.capacity, Volunteer.without_young_children, Volunteer.source),
    *(Volunteer.reach_km, Volunteer.east, Volunteer.north, Volunteer.kinds, Volunteer.languages, Volunteer.slots),
    *(Volunteer.topics, Volunteer.meets, Volunteer.shares_with, Volunteer.left_at),
)


def present(session: Session, programme: str) -> Sequence[Volunteer]:
    """Everybody who volunteers in a programme, vetted or not."""
    query = select(Volunteer).where(Volunteer.programme == programme, Volunteer.left_at.is_(None))
    return session.scalars(query.order_by(Volunteer.id)).all()


def within_reach(session: Session, caller: Any, id: UUID) -> Volunteer | None:
    """A volunteer, if the caller may know of this one."""
    row = session.get(Volunteer, id)
    if row is None:
        return None
    shown_to = {row.organisation, *row.shares_with}
    return row if caller.reaches(organisation=row.organisation, subjects=[row.id], shared=shown_to) else None


def address(session: Session, caller: Any, id: UUID) -> dict[str, Any] | None:
    """Where a volunteer can be written to; None once that is forgotten."""
    row = within_reach(session, caller, id)
    if row is None or row.email is None:
        return None
    return {"name": row.name, "email": row.email, "language": row.languages[0]}


def outcomes(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[Any]]:
    """How vetting went (step, passed, day), by volunteer, in the order it was recorded."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    columns = (VettingOutcome.volunteer_id, VettingOutcome.step, VettingOutcome.passed, VettingOutcome.happened_on)
    query = select(*columns).order_by(VettingOutcome.number)
    for volunteer, *said in portions.rows(session, query, VettingOutcome.volunteer_id, ids):
        found[volunteer].append(said)
    return found


def taken(session: Session, ids: Sequence[UUID], *, apart_from: UUID | None = None) -> dict[UUID, set[int]]:
    """The places in use, by volunteer, not counting the one of a proposal that is being looked at."""
    query = select(Proposal.volunteer_id, Proposal.place).where(Proposal.state.in_(STANDING))
    return _by_volunteer(session, query if apart_from is None else query.where(Proposal.id != apart_from), ids)


def tried(session: Session, ids: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """The needs it did not work out for, by volunteer."""
    query = select(Proposal.volunteer_id, Proposal.need_id)
    return _by_volunteer(session, query.where(Proposal.state.in_(COME_TO_NOTHING)), ids)


def free_place(session: Session, id: UUID) -> int:
    """The lowest place of a volunteer's capacity that is not in use, counted from 1."""
    in_use = taken(session, [id])[id]
    return next(place for place in range(1, len(in_use) + 2) if place not in in_use)


def approved_per_programme(session: Session) -> dict[tuple[str], int]:
    """How many volunteers may be matched; those whose vetting runs out have left by the next hour."""
    query = select(Volunteer.programme, func.count()).where(Volunteer.approved_until.is_not(None))
    return {(programme,): count for programme, count in session.execute(query.group_by(Volunteer.programme))}


def _by_volunteer(session: Session, query: Any, ids: Sequence[UUID]) -> dict[UUID, set[Any]]:
    found: dict[UUID, set[Any]] = defaultdict(set)
    for volunteer, value in portions.rows(session, query, Proposal.volunteer_id, ids):
        found[volunteer].add(value)
    return found
