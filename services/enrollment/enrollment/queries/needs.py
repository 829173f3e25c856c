"""What can be asked about needs: how long their queues are, and the question about public help beside them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from enrollment.tables import Family, Match, Need, SupplementQuestion, TrackSupply

_RUNS = Match.matched_at.is_not(None) & Match.ended_because.is_(None)
_ANSWERED = select(Match.id).where(Match.need == Need.id, _RUNS | (Match.ended_because == "need_met")).exists()
# As the domain's state OPEN, asked of the database.
_STANDS = (Need.withdrawn_at.is_(None),)
_WAITING = (*_STANDS, ~_ANSWERED)


def queue(session: Session, programme: str, kinds: Collection[str], since: datetime) -> tuple[int, int]:
    """How many needs of some kinds wait for a volunteer, and how many were matched since a moment."""
    theirs = _needs_of(programme, kinds)
    waiting = select(func.count(Need.id)).join(Need.family).where(*theirs, *_WAITING)
    matched = select(func.count(Match.id)).join(Need, Match.need == Need.id).join(Need.family)
    return (
        session.scalar(waiting) or 0,
        session.scalar(matched.where(*theirs, Match.matched_at >= since)) or 0,
    )


def waiting_since(session: Session, programme: str, kinds: Collection[str]) -> date | None:
    """Since when the one of them that has waited longest has waited."""
    theirs = (*_needs_of(programme, kinds), *_WAITING)
    kept = session.scalar(select(func.min(Need.waiting_since)).join(Need.family).where(*theirs))
    registered = session.scalar(select(func.min(Need.registered_at)).join(Need.family).where(*theirs))
    days = (kept, registered.date() if registered else None)
    return min((day for day in days if day), default=None)


def expected_waiting(session: Session) -> Mapping[tuple[str, str], int]:
    """How many days one waits in each one-to-one track where that can be said, as last looked at."""
    known = select(TrackSupply).where(TrackSupply.expected_days.is_not(None))
    return {(row.programme, row.track): row.expected_days or 0 for row in session.scalars(known)}


def questions(session: Session, organisation: str, side: str, page: Any) -> Sequence[SupplementQuestion]:
    """What one side is asked about the needs that stand; one more than a page if there are more."""
    asked = select(SupplementQuestion).join(SupplementQuestion.need).join(Need.family)
    theirs = asked.where(Family.organisation == organisation, SupplementQuestion.side == side, *_STANDS)
    further = theirs.where(SupplementQuestion.id > page.after) if page.after else theirs
    return session.scalars(further.order_by(SupplementQuestion.id).limit(page.limit + 1)).all()


def questions_of(session: Session, family: UUID) -> Sequence[SupplementQuestion]:
    """What both sides are asked about the needs of a family that stand."""
    asked = select(SupplementQuestion).join(SupplementQuestion.need).where(Need.family_id == family, *_STANDS)
    return session.scalars(asked.order_by(SupplementQuestion.asked_on, SupplementQuestion.id)).all()


def _needs_of(programme: str, kinds: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    return Family.programme == programme, Need.kind.in_(kinds)
