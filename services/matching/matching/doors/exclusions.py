"""Doors to who is not to meet whom."""

from typing import Any

from chassis.doors import get, post
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import exclusions


class Exclusions:
    """A family and a volunteer are not to meet."""

    @post("/exclusions", allow=access.EXCLUDE, body=schemas.NewExclusion, reply=schemas.Exclusion, status=201)
    def exclude(self, work: Work, request: Request) -> Any:
        """Say that a family and a volunteer are not to be proposed to each other; nobody asks why."""
        return exclusions.exclude(work, **request.body)

    @get("/exclusions", allow=access.EXCLUDE, query=schemas.Exclusions, reply=schemas.Exclusion, paged=True)
    def exclusions(self, work: Work, request: Request) -> Any:
        """List them: to staff those of the organisation, to others what their own side has said."""
        return exclusions.page(work, request.page, **request.query)

    @post("/exclusions/{exclusion_id}/lifting", allow=access.EXCLUDE, reply=schemas.Exclusion)
    def lift_exclusion(self, work: Work, request: Request) -> Any:
        """Take back what one's own side has said."""
        return exclusions.lift(work, request.path["exclusion_id"])
