"""An errand: what a door that opens its own transactions has in its hand instead of one that is open already.

Between two transactions other requests get their turn. Deliberately not here: what the door does in them.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Any
from uuid import UUID

import eventlet

from chassis.desk import Desk
from chassis.web import presenting, replies
from chassis.web.answer import Answer
from chassis.web.request import Request
from chassis.web.route import Route
from chassis.work import Caller, Work

Do = Callable[[Work], Any]


class Errand:
    """One request on its way through several transactions, as its caller. Calling it runs something in one."""

    def __init__(self, desk: Desk, route: Route, request: Request, *, caller: Caller, correlation_id: UUID) -> None:
        self._desk, self._route, self._request = desk, route, request
        self._caller, self._correlation_id = caller, correlation_id
        self._command: replies.Command | None = None
        self._started = desk.clock.elapsed()

    def run(self, command: replies.Command | None) -> Answer:
        """Call the door, unless the command has been answered before."""
        self._command = command
        known = self(lambda work: replies.known(work.session, command), write=False) if command else None
        return known or presenting.present(self._route, self._request, self._route.handler(self, self._request))

    def __call__(self, do: Do, *, write: bool = True) -> Any:
        """What `do` returns, in a transaction of its own."""
        eventlet.sleep(0)
        return self._desk.transact(do, caller=self._caller, correlation_id=self._correlation_id, write=write)

    def once(self, do: Do) -> Answer:
        """The answer that says what `do` returns; under an Idempotency-Key `do` has its effect once.

        For the last transaction of an errand, the one that changes something.
        """
        perform = partial(_perform, do=do, route=self._route, request=self._request)
        return self(partial(_once, command=self._command, perform=perform))  # type: ignore[no-any-return]

    def aside(self, purpose: str, order: Any) -> bytes:
        """What the process declared for `purpose` makes of `order`; no transaction is open meanwhile."""
        return self._desk.aside(purpose, order)

    def alone(self, purpose: str) -> AbstractContextManager[None]:
        """A block in which no other errand has `purpose` to itself: they come one after the other."""
        return self._desk.aside.alone(purpose)

    @property
    def seconds(self) -> float:
        """How long it has been under way."""
        return self._desk.clock.elapsed() - self._started


def _perform(work: Work, *, do: Do, route: Route, request: Request) -> Answer:
    return presenting.present(route, request, do(work))


def _once(work: Work, *, command: replies.Command | None, perform: Callable[[Work], Answer]) -> Answer:
    return replies.once(work, command, lambda: perform(work)) if command else perform(work)
