"""What can be asked about the information phase, requests that wait, outreach, sparring and introductions."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from enrollment.queries.plans import mandate_covers
from enrollment.queries.plans import mandated_bodies as mandated_bodies
from enrollment.tables import Contact, Family, Information, Introduction, Member, Outreach, Sparring


def informations_of(session: Session, person: UUID, *, after: UUID | None, limit: int) -> Sequence[Information]:
    """What one person has told, by id."""
    own = select(Information).where(Information.professional == person)
    return session.scalars(_page(own, Information.id, after, limit)).all()


def told_by(session: Session, person: UUID, on: date) -> Sequence[dict[str, Any]]:
    """How much one person has told, by programme; `used_at_least` is still the exact number of codes used."""
    code, revoked = Information.code_digest.is_not(None), Information.revoked_at.is_not(None)
    over = (Information.expires_on < on) & ~revoked
    counted = {
        "told": func.count(),
        "handed_out": func.count().filter(code),
        "revoked": func.count().filter(revoked),
        "over": func.count().filter(over),
        "used_at_least": func.count(Information.used_at),
    }
    own = select(Information.programme, *(number.label(name) for name, number in counted.items()))
    own = own.where(Information.professional == person)
    rows = session.execute(own.group_by(Information.programme).order_by(Information.programme))
    return [dict(row._mapping) for row in rows]


def waiting_contacts(session: Session, organisation: str, *, after: UUID | None, limit: int) -> Sequence[Contact]:
    """Requests to an organisation that led to no family, by id."""
    asked = select(Contact).outerjoin(Family).where(Family.id.is_(None), Contact.organisation == organisation)
    return session.scalars(_page(asked, Contact.id, after, limit)).all()


def outreach_of(session: Session, organisation: str, *, after: UUID | None, limit: int) -> Sequence[Outreach]:
    """What an organisation has counted, by id."""
    counted = select(Outreach).where(Outreach.organisation == organisation)
    return session.scalars(_page(counted, Outreach.id, after, limit)).all()


def sparring(session: Session, *, team: str | None, person: UUID, after: UUID | None, limit: int) -> Sequence[Sparring]:
    """What a person has asked, and of what was asked of the teams of an organisation what is not over, by id."""
    waiting = Sparring.closed_at.is_(None) & Sparring.withdrawn_at.is_(None)
    asked = or_(Sparring.person == person, (Sparring.organisation == team) & waiting)
    return session.scalars(_page(select(Sparring).where(asked), Sparring.id, after, limit)).all()


def silent_sparring(session: Session, before: datetime) -> Sequence[Sparring]:
    """Requests for sparring from before a moment."""
    return session.scalars(select(Sparring).where(Sparring.asked_at < before)).all()


def introductions(
    session: Session, *, organisation: str | None, person: UUID, on: date, after: UUID | None, limit: int
) -> Sequence[Introduction]:
    """A person's own, and those of an organisation's families that are to be made on a mandate of the day, by id."""
    theirs = select(Member.family_id).where(Member.person == person, Member.gone_at.is_(None))
    waiting = Introduction.made_at.is_(None) & Introduction.withdrawn_at.is_(None)
    to_be_made = (Family.organisation == organisation) & waiting & mandate_covers(Introduction.body, Family.id, on)
    asked = select(Introduction).join(Family).where(or_(Introduction.family_id.in_(theirs), to_be_made))
    return session.scalars(_page(asked, Introduction.id, after, limit)).all()


def _page(found: Select[Any], id: Any, after: UUID | None, limit: int) -> Select[Any]:
    return (found.where(id > after) if after else found).order_by(id).limit(limit)
