"""Reading what coordinators have ruled."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.queries import needs, portions
from matching.tables import Need, Ruling


def standing(session: Session, needs: Iterable[UUID]) -> Sequence[Ruling]:
    """What counts for these needs now."""
    query = select(Ruling).where(Ruling.lifted_at.is_(None)).order_by(Ruling.id)
    return list(portions.scalars(session, query, Ruling.need_id, needs))


def without_need(session: Session, wanted: Sequence[Any]) -> Sequence[Ruling]:
    """What still counts although its need is no longer `wanted`."""
    open_needs = select(Need.id).where(*wanted)
    query = select(Ruling).where(Ruling.lifted_at.is_(None), Ruling.need_id.not_in(open_needs))
    return session.scalars(query.order_by(Ruling.id)).all()


def page(session: Session, caller: Any, wanted: Any, *, standing: bool, **about: Any) -> Sequence[Ruling]:
    """A page of the rulings of the caller's organisation, about this need, volunteer or programme if one is named."""
    columns = {"need": Ruling.need_id, "volunteer": Ruling.volunteer_id, "programme": Ruling.programme}
    query = select(Ruling).join(Need, Need.id == Ruling.need_id).where(Ruling.organisation == caller.organisation)
    query = query.where(Ruling.volunteer_id != caller.subject, ~needs.guarded_by(caller.subject))
    query = query.where(*(columns[name] == value for name, value in about.items() if value))
    query = query.where(Ruling.lifted_at.is_(None)) if standing else query
    query = query.where(Ruling.id > wanted.after) if wanted.after else query
    return session.scalars(query.order_by(Ruling.id).limit(wanted.limit + 1)).all()
