"""Doors for young people: small groups that try a trade, and coaches' caseloads."""

from typing import Any

from chassis.companions import Aside
from chassis.doors import get, post
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import caseloads, trials

GROUPING = Aside(function="matching.solving.groups:propose", seconds=300.0)


class Trials:
    """Young people try a trade together, or follow a coach."""

    asides = {"grouping": GROUPING}

    @post("/trials", allow=access.RUN, body=schemas.TrialsWanted, reply=schemas.TrialsFound, own_transaction=False)
    def propose_trials(self, errand: Any, request: Request) -> Any:
        """Propose the best small groups there are, and say what would give the others one."""
        return trials.propose(errand, **request.body)

    @get("/trials", allow=access.LIST_TRIALS, query=schemas.Trials, reply=schemas.Trial, paged=True)
    def trials(self, work: Work, request: Request) -> Any:
        """List the organisation's small groups."""
        return trials.page(work, request.page, **request.query)

    @get("/trials/{trial_id}", allow=access.READ_TRIAL, reply=schemas.Trial)
    def trial(self, work: Work, request: Request) -> Any:
        """Show a small group to staff and to its role model."""
        return trials.trial(work, request.path["trial_id"])

    @get("/caseloads", allow=access.LIST_TRIALS, query=schemas.OfProgramme, reply=schemas.Caseloads)
    def caseloads(self, work: Work, request: Request) -> Any:
        """Show each coach's caseload, and who waits for a coach."""
        return caseloads.overview(work, **request.query)
