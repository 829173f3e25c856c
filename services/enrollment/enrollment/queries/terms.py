"""What is asked about the families of a programme as a whole, in pages that leave nothing behind."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any, TypeAlias, cast
from uuid import UUID

from sqlalchemy import Row, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from enrollment.tables import (
    Consent,
    Custody,
    Family,
    Mandate,
    Match,
    Member,
    Need,
    Participation,
    Partner,
    ProgrammeInForce,
    Wish,
)

PAGE = 200
# Put together once: it is asked on every request.
_STANDING = (
    select(ProgrammeInForce, Partner.organisation)
    .outerjoin(Partner, and_(Partner.programme == ProgrammeInForce.code, Partner.removed_at.is_(None)))
    .where(ProgrammeInForce.code == bindparam("code"))
    .order_by(ProgrammeInForce.since.desc(), Partner.organisation)
)
Part: TypeAlias = tuple[Sequence[InstrumentedAttribute[Any]], InstrumentedAttribute[Any]]
# What the rules look at of a family beside its own row, and in which order.
PARTS: Mapping[str, Part] = {
    "members": (
        (Member.family_id, Member.person, Member.kind, Member.born, Member.school_shift, Member.gone_at),
        Member.place,
    ),
    "custodies": ((Custody.family_id, Custody.child, Custody.guardian), Custody.child),
    "wishes": ((Wish.family_id, Wish.person, Wish.wish, Wish.replaced_at), Wish.stated_at),
    "consents": (
        (
            Consent.family_id,
            Consent.id,
            Consent.person,
            Consent.purpose,
            Consent.receiver,
            Consent.categories,
            Consent.granted_by,
            Consent.granted_at,
            Consent.expires_on,
            Consent.withdrawn_by,
            Consent.withdrawn_at,
        ),
        Consent.granted_at,
    ),
    "mandates": (
        (Mandate.family_id, Mandate.kind, Mandate.body, Mandate.expires_on, Mandate.withdrawn_on),
        Mandate.given_at,
    ),
    "needs": ((Need.family_id, Need.id, Need.kind, Need.registered_at, Need.withdrawn_at), Need.registered_at),
    "participations": (
        (Participation.family_id, Participation.track, Participation.since, Participation.until),
        Participation.since,
    ),
}


def standing(session: Session, code: str) -> tuple[ProgrammeInForce | None, tuple[str, ...]]:
    """The version of a programme that was put in force last, and the partners admitted since, asked at once."""
    said = session.execute(_STANDING, {"code": code}).all()
    newest = said[0][0] if said else None
    return newest, tuple(partner for version, partner in said if version is newest and partner)


def families_in_pages(session: Session, programme: str, *, page: int = PAGE) -> Iterator[Sequence[Family]]:
    """Every family of a programme that has not left, by id, each to be read as a `Family` is and not to be changed.

    They are plain rows, unknown to the session: a page is forgotten when the next is asked for.
    """
    now = select(Family.__table__).where(Family.programme == programme, Family.left_at.is_(None))
    now = now.order_by(Family.id).limit(page)
    heads = session.execute(now).all()
    while heads:
        yield _whole(session, heads)
        heads = session.execute(now.where(Family.id > heads[-1].id)).all()


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


def live_mandates(session: Session, programme: str, on: date) -> Mapping[tuple[str, str], int]:
    """How many mandates of a programme's families have not ended by a day, by kind and body."""
    held = _running(on).where(Family.programme == programme, Family.left_at.is_(None))
    counted = held.with_only_columns(Mandate.kind, Mandate.body, func.count()).group_by(Mandate.kind, Mandate.body)
    return {(kind, body): number for kind, body, number in session.execute(counted)}


def mandates_for(session: Session, programme: str, kind: str, body: str, on: date) -> Sequence[Mandate]:
    """The mandates of a programme's families that have not ended by a day, of one kind towards one body."""
    named = Family.programme == programme, Mandate.kind == kind, Mandate.body == body
    return session.scalars(_running(on).where(*named).order_by(Mandate.given_at)).all()


def volunteers_in_matches(session: Session, programme: str, kinds: Collection[str]) -> int:
    """How many volunteers run matches for needs of some kinds; one who is not known by id counts by the match."""
    who = func.count(func.distinct(func.coalesce(Match.volunteer, Match.id)))
    running = select(who).join(Need, Match.need == Need.id).join(Need.family)
    theirs = running.where(Family.programme == programme, Need.kind.in_(kinds))
    return session.scalar(theirs.where(Match.matched_at.is_not(None), Match.ended_at.is_(None))) or 0


def _held(on: date) -> Select[Consent]:
    in_time = or_(Consent.expires_on.is_(None), Consent.expires_on >= on)
    return select(Consent).join(Consent.family).where(Consent.withdrawn_at.is_(None), in_time)


def _running(on: date) -> Select[Mandate]:
    in_time = or_(Mandate.expires_on.is_(None), Mandate.expires_on >= on)
    return select(Mandate).join(Mandate.family).where(Mandate.withdrawn_on.is_(None), in_time)


def _whole(session: Session, heads: Sequence[Row[Any]]) -> list[Family]:
    ids = [head.id for head in heads]
    parts = {name: _by_family(session, part, ids) for name, part in PARTS.items()}
    whole = (
        SimpleNamespace(**head._mapping, **{name: found[head.id] for name, found in parts.items()}) for head in heads
    )
    return cast("list[Family]", list(whole))


def _by_family(session: Session, part: Part, ids: Collection[UUID]) -> Mapping[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    columns, order = part
    family_id = columns[0]
    for row in session.execute(select(*columns).where(family_id.in_(ids)).order_by(order)):
        found[row.family_id].append(row)
    return found
