"""Reading which volunteers are perhaps one person: the same e-mail and birthday, in the same organisation."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from matching.tables import Volunteer

Other = aliased(Volunteer)


def of_volunteers(session: Session, ids: Sequence[UUID], *, still_counts: Collection[str]) -> dict[UUID, list[UUID]]:
    """The others, by volunteer, of whom nobody has said that they are another person.

    Who has said goodbye is not counted, unless for a reason that `still_counts`.
    """
    found: dict[UUID, list[UUID]] = defaultdict(list)
    query = select(Volunteer.id, Volunteer.told_apart_from, Other.id, Other.told_apart_from)
    counts = or_(Other.left_at.is_(None), Other.left_reason.in_(still_counts))
    for one, apart, other, other_apart in session.execute(
        query.join(Other, _same_person()).where(Volunteer.id.in_(ids), counts).order_by(Volunteer.id, Other.id)
    ):
        if str(other) not in apart and str(one) not in other_apart:
            found[one].append(other)
    return found


def _same_person() -> Any:
    return (
        (Other.born == Volunteer.born)
        & (func.lower(Other.email) == func.lower(Volunteer.email))
        & (Other.organisation == Volunteer.organisation)
        & (Other.id != Volunteer.id)
    )
