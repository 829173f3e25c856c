"""The generated definitions on a real RabbitMQ: every service can do its work with them, and nothing else."""

import urllib.request
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import amqp
import pytest
import yaml
from kombu.connection import Connection

from chassis.events import topology as chassis_topology
from chassis.events.broker import connected
from chassis.events.publisher import Outgoing, Publisher
from contracts import strictjson
from deploy.topology.topology import load
from tests.deploy.declared import ARCHITECT, DeclaredRabbitMQ
from tests.deploy.rendered import DEPLOY, SERVICES
from tests.servers import wait_until

Attempt = Callable[[amqp.Channel], Any]
FAMILY_LEFT = "kfum.family.left.v1"
KEPT_BY_THE_BROKER = ("exchanges", "queues", "bindings")
ROUTED_SECONDS = 10
METRICS_SECONDS = 30


@pytest.fixture(scope="module")
def declared() -> Iterator[DeclaredRabbitMQ]:
    with DeclaredRabbitMQ() as broker:
        yield broker


def publish(exchange: str, key: str) -> Attempt:
    return lambda channel: channel.basic_publish_confirm(amqp.Message(b"{}", delivery_mode=2), exchange, key)


def bind(queue: str, exchange: str, key: str) -> Attempt:
    return lambda channel: channel.queue_bind(queue, exchange, key)


def read(queue: str) -> Attempt:
    return lambda channel: channel.basic_get(queue)


MAY = {
    "publish an own event type": ("kfum.enrollment", publish("kfum.enrollment", FAMILY_LEFT)),
    "read the own queue": ("kfum.matching", read("kfum.matching.events")),
    "read the own dead letters": ("kfum.matching", read("kfum.matching.dead")),
    "bind to an agreed event type": ("kfum.matching", bind("kfum.matching.events", "kfum.enrollment", FAMILY_LEFT)),
    "see whether another's exchange is there": (
        "kfum.matching",
        lambda channel: channel.exchange_declare("kfum.enrollment", "topic", passive=True),
    ),
}
MAY_NOT = {
    "publish a foreign event type": ("kfum.matching", publish("kfum.matching", FAMILY_LEFT)),
    "publish to another organisation nobody agreed on": (
        "kfum.enrollment",
        publish("kfum.enrollment", "kolding.family.left.v1"),
    ),
    "publish in another's name": ("kfum.matching", publish("kfum.enrollment", FAMILY_LEFT)),
    "publish past the exchanges": ("kfum.matching", publish("", "kfum.reporting.events")),
    "publish to the dead letters": ("kfum.matching", publish("kfum.dead", "kfum.reporting.dead")),
    "bind to an event type not agreed": (
        "kfum.matching",
        bind("kfum.matching.events", "kfum.enrollment", "kfum.family.joined.v1"),
    ),
    "bind to everything": ("kfum.matching", bind("kfum.matching.events", "kfum.enrollment", "#")),
    "bind to copies of another organisation": (
        "kfum.matching",
        bind("kfum.matching.events", "kfum.enrollment", "kolding.family.left.v1"),
    ),
    "bind another's queue": ("kfum.matching", bind("kfum.reporting.events", "kfum.enrollment", FAMILY_LEFT)),
    "read another's queue": ("kfum.matching", read("kfum.reporting.events")),
    "declare a queue": ("kfum.matching", lambda channel: channel.queue_declare("kfum.matching.more", durable=True)),
    "delete another's exchange": ("kfum.matching", lambda channel: channel.exchange_delete("kfum.enrollment")),
    "delete the own queue": ("kfum.matching", lambda channel: channel.queue_delete("kfum.matching.events")),
}


@pytest.mark.parametrize("what", MAY)
def test_a_service_may(what: str, declared: DeclaredRabbitMQ) -> None:
    user, attempt = MAY[what]
    with declared.connect(user) as connection, connection.channel() as channel:
        attempt(channel)


@pytest.mark.parametrize("what", MAY_NOT)
def test_a_service_may_not(what: str, declared: DeclaredRabbitMQ) -> None:
    user, attempt = MAY_NOT[what]
    with declared.connect(user) as connection, pytest.raises(amqp.AccessRefused):
        attempt(connection.channel())


def test_what_is_too_large_to_be_an_event_is_not_taken(declared: DeclaredRabbitMQ) -> None:
    far_too_large = amqp.Message(b"x" * 5 * strictjson.LIMIT, delivery_mode=2)
    with declared.connect("kfum.enrollment") as connection, pytest.raises(amqp.PreconditionFailed):
        connection.channel().basic_publish_confirm(far_too_large, "kfum.enrollment", FAMILY_LEFT)


@pytest.mark.parametrize(("user", "vhost"), [("guest", "/"), ("guest", "samspil"), ("kfum.matching", "/")])
def test_nobody_else_gets_in(user: str, vhost: str, declared: DeclaredRabbitMQ) -> None:
    with pytest.raises((amqp.AccessRefused, amqp.NotAllowed)):
        declared.connect(user, "guest" if user == "guest" else "development", vhost)


@pytest.mark.parametrize("type", sorted({type for types in load().owns.values() for type in types}))
def test_an_event_reaches_exactly_those_who_are_to_hear_of_it(type: str, declared: DeclaredRabbitMQ) -> None:
    owner = next(name for name, types in load().owns.items() if type in types)
    queues = {f"kfum.{name}.events" for name in load().owns[owner][type]}
    every = {f"kfum.{name}.events" for name in SERVICES}
    with declared.connect() as connection, connection.channel() as channel:
        for queue in every:
            channel.queue_purge(queue)
        assert _came_back(declared, owner, type) is not bool(queues)
        arrived = {queue: _take(channel, queue) for queue in queues}
        assert all(message is not None for message in arrived.values())
        assert {queue for queue in every - queues if channel.basic_get(queue, no_ack=True)} == set()


def test_a_refused_delivery_is_set_aside_for_its_own_service(declared: DeclaredRabbitMQ) -> None:
    with declared.connect("kfum.enrollment") as theirs, theirs.channel() as own:
        publish("kfum.enrollment", FAMILY_LEFT)(own)
    with declared.connect("kfum.matching") as connection, connection.channel() as channel:
        delivery = wait_until(lambda: channel.basic_get("kfum.matching.events"), ROUTED_SECONDS, "the event")
        channel.basic_reject(delivery.delivery_tag, requeue=False)
        aside = _take(channel, "kfum.matching.dead")
        assert aside.headers["x-death"][0]["queue"] == "kfum.matching.events"


def test_the_chassis_in_development_declares_the_very_same(declared: DeclaredRabbitMQ) -> None:
    before = declared.definitions()
    with Connection(declared.url_of(ARCHITECT)) as connection:
        for service in SERVICES:
            settings = {"organisation": "kfum", "owners": {}}
            chassis_topology.declare_own(connection.channel(), settings, service)
            chassis_topology.declare_subscription(connection.channel(), settings, service, load().heard_by(service))
    after = declared.definitions()
    assert {kind: _sorted(after[kind]) for kind in KEPT_BY_THE_BROKER} == {
        kind: _sorted(before[kind]) for kind in KEPT_BY_THE_BROKER
    }


def test_production_definitions_are_taken_again_without_changing_anything(declared: DeclaredRabbitMQ) -> None:
    before = declared.definitions()
    declared.import_definitions(DEPLOY / "topology" / "definitions-kfum.json")
    after = declared.definitions()
    assert {kind: _sorted(each) for kind, each in after.items() if isinstance(each, list)} == {
        kind: _sorted(each) for kind, each in before.items() if isinstance(each, list)
    }


def test_the_broker_publishes_the_metrics_that_are_scraped(declared: DeclaredRabbitMQ) -> None:
    config = yaml.safe_load((DEPLOY / "monitoring" / "prometheus.yml").read_text(encoding="utf-8"))
    job = next(each for each in config["scrape_configs"] if each["job_name"] == "rabbitmq")
    families = "&".join(f"family={name}" for name in job["params"]["family"])
    address = f"http://127.0.0.1:{declared.metrics_port}{job['metrics_path']}?{families}"

    wanted = {
        f'{name}{{vhost="samspil",queue="{queue}"}}'
        for name in ("rabbitmq_detailed_queue_messages_ready", "rabbitmq_detailed_queue_consumers")
        for queue in ("kfum.matching.events", "kfum.matching.dead")
    }

    def all_told() -> bool:
        with urllib.request.urlopen(address, timeout=10) as answer:
            text = str(answer.read(), "utf-8")
        return all(series in text for series in wanted)

    wait_until(all_told, METRICS_SECONDS, "the metrics of every queue", every=0.5)


def _came_back(declared: DeclaredRabbitMQ, owner: str, type: str) -> bool:
    """Publish as the chassis does and as the owner may; whether the broker sent the copy back."""
    copy = Outgoing(1, uuid4(), f"kfum.{owner}", f"kfum.{type}", b"{}")
    with connected(declared.url_of(f"kfum.{owner}")) as line:
        return bool(Publisher(line, seconds=ROUTED_SECONDS).publish([copy]))


def _take(channel: amqp.Channel, queue: str) -> Any:
    return wait_until(lambda: channel.basic_get(queue, no_ack=True), ROUTED_SECONDS, f"a message in {queue}")


def _sorted(objects: list[dict[str, Any]]) -> list[str]:
    return sorted(repr(sorted(each.items(), key=str)) for each in objects)
