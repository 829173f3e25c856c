"""Connections to the broker: bounded in time, the same for RabbitMQ and the embedded one.

What is published and read over them is in `publisher` and `subscription`.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from amqp import method_framing
from amqp.basic_message import Message
from amqp.exceptions import AMQPError
from kombu import Connection
from kombu.exceptions import KombuError

from chassis.events import inproc

inproc.install()

HEARTBEAT_SECONDS = 10
CONNECT_SECONDS = 5
ANSWER_SECONDS = 15.0
TROUBLE = (OSError, AMQPError, KombuError)


class Line:
    """One connection, from its beginning to its end.

    kombu's own opens another one behind our back when the first is lost: one on which nobody subscribed to anything.
    """

    def __init__(self, connection: Connection, url: str) -> None:
        self.embedded = is_embedded(url)
        self._transport, self._established = connection.transport, connection.connection
        if not self.embedded:
            # Without it a broker that hangs in the middle of a question would never be given up: py-amqp's own
            # time-outs are the kernel's and do not reach a cooperative socket.
            self._established.transport.sock.settimeout(ANSWER_SECONDS)

    def channel(self) -> Any:
        """A new channel."""
        return self._transport.create_channel(self._established)

    def read(self, seconds: float) -> None:
        """Hear the next thing that comes within `seconds`."""
        with suppress(TimeoutError):
            self._transport.drain_events(self._established, timeout=seconds)

    def beat(self) -> None:
        """Send the heartbeat when it is due.

        Raises:
            one of `TROUBLE`: the broker's own have not come, or something could not be written.
        """
        if self.embedded:
            return
        if not self._established.connected:
            raise ConnectionResetError
        self._established.heartbeat_tick()


class Wary(Message):  # type: ignore[misc]  # py-amqp is untyped
    """A delivery whose properties may be junk.

    py-amqp gives up the whole connection over such a one, and meets it again on the next, until the broker has counted
    ten crashes for it and for every delivery beside it. Without properties it is simply no event.
    """

    def _load_properties(self, class_id: int, buf: bytes, offset: int) -> None:
        try:
            super()._load_properties(class_id, buf, offset)
        except Exception:
            self.properties: dict[str, Any] = {}


method_framing.Message = Wary


@contextmanager
def connected(url: str) -> Iterator[Line]:
    """An open line. No call on it waits for ever."""
    options = {"connect_timeout": CONNECT_SECONDS, "confirm_publish": False}
    connection = Connection(
        url, heartbeat=HEARTBEAT_SECONDS, connect_timeout=CONNECT_SECONDS, transport_options=options
    )
    try:
        connection.ensure_connection(max_retries=1, timeout=CONNECT_SECONDS)
        yield Line(connection, url)
    except BaseException:
        _drop(connection)
        raise
    _let_go(connection)


def is_embedded(url: str) -> bool:
    """Whether the broker lives in this process."""
    return url.startswith(inproc.SCHEME)


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
