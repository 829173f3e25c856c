"""What a door says about itself, and which route a path belongs to. No request is looked at here."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from marshmallow import Schema

ANYONE = "anyone"
PARAMETER = re.compile(r"\{([a-z_]+)\}")
UUID_SHAPE = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
SLUG_SHAPE = "[a-z0-9][a-z0-9_.-]{0,79}"


@dataclass(frozen=True, kw_only=True)
class Route:
    """One method on one path: who may call it, what it takes, what it answers.

    `handler` gets the open `Work` and the `Request`. With `own_transaction=False` there is no transaction around it
    and instead of the work it gets an `Errand`, which runs what it is given in one, as this caller; what the handler
    returns may then also be a ready `Answer`.

    With `aside` the handler changes nothing and returns what the process declared under that name is to be asked with,
    once the transaction has ended; the answer is what that process makes, of the media type `produces`, or JSON that
    goes through the schema `reply`. It is made anew each time and never kept, so no Idempotency-Key is needed. A POST
    that only `asks` leaves no trace either. Where nothing is made aside, `produces` is the media type of the bytes that
    the handler itself returns.
    """

    method: str
    path: str
    name: str
    summary: str
    allow: Mapping[str, str]
    handler: Callable[..., object]
    body: type[Schema] | None = None
    query: type[Schema] | None = None
    reply: type[Schema] | None = None
    status: int = 200
    versioned: bool = False
    paged: bool = False
    purposes: tuple[str, ...] = ()
    html: bool = False
    own_transaction: bool = True
    asks: bool = False
    #: Whether the body may also come from a form of a page of our own, as a browser sends it without any script.
    form: bool = False
    aside: str | None = None
    produces: str | None = None
    #: Whether who asks may keep the answer and ask whether it still holds: it carries a digest of itself as ETag.
    kept_by_asker: bool = False
    #: Whether pages of other sites may read it in a browser. Only for what anybody may read without saying why.
    open_to_the_web: bool = False

    def __post_init__(self) -> None:
        if self.open_to_the_web and not (self.reads and set(self.allow) == {ANYONE} and not self.purposes):
            raise ValueError(f"{self.method} {self.path}: only what anybody may read can be open to the web")

    @property
    def public(self) -> bool:
        """Whether no token is needed."""
        return ANYONE in self.allow

    @property
    def reads(self) -> bool:
        """Whether the method promises to change nothing."""
        return self.method == "GET"

    @property
    def changes(self) -> bool:
        """Whether a call may change something, so that it matters how often it is carried out."""
        return not (self.reads or self.asks or self.aside)

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles that may call it."""
        return frozenset(self.allow)

    @cached_property
    def reply_schema(self) -> Schema | None:
        """The schema of the answer, made once."""
        return self.reply() if self.reply else None

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """Names of the variable parts of the path."""
        return tuple(PARAMETER.findall(self.path))

    @cached_property
    def resource(self) -> str:
        """The kind of thing behind the path: its first fixed part."""
        return self.path.strip("/").split("/")[0]


def is_id(parameter: str) -> bool:
    """Whether a path parameter is a UUID; every other one is a slug."""
    return parameter == "id" or parameter.endswith("_id")


@dataclass(frozen=True)
class Place:
    """Everything that one path offers, by method."""

    routes: Mapping[str, Route] = field(default_factory=dict)

    @cached_property
    def allow(self) -> str:
        """The Allow header."""
        return ", ".join(sorted({*self.routes, "OPTIONS", *(("HEAD",) if "GET" in self.routes else ())}))

    @cached_property
    def open_to_the_web(self) -> bool:
        """Whether pages of other sites may ask here; one closed route closes the place."""
        return all(route.open_to_the_web for route in self.routes.values())

    def route(self, method: str) -> Route | None:
        return self.routes.get("GET" if method == "HEAD" else method)


class Router:
    """Finds the place a path leads to. Fixed paths win over patterns, and of these the one with more fixed letters."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._fixed: dict[str, Place] = {}
        self._shaped: dict[int, list[tuple[re.Pattern[str], Place]]] = {}
        for path, place in sorted(_places(routes).items(), key=lambda each: -len(PARAMETER.sub("", each[0]))):
            if "{" in path:
                self._shaped.setdefault(path.count("/"), []).append((_pattern(path), place))
            else:
                self._fixed[path] = place

    def find(self, path: str) -> tuple[Place, dict[str, Any]] | None:
        """The place and the values in the path, or None."""
        if place := self._fixed.get(path):
            return place, {}
        for pattern, place in self._shaped.get(path.count("/"), ()):
            if found := pattern.fullmatch(path):
                return place, {name: UUID(text) if is_id(name) else text for name, text in found.groupdict().items()}
        return None


def _places(routes: Iterable[Route]) -> dict[str, Place]:
    by_path: dict[str, dict[str, Route]] = {}
    for route in routes:
        methods = by_path.setdefault(route.path, {})
        if route.method in methods:
            raise ValueError(f"two doors answer {route.method} {route.path}")
        methods[route.method] = route
    return {path: Place(methods) for path, methods in by_path.items()}


def _pattern(path: str) -> re.Pattern[str]:
    parts = PARAMETER.split(path)
    for at in range(1, len(parts), 2):
        parts[at] = f"(?P<{parts[at]}>{UUID_SHAPE if is_id(parts[at]) else SLUG_SHAPE})"
    for at in range(0, len(parts), 2):
        parts[at] = re.escape(parts[at])
    return re.compile("".join(parts), re.ASCII)
