"""Doors to proposals: people decide."""

from typing import Any

from chassis.doors import get, post
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import answers, showing


class Proposals:
    """People decide."""

    @get(
        "/proposals",
        allow=access.LIST_PROPOSALS,
        query=schemas.Proposals,
        reply=schemas.Proposal,
        paged=True,
    )
    def proposals(self, work: Work, request: Request) -> Any:
        """List the organisation's proposals."""
        return showing.page(work, request.page, **request.query)

    @get("/proposals/{proposal_id}", allow=access.READ_PROPOSAL, reply=schemas.Proposal)
    def proposal(self, work: Work, request: Request) -> Any:
        """Show a proposal and its reasons to those who have been asked about it."""
        return showing.proposal(work, request.path["proposal_id"])

    @post(
        "/proposals/{proposal_id}/answers",
        allow=access.ANSWER,
        body=schemas.Answer,
        reply=schemas.Proposal,
        status=201,
    )
    def answer(self, work: Work, request: Request) -> Any:
        """Say yes or no: the matchers first, then the guardians, then the volunteer."""
        return answers.answer(work, request.path["proposal_id"], **request.body)
