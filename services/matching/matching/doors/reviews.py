"""Doors to what staff do for a match that runs."""

from typing import Any

from chassis.doors import post
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import reviews


class Reviews:
    """Looking at the whole again and again, and supporting the volunteer."""

    @post("/matches/{match_id}/reviews", allow=access.REVIEW, body=schemas.ReviewHeld, reply=schemas.Match, status=201)
    def review(self, work: Work, request: Request) -> Any:
        """Record a review: it goes on until the next, or it does not. There is no end set beforehand."""
        return reviews.review(work, request.path["match_id"], **request.body)

    @post(
        "/matches/{match_id}/supports", allow=access.SUPPORT, body=schemas.SupportGiven, reply=schemas.Match, status=201
    )
    def support(self, work: Work, request: Request) -> Any:
        """Record that the volunteer was supported; never what was said."""
        return reviews.support(work, request.path["match_id"], **request.body)
