"""Sparring with a team, asked for by parents and by those who work with children."""

from typing import Any

from chassis.doors import get, post
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas
from enrollment.doors.paging import following


class Sparring:
    """Sparring with a team, asked for by parents and by those who work with children."""

    @post("/sparring", allow=access.ASK_FOR_SPARRING, body=schemas.NewSparring, reply=schemas.Sparring, status=201)
    def ask_for_sparring(self, work: Work, request: Request) -> Any:
        """Ask a team to call or to meet."""
        return actions.ask_for_sparring(work, **request.body)

    @get(
        "/sparring",
        allow=access.READ_SPARRING,
        reply=schemas.Sparring,
        paged=True,
        purposes=access.READING_PURPOSES,
    )
    def list_sparring(self, work: Work, request: Request) -> Any:
        """List what the team has been asked and has not answered, or what one has asked oneself."""
        return actions.requests_for_sparring(work, **following(request))

    @post("/sparring/{sparring_id}/taking", allow=access.ANSWER_SPARRING, reply=schemas.Sparring)
    def take_sparring(self, work: Work, request: Request) -> Any:
        """Take a request upon oneself."""
        return actions.take_sparring(work, request.path["sparring_id"])

    @post("/sparring/{sparring_id}/closing", allow=access.ANSWER_SPARRING, reply=schemas.Sparring)
    def close_sparring(self, work: Work, request: Request) -> Any:
        """Close a request that has been answered."""
        return actions.close_sparring(work, request.path["sparring_id"])

    @post("/sparring/{sparring_id}/withdrawal", allow=access.WITHDRAW_SPARRING, reply=schemas.Sparring)
    def withdraw_sparring(self, work: Work, request: Request) -> Any:
        """Ask no longer."""
        return actions.withdraw_sparring(work, request.path["sparring_id"])
