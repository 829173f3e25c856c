"""The running product for tests, the story and the benchmark: real processes with ports, keys and databases.

`together` puts all services in one process, as the embedded default does; otherwise each has its own, as in production.
Everything it writes (databases, keys, logs) lies in one folder, which the caller owns.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self
from uuid import UUID, uuid4

import requests

from chassis.settings import ChassisSettings
from chassis.web.minting import make_key, mint, read_key
from tests.client import Client
from tests.servers import PostgreSQL, RabbitMQ, free_port, wait_until
from tests.servers.process import Server

SERVICES = ("enrollment", "matching", "activities", "notifications", "reporting")
DEFAULT_PORTS = {name: 8001 + place for place, name in enumerate(SERVICES)}
READY_SECONDS = 60
TOKEN_MINUTES = 24 * 60
OURS = ("SAMSPIL_", "DATABASE_URL_", "BROKER_URL")
# `samspil` on a day to come: its one clock is ahead by the number of days that is said first.
AHEAD = """
import sys
from datetime import timedelta
from chassis import cli, clock
ahead, now = timedelta(days=int(sys.argv.pop(1))), clock.Clock.now
clock.Clock.now = lambda self: now(self) + ahead
cli.main()
"""


class House:
    """The services of one organisation. `settings` adds or replaces settings, e.g. `{"retry_seconds": [0.1]}` for all,
    `{"batch_size_reporting": 1}` for one. `keys` is the folder of the signing key, made if it holds none.
    """

    def __init__(
        self,
        folder: Path,
        *,
        services: Sequence[str] = SERVICES,
        organisation: str = "kfum",
        broker_url: str = "inproc://",
        database_urls: Mapping[str, str] | None = None,
        mail: str = "print://",
        together: bool = True,
        ports: Mapping[str, int] | None = None,
        settings: Mapping[str, Any] | None = None,
        keys: Path | None = None,
    ) -> None:
        self.folder, self.services, self.organisation = folder.absolute(), tuple(services), organisation
        self.folder.mkdir(parents=True, exist_ok=True)
        self.broker_url, self.mail, self.settings = broker_url, mail, settings or {}
        self.days_ahead = 0
        self.broker: RabbitMQ | None = None
        self.postgres: PostgreSQL | None = None
        self.keys = (keys or self.folder).absolute()
        self.keys.mkdir(parents=True, exist_ok=True)
        self.ports = {name: (ports or {}).get(name) or free_port() for name in services}
        self.database_urls = {name: f"sqlite:///{self.folder}/{name}.db" for name in services} | dict(
            database_urls or {}
        )
        self._keys()
        rooms = [self.services] if together else [(name,) for name in services]
        self.processes = [Process(self, names) for names in rooms]

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, *, attached: bool = True) -> Self:
        """Start everything and wait until it is ready; without `attached` the broker may be down."""
        for process in self.processes:
            process.begin()
        for process in self.processes:
            process.wait(attached=attached)
        return self

    def stop(self) -> None:
        """End everything in good order (SIGTERM), all at the same time."""
        for process in self.processes:
            process.ask_to_stop()
        for process in self.processes:
            process.remove()

    def days_pass(self, days: int) -> None:
        """Everything is ended and started again so many days later, by the clocks of the services."""
        self.stop()
        self.days_ahead += days
        self.start()

    def now(self) -> datetime:
        """The moment, as the services see it."""
        return datetime.now(UTC) + timedelta(days=self.days_ahead)

    def kill(self, service: str) -> None:
        """SIGKILL the process this service lives in; when they live together, all are gone."""
        self.process(service).kill()

    def restart(self, service: str, *, attached: bool = True) -> None:
        """Start the service's process again, on the same port and database; ends it first if it runs."""
        process = self.process(service)
        process.stop()
        process.begin()
        process.wait(attached=attached)

    def process(self, service: str) -> "Process":
        return next(process for process in self.processes if service in process.services)

    def url(self, service: str) -> str:
        return f"http://127.0.0.1:{self.ports[service]}"

    def log(self, service: str) -> str:
        """What the service's process has written so far; mails to print:// are there too."""
        return self.process(service).log.read_text(encoding="utf-8", errors="replace")

    def token(self, role: str, *, organisation: str | None = None, subject: UUID | None = None) -> str:
        """A development token, good for a day."""
        defaults = ChassisSettings().fields
        return mint(
            self._signing_key,
            issuer=defaults["issuer"].load_default,
            audience=defaults["audience"].load_default,
            organisation=organisation or self.organisation,
            roles=[role],
            subject=subject or uuid4(),
            now=self.now() - timedelta(seconds=1),
            minutes=TOKEN_MINUTES,
        )

    def client(
        self,
        service: str,
        role: str = "",
        *,
        organisation: str | None = None,
        subject: UUID | None = None,
        language: str = "en",
    ) -> Client:
        """Somebody who calls this service in one role; without a role, without a token."""
        token = self.token(role, organisation=organisation, subject=subject) if role else ""
        return Client(self.url(service), token, language=language)

    def environment(self) -> dict[str, str]:
        """What the services are told; nothing of our own environment that speaks to Samspil gets through."""
        told: dict[str, Any] = {
            "organisation": self.organisation,
            "jwks": self.keys / "jwks.json",
            "signing_key": self.keys / "signing_key.json",
            "peers": {name: self.url(name) for name in self.services},
            "log_level": "info",
        }
        told |= {f"listen_{name}": f"127.0.0.1:{port}" for name, port in self.ports.items()}
        told |= {"mail_notifications": self.mail} if "notifications" in self.services else {}
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        databases = {f"DATABASE_URL_{name.upper()}": url for name, url in self.database_urls.items()}
        ours = {f"SAMSPIL_{key.upper()}": _text(value) for key, value in (told | dict(self.settings)).items()}
        return inherited | {"BROKER_URL": self.broker_url, "PYTHONUNBUFFERED": "1"} | databases | ours

    def _keys(self) -> None:
        path = self.keys / "signing_key.json"
        if not path.exists():
            private, public = make_key()
            path.touch(mode=0o600)
            path.write_text(private, encoding="ascii")
            (self.keys / "jwks.json").write_text(public, encoding="ascii")
        self._signing_key = read_key(path)


class Process(Server):
    """One operating system process with one service or several in it."""

    def __init__(self, house: House, services: Sequence[str]) -> None:
        super().__init__(house.folder, house.ports[services[0]])
        self.house, self.services, self.name = house, services, ", ".join(services)

    @property
    def log(self) -> Path:
        return self.folder / f"{self.services[0] if len(self.services) == 1 else 'services'}.log"

    def command(self) -> list[str | Path]:
        ahead = self.house.days_ahead
        samspil = ["-c", AHEAD, str(ahead)] if ahead else ["-m", "chassis"]
        return [sys.executable, *samspil, "run", "--migrate", *self.services]

    def options(self) -> dict[str, Any]:
        return {"env": self.house.environment()}

    def begin(self) -> None:
        self.process = self.launch(self.command(), **self.options())

    def wait(self, *, attached: bool) -> None:
        """Until every service in here is ready, and has found the broker."""
        wait_until(lambda: self._are(attached), READY_SECONDS, f"{self.name} to be ready, see {self.log}")

    def ask_to_stop(self) -> None:
        if self.process and self.running():
            self.process.terminate()

    def _are(self, attached: bool) -> bool:
        self.require_running()
        return all(is_ready(self.house.url(name), attached=attached) for name in self.services)


def is_ready(url: str, *, attached: bool = False) -> bool:
    """Whether a service takes requests and, with `attached`, whether it has found the broker."""
    try:
        answer = requests.get(f"{url}/health/ready", timeout=5)
    except requests.RequestException:
        return False
    return answer.ok and (not attached or answer.json()["broker"] == "up")


@contextmanager
def embedded(folder: Path, **options: Any) -> Iterator[House]:
    """The default: all services in one process, in-memory broker, SQLite files."""
    with House(folder, **options) as house:
        yield house


@contextmanager
def production_like(
    folder: Path, *, broker: RabbitMQ | None = None, postgres: PostgreSQL | None = None, **options: Any
) -> Iterator[House]:
    """One process per service on RabbitMQ and PostgreSQL: those given, or private ones that end with the house.

    Both can be reached as `house.broker` and `house.postgres`, to be killed or suspended.
    """
    with ExitStack() as stack:
        broker = broker or stack.enter_context(RabbitMQ())
        postgres = postgres or stack.enter_context(PostgreSQL())
        services = options.get("services", SERVICES)
        databases = {name: postgres.create_database(f"{name}_{uuid4().hex[:8]}") for name in services}
        chosen: dict[str, Any] = {"together": False, "broker_url": broker.url, "database_urls": databases} | options
        house = House(folder, **chosen)
        house.broker, house.postgres = broker, postgres
        yield stack.enter_context(house)


def _text(value: Any) -> str:
    return json.dumps(value) if isinstance(value, dict | list) else str(value)
