"""Reading who is not to meet whom, and which of it whom may see."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from matching.queries import needs, portions
from matching.tables import Exclusion, Need


def excluded(session: Session, ids: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """The families who are not to meet these volunteers or whom these are not to meet, by volunteer."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    query = select(Exclusion.volunteer_id, Exclusion.family_id).where(Exclusion.lifted_at.is_(None))
    for volunteer, family in portions.rows(session, query, Exclusion.volunteer_id, ids):
        found[volunteer].add(family)
    return found


def that_holds(session: Session, volunteer: UUID, family: UUID, side: str) -> Exclusion | None:
    """What a side has said and not taken back."""
    query = select(Exclusion).where(Exclusion.volunteer_id == volunteer, Exclusion.family_id == family)
    return session.scalar(query.where(Exclusion.side == side, Exclusion.lifted_at.is_(None)))


def page(
    session: Session, wanted: Any, seen: Any, *, family: UUID | None, volunteer: UUID | None
) -> Sequence[Exclusion]:
    """A page of what is `seen`, about one family or volunteer or all."""
    query = select(Exclusion).where(seen)
    query = query.where(Exclusion.id > wanted.after) if wanted.after else query
    query = query.where(Exclusion.family_id == family) if family else query
    query = query.where(Exclusion.volunteer_id == volunteer) if volunteer else query
    return session.scalars(query.order_by(Exclusion.id).limit(wanted.limit + 1)).all()


def of_organisation(organisation: str, employee: UUID) -> Any:
    """What somebody employed sees: everything there, but not what another side has said about the employee."""
    about_oneself = or_(Exclusion.volunteer_id == employee, _of_a_family_of(employee))
    return or_(and_(Exclusion.organisation == organisation, ~about_oneself), of_person(employee))


def of_person(person: UUID) -> Any:
    """What somebody has said as a volunteer, or somebody of the family as a guardian."""
    as_volunteer = and_(Exclusion.side == "volunteer", Exclusion.volunteer_id == person)
    return or_(as_volunteer, and_(Exclusion.side == "family", _of_a_family_of(person)))


def _of_a_family_of(person: UUID) -> Any:
    return exists().where(Need.family_id == Exclusion.family_id, needs.guarded_by(person))
