"""Rows kept from every other transaction until this one ends, so that two decisions about one need never cross.

Everybody holds in the same order, first needs, then volunteers, and each kind in the order of ids: nobody waits in a
ring. Every kind of row also has a version, which catches what was read before it was held.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from chassis.work import Work
from contracts.refusals import Refused
from matching.domain.endings import BY_VETTING
from matching.domain.parcels import cut
from matching.tables import Need, Volunteer

Row = TypeVar("Row", Need, Volunteer)
AT_ONCE = 5_000


def hold(work: Work, table: type[Row], *where: Any) -> Sequence[Row]:
    """The rows for which the conditions are true, as they are once they are ours."""
    query = select(table).where(*where).order_by(table.id).with_for_update()
    return work.session.scalars(query, execution_options={"populate_existing": True}).all()


def hold_all(work: Work, table: type[Row], ids: Iterable[UUID], *where: Any) -> Sequence[Row]:
    """The rows with these ids, however many, for which the conditions are true, as they are once they are ours."""
    pieces = (hold(work, table, table.id.in_(some), *where) for some in cut(sorted(ids), AT_ONCE))
    return list(chain.from_iterable(pieces))


def hold_ids(work: Work, table: type[Row], ids: Sequence[UUID]) -> None:
    """The rows with these ids, without reading more of them; ids of several calls go up as within one."""
    query = select(table.id).where(table.id.in_(ids)).order_by(table.id).with_for_update()
    work.session.execute(query).all()


def hold_one(work: Work, table: type[Row], id: UUID) -> Row | None:
    """The row with this id."""
    return next(iter(hold(work, table, table.id == id)), None)


def hold_volunteer(work: Work, id: UUID) -> Volunteer:
    """A volunteer within the caller's reach.

    Raises:
        Refused: `not_found`.
    """
    row = hold_one(work, Volunteer, id)
    if row is None or not work.caller.reaches(organisation=row.organisation, subjects=[row.id]):
        raise Refused("not_found")
    return row


def hold_present(work: Work, id: UUID) -> Volunteer:
    """A volunteer within the caller's reach who has not said goodbye; who was sent home by vetting may come back.

    Raises:
        Refused: `not_found` or `volunteer_has_left`.
    """
    row = hold_volunteer(work, id)
    if row.born is None or (row.left_at and row.left_reason not in BY_VETTING):
        raise Refused("volunteer_has_left")
    return row


def fact_row(work: Work, table: type[Any], id: UUID) -> Any:
    """The row for facts about `id`, held; made if this is the first of them to arrive."""
    row = work.session.get(table, id, with_for_update=True)
    if row is None:
        row = table(id=id)
        work.session.add(row)
    return row
