"""Doors to matches."""

from typing import Any

from chassis.doors import get, measure, post
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import matches, showing
from matching.queries import proposals


class Matches:
    """What everybody has said yes to."""

    @get("/matches/{match_id}", allow=access.READ_MATCH, reply=schemas.Match)
    def match(self, work: Work, request: Request) -> Any:
        """Show a match."""
        return showing.match(work, request.path["match_id"])

    @post("/matches/{match_id}/ending", allow=access.END_MATCH, body=schemas.Ending, reply=schemas.Match)
    def end_match(self, work: Work, request: Request) -> Any:
        """End a match at once."""
        return matches.end(work, request.path["match_id"], **request.body)

    @measure("samspil_matches_running", "Matches that run.", labels=("programme",))
    def matches_running(self, session: Any) -> Any:
        return proposals.matches_per_programme(session)
