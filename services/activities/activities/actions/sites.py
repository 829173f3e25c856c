"""Where meetings are to be, and what speaks against it: of venues and things as they are at this moment."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from uuid import UUID

from sqlalchemy.orm import Session

from activities.actions.reaching import insist
from activities.domain import days, kinds, venues
from activities.domain.claim import Claim
from activities.domain.venues import Site
from activities.queries import venues as kept
from activities.tables import Resource
from contracts.programmes import load
from contracts.refusals import Refused


def where(programme: str | None, kind: str) -> tuple[str, str | None]:
    """Where the programme says that meetings of a kind are, and by which row."""
    known = kinds.programme_named(programme, load())
    if kind not in known.meetings:
        return "anywhere", None
    return known.meetings[kind].where, known.rows.get(f"meetings.{kind}.where")


def insist_usable(session: Session, claims: Sequence[Claim]) -> None:
    """Insist that people can meet where they claim to, whoever else may have booked it.

    Raises:
        Refused: no such venue or thing, or it is closed, too small, not of this kind, or its board has not agreed.
    """
    organisations = {claim.organisation for claim in claims}
    known = {each: sites_of(session, {claim.venue for claim in claims if claim.venue}, each) for each in organisations}
    things = kept.resources_by_id(session, set(chain.from_iterable(claim.resources for claim in claims)))
    for claim in claims:
        if claim.venue:
            insist(_against_venue(claim, known[claim.organisation].get(claim.venue)))
        insist(objections_to_things(claim, things))


def insist_room(session: Session, venue_id: UUID, people: int) -> None:
    """Insist that so many people have room at a venue.

    Raises:
        Refused: `venue_too_small`.
    """
    row = kept.by_id(session, [venue_id])[venue_id]
    insist(venues.objections_to_number(row.room_for, people))


def sites_of(session: Session, ids: Collection[UUID], organisation: str) -> dict[UUID, Site]:
    """What is known of these venues, as far as they are the organisation's."""
    if not ids:
        return {}
    granted = kept.granted(session, ids)
    return {
        row.id: Site(
            opening=tuple(days.Hours(**each) for each in row.opening),
            board=row.board,
            granted=tuple((each.from_on, each.until_on) for each in granted if each.venue_id == row.id),
            closed_from=row.closed_from,
            room_for=row.room_for,
            outdoors=row.outdoors,
        )
        for row in kept.by_id(session, ids).values()
        if row.organisation == organisation
    }


def objections_to_things(claim: Claim, known: Mapping[UUID, Resource]) -> Iterator[Refused]:
    """Why the things of a claim cannot be had at that time and place."""
    for id in claim.resources:
        row = known.get(id)
        if row is None or row.organisation != claim.organisation:
            yield Refused("unknown_resource", field="resources")
        elif row.closed_from and claim.ends_at > days.at(row.closed_from, "00:00"):
            yield Refused("resource_closed", field="resources", on=row.closed_from)
        elif row.venue_id not in (None, claim.venue):
            yield Refused("resource_elsewhere", field="resources")


def _against_venue(claim: Claim, site: Site | None) -> Iterator[Refused]:
    if site is None:
        yield Refused("unknown_venue", field="venue_id")
        return
    yield from venues.objections(site, claim.span, len(claim.people))
    yield from venues.objections_to_place(site, claim.where, claim.row)
