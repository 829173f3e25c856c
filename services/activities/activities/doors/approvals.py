"""Doors to what housing boards are asked and say."""

from typing import Any

from activities import access, schemas
from activities.actions import approvals
from activities.queries import venues as kept
from chassis.doors import get, post
from chassis.web.request import Request
from chassis.work import Work


class Approvals:
    """A housing board says yes to the days on which its venue is used."""

    @post(
        "/venues/{venue_id}/approvals",
        allow=access.MANAGE_VENUES,
        body=schemas.AskingBoard,
        reply=schemas.Approval,
        status=201,
    )
    def ask_board(self, work: Work, request: Request) -> Any:
        """Ask a board for its venue, or record what it has said."""
        return approvals.ask(work, request.path["venue_id"], **request.body)

    @get("/approvals", allow=access.READ_VENUES, query=schemas.Approvals, reply=schemas.Approval, paged=True)
    def list_approvals(self, work: Work, request: Request) -> Any:
        """List what boards are asked and have said."""
        return kept.approvals(work.session, work.caller, request.page, **request.query)

    @post(
        "/approvals/{approval_id}/answer",
        allow=access.READ_VENUES,
        body=schemas.Answering,
        reply=schemas.Approval,
        versioned=True,
    )
    def answer_for_board(self, work: Work, request: Request) -> Any:
        """Say what the board says, as the board or on its behalf."""
        return approvals.answer(work, request.path["approval_id"], request.version, **request.body)
