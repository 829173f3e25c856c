"""Doors to runs: the machine proposes."""

from typing import Any

from chassis.doors import post
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import runs


class Runs:
    """The machine proposes."""

    @post("/runs", allow=access.RUN, body=schemas.RunWanted, reply=schemas.Run, status=201)
    def run(self, work: Work, request: Request) -> Any:
        """Propose matches for everybody who waits, and say what is in the way of the others."""
        return runs.run(work, **request.body)
