"""The relay: takes copies from the outbox to the broker, in order, and marks them once the broker is responsible.

Woken by the commit that stored them; a sweep every second is the safety net. Of several replicas one relays at a time,
so that order holds.
"""

from collections.abc import Collection
from hashlib import sha256
from typing import Any

from eventlet.event import Event as Signal
from sqlalchemy import text
from sqlalchemy.orm import Session

from chassis.desk import Desk
from chassis.events import outbox, topology
from chassis.events.broker import TROUBLE, connected, is_embedded
from chassis.events.publisher import Outgoing, Publisher
from chassis.logs import failure
from chassis.store import Unavailable, is_outage

BACK_OFF_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0)
UNWANTED_SECONDS = 2.0
# What is stored while another replica carries, it may have looked too early to see.
ANOTHERS_TURN_SECONDS = 0.05


class Relay:
    """Carries one service's outgoing events."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.embedded = is_embedded(desk.settings["broker_url"])
        self.connected = False
        self._stopped = Signal()
        self._finished = Signal()
        self._failures = 0
        # Copies that no queue wants yet, by (receiver, type): passed over for a while, so that others do not wait.
        self._unwanted: dict[tuple[str, str], float] = {}
        self._lock = int.from_bytes(sha256(f"relay {desk.name}".encode()).digest()[:7])

    def run(self) -> None:
        """Until stopped; a broker or database that is away is waited for, with a rising pause."""
        while not self._stopped.ready():
            try:
                self._relay()
            except Exception as problem:
                self._note(problem)
                self._pause()
        self._finished.send()

    def stop(self) -> None:
        """Carry what waits once more, then end."""
        if not self._stopped.ready():
            self._stopped.send()
        self.desk.committed.ring()

    def wait(self, seconds: float) -> None:
        """Until it has ended, `seconds` at most."""
        self._finished.wait(timeout=seconds)

    def _relay(self) -> None:
        settings = self.desk.settings
        with connected(settings["broker_url"]) as line:
            publisher = Publisher(line, seconds=settings["confirm_seconds"])
            if settings["declare_topology"]:
                topology.declare_own(line.channel(), settings, self.desk.name)
            self._up(True)
            self._failures = 0
            while not self._stopped.ready():
                carried = self.carry(publisher)
                if not carried:
                    # There is time now; after a commit there would be somebody waiting.
                    publisher.keep_alive()
                if carried is None:
                    self._stopped.wait(timeout=ANOTHERS_TURN_SECONDS)
                elif carried < settings["relay_batch"]:
                    self.desk.committed.wait(settings["sweep_seconds"])
            if not self.embedded:
                self.carry(publisher)

    def carry(self, publisher: Publisher) -> int | None:
        """Publish one batch; how many copies were in it, or None when another replica is at it."""
        # SQLite must not hold a transaction while we wait for the network: read, publish, then mark.
        with self.desk.store.session(write=not self.desk.store.sqlite) as session:
            if not self._alone(session):
                return None
            rows = outbox.waiting(session, self.desk.settings["relay_batch"], without=self._passed_over())
            if self.desk.store.sqlite:
                session.rollback()
            sent = self._publish(publisher, rows) if rows else []
            # Counted after trying again, never between: an alarm waits for a gauge that does not fall.
            self.desk.metrics.unroutable.set(len(self._unwanted))
            if sent and not self.desk.store.sqlite:
                outbox.mark_published(session, sent, self.desk.clock.now())
                session.commit()
        if sent and self.desk.store.sqlite:
            self.desk.transact(lambda work: outbox.mark_published(work.session, sent, work.now))
        return len(rows)

    def _publish(self, publisher: Publisher, rows: Any) -> list[int]:
        started = self.desk.clock.elapsed()
        exchange = topology.exchange_name(self.desk.organisation, self.desk.name)
        batch = [
            Outgoing(row.position, row.id, exchange, topology.routing_key(row.receiver, row.type), bytes(row.body))
            for row in rows
        ]
        unwanted = publisher.publish(batch)
        again_at = self.desk.clock.elapsed() + UNWANTED_SECONDS
        self._unwanted |= {(row.receiver, row.type): again_at for row in rows if row.position in unwanted}
        sent = [row for row in rows if row.position not in unwanted]
        self.desk.metrics.published([row.type for row in sent], self.desk.clock.elapsed() - started)
        return [row.position for row in sent]

    def _passed_over(self) -> Collection[tuple[str, str]]:
        now = self.desk.clock.elapsed()
        self._unwanted = {key: until for key, until in self._unwanted.items() if until > now}
        return self._unwanted.keys()

    def _alone(self, session: Session) -> bool:
        if self.desk.store.sqlite:
            return True
        lock = text("select pg_try_advisory_xact_lock(:lock)")
        return bool(session.execute(lock, {"lock": self._lock}).scalar())

    def _note(self, problem: Exception) -> None:
        self._up(False)
        kind = "relay_waits" if isinstance(problem, (*TROUBLE, Unavailable)) or is_outage(problem) else "relay_failed"
        self.desk.log.warning(kind, **failure(problem))

    def _up(self, up: bool) -> None:
        self.connected = up
        self.desk.metrics.broker_up.set(int(up))

    def _pause(self) -> None:
        seconds = BACK_OFF_SECONDS[min(self._failures, len(BACK_OFF_SECONDS) - 1)]
        self._failures += 1
        self._stopped.wait(timeout=self.desk.clock.jitter(seconds))
