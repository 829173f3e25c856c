"""The embedded broker: kombu's in-memory transport, woken instead of polled, with a ledger instead of confirms.

A queue in memory is safe only once its message has been dealt with; so here a copy counts as confirmed when every
queue that got it has settled it. What a crash leaves unsettled is still in the outbox and goes out again at start.
"""

from time import monotonic
from typing import Any

from eventlet.event import Event as Signal
from kombu.exceptions import OperationalError
from kombu.transport import TRANSPORT_ALIASES, memory, virtual
from kombu.transport.virtual.base import Empty

SCHEME = "inproc"


class Bell:
    """Wakes whoever waits for a message."""

    def __init__(self) -> None:
        self._signal = Signal()

    def ring(self) -> None:
        signal, self._signal = self._signal, Signal()
        signal.send()

    def wait(self, seconds: float) -> None:
        self._signal.wait(timeout=seconds)


class Ledger:
    """Which copies are still owed to which queues."""

    def __init__(self) -> None:
        self._owed: dict[str, set[str]] = {}
        self._settled = Bell()

    def expect(self, event: str, queues: set[str]) -> None:
        """These queues have been handed the event; copies for several receivers are one event."""
        self._owed[event] = self._owed.get(event, set()) | queues

    def settle(self, event: str, queue: str) -> None:
        """This queue's owner has committed it, parked it or set it aside."""
        owed = self._owed.get(event)
        if owed is not None:
            owed.discard(queue)
            if not owed:
                del self._owed[event]
                self._settled.ring()

    def wait(self, events: set[str], seconds: float) -> None:
        """Until every queue has settled these events.

        Raises:
            OperationalError: they have not within `seconds`; they stay in the outbox.
        """
        deadline = monotonic() + seconds
        while events & self._owed.keys():
            if (left := deadline - monotonic()) <= 0:
                raise OperationalError("not settled in time")
            self._settled.wait(left)


ledger = Ledger()
_delivered = Bell()


class Channel(memory.Channel):  # type: ignore[misc]  # kombu is untyped
    """Memory channel that rings when something is put into a queue, and keeps bodies as they are."""

    body_encoding = None

    def _put(self, queue: str, message: dict[str, Any], **kwargs: Any) -> None:
        super()._put(queue, message, **kwargs)
        _delivered.ring()

    def basic_publish(self, message: dict[str, Any], exchange: str, routing_key: str, **kwargs: Any) -> bool:
        """Publish; whether some queue wants it."""
        queues = set(self.typeof(exchange).lookup(self.get_table(exchange), exchange, routing_key, None))
        if queues:
            ledger.expect(message["properties"]["message_id"], queues)
            super().basic_publish(message, exchange, routing_key, **kwargs)
        return bool(queues)

    def basic_ack(self, delivery_tag: Any, multiple: bool = False) -> None:
        super().basic_ack(delivery_tag, multiple)
        # There is room again: a reader that had taken all it may take sleeps until it is told.
        _delivered.ring()

    def basic_reject(self, delivery_tag: Any, requeue: bool = False) -> None:
        super().basic_reject(delivery_tag, requeue)
        _delivered.ring()

    def close(self) -> None:
        # The memory transport forgets all queues when any channel closes; ours outlive their readers.
        virtual.Channel.close(self)


class Transport(memory.Transport):  # type: ignore[misc]  # kombu is untyped
    """Memory transport whose readers sleep until there is something to read."""

    Channel = Channel
    global_state = virtual.BrokerState()

    def drain_events(
        self,
        connection: Any,  # noqa: ARG002 - kombu's signature
        timeout: float | None = None,
    ) -> None:
        deadline = monotonic() + (timeout or 3600)
        while True:
            try:
                self.cycle.get(self._deliver, timeout=timeout)
                return
            except Empty:
                if (left := deadline - monotonic()) <= 0:
                    raise TimeoutError from None
                _delivered.wait(left)


def install() -> None:
    """Teach kombu the scheme."""
    TRANSPORT_ALIASES[SCHEME] = f"{__name__}:Transport"
