"""The way for a concern, which leads past us: guidance, numbers and a day."""

from typing import Any

from chassis.doors import post
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas


class Concerns:
    """The way for a concern, which leads past us: guidance, numbers and a day."""

    @post("/concerns/guidance", allow=access.SIGNED_IN, body=schemas.Worried, reply=schemas.Guidance)
    def guide_concern(self, work: Work, request: Request) -> Any:
        """Be told what to do about a concern for a child. Nothing about it is taken here."""
        return actions.guide_concern(work, **request.body)
