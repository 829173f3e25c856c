"""Doors to the requests of families, and the figure of those that wait."""

from typing import Any

from activities import access, schemas
from activities.queries import intakes
from chassis.doors import get, measure
from chassis.web.request import Request
from chassis.work import Work


class Intakes:
    """Families have asked to meet the coordinator."""

    @get("/intakes", allow=access.READ_INTAKES, query=schemas.Intakes, reply=schemas.Intake, paged=True)
    def list_intakes(self, work: Work, request: Request) -> Any:
        """List the families that have asked to meet the coordinator."""
        return intakes.page(work.session, work.caller, request.page, open=request.query["open"])

    @measure("samspil_intakes_open", "Families that wait for their first meeting.", labels=("programme",))
    def open_intakes(self, session: Any) -> Any:
        return intakes.open_intakes(session)
