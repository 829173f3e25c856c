"""What is asked about the families of a programme as a whole, in pages that leave nothing behind."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import QueryableAttribute, Session, selectinload

from enrollment.tables import Consent, Family, Match, Need

PAGE = 500


def families_in_pages(session: Session, programme: str, *, page: int = PAGE) -> Iterator[Sequence[Family]]:
    """Every family of a programme that has not left, by id; a page is forgotten when the next is asked for."""
    now = select(Family).where(Family.programme == programme, Family.left_at.is_(None)).order_by(Family.id).limit(page)
    whole = now.options(*(selectinload(part) for part in _parts()))
    rows = session.scalars(whole).all()
    while rows:
        last = rows[-1].id
        yield rows
        session.expunge_all()
        rows = session.scalars(whole.where(Family.id > last)).all()


def live_consents(session: Session, programme: str, on: date) -> Mapping[tuple[str, str], int]:
    """How many consents of a programme's families hold on a day, by purpose and receiver."""
    held = _held(on).where(Family.programme == programme, Family.left_at.is_(None))
    counted = held.with_only_columns(Consent.purpose, Consent.receiver, func.count())
    grouped = counted.group_by(Consent.purpose, Consent.receiver)
    return {(purpose, receiver): number for purpose, receiver, number in session.execute(grouped)}


def consents_for(session: Session, programme: str, purpose: str, receiver: str, on: date) -> Sequence[Consent]:
    """The consents of a programme's families that hold on a day, for one purpose and one receiver."""
    named = Family.programme == programme, Consent.purpose == purpose, Consent.receiver == receiver
    return session.scalars(_held(on).where(*named).order_by(Consent.granted_at)).all()


def volunteers_in_matches(session: Session, programme: str, kinds: Collection[str]) -> int:
    """How many volunteers run matches for needs of some kinds; one who is not known by id counts by the match."""
    who = func.count(func.distinct(func.coalesce(Match.volunteer, Match.id)))
    running = select(who).join(Need, Match.need == Need.id).join(Need.family)
    theirs = running.where(Family.programme == programme, Need.kind.in_(kinds))
    return session.scalar(theirs.where(Match.matched_at.is_not(None), Match.ended_at.is_(None))) or 0


def _held(on: date) -> Select[tuple[Consent]]:
    in_time = or_(Consent.expires_on.is_(None), Consent.expires_on >= on)
    return select(Consent).join(Consent.family).where(Consent.withdrawn_at.is_(None), in_time)


def _parts() -> Iterator[QueryableAttribute[Any]]:
    """What the rules look at of a family."""
    yield from (Family.members, Family.custodies, Family.wishes, Family.consents, Family.needs, Family.participations)
