"""Doors to what needs somebody today."""

from datetime import date
from typing import Any

from chassis.doors import get, measure
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import attention


class Attention:
    """What needs somebody today."""

    @get("/attention", allow=access.WATCH, reply=schemas.Attention, paged=True)
    def attention(self, work: Work, request: Request) -> Any:
        """See what needs you today: what, by when, and what to do; what is due first comes first."""
        return attention.page(work, request.page)

    @measure("samspil_attention", "Things that need staff.", labels=("programme", "kind"), dated=True)
    def attention_counted(self, session: Any, today: date) -> Any:
        return attention.counts(session, today)
