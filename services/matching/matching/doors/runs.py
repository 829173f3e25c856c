"""Doors to runs: the machine proposes."""

from typing import Any

from chassis.companions import Aside
from chassis.doors import get, measure, post
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import runs, showing_runs
from matching.queries import runs as queries

MINUTES = 60.0
#: As long as a country takes, and as much as there is to say about it.
SOLVING = Aside(
    function="matching.solving.answering:run",
    seconds=15 * MINUTES,
    waiting=20,
    max_bytes=536_870_912,
    reads_database=True,
)


class Runs:
    """The machine proposes."""

    asides = {"solving": SOLVING}

    @post("/runs", allow=access.RUN, body=schemas.RunWanted, reply=schemas.Run, status=201, own_transaction=False)
    def run(self, errand: Any, request: Request) -> Any:
        """Propose matches for everybody who waits, and say what is in the way of the others."""
        return runs.run(errand, **request.body)

    @get("/runs", allow=access.READ_RUN, query=schemas.Runs, reply=schemas.RunOutline, paged=True)
    def runs(self, work: Work, request: Request) -> Any:
        """List the organisation's runs with their figures, the latest first."""
        return showing_runs.page(work, request.page, **request.query)

    @get("/runs/{run_id}", allow=access.READ_RUN, reply=schemas.Run)
    def one_run(self, work: Work, request: Request) -> Any:
        """Show a run, with the first of its proposals and of the needs without one."""
        return showing_runs.run(work, request.path["run_id"])

    @get("/runs/{run_id}/proposals", allow=access.READ_RUN, reply=schemas.Proposal, paged=True)
    def put_forward(self, work: Work, request: Request) -> Any:
        """List what a run has put forward."""
        return showing_runs.put_forward(work, request.path["run_id"], request.page)

    @get("/runs/{run_id}/unmatched", allow=access.READ_RUN, reply=schemas.Unmatched, paged=True)
    def unmatched(self, work: Work, request: Request) -> Any:
        """List the needs that a run has no proposal for, and what is in the way of each."""
        return showing_runs.unmatched(work, request.path["run_id"], request.page)

    @post("/runs/{run_id}/replay", allow=access.READ_RUN, reply=schemas.Replay, own_transaction=False, asks=True)
    def replay(self, errand: Any, request: Request) -> Any:
        """Decide once more on what a run decided on, and say whether it comes to the same."""
        return runs.replay(errand, request.path["run_id"])

    @measure("samspil_needs_nobody_fits", "Needs that the latest run found nobody for.", labels=("programme",))
    def needs_nobody_fits(self, session: Any) -> Any:
        return queries.nobody_fits_per_programme(session)
