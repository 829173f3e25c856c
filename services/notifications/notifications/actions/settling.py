"""Settling a series: what everybody is to hear of it, worked out once for all that was heard of it meanwhile.

Working it out takes as long as the series is; were it done after each event, hearing of a series would take as long as
its square. Nothing is late by it: no letter about a series is due before some time has passed (`series.SETTLING`), and
none is delivered while its series is unsettled. Deliberately not here: the messages about one meeting (`reconciling`).
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from chassis.work import Work
from notifications import queries
from notifications.actions.gathering_meetings import invited
from notifications.actions.reconciling import bring_into_line
from notifications.domain.series import about_series
from notifications.tables import Series

ROUND = 50


class Desk(Protocol):
    """What settling needs of the running service."""

    def transact(self, do: Callable[[Work], Any], *, write: bool = True) -> Any: ...


def settle(desk: Desk) -> None:
    """One round: each unsettled series once, in a transaction of its own."""
    for id in desk.transact(lambda work: queries.unsettled(work.session, ROUND), write=False):
        desk.transact(partial(settle_one, id=id))


def settle_one(work: Work, *, id: UUID) -> None:
    """Let the messages about a series follow all that is known of it."""
    # Held first: what is heard from now on makes it unsettled again.
    series = work.session.get_one(Series, id, with_for_update=True)
    series.unsettled_since = None
    wishes = about_series(invited(work, queries.of_series(work.session, id)))
    bring_into_line(work, [(series, wish) for wish in wishes])
