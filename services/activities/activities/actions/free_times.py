"""Looking for times at which everybody and everything is free. What is found is not kept for anybody."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from activities.actions import booking, sites
from activities.actions.reaching import insist
from activities.domain import free_times, spans, venues
from activities.domain.claim import Claim
from activities.domain.spans import Span
from activities.queries import bookings
from activities.queries import venues as kept
from chassis.work import Work
from contracts.refusals import Refused

Row = Mapping[str, Any]


def find(
    work: Work, *, earliest: datetime, latest: datetime, minutes: int, parts: Sequence[str], most: int, **wanted: Any
) -> Row:
    """The earliest free times that are long enough.

    Raises:
        Refused: nobody to look for, somebody who is none of the caller's business, no such venue, or a search that is
            too long or in the past.
    """
    subjects = _subjects(**wanted)
    insist(free_times.objections(earliest, latest, now=work.now, wanted=subjects))
    _insist_on_knowing(work, wanted["people"])
    within = max(earliest, work.now), latest
    usable = _usable(work, wanted["venue_id"], wanted["resources"], within)
    taken = [(each.starts_at, each.ends_at) for each in booking.taken(work.session, subjects, [within])]
    found = spans.at_least(free_times.found(within, parts, usable, taken), timedelta(minutes=minutes))
    return {"times": [{"starts_at": start, "ends_at": end} for start, end in found[:most]]}


def _subjects(people: Sequence[UUID], venue_id: UUID | None, resources: Sequence[UUID]) -> set[UUID]:
    return {*people, *resources, *([venue_id] if venue_id else [])}


def _insist_on_knowing(work: Work, people: Sequence[UUID]) -> None:
    """A partner that runs activities here too learns when those are busy who take part with it, and nobody else.

    Who this service is told of takes part with its own organisation.
    """
    ours = work.caller.organisation
    known = bookings.with_organisation(work.session, ours, people) | {work.caller.subject}
    if ours != work.organisation and not known.issuperset(people):
        raise Refused("not_with_us", field="people")


def _usable(work: Work, venue_id: UUID | None, resources: Sequence[UUID], within: Span) -> list[list[Span]]:
    ours = work.caller.organisation
    claim = Claim(organisation=ours, starts_at=within[0], ends_at=within[1], venue=venue_id, resources=tuple(resources))
    insist(sites.objections_to_things(claim, kept.resources_by_id(work.session, resources)))
    if venue_id is None:
        return []
    site = sites.sites_of(work.session, [venue_id], ours).get(venue_id)
    if site is None:
        raise Refused("unknown_venue", field="venue_id")
    return [venues.usable(site, within)]
