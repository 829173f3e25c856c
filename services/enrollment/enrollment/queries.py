"""What enrollment can be asked about its rows. Nothing is decided here, and nothing changed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enrollment.tables import Consent, Contact, Family, Information, Match, Member, ProgrammeInForce


def in_force(session: Session, code: str) -> ProgrammeInForce | None:
    """The version of a programme that was put in force last."""
    newest = select(ProgrammeInForce).filter_by(code=code).order_by(ProgrammeInForce.since.desc())
    return session.scalars(newest.limit(1)).first()


def information_with(session: Session, code_digest: str) -> Information | None:
    """The information that came with a code."""
    return session.scalars(select(Information).filter_by(code_digest=code_digest)).one_or_none()


def open_contact(session: Session, person: UUID) -> Contact | None:
    """The latest request of a person who is not enrolled because of it yet."""
    asked = select(Contact).where(Contact.person == person, Contact.name.is_not(None))
    return session.scalars(asked.order_by(Contact.asked_at.desc()).limit(1)).first()


def families_of(session: Session, person: UUID) -> Sequence[Family]:
    """The families a person belongs to, the latest first."""
    theirs = select(Family).join(Family.members).where(Member.person == person)
    return session.scalars(theirs.order_by(Family.registered_at.desc())).all()


def known_families(session: Session, ids: Collection[UUID]) -> Collection[UUID]:
    """Which of these ids are families."""
    return set(session.scalars(select(Family.id).where(Family.id.in_(ids)))) if ids else ()


def matches_of(session: Session, needs: Collection[UUID]) -> Sequence[Match]:
    """What has been heard of the matches of some needs."""
    return session.scalars(select(Match).where(Match.need.in_(needs))).all() if needs else ()


def lapsed_consents(session: Session, before: date) -> Sequence[Consent]:
    """Consents whose time was over before a day and that have not been ended."""
    over = select(Consent).where(Consent.expires_on < before, Consent.withdrawn_at.is_(None))
    return session.scalars(over.order_by(Consent.expires_on)).all()


def unanswered_contacts(session: Session, before: datetime) -> Sequence[Contact]:
    """Requests from before a moment that led to no family."""
    asked = select(Contact).outerjoin(Family).where(Family.id.is_(None), Contact.asked_at < before)
    return session.scalars(asked).all()


def finished_families(session: Session, *, left_before: datetime, silent_since: datetime) -> Sequence[Family]:
    """Families that left before a moment, and those that never joined and have not been heard of since another."""
    silent = Family.joined_at.is_(None) & (Family.changed_at < silent_since)
    return session.scalars(select(Family).where((Family.left_at < left_before) | silent)).all()


def families_per_programme(session: Session) -> Mapping[tuple[str], int]:
    """How many families take part now."""
    now = select(Family.programme, func.count()).where(Family.joined_at.is_not(None), Family.left_at.is_(None))
    return {(programme,): number for programme, number in session.execute(now.group_by(Family.programme))}
