"""Reading check-ins and the links by which they are answered."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from matching.tables import AnswerLink, Checkin, Match


def page(session: Session, caller: Any, wanted: Any, *, match: UUID | None) -> Sequence[Checkin]:
    """A page of the check-ins of the caller's organisation, of one match or of all."""
    query = select(Checkin).where(Checkin.organisation == caller.organisation)
    query = query.where(Checkin.id > wanted.after) if wanted.after else query
    query = query.where(Checkin.match_id == match) if match else query
    return session.scalars(query.order_by(Checkin.id).limit(wanted.limit + 1)).all()


def numbers(session: Session, match: UUID) -> frozenset[int]:
    """Which check-ins of a match have been asked for."""
    return frozenset(session.scalars(select(Checkin.number).where(Checkin.match_id == match)))


def answerable(session: Session, digest: str, today: Any) -> tuple[AnswerLink, Checkin, Match] | None:
    """What a link leads to while it can be used; None for whatever else was typed, for one and the same reason."""
    query = (
        select(AnswerLink, Checkin, Match)
        .join(Checkin, Checkin.id == AnswerLink.checkin_id)
        .join(Match, Match.id == Checkin.match_id)
        .where(AnswerLink.digest == digest, AnswerLink.expires_on >= today, AnswerLink.revoked_at.is_(None))
        .where(Checkin.answer.is_(None), Match.ended_at.is_(None))
    )
    return session.execute(query, execution_options={"populate_existing": True}).one_or_none()


def links(session: Session, checkin: UUID) -> Sequence[AnswerLink]:
    """The links made for a check-in."""
    return session.scalars(select(AnswerLink).where(AnswerLink.checkin_id == checkin)).all()


def forget_links(session: Session, before: Any) -> None:
    """Links that nobody can use any longer, by the day they expired."""
    session.execute(delete(AnswerLink).where(AnswerLink.expires_on < before))
