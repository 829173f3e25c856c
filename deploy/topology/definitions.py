"""RabbitMQ definitions of one organisation's broker: exchanges, queues, bindings and what each service's user may do.

The user of a service has the name of its exchange. It declares nothing, publishes its own event types and no others,
reads its own queues, and can bind its queue only to its own organisation's copies of event types it is meant to hear.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from deploy.topology.topology import Topology

DELIVERY_LIMIT = 10
Definitions = dict[str, Any]
Regexp = str
NOTHING: Regexp = "^$"


def definitions(topology: Topology, organisation: str) -> Definitions:
    """Everything but the users; those carry passwords and come from elsewhere."""
    broker = _Broker(topology, organisation)
    return {
        "vhosts": [{"name": topology.vhost}],
        "permissions": [broker.permission(service) for service in broker.services],
        "topic_permissions": [each for service in broker.services for each in broker.topic_permissions(service)],
        "exchanges": broker.exchanges(),
        "queues": broker.queues(),
        "bindings": broker.bindings(),
    }


class _Broker:
    """One organisation's broker; every method answers one section of its definitions."""

    def __init__(self, topology: Topology, organisation: str) -> None:
        self.topology, self.organisation = topology, organisation
        self.vhost = topology.vhost
        self.services = topology.runs[organisation]
        self.arriving = sorted(topology.sources(organisation))
        self.dead = f"{organisation}.dead"

    def exchanges(self) -> list[Definitions]:
        facts = {self._name(service) for service in self.services}
        facts |= {f"{owner}.{service}" for owner, service, _ in self.arriving}
        return [*(self._exchange(name, "topic") for name in sorted(facts)), self._exchange(self.dead, "direct")]

    def queues(self) -> list[Definitions]:
        waiting = [self._queue(f"{self._name(each)}.events", **self._crash_loops_aside(each)) for each in self.services]
        dead = [self._queue(f"{self._name(each)}.dead") for each in self.services]
        exports = [self._queue(self._export(partner)) for partner in self._partners()]
        return [*waiting, *dead, *exports]

    def bindings(self) -> list[Definitions]:
        dead = [f"{self._name(service)}.dead" for service in self.services]
        return [
            *(self._subscription(service, *source) for service in self.services for source in self._heard_by(service)),
            *(self._binding(self.dead, queue, queue) for queue in dead),
            *(each for partner in self._partners() for each in self._exported_to(partner)),
        ]

    def permission(self, service: str) -> Definitions:
        own = self._name(service)
        heard = {f"{owner}.{source}" for owner, source, _ in self._heard_by(service)}
        return {
            "user": own,
            "vhost": self.vhost,
            "configure": NOTHING,
            "write": _one_of([own, f"{own}.events"]),
            "read": _one_of([f"{own}.events", f"{own}.dead", *sorted(heard)]),
        }

    def topic_permissions(self, service: str) -> list[Definitions]:
        own, heard = self._name(service), self._heard_keys(service)
        return [
            {
                "user": own,
                "vhost": self.vhost,
                "exchange": exchange,
                "write": _one_of(self._published_keys(service)) if exchange == own else NOTHING,
                "read": _one_of(heard[exchange]) if exchange in heard else NOTHING,
            }
            for exchange in sorted({own, *heard})
        ]

    def _heard_by(self, service: str) -> list[tuple[str, str, str]]:
        return [each for each in self.arriving if service in self.topology.owns[each[1]][each[2]]]

    def _heard_keys(self, service: str) -> dict[str, list[str]]:
        keys: dict[str, list[str]] = {}
        for owner, source, type in self._heard_by(service):
            keys.setdefault(f"{owner}.{source}", []).append(f"{self.organisation}.{type}")
        return keys

    def _published_keys(self, service: str) -> list[str]:
        types = self.topology.owns[service]
        return [f"{each}.{type}" for type in types for each in self.topology.receivers(self.organisation, type)]

    def _partners(self) -> list[str]:
        return sorted({each.receiver for each in self.topology.exports if each.sender == self.organisation})

    def _exported_to(self, partner: str) -> list[Definitions]:
        return [
            self._binding(self._name(service), self._export(partner), f"{partner}.{type}")
            for service in self.services
            for type in self.topology.owns[service]
            if partner in self.topology.receivers(self.organisation, type)
        ]

    def _subscription(self, service: str, owner: str, source: str, type: str) -> Definitions:
        return self._binding(f"{owner}.{source}", f"{self._name(service)}.events", f"{self.organisation}.{type}")

    def _crash_loops_aside(self, service: str) -> Mapping[str, object]:
        return {
            "x-delivery-limit": DELIVERY_LIMIT,
            "x-dead-letter-exchange": self.dead,
            "x-dead-letter-routing-key": f"{self._name(service)}.dead",
            "x-dead-letter-strategy": "at-least-once",
            "x-overflow": "reject-publish",
        }

    def _name(self, service: str) -> str:
        return f"{self.organisation}.{service}"

    def _export(self, partner: str) -> str:
        return f"{self.organisation}.export.{partner}"

    def _exchange(self, name: str, type: str) -> Definitions:
        # Without an alternate: a copy that no queue wants comes back to the outbox, which keeps it and tries again.
        kept = {"durable": True, "auto_delete": False, "internal": False, "arguments": {}}
        return {"name": name, "vhost": self.vhost, "type": type, **kept}

    def _queue(self, name: str, **arguments: object) -> Definitions:
        kept = {"durable": True, "auto_delete": False}
        return {"name": name, "vhost": self.vhost, **kept, "arguments": {"x-queue-type": "quorum", **arguments}}

    def _binding(self, source: str, queue: str, key: str) -> Definitions:
        to = {"destination": queue, "destination_type": "queue", "routing_key": key}
        return {"source": source, "vhost": self.vhost, **to, "arguments": {}}


def _one_of(names: Iterable[str]) -> Regexp:
    return f"^({'|'.join(re.escape(name) for name in names)})$"
