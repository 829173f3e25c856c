"""Doors to rulings: what a run is to go by beside the rules."""

from typing import Any

from chassis.doors import get, post
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import rulings


class Rulings:
    """A coordinator's word about a pair."""

    @post("/rulings", allow=access.RULE, body=schemas.NewRuling, reply=schemas.Ruling, status=201)
    def rule(self, work: Work, request: Request) -> Any:
        """Pin a need and a volunteer to each other, forbid the two, or set one rule aside for them."""
        return rulings.rule(work, **request.body)

    @get("/rulings", allow=access.LIST_RULINGS, query=schemas.Rulings, reply=schemas.Ruling, paged=True)
    def rulings(self, work: Work, request: Request) -> Any:
        """List what has been ruled, by whom and when."""
        return rulings.page(work, request.page, **{"standing": True, **request.query})

    @post("/rulings/{ruling_id}/lifting", allow=access.RULE, reply=schemas.Ruling)
    def lift_ruling(self, work: Work, request: Request) -> Any:
        """Take a ruling back."""
        return rulings.lift(work, request.path["ruling_id"])
