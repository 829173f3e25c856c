"""Doors to what needs a coordinator today."""

from datetime import date
from typing import Any

from activities import access, schemas
from activities.actions import today
from chassis.doors import get, measure
from chassis.web.request import Request
from chassis.work import Work


class Today:
    """What needs me today."""

    @get("/today", allow=access.SEE_TODAY, query=schemas.WantedToday, reply=schemas.ToDo, paged=True)
    def list_today(self, work: Work, request: Request) -> Any:
        """See what needs you today: what, since when or by when, what to do, and where."""
        return today.page(work, request.page, **request.query)

    @measure("samspil_today", "Things that need a coordinator.", labels=("programme", "kind"), dated=True)
    def today_counted(self, session: Any, day: date) -> Any:
        return today.counts(session, day)
