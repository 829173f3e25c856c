"""Doors to covers: somebody else comes on a day."""

from typing import Any

from chassis.doors import every, get, post
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import covers

HOUR = 3600


class Covers:
    """Somebody else comes on a day."""

    @post(
        "/matches/{match_id}/covers",
        allow=access.WANT_COVER,
        body=schemas.CoverWanted,
        reply=schemas.Cover,
        status=201,
    )
    def want_cover(self, work: Work, request: Request) -> Any:
        """Look for somebody else on a day the volunteer cannot come; one volunteer at a time is asked."""
        return covers.want(work, request.path["match_id"], **request.body)

    @get("/covers", allow=access.LIST_COVERS, query=schemas.Covers, reply=schemas.Cover, paged=True)
    def covers(self, work: Work, request: Request) -> Any:
        """List the organisation's covers; those in the state `nobody` need somebody to think."""
        return covers.page(work, request.page, **request.query)

    @get("/covers/{cover_id}", allow=access.READ_COVER, reply=schemas.Cover)
    def cover(self, work: Work, request: Request) -> Any:
        """Show a cover to those it concerns and those who were asked."""
        return covers.cover(work, request.path["cover_id"])

    @get("/covers/{cover_id}/reasons", allow=access.LIST_COVERS, reply=schemas.CoverReasons)
    def cover_reasons(self, work: Work, request: Request) -> Any:
        """Say why each of the nearest volunteers cannot come, and what would change it."""
        return covers.reasons(work, request.path["cover_id"])

    @post("/covers/{cover_id}/answers", allow=access.ANSWER_COVER, body=schemas.CoverAnswer, reply=schemas.Cover)
    def answer_cover(self, work: Work, request: Request) -> Any:
        """Say yes or no to coming instead; a yes may still become a no."""
        return covers.answer(work, request.path["cover_id"], **request.body)

    @post("/covers/{cover_id}/calling-off", allow=access.CALL_OFF_COVER, reply=schemas.Cover)
    def call_off_cover(self, work: Work, request: Request) -> Any:
        """Look for nobody any longer."""
        return covers.call_off(work, request.path["cover_id"])

    @every(seconds=HOUR)
    def let_covers_pass_on(self, work: Work) -> None:
        covers.let_time_pass(work)
