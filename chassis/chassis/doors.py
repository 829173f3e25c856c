"""The doors of a service, declared on its methods: HTTP requests, events, timers and measures.

A door translates and calls one action; each decorator is a nameko entrypoint that says what may come through.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from marshmallow import Schema
from nameko.extensions import ENTRYPOINT_EXTENSIONS_ATTR, Entrypoint, register_entrypoint

from chassis.companions import Aside
from chassis.desk import Desk
from chassis.events.consumer import Consumer
from chassis.timers import Timer
from chassis.web.route import Route
from chassis.web.server import Server
from chassis.work import RELATIONS
from contracts.common import ROLES
from contracts.events import REGISTER

Door = Callable[..., Any]
D = TypeVar("D", bound=Entrypoint)


class Declared(Entrypoint):  # type: ignore[misc]  # nameko is untyped
    """A door bound to its container: `desk` is the service's desk, `method` the bound method behind the door."""

    @property
    def desk(self) -> Desk:
        return self.container.config["desk"]  # type: ignore[no-any-return]

    @property
    def method(self) -> Door:
        return getattr(self.container.config["service"], self.method_name)  # type: ignore[no-any-return]


class HttpDoor(Declared):
    """A request, answered by the server that all requests of the service share."""

    server = Server()

    def __init__(self, verb: str, path: str, options: Mapping[str, Any]) -> None:
        super().__init__()
        self.verb, self.path, self.options = verb, path, options

    @property
    def route(self) -> Route:
        return self.route_to(self.method)

    def route_to(self, method: Door) -> Route:
        """What this door says about itself, leading to `method`."""
        summary = (method.__doc__ or "").strip().split("\n")[0]
        return Route(
            method=self.verb, path=self.path, name=method.__name__, summary=summary, handler=method, **self.options
        )

    def setup(self) -> None:
        self.server.register_provider(self)

    def stop(self) -> None:
        self.server.unregister_provider(self)


class EventDoor(Declared):
    """Events of the named types, delivered by the one consumer of the service."""

    consumer = Consumer()

    def __init__(self, *types: str) -> None:
        super().__init__()
        self.types = types

    def setup(self) -> None:
        self.consumer.register_provider(self)

    def stop(self) -> None:
        self.consumer.unregister_provider(self)


class TimerDoor(Declared):
    """A regular moment; of all replicas only one acts on it."""

    def __init__(self, seconds: float, own_transactions: bool) -> None:
        super().__init__()
        self.seconds, self.own_transactions = seconds, own_transactions

    def start(self) -> None:
        self.timer = Timer(self.desk, self.method_name, self.seconds, self.method, own=self.own_transactions)
        self.container.spawn_managed_thread(self.timer.run)

    def stop(self) -> None:
        self.timer.stop()


class MeasureDoor(Declared):
    """A figure read from the database at each scrape; `dated` if it depends on today's date."""

    def __init__(self, name: str, meaning: str, labels: Sequence[str], dated: bool) -> None:
        super().__init__()
        self.name, self.meaning, self.labels, self.dated = name, meaning, tuple(labels), dated

    def setup(self) -> None:
        self.desk.metrics.measure(self.name, self.meaning, self.labels, self._read)

    def _read(self) -> Mapping[tuple[str, ...], float]:
        with self.desk.store.session(write=False) as session:
            return dict(self.method(session, self.desk.clock.today()) if self.dated else self.method(session))


def routes_of(service: object) -> list[Route]:
    """The HTTP doors of a service object, whether or not it runs in a container."""
    return [door.route_to(method) for door, method in _declared_on(service, HttpDoor)]


def subscriptions_of(service: object) -> dict[str, Door]:
    """Which method of a service object hears which event type."""
    return {type: method for door, method in _declared_on(service, EventDoor) for type in door.types}


def measures_of(service: object) -> list[tuple[MeasureDoor, Door]]:
    """The figures a service object publishes."""
    return list(_declared_on(service, MeasureDoor))


def get(path: str, *, allow: Mapping[str, str], **options: Any) -> Callable[[Door], Door]:
    """Answer GET on `path` to those whom `allow` lets in (role → relation)."""
    return _http("GET", path, allow, options)


def post(path: str, *, allow: Mapping[str, str], **options: Any) -> Callable[[Door], Door]:
    """Take a POST on `path`. Honours Idempotency-Key."""
    return _http("POST", path, allow, options)


def put(path: str, *, allow: Mapping[str, str], **options: Any) -> Callable[[Door], Door]:
    """Take a PUT on `path`; with `versioned=True` the caller must say which version it replaces."""
    return _http("PUT", path, allow, options)


def on_event(*types: str) -> Callable[[Door], Door]:
    """Receive events of these types, each exactly once in effect."""
    if unknown := set(types) - set(REGISTER):
        raise ValueError(f"not in the event register: {sorted(unknown)}")
    return partial(_declare, EventDoor(*types))


def every(*, seconds: float, own_transactions: bool = False) -> Callable[[Door], Door]:
    """Act every `seconds` on one replica: with a `Work`, or with the desk, to open transactions of its own."""
    return partial(_declare, TimerDoor(seconds, own_transactions))


def measure(name: str, meaning: str, *, labels: Sequence[str] = (), dated: bool = False) -> Callable[[Door], Door]:
    """Publish the figures the method answers, by label values; a `dated` one is given today's date too."""
    return partial(_declare, MeasureDoor(name, meaning, labels, dated))


def asides_of(service: type) -> dict[str, Aside]:
    """What a service, or one of the classes it is put together from, computes in processes of their own."""
    return {
        purpose: aside for part in reversed(service.__mro__) for purpose, aside in vars(part).get("asides", {}).items()
    }


def _http(verb: str, path: str, allow: Mapping[str, str], options: Mapping[str, Any]) -> Callable[[Door], Door]:
    if not allow or set(allow) - {"anyone", *ROLES} or set(allow.values()) - RELATIONS:
        raise ValueError(f"{verb} {path}: allow must map known roles to known relations")
    for name in ("body", "query", "reply"):
        if options.get(name) is not None and not issubclass(options[name], Schema):
            raise TypeError(f"{verb} {path}: {name} must be a schema")
    if options.get("produces") and (options.get("reply") or options.get("html")):
        raise TypeError(f"{verb} {path}: a media type stands alone, without a reply and without a page")
    if options.get("aside") and not (options.get("produces") or options.get("reply")):
        raise TypeError(f"{verb} {path}: what is made aside has a media type or a reply")
    if options.get("kept_by_asker") and not (verb == "GET" and options.get("produces")):
        raise TypeError(f"{verb} {path}: only what is read, as a document of its own, can be kept")
    return partial(_declare, HttpDoor(verb, path, {"allow": allow, **options}))


def _declared_on(service: object, kind: type[D]) -> Iterator[tuple[D, Door]]:
    for name in dir(service):
        for entrypoint in getattr(getattr(service, name), ENTRYPOINT_EXTENSIONS_ATTR, ()):
            if isinstance(entrypoint, kind):
                yield entrypoint, getattr(service, name)


def _declare(entrypoint: Entrypoint, door: Door) -> Door:
    register_entrypoint(door, entrypoint)
    return door
