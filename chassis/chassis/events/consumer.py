"""The consumer: takes what is there, handles it in one transaction, and only then acknowledges.

A reader keeps the connection alive and hears deliveries; a worker takes natural batches from it. If one event of a
batch fails, the batch is rolled back and run one by one, so that only the failing event is parked.
"""

from collections import deque
from collections.abc import Callable, Sequence
from hashlib import sha256

from eventlet.event import Event as Signal
from nameko.extensions import ProviderCollector, SharedExtension

from chassis.desk import Desk, Wake
from chassis.events import parking, topology
from chassis.events.broker import connected
from chassis.events.handling import Handling
from chassis.events.subscription import Delivery, Subscription
from chassis.logs import failure
from chassis.store import Unavailable
from chassis.timers import Timer
from chassis.work import Work
from contracts.envelope import Event, Malformed

BACK_OFF_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0)
RETRY_EVERY_SECONDS = 1.0
# A database that is away for longer is waited for without the broker: it closes on whoever holds a delivery for half an
# hour, and counts that as a crash.
HOLD_SECONDS = 10.0

Faults = list[tuple[Delivery, str]]


class Consumer(ProviderCollector, SharedExtension):  # type: ignore[misc]  # nameko is untyped
    """The one reader of a service's queue; its providers are the service's event doors."""

    def start(self) -> None:
        self.desk: Desk = self.container.config["desk"]
        self.handling = Handling(self.desk, {type: door.method for door in self._providers for type in door.types})
        # Whether there is a subscription now, and a signal that there has been one: from then on nothing can be missed.
        self.connected, self.attached = False, Signal()
        self._waiting: deque[Delivery] = deque()
        self._arrived = Wake()
        self._stopped = Signal()
        self._idle = Signal()
        self._failures = 0
        self._outage = False
        self._subscription: Subscription | None = None
        self._retries = Timer(self.desk, "retry_parked", RETRY_EVERY_SECONDS, self.handling.retry_due, own=True)
        for loop in (self._read, self._work, self._retries.run):
            self.container.spawn_managed_thread(loop)

    def stop(self) -> None:
        """Stop taking; let the batch in hand commit and be acknowledged."""
        self._retries.stop()
        if not self._stopped.ready():
            self._stopped.send()
        self._arrived.ring()
        self._idle.wait(timeout=self.desk.settings["stop_seconds"] / 2)
        super().stop()

    def _read(self) -> None:
        while not self._stopped.ready():
            try:
                if self._outage and not self.desk.store.answers():
                    raise Unavailable
                self._outage = False
                self._listen()
            except Exception as problem:
                self.desk.log.warning("consumer_waits", **failure(problem))
                self._pause(self._failures)
                self._failures += 1
            finally:
                self.connected = False

    def _listen(self) -> None:
        settings = self.desk.settings
        with connected(settings["broker_url"]) as line:
            queue = topology.queue_name(self.desk.organisation, self.desk.name)
            if settings["declare_topology"]:
                topology.declare_subscription(line.channel(), settings, self.desk.name, self.handling.doors)
            # Whatever an earlier connection delivered will be delivered again.
            self._waiting.clear()
            subscription = Subscription(line, queue, prefetch=2 * settings["batch_size"])
            # Known before the first delivery, which may come while we still wait for the answer to `consume`.
            self._subscription = subscription
            subscription.consume(self._take)
            self._failures = 0
            self.connected = True
            if not self.attached.ready():
                self.attached.send()
            while not self._idle.ready() and not self._outage:
                subscription.read(0.5 if self._stopped.ready() else 1.0)

    def _take(self, delivery: Delivery) -> None:
        self._waiting.append(delivery)
        self._arrived.ring()

    def _work(self) -> None:
        while not self._stopped.ready():
            # What comes after a batch that was given back must not be acknowledged: that would cover the batch too.
            if self._outage or not self._waiting:
                self._arrived.wait(1.0)
                continue
            limit = self.desk.settings["batch_size"]
            batch = [self._waiting.popleft() for _ in range(min(limit, len(self._waiting)))]
            if self._subscription:
                self._deal_with(batch, self._subscription)
        self._idle.send()

    def _deal_with(self, batch: Sequence[Delivery], subscription: Subscription) -> None:
        """All of the batch, or nothing and no other after it: an acknowledgement covers every delivery before it."""
        readable, faults = self._sorted(batch)
        events = [event for _, event in readable]
        if not self._until_done(lambda: self._record(events, faults)):
            self._outage = True
            self._waiting.clear()
            return
        try:
            for delivery, _ in faults:
                subscription.set_aside(delivery)
            subscription.settle([delivery for delivery, _ in readable])
        except Exception as problem:
            # The connection is gone or going: the broker delivers again and the inbox knows.
            self.desk.log.warning("not_acknowledged", count=len(batch), **failure(problem))

    def _sorted(self, batch: Sequence[Delivery]) -> tuple[list[tuple[Delivery, Event]], Faults]:
        readable, faults = [], []
        for delivery in batch:
            try:
                event = delivery.event()
                if event.type not in self.handling.doors:
                    raise Malformed("not_subscribed")
                readable.append((delivery, event))
            except Malformed as malformed:
                faults.append((delivery, malformed.code))
        return readable, faults

    def _record(self, events: Sequence[Event], faults: Faults) -> None:
        if events:
            self.handling.handle(events)
        if faults:
            self.desk.transact(lambda work: _quarantine(work, faults))
        for _, reason in faults:
            self.desk.metrics.consumed("unknown", "quarantined")
            self.desk.log.warning("quarantined", reason=reason)

    def _until_done(self, act: Callable[[], None]) -> bool:
        """Try until it is done; whether it is, which only a stop or a long outage of the database prevents."""
        failures, begun = 0, self.desk.clock.elapsed()
        while True:
            try:
                act()
                return True
            except Exception as problem:
                # A database that is away, or will not even park, is no failure of the event: the batch waits.
                self.desk.log.warning("batch_waits", **failure(problem))
                long = isinstance(problem, Unavailable) and self.desk.clock.elapsed() - begun > HOLD_SECONDS
            if long or self._stopped.ready():
                return False
            self._pause(failures)
            failures += 1

    def _pause(self, failures: int) -> None:
        seconds = BACK_OFF_SECONDS[min(failures, len(BACK_OFF_SECONDS) - 1)]
        self._stopped.wait(timeout=self.desk.clock.jitter(seconds))


def _quarantine(work: Work, faults: Faults) -> None:
    for delivery, reason in faults:
        parking.quarantine(work, reason, sha256(delivery.body).hexdigest(), len(delivery.body))
