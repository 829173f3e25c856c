"""The doors of reporting: it hears everything, and says what it has counted."""

from typing import Any

from chassis.doors import get, measure, on_event
from chassis.web.request import Request
from chassis.work import Work
from contracts.envelope import Event
from contracts.events import REGISTER
from reporting import access, queries, schemas
from reporting.actions import listening, showing

TOLD = [type for type in REGISTER if type != "heartbeat.v1"]
Readings = dict[tuple[str, ...], float]


class Reporting:
    """Figures that funders and evaluators can trust, counted from what happened."""

    name = "reporting"
    settings = schemas.Settings

    @on_event(*TOLD)
    def when_told(self, work: Work, event: Event) -> None:
        listening.hear(work, event)

    @get("/", allow=access.READ_DASHBOARD, query=schemas.WantedPage, html=True)
    def page(self, work: Work, request: Request) -> Any:
        """Look at the public page."""
        return showing.page(work, request.query["language"] or request.language)

    @get("/figures", allow=access.READ_FIGURES, query=schemas.WantedFigures, reply=schemas.Figures)
    def figures(self, work: Work, request: Request) -> Any:
        """Read the figures of a programme, each in its unit."""
        return showing.figures(work, request.query["programme"])

    @get("/trail/{correlation_id}", allow=access.READ_TRAIL, reply=schemas.Trail)
    def trail(self, work: Work, request: Request) -> Any:
        """Follow what one command set in motion."""
        ours = work.caller.reaches(organisation=work.organisation)
        return queries.trail(work.session, request.path["correlation_id"]) if ours else None

    @measure("samspil_families_taking_part", "Families that take part.", labels=("programme",))
    def families_taking_part(self, session: Any) -> Readings:
        return queries.by_programme(session, "families_taking_part")

    @measure("samspil_matches_running", "Matches that run.", labels=("programme",))
    def matches_running(self, session: Any) -> Readings:
        return queries.by_programme(session, "matches_running")

    @measure("samspil_meetings_held", "Meetings that were held.", labels=("programme",))
    def meetings_held(self, session: Any) -> Readings:
        return queries.by_programme(session, "meetings_held")

    @measure("samspil_consents_withdrawn", "Consents that were withdrawn.", labels=("programme",))
    def consents_withdrawn(self, session: Any) -> Readings:
        return queries.by_programme(session, "consents_withdrawn")

    @measure("samspil_messages_delivered", "Messages that were delivered.", labels=("programme",))
    def messages_delivered(self, session: Any) -> Readings:
        return queries.by_programme(session, "messages_delivered")
