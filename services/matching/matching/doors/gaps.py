"""The door to recruitment gaps: whom to look for."""

from typing import Any

from chassis.companions import Aside
from chassis.doors import get
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import runs

GAPS = Aside(function="matching.solving.gaps:find", seconds=300.0, reads_database=True)


class Gaps:
    """What is missing."""

    asides = {"gaps": GAPS}

    @get("/gaps", allow=access.READ_GAPS, query=schemas.GapsWanted, reply=schemas.Gaps, aside="gaps")
    def gaps(self, work: Work, request: Request) -> Any:
        """See which volunteers to look for: the few profiles that would unlock most waiting, computed, not guessed."""
        return runs.prepare(work, **request.query)
