"""Reading matches, for the people in them and the staff of the organisation."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.queries.proposals import sides_of
from matching.tables import Match, Need, Proposal


def found(session: Session, caller: Any, id: UUID) -> dict[str, Any] | None:
    """One match within the caller's reach."""
    row = session.get(Match, id)
    if row is None or not sides_of(session, caller, session.get_one(Proposal, row.proposal_id)):
        return None
    return view(session, row)


def running(session: Session, proposal: UUID) -> Match | None:
    """The match that a proposal has led to, while it runs."""
    return session.scalar(select(Match).where(Match.proposal_id == proposal, Match.ended_at.is_(None)))


def view(session: Session, row: Match) -> dict[str, Any]:
    """A match as everybody in it may see it."""
    proposal = session.get_one(Proposal, row.proposal_id)
    need = session.get_one(Need, proposal.need_id)
    return {
        **{name: getattr(row, name) for name in ("id", "started_at", "ended_at", "ended_reason", "version")},
        "proposal": proposal.id,
        "need": need.id,
        "family": need.family_id,
        "volunteer": proposal.volunteer_id,
        "kind": need.kind,
        "area": need.area,
        "state": "running" if row.ended_at is None else "ended",
    }


def running_per_programme(session: Session) -> dict[tuple[str | None], int]:
    """How many matches run."""
    query = select(Need.programme, func.count()).join(Proposal, Proposal.need_id == Need.id)
    query = query.where(Proposal.state == "matched").group_by(Need.programme)
    return {(programme,): count for programme, count in session.execute(query)}
