"""The ears of another organisation: what really leaves an organisation's exchange on RabbitMQ with its name on it."""

from typing import Self
from uuid import UUID

from contracts.envelope import Event, decode
from tests.servers import RabbitMQ


class Ears:
    """Hears every copy that `owner` publishes for `organisation`, and nothing else."""

    def __init__(self, broker: RabbitMQ, *, owner: str, organisation: str, service: str = "enrollment") -> None:
        self._connection = broker.connect()
        self._channel = self._connection.channel()
        self._queue = self._channel.queue_declare(exclusive=True).queue
        self._channel.queue_bind(self._queue, exchange=f"{owner}.{service}", routing_key=f"{organisation}.#")
        self.heard: list[Event] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def listen(self, correlation_id: UUID | None = None) -> list[tuple[str, UUID | None]]:
        """Type and consent of everything heard so far, of one story if its correlation id is given."""
        while message := self._channel.basic_get(self._queue, no_ack=True):
            self.heard.append(decode(_bytes(message.body)))
        return [(event.type, event.consentref) for event in self.heard if correlation_id in (None, event.correlationid)]


def _bytes(body: str | bytes) -> bytes:
    return body.encode() if isinstance(body, str) else body
