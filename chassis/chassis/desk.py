"""The desk: what one running service has at hand. Every transaction of the service begins and ends here."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, TypeVar
from uuid import UUID

import eventlet
from eventlet.event import Event as Signal
from eventlet.semaphore import Semaphore

from chassis.clock import Clock
from chassis.companions import Companions
from chassis.events import outbox
from chassis.logs import Log
from chassis.metrics import Metrics
from chassis.peers import Peers
from chassis.settings import Settings
from chassis.store import Store, Unavailable, is_conflict, is_outage, is_passing
from chassis.work import Caller, Work

TRIES = 5
#: How long a long transaction rests at each pause: others wait for the database in between, and come on in that time.
REST_SECONDS = 0.003
T = TypeVar("T")


class Wake:
    """A bell: rung by a commit, heard by the relay."""

    def __init__(self) -> None:
        self._signal = Signal()

    def ring(self) -> None:
        if not self._signal.ready():
            self._signal.send()

    def wait(self, seconds: float) -> None:
        """Until the bell rings, `seconds` at most."""
        self._signal.wait(timeout=seconds)
        if self._signal.ready():
            self._signal = Signal()


class Desk:
    """Settings, clock, database, metrics and log of one service."""

    def __init__(
        self, name: str, settings: Settings, *, store: Store, clock: Clock, metrics: Metrics, log: Log
    ) -> None:
        self.name = name
        self.settings = settings
        self.organisation: str = settings["organisation"]
        self.store = store
        self.clock = clock
        self.metrics = metrics
        self.log = log
        self.committed = Wake()
        self._turns: Any = Semaphore()
        self.draining = False
        self.last_beat = clock.elapsed()
        # Replaced by the runner, which knows whether the broker has been reached.
        self.attached: Callable[[], bool] = lambda: False
        self.ask = Peers(name, settings, clock).ask
        self.aside = Companions(clock, metrics, log, database_url=settings["database_url"])
        # Nobody calls when a timer rings or an event arrives: the service itself does.
        self.itself = Caller(
            organisation=self.organisation,
            roles=frozenset({"service"}),
            subject=UUID(int=0),
            relations=frozenset({"any"}),
        )

    def transact(
        self,
        do: Callable[[Work], T],
        *,
        caller: Caller | None = None,
        correlation_id: UUID | None = None,
        write: bool = True,
    ) -> T:
        """Run `do` in one transaction: its rows and its events commit together or not at all.

        Raises:
            Unavailable: the database is away, or too many want to change the same thing at once.
        """
        for attempt in range(TRIES):
            try:
                # Those who have met others go on one at a time; all at once they would only meet again.
                with self._turns if attempt else nullcontext():
                    return self._once(do, caller or self.itself, correlation_id or self.clock.new_id(), write=write)
            except Exception as failure:
                last = attempt == TRIES - 1
                if is_outage(failure) or (last and is_passing(failure)):
                    raise Unavailable from failure
                if last or not is_conflict(failure):
                    raise
        raise AssertionError("unreachable")

    def _once(self, do: Callable[[Work], T], caller: Caller, correlation_id: UUID, *, write: bool) -> T:
        with self.store.session(write=write) as session:
            work = self.work(session, caller=caller, correlation_id=correlation_id)
            result = do(work)
            session.flush()
            outbox.write(session, work.outgoing)
            session.commit()
        if work.outgoing or work.has_told:
            self.committed.ring()
        return result

    def work(self, session: Any, *, caller: Caller, correlation_id: UUID, causation_id: UUID | None = None) -> Work:
        """A unit of work on an open session."""
        return Work(
            session=session,
            now=self.clock.now(),
            caller=caller,
            settings=self.settings,
            organisation=self.organisation,
            service=self.name,
            clock=self.clock,
            correlation_id=correlation_id,
            causation_id=causation_id,
            on_pause=_pause,
        )


def _pause(work: Work) -> None:
    work.session.flush()
    outbox.write(work.session, work.outgoing)
    work.has_told |= bool(work.outgoing)
    work.outgoing.clear()
    eventlet.sleep(REST_SECONDS)
