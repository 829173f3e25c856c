"""Doors to matches: the first meeting, the end and the goodbye."""

from typing import Any

from chassis.doors import get, measure, post
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import matches, showing
from matching.queries import proposals


class Matches:
    """What everybody has said yes to."""

    @get("/matches", allow=access.LIST_MATCHES, query=schemas.Matches, reply=schemas.Match, paged=True)
    def matches(self, work: Work, request: Request) -> Any:
        """List the organisation's matches: those that run, those that have ended, those still to say goodbye."""
        return matches.page(work, request.page, **request.query)

    @get("/matches/{match_id}", allow=access.READ_MATCH, reply=schemas.Match)
    def match(self, work: Work, request: Request) -> Any:
        """Show a match."""
        return showing.match(work, request.path["match_id"])

    @post("/matches/{match_id}/first-meeting", allow=access.MEET_FIRST, body=schemas.FirstMeeting, reply=schemas.Match)
    def meet_first(self, work: Work, request: Request) -> Any:
        """Record that child and volunteer have met, and what the child says. A no ends the match; nobody asks why."""
        return matches.meet_first(work, request.path["match_id"], **request.body)

    @post("/matches/{match_id}/ending", allow=access.END_MATCH, body=schemas.Ending, reply=schemas.Match)
    def end_match(self, work: Work, request: Request) -> Any:
        """End a match at once. Who is in it need not say why."""
        return matches.end(work, request.path["match_id"], **request.body)

    @post("/matches/{match_id}/goodbye", allow=access.SAY_GOODBYE, body=schemas.Goodbye, reply=schemas.Match)
    def say_goodbye(self, work: Work, request: Request) -> Any:
        """Record how goodbye was said, or that somebody would rather not."""
        return matches.say_goodbye(work, request.path["match_id"], **request.body)

    @measure("samspil_matches_running", "Matches that run.", labels=("programme",))
    def matches_running(self, session: Any) -> Any:
        return proposals.matches_per_programme(session)
