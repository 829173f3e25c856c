"""Handguides: read by anybody, answered without a trace."""

from typing import Any

from chassis.doors import get, post
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas


class Handguides:
    """Handguides: read by anybody, answered without a trace."""

    @get("/programmes/{code}/handguides", allow=access.ANYONE, reply=schemas.Handguides)
    def handguides(self, work: Work, request: Request) -> Any:
        """See what a programme asks who thinks of a child, or of a group of children."""
        return actions.all_handguides(work.session, request.path["code"])

    @post(
        "/programmes/{code}/handguides/{guide}",
        allow=access.FOLLOW_HANDGUIDE,
        body=schemas.Answers,
        reply=schemas.WhatToDo,
        asks=True,
    )
    def follow(self, work: Work, request: Request) -> Any:
        """Answer a handguide and be told what to do. Nothing of it is kept."""
        return actions.follow(work, request.path["code"], request.path["guide"], **request.body)
