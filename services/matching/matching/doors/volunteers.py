"""Doors to volunteers."""

from typing import Any

from chassis.doors import get, measure, post
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import showing, volunteers
from matching.queries import volunteers as queries


class Volunteers:
    """Volunteers offer to meet families."""

    @post("/volunteers", allow=access.REGISTER, body=schemas.Offer, reply=schemas.Progress, status=201)
    def register(self, work: Work, request: Request) -> Any:
        """Offer to meet families."""
        return volunteers.register(work, **request.body)

    @get(
        "/volunteers/{volunteer_id}",
        allow=access.READ_VOLUNTEER,
        reply=schemas.Volunteer,
        purposes=access.PURPOSES,
    )
    def volunteer(self, work: Work, request: Request) -> Any:
        """Show a volunteer, with the steps of vetting that are missing today."""
        return showing.volunteer(work, request.path["volunteer_id"])

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
