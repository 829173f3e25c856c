"""The source read and checked: who runs what, who owns which event type, who hears of it, what crosses to a partner."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SOURCE = Path(__file__).with_name("topology.yaml")


class TopologyError(Exception):
    """The source contradicts itself; the message says where."""


@dataclass(frozen=True)
class Export:
    """Event types of one organisation that another receives."""

    sender: str
    receiver: str
    types: frozenset[str]


@dataclass(frozen=True)
class Topology:
    """Everything the generator knows. `owns` holds, per service and event type, the services that hear of it."""

    vhost: str
    runs: Mapping[str, tuple[str, ...]]
    owns: Mapping[str, Mapping[str, tuple[str, ...]]]
    asks: Mapping[str, tuple[str, ...]]
    exports: tuple[Export, ...]

    def heard_by(self, consumer: str) -> frozenset[str]:
        """The event types a service subscribes to."""
        return frozenset(type for types in self.owns.values() for type in types if consumer in types[type])

    def receivers(self, organisation: str, type: str) -> tuple[str, ...]:
        """Who gets a copy of an organisation's event: itself first, then the partners it exports the type to."""
        partners = [each.receiver for each in self.exports if each.sender == organisation and type in each.types]
        return organisation, *sorted(partners)

    def exported(self, organisation: str, service: str) -> dict[str, list[str]]:
        """What a service is told as its setting `exports`: per event type, the other organisations that get it."""
        told = {type: list(self.receivers(organisation, type)[1:]) for type in self.owns[service]}
        return {type: receivers for type, receivers in told.items() if receivers}

    def sources(self, receiver: str) -> Iterator[tuple[str, str, str]]:
        """Every (organisation, service, event type) whose copies arrive at the receiver's broker."""
        for organisation, services in self.runs.items():
            for service in services:
                for type in self.owns[service]:
                    if receiver in self.receivers(organisation, type):
                        yield organisation, service, type


def load(path: Path = SOURCE) -> Topology:
    """Read the source.

    Raises:
        TopologyError: a name is used that nothing declares, or an event type has two owners.
    """
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    services, common = given["services"], given["every_service"]
    topology = Topology(
        vhost=given["vhost"],
        runs={name: tuple(each["runs"]) for name, each in given["organisations"].items()},
        owns={name: _consumers(each["owns"] | common) for name, each in services.items()},
        asks={name: tuple(each.get("asks", ())) for name, each in services.items()},
        exports=tuple(Export(each["from"], each["to"], frozenset(each["types"])) for each in given["exports"]),
    )
    _check_owners(services, common)
    _check_names(topology)
    return topology


def _consumers(types: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {type: tuple(consumers) for type, consumers in types.items()}


def _check_owners(services: Mapping[str, Any], common: Mapping[str, Any]) -> None:
    owned = [type for each in services.values() for type in each["owns"]] + list(common)
    if twice := {type for type in owned if owned.count(type) > 1}:
        raise TopologyError(f"owned twice: {sorted(twice)}")


def _check_names(topology: Topology) -> None:
    _known("service", topology.owns, (name for services in topology.runs.values() for name in services))
    _known("service", topology.owns, (name for peers in topology.asks.values() for name in peers))
    for types in topology.owns.values():
        _known("service", topology.owns, (name for consumers in types.values() for name in consumers))
    for export in topology.exports:
        _known("organisation", topology.runs, (export.sender, export.receiver))
        offered = {type for service in topology.runs[export.sender] for type in topology.owns[service]}
        _known(f"event type of {export.sender}", offered, export.types)


def _known(kind: str, names: Any, used: Any) -> None:
    if unknown := set(used) - set(names):
        raise TopologyError(f"no such {kind}: {sorted(unknown)}")
