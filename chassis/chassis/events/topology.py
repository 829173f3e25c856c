"""Names on the broker and, in development, their declaration. In production the deploy job owns them (see deploy/)."""

from collections.abc import Iterable
from typing import Any

from kombu import Exchange, Queue

from chassis.settings import Settings
from contracts.events import EVERY, REGISTER

DELIVERY_LIMIT = 10


def exchange_name(organisation: str, service: str) -> str:
    """Where a service's facts are published."""
    return f"{organisation}.{service}"


def queue_name(organisation: str, service: str) -> str:
    """Where a service's deliveries wait."""
    return f"{organisation}.{service}.events"


def routing_key(receiver: str, type: str) -> str:
    """One copy for one receiving organisation."""
    return f"{receiver}.{type}"


def dead_exchange_name(organisation: str) -> str:
    """Exchange to which refused deliveries go."""
    return f"{organisation}.dead"


def dead_queue_name(organisation: str, service: str) -> str:
    """Where a service's undecodable deliveries and crash loops are kept."""
    return f"{organisation}.{service}.dead"


def declare_own(channel: Any, settings: Settings, service: str) -> None:
    """Our exchange and nothing else. It has no alternate: a copy that no queue wants comes back to the outbox."""
    _facts(settings["organisation"], service)(channel).declare()


def declare_subscription(channel: Any, settings: Settings, service: str, types: Iterable[str]) -> str:
    """Our queue, bound to every event type we listen to; its name."""
    organisation = settings["organisation"]
    dead, dead_queue = dead_exchange_name(organisation), dead_queue_name(organisation, service)
    Exchange(dead, "direct", channel=channel).declare()
    quorum = {"x-queue-type": "quorum"}
    Queue(dead_queue, Exchange(dead, "direct"), dead_queue, queue_arguments=quorum, channel=channel).declare()
    name = queue_name(organisation, service)
    Queue(name, queue_arguments=queue_arguments(organisation, service), channel=channel).queue_declare()
    for type in sorted(types):
        for owner in owners(type):
            facts = _facts(settings["owners"].get(owner, organisation), owner)(channel)
            facts.declare()
            Queue(name, facts, channel=channel).bind_to(facts, routing_key(organisation, type))
    return name


def owners(type: str) -> list[str]:
    """The services that publish an event type: one, or all for what every service tells about itself."""
    if REGISTER[type].owner != EVERY:
        return [REGISTER[type].owner]
    return sorted({each.owner for each in REGISTER.values()} - {EVERY})


def queue_arguments(organisation: str, service: str) -> dict[str, object]:
    """A queue that survives a node, refuses rather than drops, and sets crash loops aside."""
    return {
        "x-queue-type": "quorum",
        "x-delivery-limit": DELIVERY_LIMIT,
        "x-dead-letter-exchange": dead_exchange_name(organisation),
        "x-dead-letter-routing-key": dead_queue_name(organisation, service),
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }


def _facts(organisation: str, service: str) -> Exchange:
    return Exchange(exchange_name(organisation, service), "topic", durable=True)
