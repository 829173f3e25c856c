"""Small successes that were noted, and which families are somebody's own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from activities.tables import Consent, Family, Meeting, Participant, SignedUp, SignUp, Success

FAMILY = ("guardian", "child", "young_person")


def own_families(session: Session, person: UUID) -> set[UUID]:
    """The families this person belongs to, as far as meetings and sign-ups tell."""
    return {family for query in of_families_of(person) for family in session.scalars(query) if family}


def of_families_of(person: Any) -> tuple[Select[Any], ...]:
    """The same, asked of the database: whoever signed up, met or consented as one of a family is of it."""
    signed_up = select(SignUp.family).join(SignedUp, SignedUp.sign_up_id == SignUp.id)
    met = select(Meeting.family).join(Participant, Participant.meeting_id == Meeting.id)
    return (
        signed_up.where(SignedUp.person == person, SignedUp.role.in_(FAMILY), SignUp.family.is_not(None)),
        met.where(Participant.person == person, Participant.role.in_(FAMILY), Meeting.family.is_not(None)),
        select(Consent.family).where(Consent.person == person),
    )


def is_noted(session: Session, meeting: UUID, family: UUID, word: str) -> bool:
    """Whether this has been noted before."""
    query = select(Success.id).where(Success.meeting_id == meeting, Success.family == family, Success.word == word)
    return session.scalar(query) is not None


def forget(session: Session, before: datetime) -> None:
    """Delete what was noted before a moment, and what is about a family that has left since."""
    session.execute(delete(Success).where(Success.noted_at < before))
    left = select(Success.id).join(Family, Family.id == Success.family).where(Family.left_at > Success.noted_at)
    session.execute(delete(Success).where(Success.id.in_(left)))
