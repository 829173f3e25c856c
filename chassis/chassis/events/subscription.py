"""Reading a queue: deliveries as they come off the wire, not yet believed, and settling them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from amqp.basic_message import Message

from chassis.events import inproc
from chassis.events.broker import Line
from contracts.envelope import CONTENT_TYPE, Event, Malformed, decode

ENCODINGS = (None, "utf-8", "binary")


@dataclass(frozen=True)
class Delivery:
    """What the broker handed us, and what its sender says about it."""

    tag: Any
    exchange: str
    body: bytes = field(repr=False)
    message_id: str
    content_type: str | None
    content_encoding: str | None
    compressed: bool = False

    def event(self) -> Event:
        """The event in it.

        Raises:
            Malformed: it is none, or its sender is not whom it claims to be.
        """
        if self.content_type != CONTENT_TYPE:
            raise Malformed("content_type")
        if self.content_encoding not in ENCODINGS or self.compressed:
            raise Malformed("content_encoding")
        event = _decoded(self.body)
        # Only its owner may publish to an exchange; what an operator moves back comes straight to the queue.
        if self.exchange not in ("", f"{event.organisation}.{event.service}"):
            raise Malformed("forged_source")
        return event


class Subscription:
    """Reads one queue and settles what was read."""

    def __init__(self, line: Line, queue: str, *, prefetch: int) -> None:
        self._line, self._queue = line, queue
        self._channel = line.channel()
        self._channel.basic_qos(0, prefetch, False)

    def consume(self, take: Callable[[Delivery], None]) -> None:
        """Hand every delivery to `take`."""
        if self._line.embedded:
            self._channel.basic_consume(self._queue, False, lambda message: take(_from_memory(message)), "reader")
        else:
            self._channel.auto_decode = False
            self._channel.basic_consume(self._queue, callback=lambda message: take(_from_wire(message)))

    def read(self, seconds: float) -> None:
        """Read what comes within `seconds`."""
        self._line.read(seconds)
        self._line.beat()

    def settle(self, deliveries: Sequence[Delivery]) -> None:
        """These, and on a wire all before them, have had their effect, for good."""
        if self._line.embedded:
            # Virtual transports know no multiple acknowledgement.
            for delivery in deliveries:
                self._channel.basic_ack(delivery.tag)
                inproc.ledger.settle(delivery.message_id, self._queue)
        elif deliveries:
            self._channel.basic_ack(deliveries[-1].tag, multiple=True)

    def set_aside(self, delivery: Delivery) -> None:
        """This is no event. Its bytes stay in the broker's dead-letter queue, or embedded in the outbox."""
        self._channel.basic_reject(delivery.tag, requeue=False)
        if self._line.embedded:
            inproc.ledger.settle(delivery.message_id, self._queue)


def _decoded(body: bytes) -> Event:
    try:
        return decode(body)
    except Malformed:
        raise
    except Exception:
        # Nothing that a stranger can send may stop the one who reads it.
        raise Malformed("undecodable") from None


def _from_wire(message: Message) -> Delivery:
    properties = message.properties
    return Delivery(
        tag=message.delivery_info["delivery_tag"],
        exchange=message.delivery_info["exchange"],
        body=bytes(message.body or b""),
        message_id=properties.get("message_id", ""),
        content_type=properties.get("content_type"),
        content_encoding=properties.get("content_encoding"),
        compressed="compression" in (properties.get("application_headers") or {}),
    )


def _from_memory(message: Any) -> Delivery:
    return Delivery(
        tag=message.delivery_tag,
        exchange=message.delivery_info["exchange"],
        body=message.body,
        message_id=message.properties["message_id"],
        content_type=message.properties["content_type"],
        content_encoding=None,
    )
