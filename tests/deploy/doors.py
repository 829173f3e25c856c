"""What the services' classes declare: which events they hear and which figures they publish."""

from collections.abc import Iterator
from importlib import import_module
from inspect import getmembers
from typing import Any

from chassis.doors import EventDoor, MeasureDoor


def service_class(name: str) -> type:
    """The class whose doors are the service."""
    return getattr(import_module(f"{name}.service"), name.capitalize())


def subscriptions(name: str) -> frozenset[str]:
    """The event types a service has doors for."""
    return frozenset(type for door in _doors(name, EventDoor) for type in door.types)


def measures(name: str) -> frozenset[str]:
    """The names of the figures a service reads from its database."""
    return frozenset(door.name for door in _doors(name, MeasureDoor))


def _doors(name: str, kind: type) -> Iterator[Any]:
    for _, method in getmembers(service_class(name)):
        yield from (door for door in getattr(method, "nameko_entrypoints", ()) if isinstance(door, kind))
