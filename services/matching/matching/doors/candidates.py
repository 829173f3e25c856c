"""The door to one need's candidates: a matcher who cannot wait for a run."""

from typing import Any

from chassis.doors import get
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import candidates


class Candidates:
    """Who may suit one need."""

    @get("/needs/{need_id}/candidates", allow=access.FIND_CANDIDATES, reply=schemas.Candidates)
    def candidates(self, work: Work, request: Request) -> Any:
        """Show the best candidates for a need, or what is in the way of those who come nearest."""
        return candidates.of_need(work, request.path["need_id"])
