"""The consumer: takes what is there, handles it in one transaction, and only then acknowledges.

A reader keeps the connection alive and hears deliveries; a worker takes natural batches from it. If one event of a
batch fails, the batch is rolled back and run one by one, so that only the failing event is parked.
"""

from collections import deque
from hashlib import sha256

from eventlet.event import Event as Signal
from nameko.extensions import ProviderCollector, SharedExtension

from chassis.desk import Desk, Wake
from chassis.events import parking, topology
from chassis.events.broker import Delivery, Subscription, connected, is_embedded
from chassis.events.handling import Handling
from chassis.logs import failure
from chassis.store import Unavailable
from chassis.timers import Timer
from contracts.envelope import CONTENT_TYPE, Event, Malformed, decode

BACK_OFF_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0)
RETRY_EVERY_SECONDS = 1.0


class Consumer(ProviderCollector, SharedExtension):  # type: ignore[misc]  # nameko is untyped
    """The one reader of a service's queue; its providers are the service's event doors."""

    def start(self) -> None:
        self.desk: Desk = self.container.config["desk"]
        self.embedded = is_embedded(self.desk.settings["broker_url"])
        self.handling = Handling(self.desk, {type: door.method for door in self._providers for type in door.types})
        self.attached = Signal()
        self._waiting: deque[Delivery] = deque()
        self._arrived = Wake()
        self._stopped = Signal()
        self._idle = Signal()
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
        failures = 0
        while not self._stopped.ready():
            try:
                self._listen()
                failures = 0
            except Exception as problem:
                self.desk.log.warning("consumer_waits", **failure(problem))
                seconds = BACK_OFF_SECONDS[min(failures, len(BACK_OFF_SECONDS) - 1)]
                failures += 1
                self._stopped.wait(timeout=self.desk.clock.jitter(seconds))

    def _listen(self) -> None:
        settings = self.desk.settings
        with connected(settings["broker_url"]) as connection:
            queue = topology.queue_name(self.desk.organisation, self.desk.name)
            if settings["declare_topology"]:
                topology.declare_subscription(connection.channel(), settings, self.desk.name, self.handling.doors)
            # Whatever an earlier connection delivered will be delivered again.
            self._waiting.clear()
            subscription = Subscription(connection, queue, embedded=self.embedded, prefetch=2 * settings["batch_size"])
            # Known before the first delivery, which may come while we still wait for the answer to `consume`.
            self._subscription = subscription
            subscription.consume(self._take)
            if not self.attached.ready():
                self.attached.send()
            while not self._idle.ready():
                subscription.read(0.5 if self._stopped.ready() else 1.0)

    def _take(self, delivery: Delivery) -> None:
        self._waiting.append(delivery)
        self._arrived.ring()

    def _work(self) -> None:
        while not self._stopped.ready():
            if not self._waiting:
                self._arrived.wait(1.0)
                continue
            limit = self.desk.settings["batch_size"]
            batch = [self._waiting.popleft() for _ in range(min(limit, len(self._waiting)))]
            self._settle(batch, self._subscription)
        self._idle.send()

    def _settle(self, batch: list[Delivery], subscription: Subscription | None) -> None:
        try:
            readable = self._readable(batch, subscription)
            if readable:
                events = [event for _, event in readable]
                self._until_done(events)
                if subscription:
                    subscription.settle([delivery for delivery, _ in readable], [event.id for event in events])
        except Exception as problem:
            # The connection is gone or going: the broker delivers again and the inbox knows.
            self.desk.log.warning("not_acknowledged", count=len(batch), **failure(problem))

    def _until_done(self, events: list[Event]) -> None:
        failures = 0
        while True:
            try:
                self.handling.handle(events)
                return
            except Unavailable as problem:
                # A database that is away is no failure of the event: the batch waits.
                self.desk.log.warning("database_away", **failure(problem))
                if self._stopped.ready():
                    raise
                seconds = BACK_OFF_SECONDS[min(failures, len(BACK_OFF_SECONDS) - 1)]
                failures += 1
                self._stopped.wait(timeout=self.desk.clock.jitter(seconds))

    def _readable(self, batch: list[Delivery], subscription: Subscription | None) -> list[tuple[Delivery, Event]]:
        readable = []
        for delivery in batch:
            try:
                readable.append((delivery, self._event(delivery)))
            except Malformed as malformed:
                self._quarantine(delivery, malformed.code)
                if subscription:
                    subscription.set_aside(delivery)
        return readable

    def _event(self, delivery: Delivery) -> Event:
        if delivery.content_type != CONTENT_TYPE:
            raise Malformed("content_type")
        if delivery.content_encoding not in (None, "utf-8", "binary") or "compression" in delivery.headers:
            raise Malformed("content_encoding")
        event = decode(delivery.body)
        if event.type not in self.handling.doors:
            raise Malformed("not_subscribed")
        return event

    def _quarantine(self, delivery: Delivery, reason: str) -> None:
        digest = sha256(delivery.body).hexdigest()
        self.desk.transact(lambda work: parking.quarantine(work, reason, digest, len(delivery.body)))
        self.desk.metrics.consumed("unknown", "quarantined")
        self.desk.log.warning("quarantined", reason=reason)
