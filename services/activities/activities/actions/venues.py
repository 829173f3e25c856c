"""Venues and the things there: opened to booking, changed and closed.

Deliberately not here: what their boards say (`approvals`), and what speaks against meeting at one (`sites`).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from activities.actions.reaching import insist
from activities.domain import days, venues
from activities.queries import venues as kept
from activities.tables import Resource, Venue
from chassis.work import Work
from contracts.programmes import load
from contracts.refusals import Refused

Row = Mapping[str, Any]


def add(work: Work, **wanted: Any) -> Row:
    """Let a venue be booked."""
    _judge(wanted)
    venue = Venue(id=work.new_id(), organisation=work.caller.organisation, **wanted)
    work.session.add(venue)
    work.session.flush()
    return kept.as_venue(venue)


def change(work: Work, venue_id: UUID, version: int | None, **wanted: Any) -> Row:
    """Say anew what a venue is like; meetings that are planned there stay."""
    venue = hold(work, venue_id, version)
    _judge(wanted)
    for name, value in wanted.items():
        setattr(venue, name, value)
    work.session.flush()
    return kept.as_venue(venue)


def close(work: Work, venue_id: UUID, version: int | None, *, closed_from: date) -> Row:
    """Let a venue no longer be booked from a day on."""
    venue = hold(work, venue_id, version)
    _close(work, venue, closed_from)
    return kept.as_venue(venue)


def add_resource(work: Work, **wanted: Any) -> Row:
    """Let a thing be booked."""
    _at_own_venue(work, wanted)
    resource = Resource(id=work.new_id(), organisation=work.caller.organisation, **wanted)
    work.session.add(resource)
    work.session.flush()
    return kept.as_resource(resource)


def change_resource(work: Work, resource_id: UUID, version: int | None, **wanted: Any) -> Row:
    """Say anew what a thing is and where it stays."""
    resource = _hold_resource(work, resource_id, version)
    _at_own_venue(work, wanted)
    resource.name, resource.venue_id = wanted["name"], wanted["venue_id"]
    work.session.flush()
    return kept.as_resource(resource)


def close_resource(work: Work, resource_id: UUID, version: int | None, *, closed_from: date) -> Row:
    """Let a thing no longer be booked from a day on."""
    resource = _hold_resource(work, resource_id, version)
    _close(work, resource, closed_from)
    return kept.as_resource(resource)


def hold(work: Work, venue_id: UUID, version: int | None = None) -> Venue:
    """The venue the caller means, held until this work is done, so that nobody books it meanwhile.

    Raises:
        Refused: `not_found` or `stale`.
    """
    venue = kept.within_reach(work.session, work.caller, venue_id, held=True)
    return _seen(venue, version)


def _judge(wanted: Mapping[str, Any]) -> None:
    insist(venues.objections_to_hours([days.Hours(**each) for each in wanted["opening"]]))
    insist(venues.objections_to_board(wanted["board"], load()))


def _at_own_venue(work: Work, wanted: Mapping[str, Any]) -> None:
    venue_id = wanted["venue_id"]
    if venue_id and kept.within_reach(work.session, work.caller, venue_id) is None:
        raise Refused("unknown_venue", field="venue_id")


def _hold_resource(work: Work, resource_id: UUID, version: int | None) -> Resource:
    row = work.session.get(Resource, resource_id, with_for_update={"key_share": True})
    return _seen(row if row and work.caller.reaches(organisation=row.organisation) else None, version)


def _seen(row: Any, version: int | None) -> Any:
    if row is None:
        raise Refused("not_found")
    if version not in (None, row.version):
        raise Refused("stale")
    return row


def _close(work: Work, row: Venue | Resource, closed_from: date) -> None:
    if closed_from < work.today:
        raise Refused("in_the_past", field="closed_from")
    if number := kept.booked_after(work.session, row.id, days.at(closed_from, "00:00")):
        raise Refused("booked_after_closing", field="closed_from", number=number)
    row.closed_from = closed_from
    work.session.flush()
