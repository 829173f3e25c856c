"""Timers: every replica keeps time, one acts. Who acts is decided by a lease in the service's own database."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from eventlet.event import Event as Signal
from sqlalchemy import insert, select, update

from chassis.desk import Desk
from chassis.logs import failure
from chassis.store import Unavailable
from chassis.tables import leases
from chassis.work import Work


class Timer:
    """One regular act of one service."""

    def __init__(self, desk: Desk, name: str, seconds: float, act: Callable[..., Any], *, own: bool) -> None:
        self.desk, self.name, self.seconds, self.act, self.own = desk, name, seconds, act, own
        self._stopped = Signal()

    def run(self) -> None:
        """Until stopped. A failing act is logged and counted, never fatal."""
        while not self._stopped.ready():
            self.tick()
            self._stopped.wait(timeout=self.desk.clock.jitter(self.seconds))

    def stop(self) -> None:
        if not self._stopped.ready():
            self._stopped.send()

    def tick(self) -> None:
        """One round: act if it is due and nobody else has."""
        try:
            acted = self._act_alone() if self.own else self.desk.transact(self._act_if_due)
        except Unavailable:
            self.desk.metrics.timer(self.name, "unavailable")
        except Exception as problem:
            self.desk.metrics.timer(self.name, "failed")
            self.desk.log.error("timer_failed", timer=self.name, **failure(problem))
        else:
            if acted:
                self.desk.metrics.timer(self.name, "done")

    def _act_if_due(self, work: Work) -> bool:
        if not self._claim(work, self.seconds):
            return False
        self.act(work)
        return True

    def _act_alone(self) -> bool:
        # Held longer than one round lasts; given back at the end, so that the next round is on time.
        if not self.desk.transact(lambda work: self._claim(work, max(60.0, 3 * self.seconds))):
            return False
        try:
            self.act(self.desk)
        finally:
            self.desk.transact(lambda work: self._rest(work, self.seconds * 0.8))
        return True

    def _claim(self, work: Work, seconds: float) -> bool:
        free = select(leases.c.until).where(leases.c.name == self.name)
        until = work.session.execute(free).scalar()
        if until is None:
            work.session.execute(insert(leases).values(name=self.name, until=work.now))
        elif until > work.now:
            return False
        return self._hold(work, seconds)

    def _hold(self, work: Work, seconds: float) -> bool:
        taken = work.session.execute(
            update(leases)
            .where(leases.c.name == self.name, leases.c.until <= work.now)
            # A little early, so that a round is not missed by a hair.
            .values(until=work.now + timedelta(seconds=seconds * 0.8))
        )
        return bool(taken.rowcount == 1)  # type: ignore[attr-defined]

    def _rest(self, work: Work, seconds: float) -> None:
        until = work.now + timedelta(seconds=seconds)
        work.session.execute(update(leases).where(leases.c.name == self.name).values(until=until))
