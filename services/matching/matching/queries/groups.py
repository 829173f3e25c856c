"""Reading groups and who is assigned to them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matching.queries import portions
from matching.tables import Assignment, Group, Volunteer


def within_reach(session: Session, caller: Any, id: UUID) -> Group | None:
    """A group, if the caller may know of this one."""
    row = session.get(Group, id)
    return row if row and caller.reaches(organisation=row.organisation) else None


def page(session: Session, caller: Any, wanted: Any) -> Sequence[Group]:
    """A page of the groups of the caller's organisation."""
    query = select(Group).where(Group.organisation == caller.organisation)
    query = query.where(Group.id > wanted.after) if wanted.after else query
    return session.scalars(query.order_by(Group.id).limit(wanted.limit + 1)).all()


def assigned(session: Session, groups: Collection[UUID]) -> dict[UUID, list[tuple[Assignment, Volunteer]]]:
    """Who is or was assigned, by group, in the order of time."""
    query = select(Assignment, Volunteer).join(Volunteer, Volunteer.id == Assignment.volunteer_id)
    query = query.where(Assignment.group_id.in_(groups)).order_by(Assignment.begins, Assignment.id)
    found: dict[UUID, list[tuple[Assignment, Volunteer]]] = defaultdict(list)
    for assignment, volunteer in session.execute(query):
        found[assignment.group_id].append((assignment, volunteer))
    return found


def to_come(session: Session, volunteers: Collection[UUID], at: date) -> Sequence[tuple[Assignment, Group]]:
    """The assignments of volunteers that are not over, with their groups."""
    query = select(Assignment, Group).join(Group, Group.id == Assignment.group_id)
    lasting = or_(Assignment.until.is_(None), Assignment.until >= at)
    query = query.where(lasting).order_by(Assignment.id)
    return list(portions.rows(session, query, Assignment.volunteer_id, volunteers))


def of_one(session: Session, group: UUID, volunteer: UUID) -> Sequence[Assignment]:
    """The assignments of one volunteer to one group."""
    query = select(Assignment).where(Assignment.group_id == group, Assignment.volunteer_id == volunteer)
    return session.scalars(query.order_by(Assignment.begins)).all()
