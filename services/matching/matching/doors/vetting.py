"""Doors to the vetting of volunteers."""

from typing import Any

from chassis.doors import post
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import vetting


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
