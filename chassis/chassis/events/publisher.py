"""Publishing: batches, confirmed as a whole, on RabbitMQ by the broker and embedded by those who received them."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from uuid import UUID

from amqp.basic_message import Message

from chassis.events import inproc
from chassis.events.broker import Line
from contracts.envelope import CONTENT_TYPE

GLANCE_SECONDS = 0.001


@dataclass(frozen=True)
class Outgoing:
    """A copy on its way. Copies of one event for several receivers have the id in common, not the position."""

    position: int
    id: UUID
    exchange: str
    routing_key: str
    body: bytes


class NotConfirmed(OSError):
    """The broker took a connection but did not confirm in time; the copies stay in the outbox."""


class Publisher:
    """Publishes batches and returns when the broker has taken responsibility for every copy."""

    def __init__(self, line: Line, *, seconds: float) -> None:
        self._line, self._seconds = line, seconds
        self._channel = line.channel()
        self._last_tag = 0
        self._open: set[int] = set()
        self._refused = False
        self._returned: set[tuple[str, str]] = set()
        if not line.embedded:
            self._ask_for_confirms()

    def publish(self, batch: Sequence[Outgoing]) -> set[int]:
        """Publish and wait; the positions of copies that no queue wants.

        Raises:
            one of `TROUBLE`: nothing can be said about the batch; publish it again.
        """
        if self._line.embedded:
            return self._hand_over(batch)
        self._returned = set()
        for copy in batch:
            self._put(copy)
        self._await_confirms()
        return {copy.position for copy in batch if (str(copy.id), copy.routing_key) in self._returned}

    def keep_alive(self) -> None:
        """Send and hear heartbeats while there is nothing to publish."""
        if not self._line.embedded:
            self._line.beat()
            self._line.read(GLANCE_SECONDS)

    def _hand_over(self, batch: Sequence[Outgoing]) -> set[int]:
        unwanted = set()
        for copy in batch:
            message = self._channel.prepare_message(copy.body, properties=_properties(copy))
            if not self._channel.basic_publish(message, copy.exchange, copy.routing_key):
                unwanted.add(copy.position)
        inproc.ledger.wait({str(copy.id) for copy in batch}, self._seconds)
        return unwanted

    def _put(self, copy: Outgoing) -> None:
        self._last_tag += 1
        self._open.add(self._last_tag)
        message = Message(copy.body, **_properties(copy))
        self._channel.basic_publish(message, copy.exchange, copy.routing_key, mandatory=True)

    def _ask_for_confirms(self) -> None:
        self._channel.confirm_select()
        self._channel.events["basic_ack"].add(self._acked)
        self._channel.events["basic_nack"].add(self._nacked)
        self._channel.events["basic_return"].add(self._came_back)

    def _await_confirms(self) -> None:
        deadline = monotonic() + self._seconds
        while self._open:
            if (left := deadline - monotonic()) <= 0:
                raise NotConfirmed
            self._line.read(left)
        if self._refused:
            raise NotConfirmed

    def _acked(self, tag: int, multiple: bool) -> None:
        self._open -= {open for open in self._open if open <= tag} if multiple else {tag}

    def _nacked(self, tag: int, multiple: bool) -> None:
        self._refused = True
        self._acked(tag, multiple)

    def _came_back(self, _why: Exception, _exchange: str, key: str, message: Message) -> None:
        self._returned.add((message.properties["message_id"], key))


def _properties(copy: Outgoing) -> dict[str, object]:
    return {"content_type": CONTENT_TYPE, "delivery_mode": 2, "message_id": str(copy.id)}
