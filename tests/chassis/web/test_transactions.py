"""A door with transactions of its own: each as the caller, each committed alone, with turns for others between."""

from typing import Any

import eventlet

from chassis.doors import post
from chassis.testing import Stage
from chassis.web.request import Request
from chassis.work import Caller, Work
from contracts.refusals import Refused
from tests.chassis.web.served import Tables

FAMILY = {"family": "own"}


class Slow:
    """Works in several transactions, and refuses after the first of them when it is asked to."""

    name = "slow"

    def __init__(self) -> None:
        self.callers: list[Caller] = []
        self.turns = 0

    @post("/long", allow=FAMILY, own_transaction=False)
    def long(self, transact: Any, _request: Request) -> Any:
        """Take long."""
        eventlet.spawn(self._take_a_turn)
        for _ in range(3):
            transact(self._note)

    @post("/broken", allow=FAMILY, own_transaction=False)
    def broken(self, transact: Any, _request: Request) -> Any:
        """Break off."""
        transact(self._note)
        raise Refused("already_done")

    def _note(self, work: Work) -> None:
        self.callers.append(work.caller)

    def _take_a_turn(self) -> None:
        self.turns = len(self.callers) + 1


def test_each_transaction_is_the_callers() -> None:
    stage = Stage(Slow, Tables.metadata)
    assert stage.call("POST", "/long", as_=("family",)).status == 204
    assert [(each.organisation, each.relations) for each in stage.service.callers] == [("kfum", {"own"})] * 3


def test_others_get_their_turn_before_it_is_over() -> None:
    stage = Stage(Slow, Tables.metadata)
    stage.call("POST", "/long", as_=("family",))
    assert 1 <= stage.service.turns < 3


def test_a_refusal_after_a_transaction_is_answered_as_one() -> None:
    stage = Stage(Slow, Tables.metadata)
    assert stage.call("POST", "/broken", as_=("family",)).status == 409
    assert len(stage.service.callers) == 1
