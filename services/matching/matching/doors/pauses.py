"""Doors to the pauses of volunteers."""

from typing import Any

from chassis.doors import post
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import pauses


class Pauses:
    """Volunteers are away for a while."""

    @post(
        "/volunteers/{volunteer_id}/pauses",
        allow=access.PAUSE,
        body=schemas.NewPause,
        reply=schemas.Pauses,
        status=201,
    )
    def take_pause(self, work: Work, request: Request) -> Any:
        """Not be asked for a while, or until further notice."""
        return pauses.take(work, request.path["volunteer_id"], **request.body)

    @post("/volunteers/{volunteer_id}/pauses/{pause_id}/ending", allow=access.PAUSE, reply=schemas.Pauses)
    def end_pause(self, work: Work, request: Request) -> Any:
        """Be back today."""
        return pauses.end(work, request.path["volunteer_id"], request.path["pause_id"])
