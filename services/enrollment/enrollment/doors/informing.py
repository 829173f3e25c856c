"""Telling of a programme and meeting people where they are: nobody's identity comes through these doors."""

from typing import Any

from chassis.doors import get, post
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas
from enrollment.doors.paging import following


class Informing:
    """Telling of a programme and meeting people where they are: nobody's identity comes through these doors."""

    @post("/informations", allow=access.INFORM, body=schemas.NewInformation, reply=schemas.Information, status=201)
    def inform(self, work: Work, request: Request) -> Any:
        """Note that a family was told of a programme, and get the code to hand over. Nobody's identity is kept."""
        return actions.inform(work, **request.body)

    @get("/informations", allow=access.OWN_INFORMATIONS, reply=schemas.OwnInformation, paged=True)
    def list_informations(self, work: Work, request: Request) -> Any:
        """List what one has told and handed out oneself."""
        return actions.own_informations(work, **following(request))

    @get("/informations/counts", allow=access.OWN_INFORMATIONS, reply=schemas.InformationCounts)
    def count_informations(self, work: Work, _request: Request) -> Any:
        """See how much one has told oneself."""
        return actions.information_counts(work)

    @post("/informations/{information_id}/revocation", allow=access.REVOKE_CODE)
    def revoke_code(self, work: Work, request: Request) -> Any:
        """Revoke the code of something handed over that was lost."""
        return actions.revoke_code(work, request.path["information_id"])

    @post("/referrals", allow=access.PUT_FORWARD, body=schemas.PutForward, asks=True)
    def put_forward(self, work: Work, request: Request) -> Any:
        """Be told why nobody can be referred, and what to do instead."""
        return actions.put_forward(work, **request.body)

    @post("/outreach", allow=access.COUNT_OUTREACH, body=schemas.NewOutreach, reply=schemas.Outreach, status=201)
    def count_outreach(self, work: Work, request: Request) -> Any:
        """Count whom one has met on a round, as a number."""
        return actions.count_outreach(work, **request.body)

    @get("/outreach", allow=access.COUNT_OUTREACH, reply=schemas.Outreach, paged=True)
    def list_outreach(self, work: Work, request: Request) -> Any:
        """List what the organisation has counted."""
        return actions.all_outreach(work, **following(request))

    @post("/outreach/{outreach_id}/withdrawal", allow=access.COUNT_OUTREACH, reply=schemas.Outreach)
    def take_back_outreach(self, work: Work, request: Request) -> Any:
        """Take back one's own count of the same day."""
        return actions.take_back_outreach(work, request.path["outreach_id"])
