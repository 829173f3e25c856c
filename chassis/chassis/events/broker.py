"""Connections to the broker: bounded in time, confirmed in batches, the same for RabbitMQ and the embedded one."""

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any
from uuid import UUID

from amqp.basic_message import Message
from amqp.exceptions import AMQPError
from kombu import Connection
from kombu.exceptions import KombuError

from chassis.events import inproc
from contracts.envelope import CONTENT_TYPE

inproc.install()

HEARTBEAT_SECONDS = 10
TROUBLE = (OSError, AMQPError, KombuError)


@dataclass(frozen=True)
class Outgoing:
    """A copy on its way."""

    id: UUID
    exchange: str
    routing_key: str
    body: bytes


class NotConfirmed(OSError):
    """The broker took a connection but did not confirm in time; the copies stay in the outbox."""


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """An open connection. No call on it waits for ever."""
    options = {"connect_timeout": 5, "read_timeout": 15, "write_timeout": 10, "confirm_publish": False}
    connection = Connection(url, heartbeat=HEARTBEAT_SECONDS, connect_timeout=5, transport_options=options)
    try:
        connection.ensure_connection(max_retries=1, timeout=5)
        yield connection
    except BaseException:
        _drop(connection)
        raise
    _let_go(connection)


def is_embedded(url: str) -> bool:
    """Whether the broker lives in this process."""
    return url.startswith(inproc.SCHEME)


class Publisher:
    """Publishes batches and returns when the broker has taken responsibility for every copy."""

    def __init__(self, connection: Connection, *, embedded: bool, seconds: float) -> None:
        self._connection, self._embedded, self._seconds = connection, embedded, seconds
        self.channel: Any = connection.channel()
        self._last_tag = 0
        self._open: set[int] = set()
        self._refused = False
        self._returned: set[UUID] = set()
        if not embedded:
            self._confirm()

    def publish(self, batch: Sequence[Outgoing]) -> set[UUID]:
        """Publish and wait; the ids of copies that no queue wants.

        Raises:
            one of `TROUBLE`: nothing can be said about the batch; publish it again.
        """
        self._returned = set()
        for copy in batch:
            self._put(copy)
        if self._embedded:
            inproc.ledger.wait({copy.id for copy in batch}, self._seconds)
        else:
            self._await_confirms()
        return self._returned

    def keep_alive(self) -> None:
        """Send and hear heartbeats while there is nothing to publish."""
        if not self._embedded:
            self._connection.heartbeat_check()
            self._drain(0.001)

    def _put(self, copy: Outgoing) -> None:
        properties = {"content_type": CONTENT_TYPE, "delivery_mode": 2, "message_id": str(copy.id)}
        if self._embedded:
            message = self.channel.prepare_message(copy.body, properties=properties)
            self.channel.basic_publish(message, copy.exchange, copy.routing_key)
            if not inproc.ledger.owes(copy.id):
                self._returned.add(copy.id)
            return
        self._last_tag += 1
        self._open.add(self._last_tag)
        self.channel.basic_publish(Message(copy.body, **properties), copy.exchange, copy.routing_key, mandatory=True)

    def _confirm(self) -> None:
        self.channel.confirm_select()
        self.channel.events["basic_ack"].add(self._acked)
        self.channel.events["basic_nack"].add(self._nacked)
        self.channel.events["basic_return"].add(self._came_back)

    def _await_confirms(self) -> None:
        deadline = monotonic() + self._seconds
        while self._open:
            if (left := deadline - monotonic()) <= 0:
                raise NotConfirmed
            self._drain(left)
        if self._refused:
            raise NotConfirmed

    def _drain(self, seconds: float) -> None:
        with suppress(socket.timeout):
            self._connection.drain_events(timeout=seconds)

    def _acked(self, tag: int, multiple: bool) -> None:
        self._open -= {open for open in self._open if open <= tag} if multiple else {tag}

    def _nacked(self, tag: int, multiple: bool) -> None:
        self._refused = True
        self._acked(tag, multiple)

    def _came_back(self, _why: Exception, _exchange: str, _key: str, message: Message) -> None:
        self._returned.add(UUID(message.properties["message_id"]))


@dataclass(frozen=True)
class Delivery:
    """A message as it came off the wire, not yet believed."""

    tag: Any
    body: bytes
    content_type: str | None
    content_encoding: str | None
    headers: dict[str, Any]


class Subscription:
    """Reads one queue and settles what was read."""

    def __init__(self, connection: Connection, queue: str, *, embedded: bool, prefetch: int) -> None:
        self._connection, self._queue, self._embedded = connection, queue, embedded
        self.channel: Any = connection.channel()
        self.channel.basic_qos(0, prefetch, False)

    def consume(self, take: Callable[[Delivery], None]) -> None:
        """Hand every delivery to `take`."""
        if self._embedded:
            self.channel.basic_consume(self._queue, False, lambda message: take(_from_memory(message)), "reader")
        else:
            self.channel.auto_decode = False
            self.channel.basic_consume(self._queue, callback=lambda message: take(_from_wire(message)))

    def read(self, seconds: float) -> None:
        """Read what comes within `seconds`."""
        with suppress(socket.timeout):
            self._connection.drain_events(timeout=seconds)
        if not self._embedded:
            self._connection.heartbeat_check()

    def settle(self, deliveries: Sequence[Delivery], ids: Sequence[UUID]) -> None:
        """These have had their effect, for good."""
        if self._embedded:
            # Virtual transports know no multiple acknowledgement.
            for delivery, id in zip(deliveries, ids, strict=True):
                self.channel.basic_ack(delivery.tag)
                inproc.ledger.settle(id, self._queue)
        else:
            self.channel.basic_ack(deliveries[-1].tag, multiple=True)

    def set_aside(self, delivery: Delivery) -> None:
        """This is no event; the broker keeps its bytes in the dead-letter queue."""
        self.channel.basic_reject(delivery.tag, requeue=False)


def _from_wire(message: Message) -> Delivery:
    properties = message.properties
    body = message.body
    return Delivery(
        tag=message.delivery_info["delivery_tag"],
        body=body if isinstance(body, bytes) else bytes(str(body), "utf-8", "surrogateescape"),
        content_type=properties.get("content_type"),
        content_encoding=properties.get("content_encoding"),
        headers=dict(properties.get("application_headers") or {}),
    )


def _from_memory(message: Any) -> Delivery:
    return Delivery(
        tag=message.delivery_tag,
        body=message.body,
        content_type=message.properties.get("content_type") or message.content_type,
        content_encoding=None,
        headers={},
    )


def _let_go(connection: Connection) -> None:
    try:
        connection.release()
    except TROUBLE:
        _drop(connection)


def _drop(connection: Connection) -> None:
    """Without the handshake of a close, for which a broker in trouble would let us wait."""
    established = connection._connection
    if hasattr(established, "collect"):
        with suppress(*TROUBLE):
            established.collect()
