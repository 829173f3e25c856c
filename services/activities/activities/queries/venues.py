"""Venues, what can be had there, and what their boards have said."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import Session

from activities.queries.reach import after
from activities.tables import Approval, Booking, Resource, Venue

Row = Mapping[str, Any]
ASKED, GRANTED, REFUSED = "asked", "granted", "refused"


def page(session: Session, caller: Any, portion: Any) -> list[Row]:
    """The venues of the caller's organisation, or those whose board it is."""
    wanted = [_within_reach(caller), *after(Venue.id, portion)]
    rows = session.scalars(select(Venue).where(*wanted).order_by(Venue.id).limit(portion.limit + 1))
    return [as_venue(row) for row in rows]


def one(session: Session, caller: Any, venue_id: UUID) -> Row | None:
    """One venue within the caller's reach."""
    found = within_reach(session, caller, venue_id)
    return as_venue(found) if found else None


def within_reach(session: Session, caller: Any, venue_id: UUID, *, held: bool = False) -> Venue | None:
    """The row of a venue, if the caller may know that it exists; `held` until the transaction ends."""
    wanted = select(Venue).where(Venue.id == venue_id, _within_reach(caller))
    if held:
        wanted = wanted.with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.scalar(wanted)


def by_id(session: Session, ids: Collection[UUID]) -> dict[UUID, Venue]:
    """These venues as they are now."""
    rows = session.scalars(select(Venue).where(Venue.id.in_(ids)).execution_options(populate_existing=True))
    return {row.id: row for row in rows}


def resources(session: Session, caller: Any, portion: Any) -> list[Row]:
    """The things that the caller's organisation can book."""
    wanted = [Resource.organisation == caller.organisation, *after(Resource.id, portion)]
    rows = session.scalars(select(Resource).where(*wanted).order_by(Resource.id).limit(portion.limit + 1))
    return [as_resource(row) for row in rows]


def resources_by_id(session: Session, ids: Collection[UUID]) -> dict[UUID, Resource]:
    """These things as they are now."""
    if not ids:
        return {}
    rows = session.scalars(select(Resource).where(Resource.id.in_(ids)).execution_options(populate_existing=True))
    return {row.id: row for row in rows}


def granted(session: Session, venues: Iterable[UUID]) -> Sequence[Approval]:
    """The days to which boards have said yes."""
    return session.scalars(
        select(Approval).where(Approval.venue_id.in_(set(venues)), Approval.state == GRANTED).order_by(Approval.from_on)
    ).all()


def approvals(session: Session, caller: Any, portion: Any, *, state: str | None, venue_id: UUID | None) -> list[Row]:
    """What has been asked of boards, for those who ask and for those who answer."""
    wanted = [Approval.venue_id.in_(select(Venue.id).where(_within_reach(caller))), *after(Approval.id, portion)]
    wanted += [Approval.state == state] if state else []
    wanted += [Approval.venue_id == venue_id] if venue_id else []
    rows = session.scalars(select(Approval).where(*wanted).order_by(Approval.id).limit(portion.limit + 1))
    return [as_approval(row) for row in rows]


def approval(session: Session, caller: Any, approval_id: UUID) -> Approval | None:
    """One question to a board, if the caller may know of it."""
    reached = Approval.venue_id.in_(select(Venue.id).where(_within_reach(caller)))
    return session.scalar(select(Approval).where(Approval.id == approval_id, reached))


def booked_after(session: Session, subject: UUID, moment: Any) -> int:
    """How many meetings a venue or a thing is booked for from a moment on."""
    return (
        session.scalar(
            select(func.count()).select_from(Booking).where(Booking.subject == subject, Booking.ends_at > moment)
        )
        or 0
    )


def as_venue(row: Venue) -> Row:
    """What the API says about a venue."""
    return {
        "id": row.id,
        "organisation": row.organisation,
        "name": row.name,
        "address": row.address,
        "area": row.area,
        "outdoors": row.outdoors,
        "room_for": row.room_for,
        "opening": row.opening,
        "board": row.board,
        "closed_from": row.closed_from,
        "version": row.version,
    }


def as_resource(row: Resource) -> Row:
    """What the API says about a thing that can be booked."""
    return {
        "id": row.id,
        "venue_id": row.venue_id,
        "name": row.name,
        "closed_from": row.closed_from,
        "version": row.version,
    }


def as_approval(row: Approval) -> Row:
    """What the API says about a question to a board."""
    return {
        "id": row.id,
        "venue_id": row.venue_id,
        "board": row.board,
        "from_on": row.from_on,
        "until_on": row.until_on,
        "state": row.state,
        "recorded": row.recorded,
        "asked_at": row.asked_at,
        "answered_at": row.answered_at,
        "version": row.version,
    }


def _within_reach(caller: Any) -> ColumnElement[bool]:
    reached = {"organisation": Venue.organisation == caller.organisation, "shared": Venue.board == caller.organisation}
    return or_(false(), *(condition for relation, condition in reached.items() if relation in caller.relations))
