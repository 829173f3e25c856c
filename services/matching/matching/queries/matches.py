"""Reading matches, and what is to be done for them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matching.tables import Match, Need, Proposal

RUNNING = Match.ended_at.is_(None)
TO_SAY_GOODBYE = Match.goodbye_by.is_not(None) & Match.goodbye.is_(None)
STATES = {"running": RUNNING, "ended": ~RUNNING, "goodbye": TO_SAY_GOODBYE}


def page(session: Session, caller: Any, wanted: Any, *, state: str | None) -> Sequence[tuple[Match, Proposal, Need]]:
    """A page of the matches of the caller's organisation, in one state or in all."""
    query = _with_all().where(Match.organisation == caller.organisation)
    query = query.where(Match.id > wanted.after) if wanted.after else query
    query = query.where(STATES[state]) if state else query
    return session.execute(query.order_by(Match.id).limit(wanted.limit + 1)).all()


def to_be_asked(session: Session, today: Any) -> Sequence[tuple[Match, Proposal, Need]]:
    """Running matches whose day of asking has come, and those that nobody has set a day for yet."""
    due = or_(Match.checkin_on <= today, Match.started_on.is_(None))
    return session.execute(_with_all().where(RUNNING, due).order_by(Match.id)).all()


def of_need(session: Session, match: UUID) -> UUID | None:
    """The need that a match answers."""
    query = select(Proposal.need_id).join(Match, Match.proposal_id == Proposal.id)
    return session.scalar(query.where(Match.id == match))


def _with_all() -> Any:
    query = select(Match, Proposal, Need).join(Proposal, Proposal.id == Match.proposal_id)
    return query.join(Need, Need.id == Proposal.need_id)
