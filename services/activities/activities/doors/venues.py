"""Doors to venues and to the things that can be had there."""

from typing import Any

from activities import access, schemas
from activities.actions import venues
from activities.queries import venues as kept
from chassis.doors import get, post, put
from chassis.web.request import Request
from chassis.work import Work


class Venues:
    """Venues and things can be booked until they are closed."""

    @post("/venues", allow=access.MANAGE_VENUES, body=schemas.ChangingVenue, reply=schemas.Venue, status=201)
    def add_venue(self, work: Work, request: Request) -> Any:
        """Let a venue be booked."""
        return venues.add(work, **request.body)

    @get("/venues", allow=access.READ_VENUES, reply=schemas.Venue, paged=True)
    def list_venues(self, work: Work, request: Request) -> Any:
        """List the venues one's organisation can book, or is the board of."""
        return kept.page(work.session, work.caller, request.page)

    @get("/venues/{venue_id}", allow=access.READ_VENUES, reply=schemas.Venue)
    def show_venue(self, work: Work, request: Request) -> Any:
        """Show a venue."""
        return kept.one(work.session, work.caller, request.path["venue_id"])

    @put(
        "/venues/{venue_id}",
        allow=access.MANAGE_VENUES,
        body=schemas.ChangingVenue,
        reply=schemas.Venue,
        versioned=True,
    )
    def change_venue(self, work: Work, request: Request) -> Any:
        """Say anew what a venue is like."""
        return venues.change(work, request.path["venue_id"], request.version, **request.body)

    @post(
        "/venues/{venue_id}/closing",
        allow=access.MANAGE_VENUES,
        body=schemas.Closing,
        reply=schemas.Venue,
        versioned=True,
    )
    def close_venue(self, work: Work, request: Request) -> Any:
        """Let a venue no longer be booked from a day on."""
        return venues.close(work, request.path["venue_id"], request.version, **request.body)

    @post("/resources", allow=access.MANAGE_VENUES, body=schemas.ChangingResource, reply=schemas.Resource, status=201)
    def add_resource(self, work: Work, request: Request) -> Any:
        """Let a thing be booked."""
        return venues.add_resource(work, **request.body)

    @get("/resources", allow=access.MANAGE_VENUES, reply=schemas.Resource, paged=True)
    def list_resources(self, work: Work, request: Request) -> Any:
        """List the things one's organisation can book."""
        return kept.resources(work.session, work.caller, request.page)

    @put(
        "/resources/{resource_id}",
        allow=access.MANAGE_VENUES,
        body=schemas.ChangingResource,
        reply=schemas.Resource,
        versioned=True,
    )
    def change_resource(self, work: Work, request: Request) -> Any:
        """Say anew what a thing is and where it stays."""
        return venues.change_resource(work, request.path["resource_id"], request.version, **request.body)

    @post(
        "/resources/{resource_id}/closing",
        allow=access.MANAGE_VENUES,
        body=schemas.Closing,
        reply=schemas.Resource,
        versioned=True,
    )
    def close_resource(self, work: Work, request: Request) -> Any:
        """Let a thing no longer be booked from a day on."""
        return venues.close_resource(work, request.path["resource_id"], request.version, **request.body)
