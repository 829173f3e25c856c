"""For tests: a service without network. The same desk, doors and transactions, on SQLite in memory and a held clock.

What a service computes in a process of its own is computed here too if it reads the database: another process takes a
second to start, and cannot see a database in memory. A test that wants the real process says `processes=True`.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib import import_module
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from marshmallow import Schema, missing
from sqlalchemy import MetaData, select
from sqlalchemy.pool import StaticPool

from chassis import doors, operations, tables
from chassis.clock import HeldClock
from chassis.companions import Companions
from chassis.desk import Desk
from chassis.events import outbox
from chassis.events.handling import Handling
from chassis.logs import log_for
from chassis.metrics import Metrics
from chassis.runner import known_services
from chassis.settings import ChassisSettings
from chassis.store import Store
from chassis.web import minting
from chassis.web.answer import json_bytes
from chassis.web.application import Application
from chassis.web.errands import Errand
from chassis.web.openapi import document
from chassis.web.request import Request
from chassis.web.route import Route
from chassis.work import RELATIONS, Caller, Work
from contracts.envelope import Event, decode

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ORGANISATION = "kfum"
NOWHERE = Route(method="POST", path="/nowhere", name="nowhere", summary="", allow={"anyone": "any"}, handler=print)
FORM = "application/x-www-form-urlencoded"


def caller(
    role: str, *, organisation: str = ORGANISATION, subject: UUID | None = None, relations: frozenset[str] = RELATIONS
) -> Caller:
    """Somebody with one role; every relation unless told otherwise, so that actions meet the domain's own rules."""
    return Caller(
        organisation=organisation, roles=frozenset({role}), subject=subject or UUID(int=1), relations=relations
    )


class Here(Companions):
    """Asides of which those that read the database answer in the test's own process, and fail with their own words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.clock, desk.metrics, desk.log)
        self._desk = desk

    def __call__(self, purpose: str, request: Any) -> bytes:
        declared = self._by_purpose[purpose].declared
        if not declared.reads_database:
            return super().__call__(purpose, request)
        module, _, function = declared.function.partition(":")
        with _readable(self._desk) as url:
            asked = json.loads(json_bytes({**request, "database_url": url}))
            answered: bytes = getattr(import_module(module), function)(asked)
        return answered


class Unrouted(Errand):
    """An errand whose outcome nobody presents."""

    def once(self, do: Callable[[Work], Any]) -> Any:
        return self(do)


class Rehearsal:
    """A service's tables and transactions, for tests of actions and queries."""

    def __init__(
        self,
        name: str,
        metadata: MetaData,
        *,
        settings: Mapping[str, Any] | None = None,
        url: str = "sqlite://",
        processes: bool = False,
    ) -> None:
        told = {"organisation": ORGANISATION, "database_url": url, "jwks": "held", **(settings or {})}
        known = ChassisSettings().fields
        checked = ChassisSettings().load({key: value for key, value in told.items() if key in known})
        self.clock = HeldClock(AT)
        self.store = Store(url)
        for each in (tables.metadata, metadata):
            each.create_all(self.store.engine)
        self.desk = Desk(
            name,
            {**told, **checked},
            store=self.store,
            clock=self.clock,
            metrics=Metrics(name),
            log=log_for(name, ORGANISATION),
        )
        if not processes:
            self.desk.aside = Here(self.desk)

    @contextmanager
    def work(
        self, caller: Caller | None = None, *, at: datetime | None = None, correlation_id: UUID | None = None
    ) -> Iterator[Work]:
        """One transaction, committed at the end of the block."""
        if at:
            self.clock.move(at - self.clock.now())
        with self.store.session() as session:
            work = self.desk.work(
                session, caller=caller or self.desk.itself, correlation_id=correlation_id or self.clock.new_id()
            )
            yield work
            session.flush()
            outbox.write(session, work.outgoing)
            session.commit()

    def later(self, **by: float) -> None:
        """Let time pass: `later(days=3)`."""
        self.clock.move(timedelta(**by))

    def errand(self, caller: Caller | None = None) -> Errand:
        """What a door with transactions of its own gets; it leads to no route, and `once` returns what was done."""
        return Unrouted(
            self.desk, NOWHERE, Request(), caller=caller or self.desk.itself, correlation_id=self.clock.new_id()
        )

    @property
    def emitted(self) -> list[Event]:
        """Every fact told so far, once, as our own organisation hears it."""
        return list({event.id: event for event in reversed(self.stored())}.values())[::-1]

    def stored(self) -> list[Event]:
        """Every copy in the outbox, as its receiver would decode it."""
        with self.store.session(write=False) as session:
            rows = session.execute(select(tables.outbox.c.body).order_by(tables.outbox.c.position)).scalars()
            return [decode(bytes(body)) for body in rows]


@dataclass(frozen=True)
class Reply:
    """An answer as a client sees it."""

    status: int
    headers: Mapping[str, str]
    text: str
    json: Any = field(default=None)
    content: bytes = b""


class Stage:
    """A whole service behind its HTTP doors, in this process and without a network; `on` goes to its `Rehearsal`."""

    def __init__(
        self, service: type, metadata: MetaData, *, settings: Mapping[str, Any] | None = None, **on: Any
    ) -> None:
        self.service = service()
        private, public = minting.make_key()
        self._key = minting.key_from(private)
        defaults = _defaults(getattr(service, "settings", None))
        self.rehearsal = Rehearsal(
            self.service.name, metadata, settings={**defaults, "jwks": public, **(settings or {})}, **on
        )
        self.desk = self.rehearsal.desk
        self.desk.aside.declare(doors.asides_of(service))
        self.application = Application([*doors.routes_of(self.service), *operations.routes(self.desk)], self.desk)
        self.handling = Handling(self.desk, doors.subscriptions_of(self.service))

    def hear(self, *events: Event) -> None:
        """Deliver events, as one batch."""
        self.handling.handle(events)

    def token(self, role: str, organisation: str = ORGANISATION, subject: UUID | None = None) -> str:
        """A token the service accepts."""
        return minting.mint(
            self._key,
            issuer=self.desk.settings["issuer"],
            audience=self.desk.settings["audience"],
            organisation=organisation,
            roles=[role],
            subject=subject or UUID(int=1),
            now=self.desk.clock.now(),
            minutes=60,
        )

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        as_: tuple[Any, ...] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """One request; `as_` is (role, organisation, subject), the later ones optional. Bytes are sent as a form."""
        sent = {"Accept-Language": "en", **(headers or {})}
        if as_:
            sent["Authorization"] = f"Bearer {self.token(*as_)}"
        return _call(self.application, method, path, body, sent)


def openapi_of(name: str) -> Mapping[str, Any]:
    """The OpenAPI document of an installed service, without starting it."""
    service = known_services()[name].load()
    stage = Stage(service, MetaData())
    return document([*doors.routes_of(stage.service), *operations.routes(stage.desk)], name)


@contextmanager
def _readable(desk: Desk) -> Iterator[str]:
    """Where the database can be read over a connection of one's own: of one in memory, a copy as it is now."""
    if not isinstance(desk.store.engine.pool, StaticPool):
        yield desk.settings["database_url"]
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "copy.db"
        with closing(sqlite3.connect(path)) as copy:
            desk.store.engine.raw_connection().driver_connection.backup(copy)  # type: ignore[union-attr]
        yield f"sqlite:///{path}"


def _defaults(schema: type[Schema] | None) -> dict[str, Any]:
    fields = schema().fields if schema else {}
    given = {name: field.load_default for name, field in fields.items() if field.load_default is not missing}
    return {name: default() if callable(default) else default for name, default in given.items()}


def _call(application: Callable[..., Any], method: str, target: str, body: Any, headers: Mapping[str, str]) -> Reply:
    path, _, query = target.partition("?")
    is_form = isinstance(body, bytes)
    content = body if is_form else b"" if body is None else json.dumps(body, default=str).encode()
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": FORM if is_form else "" if body is None else "application/json",
        "CONTENT_LENGTH": str(len(content)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "stage.example",
        "wsgi.input": BytesIO(content),
        **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
    }
    started: list[Any] = []
    parts = application(environ, lambda status, answered, *_: started.extend((status, answered)))
    content = b"".join(parts)
    text = content.decode(errors="replace")
    answered = dict(started[1])
    is_json = "json" in answered.get("Content-Type", "")
    return Reply(int(started[0].split()[0]), answered, text, json.loads(text) if is_json and text else None, content)
