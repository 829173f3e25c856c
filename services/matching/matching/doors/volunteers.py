"""Doors to volunteers."""

from typing import Any

from chassis.doors import get, measure, post, put
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import alike, offered, showing, volunteers
from matching.queries import listing
from matching.queries import volunteers as queries


class Volunteers:
    """Volunteers offer to meet families."""

    @post("/volunteers", allow=access.REGISTER, body=schemas.Offer, reply=schemas.Progress, status=201)
    def register(self, work: Work, request: Request) -> Any:
        """Offer to meet families."""
        return volunteers.register(work, **request.body)

    @get(
        "/volunteers",
        allow=access.LIST_VOLUNTEERS,
        query=schemas.Volunteers,
        reply=schemas.Listed,
        paged=True,
    )
    def volunteers(self, work: Work, request: Request) -> Any:
        """Look through the volunteers the organisation may see, without their names."""
        return offered.page(work, request.page, **request.query)

    @get(
        "/volunteers/{volunteer_id}",
        allow=access.READ_VOLUNTEER,
        reply=schemas.Volunteer,
        purposes=access.PURPOSES,
    )
    def volunteer(self, work: Work, request: Request) -> Any:
        """Show a volunteer, with the steps of vetting that are missing today."""
        return showing.volunteer(work, request.path["volunteer_id"])

    @put(
        "/volunteers/{volunteer_id}",
        allow=access.CORRECT,
        body=schemas.Correction,
        reply=schemas.Progress,
        versioned=True,
    )
    def correct(self, work: Work, request: Request) -> Any:
        """Correct what a volunteer offers, in any part of it."""
        return volunteers.correct(work, request.path["volunteer_id"], request.version, **request.body)

    @post(
        "/volunteers/{volunteer_id}/telling-apart",
        allow=access.TELL_APART,
        body=schemas.ToldApart,
        reply=schemas.Progress,
    )
    def tell_apart(self, work: Work, request: Request) -> Any:
        """Note that two volunteers with the same e-mail and birthday are two people."""
        return alike.tell_apart(work, request.path["volunteer_id"], **request.body)

    @get(
        "/volunteers/{volunteer_id}/address",
        allow=access.READ_ADDRESS,
        reply=schemas.Address,
        purposes=access.ADDRESS_PURPOSES,
    )
    def address(self, work: Work, request: Request) -> Any:
        """Tell another service where a volunteer can be written to."""
        return queries.address(work.session, work.caller, request.path["volunteer_id"])

    @post("/volunteers/{volunteer_id}/leaving", allow=access.LEAVE, body=schemas.Leaving, reply=schemas.Progress)
    def leave(self, work: Work, request: Request) -> Any:
        """Say goodbye to a volunteer, whose matches end."""
        return volunteers.leave(work, request.path["volunteer_id"], **request.body)

    @measure("samspil_volunteers_approved", "Volunteers who may be matched.", labels=("programme",))
    def volunteers_approved(self, session: Any) -> Any:
        return queries.approved_per_programme(session)

    @measure(
        "samspil_volunteers_of_kind", "Volunteers who may be matched, by what they are.", labels=("programme", "kind")
    )
    def volunteers_of_kind(self, session: Any) -> Any:
        return listing.approved_per_kind(session)
