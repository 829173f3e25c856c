"""Reading what families ask for, as facts the domain can decide on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from matching.domain import facts
from matching.tables import STANDING, Consent, Family, Need, Proposal


def waiting(session: Session, programme: str) -> list[facts.Need]:
    """The open needs of a programme that nobody is proposed for."""
    stands = exists().where(Proposal.need_id == Need.id, Proposal.state.in_(STANDING))
    rows = session.scalars(select(Need).where(*still_wanted(programme), ~stands).order_by(Need.id))
    return as_facts(session, rows.all())


def as_facts(session: Session, rows: Sequence[Need]) -> list[facts.Need]:
    """Registered needs with what their families have consented to."""
    consents = _consents(session, {row.family_id for row in rows})
    return [_as_fact(row, consents[row.family_id]) for row in rows]


def still_wanted(programme: Any) -> tuple[Any, ...]:
    """The conditions on a need that is registered and neither withdrawn nor left behind."""
    has_left = exists().where(Family.id == Need.family_id, Family.left_at >= Need.registered_at)
    return Need.programme == programme, Need.withdrawn_at.is_(None), ~has_left


def family_has_left(session: Session, need: Need) -> bool:
    """Whether the family has left since it registered the need; it may have come back with another."""
    family = session.get(Family, need.family_id)
    return bool(family and family.left_at and need.registered_at and family.left_at >= need.registered_at)


def waiting_per_programme(session: Session) -> dict[tuple[str | None], int]:
    """How many needs wait for a proposal."""
    stands = exists().where(Proposal.need_id == Need.id, Proposal.state.in_(STANDING))
    query = select(Need.programme, func.count()).where(*still_wanted(Need.programme), ~stands).group_by(Need.programme)
    return {(programme,): count for programme, count in session.execute(query)}


def _consents(session: Session, families: Iterable[UUID | None]) -> dict[UUID | None, set[facts.Consent]]:
    found: dict[UUID | None, set[facts.Consent]] = defaultdict(set)
    for row in session.scalars(select(Consent).where(Consent.family_id.in_(families))):
        found[row.family_id].add(
            facts.Consent(person=row.person, purpose=row.purpose, granted=row.granted, expires_on=row.expires_on)
        )
    return found


def _as_fact(row: Any, consents: Iterable[facts.Consent]) -> facts.Need:
    return facts.Need(
        id=row.id,
        family=row.family_id,
        guardians=frozenset(map(UUID, row.guardians)),
        kind=row.kind,
        topics=frozenset(row.topics),
        languages=frozenset(row.languages),
        area=row.area,
        municipality=row.municipality,
        slots=frozenset(row.slots),
        under_15_until=row.under_15_until,
        wanted_on=row.wanted_on,
        consents=frozenset(consents),
    )
