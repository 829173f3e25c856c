"""Needs, and what matching tells of them."""

from typing import Any

from chassis.doors import on_event, post
from chassis.web.request import Request
from chassis.work import Work
from contracts.envelope import Event
from enrollment import access, actions, schemas


class Needs:
    """Needs, and what matching tells of them."""

    @post(
        "/families/{family_id}/needs",
        allow=access.REGISTER_NEED,
        body=schemas.NewNeed,
        reply=schemas.Need,
        status=201,
    )
    def register_need(self, work: Work, request: Request) -> Any:
        """Ask for a volunteer's company."""
        return actions.register_need(work, request.path["family_id"], **request.body)

    @post("/needs/{need_id}/withdrawal", allow=access.REGISTER_NEED, reply=schemas.Need)
    def withdraw_need(self, work: Work, request: Request) -> Any:
        """No longer ask for it."""
        return actions.withdraw_need(work, request.path["need_id"])

    @on_event("volunteer.matched.v1")
    def when_volunteer_matched(self, work: Work, event: Event) -> None:
        actions.note_match(work, event)

    @on_event("match.ended.v1")
    def when_match_ended(self, work: Work, event: Event) -> None:
        actions.note_end_of_match(work, event)
