"""Narrowing down who may suit one need: never further than the rules do, so that the domain sees everybody possible.

Deliberately not here: the rules. Whoever is found here may still be impossible; whoever is not, is.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Text, and_, cast, func, or_, select, union
from sqlalchemy.orm import Session

from matching.queries import portions
from matching.queries.volunteers import KNOWN
from matching.tables import STANDING, Proposal, Volunteer

#: How far most volunteers go, in classes up to so many kilometres; each class is looked for in a box of its own size.
CLASSES = (2, 3, 5, 10)
#: Where to look for the nearest, a circle at a time; the last holds the whole country.
CIRCLES = (1, 3, 10, 100, 1000)
KILOMETRE = 1000


def may_suit(
    session: Session, programme: str, need: Any, kinds: Collection[str], set_aside: Iterable[UUID]
) -> Sequence[Any]:
    """Everybody who shares a time and a language with a need, is of one of the kinds, near and has room.

    Also everybody for whom something has been set aside.
    """
    able = (
        *_there(programme),
        _has_one(Volunteer.kinds, kinds),
        _has_one(Volunteer.languages, need.languages),
        _has_one(Volunteer.slots, need.slots),
        Volunteer.capacity > _taken(),
    )
    near = (
        *(_within(need, *reaches) for reaches in pairwise((0, *CLASSES))),
        # The few who go further are looked at wherever they live.
        and_(Volunteer.reach_km > CLASSES[-1], _squared(need) < _reach() * _reach()),
        Volunteer.area == need.area,
    )
    found = union(*(select(Volunteer.id).where(place, *able) for place in near))
    ids = {*session.scalars(found), *set_aside}
    return [row for row in portions.rows(session, select(*KNOWN), Volunteer.id, ids) if _is_there(row, programme)]


def nearest(session: Session, programme: str, need: Any, most: int) -> Sequence[Any]:
    """Those who live nearest to a need, whether they suit it or not."""
    rows: Sequence[Any] = ()
    for km in CIRCLES:
        circle = _box(need, km), _squared(need) <= (km * KILOMETRE) ** 2
        query = select(*KNOWN).where(*_there(programme), *circle)
        rows = session.execute(query.order_by(_squared(need), Volunteer.id).limit(most)).all()
        if len(rows) == most:
            break
    return rows


def _within(need: Any, above: int, km: int) -> Any:
    """Everybody of a class of reaches who would come as far as the need."""
    # Named one by one, so that an index can go on to where they live.
    reaches = Volunteer.reach_km.in_(range(above + 1, km + 1))
    return and_(reaches, _box(need, km), _squared(need) < _reach() * _reach())


def _there(programme: str) -> tuple[Any, ...]:
    return Volunteer.programme == programme, Volunteer.left_at.is_(None), Volunteer.born.is_not(None)


def _is_there(row: Any, programme: str) -> bool:
    # Asked of the rows, not of the database, which would go through the whole programme to find a handful of ids.
    return row.programme == programme and row.left_at is None and row.born is not None


def _box(need: Any, km: int) -> Any:
    side = km * KILOMETRE + 1
    return and_(
        Volunteer.east.between(need.east - side, need.east + side),
        Volunteer.north.between(need.north - side, need.north + side),
    )


def _squared(need: Any) -> Any:
    east, north = cast(Volunteer.east, BigInteger) - need.east, cast(Volunteer.north, BigInteger) - need.north
    return east * east + north * north


def _reach() -> Any:
    # Whole metres are within reach as long as the next whole metre is beyond it.
    return cast(Volunteer.reach_km, BigInteger) * KILOMETRE + 1


def _has_one(column: Any, words: Iterable[str]) -> Any:
    """Whether a list in a column has one of these words; lists are kept as JSON."""
    return or_(*(cast(column, Text).contains(f'"{word}"', autoescape=True) for word in sorted(words)))


def _taken() -> Any:
    standing = Proposal.volunteer_id == Volunteer.id, Proposal.state.in_(STANDING)
    return select(func.count()).where(*standing).correlate(Volunteer).scalar_subquery()
