"""Doors to thanks, and to those nobody has heard of for a while."""

from typing import Any

from chassis.doors import get
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import thanks


class Thanks:
    """A word to say, and to whom."""

    @get("/thanks", allow=access.SAY_THANKS, query=schemas.OfProgramme, reply=schemas.Thanks)
    def thanks(self, work: Work, request: Request) -> Any:
        """Say which volunteers deserve a thank-you now, and why."""
        return thanks.thanks(work, **request.query)

    @get("/quiet", allow=access.SAY_THANKS, query=schemas.OfProgramme, reply=schemas.QuietVolunteers)
    def quiet(self, work: Work, request: Request) -> Any:
        """Say whom nobody has heard of for a while, and whether it is we who have been quiet."""
        return thanks.quiet_ones(work, **request.query)
