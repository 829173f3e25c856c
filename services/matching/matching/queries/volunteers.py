"""Reading volunteers, their vetting and the places of their capacity."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.tables import COME_TO_NOTHING, STANDING, Proposal, VettingOutcome, Volunteer


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


def outcomes(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[VettingOutcome]]:
    """How vetting went, by volunteer, in the order it was recorded."""
    found: dict[UUID, list[VettingOutcome]] = defaultdict(list)
    query = select(VettingOutcome).where(VettingOutcome.volunteer_id.in_(ids)).order_by(VettingOutcome.number)
    for row in session.scalars(query):
        found[row.volunteer_id].append(row)
    return found


def taken(session: Session, ids: Sequence[UUID], *, apart_from: UUID | None = None) -> dict[UUID, set[int]]:
    """The places in use, by volunteer, not counting the one of a proposal that is being looked at."""
    query = select(Proposal.volunteer_id, Proposal.place).where(
        Proposal.volunteer_id.in_(ids), Proposal.state.in_(STANDING)
    )
    return _by_volunteer(session, query if apart_from is None else query.where(Proposal.id != apart_from))


def tried(session: Session, ids: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """The needs it did not work out for, by volunteer."""
    query = select(Proposal.volunteer_id, Proposal.need_id)
    came_to_nothing = Proposal.state.in_(COME_TO_NOTHING)
    return _by_volunteer(session, query.where(Proposal.volunteer_id.in_(ids), came_to_nothing))


def free_place(session: Session, id: UUID) -> int:
    """The lowest place of a volunteer's capacity that is not in use, counted from 1."""
    in_use = taken(session, [id])[id]
    return next(place for place in range(1, len(in_use) + 2) if place not in in_use)


def approved_per_programme(session: Session) -> dict[tuple[str], int]:
    """How many volunteers may be matched; those whose vetting runs out have left by the next hour."""
    query = select(Volunteer.programme, func.count()).where(Volunteer.approved_until.is_not(None))
    return {(programme,): count for programme, count in session.execute(query.group_by(Volunteer.programme))}


def _by_volunteer(session: Session, query: Any) -> dict[UUID, set[Any]]:
    found: dict[UUID, set[Any]] = defaultdict(set)
    for volunteer, value in session.execute(query):
        found[volunteer].add(value)
    return found
