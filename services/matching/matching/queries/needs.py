"""Reading what families ask for and what they have consented to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import String, cast, exists, func, select
from sqlalchemy.orm import Session

from matching.queries import portions
from matching.tables import STANDING, Consent, Family, Need, Proposal

#: What is decided on, for many needs at a time.
KNOWN = (
    *(Need.id, Need.programme, Need.family_id, Need.guardians, Need.kind, Need.topics, Need.languages, Need.area),
    *(Need.municipality, Need.slots, Need.under_15_until, Need.wanted_on, Need.wishes, Need.waiting_since, Need.tracks),
)


def waiting(session: Session, programme: str) -> Sequence[Need]:
    """The open needs of a programme that nobody is proposed for."""
    return session.scalars(select(Need).where(*still_wanted(programme), ~_stands()).order_by(Need.id)).all()


def still_wanted(programme: Any) -> tuple[Any, ...]:
    """The conditions on a need that is registered and neither withdrawn nor left behind."""
    has_left = exists().where(Family.id == Need.family_id, Family.left_at >= Need.registered_at)
    return Need.programme == programme, Need.withdrawn_at.is_(None), ~has_left


def wanted(session: Session, id: UUID) -> Need | None:
    """A need, if it is registered and still wanted."""
    return session.scalar(select(Need).where(Need.id == id, *still_wanted(Need.programme)))


def family_has_left(session: Session, need: Need) -> bool:
    """Whether the family has left since it registered the need; it may have come back with another."""
    family = session.get(Family, need.family_id)
    return bool(family and family.left_at and need.registered_at and family.left_at >= need.registered_at)


def is_known(session: Session, family: UUID) -> bool:
    """Whether a family has told of a need."""
    return session.scalar(select(Need.id).where(Need.family_id == family).limit(1)) is not None


def is_guardian(session: Session, person: UUID, family: UUID) -> bool:
    """Whether a person is asked about a family's proposals."""
    return session.scalar(select(Need.id).where(Need.family_id == family, guarded_by(person)).limit(1)) is not None


def consents(session: Session, families: Iterable[UUID | None]) -> dict[UUID | None, list[Any]]:
    """What has been consented to (person, purpose, whether granted, until when), by family."""
    found: dict[UUID | None, list[Any]] = defaultdict(list)
    query = select(Consent.family_id, Consent.person, Consent.purpose, Consent.granted, Consent.expires_on)
    for family, *said in portions.rows(session, query, Consent.family_id, families):
        found[family].append(said)
    return found


def waiting_per_programme(session: Session) -> dict[tuple[str | None], int]:
    """How many needs wait for a proposal."""
    query = select(Need.programme, func.count()).where(*still_wanted(Need.programme), ~_stands())
    return {(programme,): count for programme, count in session.execute(query.group_by(Need.programme))}


def _stands() -> Any:
    return exists().where(Proposal.need_id == Need.id, Proposal.state.in_(STANDING))


def guarded_by(person: UUID) -> Any:
    """The condition that somebody is a guardian of the family whose need it is."""
    return func.coalesce(cast(Need.guardians, String), "").contains(str(person))


def of_guardian(session: Session, person: UUID) -> Sequence[UUID]:
    """The needs of the families that somebody is a guardian of."""
    return session.scalars(select(Need.id).where(guarded_by(person))).all()
