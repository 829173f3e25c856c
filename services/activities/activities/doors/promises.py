"""Doors to what the programmes' rhythms promise, and what became of it."""

from datetime import date
from typing import Any

from activities import access, schemas
from activities.actions import promises
from activities.queries import promises as kept
from chassis.desk import Desk
from chassis.doors import every, get, measure
from chassis.web.request import Request
from chassis.work import Work

TEN_MINUTES = 600


class Promises:
    """Promises fall due, are kept or missed."""

    @get("/promises", allow=access.READ_PROMISES, query=schemas.Promises, reply=schemas.Promise, paged=True)
    def list_promises(self, work: Work, request: Request) -> Any:
        """List what rhythms have promised, and what became of it."""
        return kept.page(work.session, work.caller, request.page, **request.query)

    @every(seconds=TEN_MINUTES, own_transactions=True)
    def settle_promises(self, desk: Desk) -> None:
        promises.settle_all(desk)

    @measure("samspil_promises", "Promises of rhythms.", labels=("programme", "rhythm", "state"))
    def promises_by_state(self, session: Any) -> Any:
        return kept.by_state(session)

    @measure(
        "samspil_promises_overdue",
        "Of how much that a rhythm is promised to, the last promise was missed.",
        labels=("programme", "rhythm"),
        dated=True,
    )
    def promises_overdue(self, session: Any, today: date) -> Any:
        return promises.overdue(session, today)

    @measure(
        "samspil_promises_missed_in_a_row",
        "How often a rhythm was missed in a row where it was missed most.",
        labels=("programme", "rhythm"),
        dated=True,
    )
    def missed_in_a_row(self, session: Any, today: date) -> Any:
        return promises.in_a_row(session, today)
