"""Meeting people where they are: counted by place, time and kind, without anybody's identity. # S3-05, S3-07, S4-08

Who wishes more is handed a code by the route `outreach` and asks for contact; that is `informing`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.domain.contacts import not_used, unknown_area
from enrollment.domain.noting import too_long_ago

ROUTE = "outreach"


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round in an area on a day."""

    kind: str
    area: str
    on: date


def objection(programme: Programme, round: Round, today: date) -> Refused | None:
    """The first reason why this cannot be counted."""
    return next(_objections(programme, round, today), None)


def objection_to_taking_back(*, counted_on: date, taken_back: bool, today: date) -> Refused | None:
    """Why a count stands: what others have reckoned with for a day is not changed any more."""
    if taken_back:
        return Refused("already_done")
    return None if counted_on == today else Refused("counted_before_today", counted_on=counted_on)


def _objections(programme: Programme, round: Round, today: date) -> Iterator[Refused]:
    if not programme.allows_route(ROUTE):
        yield not_used(programme, ROUTE, field="programme")
    if round.kind not in programme.outreach:
        yield Refused("unknown_outreach", field="kind", kind=round.kind)
    if refused := unknown_area(programme, round.area):
        yield refused
    if round.on > today:
        yield Refused("not_yet", field="on")
    if refused := too_long_ago(round.on, today, field="on"):
        yield refused
