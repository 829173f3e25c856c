"""Introductions of a family to the right professionals."""

from typing import Any

from chassis.doors import get, post
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas
from enrollment.doors.paging import following


class Introductions:
    """Introductions of a family to the right professionals."""

    @post(
        "/families/{family_id}/introductions",
        allow=access.ASK_FOR_INTRODUCTION,
        body=schemas.NewIntroduction,
        reply=schemas.Introduction,
        status=201,
    )
    def ask_for_introduction(self, work: Work, request: Request) -> Any:
        """Ask, on the family's mandate, for a meeting with somebody of another body."""
        return actions.ask_for_introduction(work, request.path["family_id"], **request.body)

    @get(
        "/introductions",
        allow=access.ASK_FOR_INTRODUCTION,
        reply=schemas.Introduction,
        paged=True,
        purposes=access.READING_PURPOSES,
    )
    def list_introductions(self, work: Work, request: Request) -> Any:
        """List the introductions still to be made, or one's own."""
        return actions.introductions_of(work, **following(request))

    @post("/introductions/{introduction_id}/making", allow=access.MAKE_INTRODUCTION, reply=schemas.Introduction)
    def make_introduction(self, work: Work, request: Request) -> Any:
        """Note that the family and the professional have met."""
        return actions.make_introduction(work, request.path["introduction_id"])

    @post("/introductions/{introduction_id}/withdrawal", allow=access.ASK_FOR_INTRODUCTION, reply=schemas.Introduction)
    def withdraw_introduction(self, work: Work, request: Request) -> Any:
        """Want it no longer."""
        return actions.withdraw_introduction(work, request.path["introduction_id"])
