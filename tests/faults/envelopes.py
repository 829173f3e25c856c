"""Deliveries that are no events, each with the reason it must be set aside for and a word that no log may ever hold."""

import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import amqp

from chassis.events.topology import exchange_name, queue_name, routing_key
from contracts.envelope import CONTENT_TYPE, Event, encode
from tests.servers import RabbitMQ

CANARY = "kanariefugl"
HUGE = 8 * 1024 * 1024
BOMB = 20 * 1024 * 1024

Document = dict[str, Any]


@dataclass(frozen=True)
class Envelope:
    """What is put into a queue. With `exchange` it comes through the owner's exchange, otherwise straight."""

    name: str
    reason: str
    body: bytes = field(repr=False)
    properties: Mapping[str, Any] = field(default_factory=lambda: {"content_type": CONTENT_TYPE})
    exchange: bool = False


def an_event(organisation: str, subject: UUID) -> bytes:
    """A goal that was reached, as enrollment tells it."""
    return encode(
        Event(
            id=uuid4(),
            source=f"/{organisation}/enrollment",
            type="goal.reached.v1",
            subject=subject,
            time=datetime.now(UTC),
            data={"family": subject},
            correlationid=uuid4(),
            sequence=1,
            dataclassification="pseudonymous",
        )
    )


def good(organisation: str, subject: UUID) -> Envelope:
    """One whose effect can be waited for."""
    return Envelope("a good one", "", an_event(organisation, subject))


def put(broker: RabbitMQ, organisation: str, envelopes: Iterable[Envelope]) -> None:
    """Into the queue of the small hearer, past everything that would have stopped them."""
    with broker.connect() as connection, connection.channel() as channel:
        channel.confirm_select()
        for envelope in envelopes:
            exchange, key = "", queue_name(organisation, "matching")
            if envelope.exchange:
                exchange, key = exchange_name(organisation, "enrollment"), routing_key(organisation, "goal.reached.v1")
            message = amqp.Message(envelope.body, delivery_mode=2, **envelope.properties)
            channel.basic_publish_confirm(message, exchange, key)


def malformed(organisation: str) -> list[Envelope]:
    """The cases of trust.md M2, and those that follow from what an envelope promises."""
    plain = an_event(organisation, uuid4())

    def spoilt(**changes: Any) -> bytes:
        return json.dumps({**json.loads(plain), "canary": CANARY, **changes}).encode()

    return [*_no_json(), *_misdeclared(plain), *_no_event(spoilt), *_monsters(spoilt)]


def _no_json() -> list[Envelope]:
    return [
        Envelope("bad JSON", "not_json", f'{{"id": "{CANARY}'.encode()),
        Envelope("nothing", "not_json", b""),
        Envelope("bad UTF-8", "not_utf8", f'{{"id": "{CANARY}'.encode() + b'\xff\xfe"}'),
        Envelope("half a character", "not_unicode", f'{{"{CANARY}": "\\ud800"}}'.encode()),
        Envelope("100,000 deep", "too_deep", b"[" * 100_000 + f'"{CANARY}"'.encode() + b"]" * 100_000),
        Envelope("a key twice", "duplicate_key", f'{{"id": 1, "id": "{CANARY}"}}'.encode()),
    ]


def _misdeclared(plain: bytes) -> list[Envelope]:
    """Even around a whole event: what is not declared as agreed is not opened."""
    pickled = b"cos\nsystem\n(S'echo " + CANARY.encode() + b"'\ntR."
    yaml = f"!!python/name:{CANARY}".encode()
    agreed = {"content_type": CONTENT_TYPE}
    zipped = {**agreed, "application_headers": {"compression": "application/x-gzip"}}

    def told(name: str) -> bytes:
        return plain[:-1] + f',"canary":"{CANARY}","case":"{name}"}}'.encode()

    def declared(name: str, reason: str, properties: Mapping[str, Any]) -> Envelope:
        return Envelope(name, reason, told(name), properties)

    return [
        Envelope("pickle", "content_type", pickled, {"content_type": "application/x-python-serialize"}),
        Envelope("yaml", "content_type", yaml, {"content_type": "application/x-yaml"}),
        declared("an unknown content type", "content_type", {"content_type": f"application/{CANARY}"}),
        declared("no content type", "content_type", {}),
        declared("properties that are no text", "content_type", {"content_type": b"\xff\xfe"}),
        declared("a bogus encoding", "content_encoding", {**agreed, "content_encoding": "klingon"}),
        declared("a bogus compression", "content_encoding", zipped),
        Envelope("a zlib bomb", "content_encoding", zlib.compress(told("bomb") + b" " * BOMB), zipped),
    ]


def _no_event(spoilt: Callable[..., bytes]) -> list[Envelope]:
    hook = json.dumps({"__type__": "datetime", "__value__": CANARY}).encode()
    return [
        Envelope("a list", "not_an_object", f'["{CANARY}"]'.encode()),
        Envelope("a junk type hook", "missing_attribute", hook),
        Envelope("a wrong attribute", "wrong_attribute", spoilt(subject=CANARY)),
        Envelope("wrong data", "wrong_data", spoilt(data={"family": CANARY})),
        Envelope("an unknown type", "unknown_type", spoilt(type=f"{CANARY}.reached.v1")),
        Envelope(
            "a type we never asked for", "not_subscribed", spoilt(type="family.left.v1", data={"reason": "other"})
        ),
        Envelope("another service's fact", "not_its_owner", spoilt(source="/kfum/matching")),
        Envelope("another organisation's fact", "forged_source", spoilt(source="/evil/enrollment"), exchange=True),
        Envelope("a classification that hides it", "wrong_classification", spoilt(dataclassification="public")),
    ]


def _monsters(spoilt: Callable[..., bytes]) -> list[Envelope]:
    deep: Document = {"canary": CANARY}
    for _ in range(200):
        deep = {"deep": deep}
    return [
        Envelope("a huge body", "too_large", spoilt(padding="x" * HUGE)),
        Envelope("deep headers", "missing_attribute", b"{}", _with_headers(deep)),
    ]


def _with_headers(headers: Document) -> Mapping[str, Any]:
    return {"content_type": CONTENT_TYPE, "application_headers": headers}
