"""Doors to the vetting of volunteers."""

from datetime import date
from typing import Any

from chassis.doors import get, measure, post
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import vetted, vetting


class Vetting:
    """How vetting goes."""

    @post(
        "/volunteers/{volunteer_id}/vettings",
        allow=access.RECORD_VETTING,
        body=schemas.Outcome,
        reply=schemas.Progress,
        status=201,
    )
    def record_vetting(self, work: Work, request: Request) -> Any:
        """Record how a step of vetting went, never what a certificate says."""
        return vetting.record(work, request.path["volunteer_id"], **request.body)

    @post(
        "/volunteers/{volunteer_id}/certificate-requests",
        allow=access.RECORD_VETTING,
        body=schemas.CertificateOrdered,
        reply=schemas.Progress,
        status=201,
    )
    def order_certificate(self, work: Work, request: Request) -> Any:
        """Note that a children's certificate was ordered, so that the days to consent are followed."""
        return vetting.order_certificate(work, request.path["volunteer_id"], **request.body)

    @post(
        "/volunteers/{volunteer_id}/exemptions",
        allow=access.RECORD_VETTING,
        body=schemas.NewExemption,
        reply=schemas.Progress,
        status=201,
    )
    def excuse(self, work: Work, request: Request) -> Any:
        """Excuse a volunteer from a step for a while, never from the children's certificate."""
        return vetting.excuse(work, request.path["volunteer_id"], **request.body)

    @get("/vettings/ahead", allow=access.LOOK_AHEAD, query=schemas.AheadWanted, reply=schemas.Ahead, paged=True)
    def vettings_ahead(self, work: Work, request: Request) -> Any:
        """See whose vetting runs out, what is missing and which consents are awaited."""
        return vetted.ahead(work, request.page, **request.query)

    @measure(
        "samspil_vetting_not_renewed",
        "Volunteers whose vetting runs out sooner than a certificate may come, none being ordered.",
        labels=("programme",),
        dated=True,
    )
    def vetting_not_renewed(self, session: Any, today: date) -> Any:
        return vetted.not_renewed(session, today)
