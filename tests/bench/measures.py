"""What is measured, on the two small services of the chassis tests: one tells facts over HTTP, the other notes them."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

import psycopg2
import requests

from tests.chassis.small_house import SmallHouse
from tests.house import House
from tests.servers import PostgreSQL, RabbitMQ, wait_until

CLIENTS = 8
STEADY_PER_SECOND, STEADY_SECONDS = 50, 8
PORTION = 500
HEARD = "SELECT subject FROM heard WHERE type <> 'tick'"
Figures = dict[str, float | None]
PATIENCE_SECONDS = 120
#: (on servers, embedded), from the project's first measurements.
SPIKE = {
    "HTTP to effect, events/s": ("635", "1,175"),
    "outbox to broker, events/s": ("5,830", "–"),
    "broker to effect, events/s": ("3,763", "–"),
    "commit to effect p50, ms": ("10.6", "12.6"),
    "commit to effect p99, ms": ("28", "21"),
    "memory": ("–", "68"),
}


@dataclass(frozen=True)
class Round:
    """One set-up, measured once."""

    setup: str
    figures: Figures


class Pair:
    """The teller and the hearer, in two processes or one, and a look into their databases."""

    def __init__(
        self, teller: SmallHouse, hearer: SmallHouse, databases: tuple[str, str], broker: RabbitMQ | None = None
    ) -> None:
        self.teller, self.hearer, self.broker = teller, hearer, broker
        self._told, self._heard = databases

    def subjects(self) -> set[UUID]:
        """Every fact that has had its effect, as committed."""
        return {
            UUID(str(subject)) for subject in _column(self._heard, "SELECT subject FROM heard WHERE type <> 'tick'")
        }

    def waiting(self) -> int:
        """How many copies the broker has not confirmed."""
        return int(_column(self._told, "SELECT count(*) FROM outbox WHERE published_at IS NULL")[0])


@contextmanager
def on_servers(folder: Path, broker: RabbitMQ, postgres: PostgreSQL) -> Iterator[Pair]:
    """A process each, on RabbitMQ and PostgreSQL."""
    organisation = f"bench-{uuid4().hex[:8]}"
    told, heard = (postgres.create_database(f"{organisation.replace('-', '_')}_{name}") for name in ("told", "heard"))
    settings = {"organisation": organisation, "broker_url": broker.url, "confirm_seconds": 60}
    teller = SmallHouse(_made(folder / "teller"), ["teller"], settings, {"teller": told})
    hearer = SmallHouse(_made(folder / "hearer"), ["hearer"], settings, {"hearer": heard})
    with hearer, teller:
        hearer.attached()
        teller.attached()
        yield Pair(teller, hearer, (told, heard), broker)


@contextmanager
def embedded(folder: Path, *_servers: object) -> Iterator[Pair]:
    """Both in one process, on the in-memory broker and SQLite."""
    with SmallHouse(folder, ["teller", "hearer"], {}) as house:
        house.attached()
        yield Pair(house, house, (f"sqlite:///{folder}/teller.db", f"sqlite:///{folder}/hearer.db"))


def play(pair: Pair, events: int) -> Figures:
    """Every figure of one round."""
    return {**throughput(pair, events), **stages(pair, events), **latency(pair)}


def throughput(pair: Pair, events: int) -> Figures:
    """From HTTP requests of some clients to the last effect."""
    ids = [uuid4() for _ in range(events)]
    started = monotonic()
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(_teller(pair), ids))
    answered = monotonic() - started
    _until(pair, lambda heard: set(ids) <= heard)
    return {
        "HTTP requests/s": events / answered,
        "HTTP to effect, events/s": events / (monotonic() - started),
    }


def stages(pair: Pair, events: int) -> Figures:
    """The relay alone, then the consumer alone; in one process they cannot be told apart."""
    names = ("outbox to broker, events/s", "broker to effect, events/s")
    if pair.broker is None:
        return dict.fromkeys(names)
    before = len(pair.subjects())
    pair.hearer.stop()
    pair.broker.suspend()
    _tell_many(pair, events)
    started = monotonic()
    pair.broker.resume()
    wait_until(lambda: pair.waiting() == 0, PATIENCE_SECONDS, "the outbox to be empty", every=0.005)
    relayed = events / (monotonic() - started)
    pair.hearer.start()
    _until(pair, lambda heard: len(heard) > before)
    begun, started = len(pair.subjects()), monotonic()
    _until(pair, lambda heard: len(heard) == before + events)
    consumed = (before + events - begun) / max(monotonic() - started, 1e-3)
    return dict(zip(names, (relayed, consumed), strict=True))


def latency(pair: Pair) -> Figures:
    """From the answer to a request, sent when everything is committed, to the committed effect, at a steady rate."""
    answered: dict[UUID, float] = {}
    seen: dict[UUID, float] = {}
    known = pair.subjects()
    tell, watching = _teller(pair), threading.Event()

    def watch() -> None:
        while not watching.is_set() or len(seen) < len(answered):
            now, fresh = monotonic(), pair.subjects() - known - seen.keys()
            seen.update(dict.fromkeys(fresh, now))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    begun = monotonic()
    for number in range(STEADY_PER_SECOND * STEADY_SECONDS):
        wait_until(lambda due=begun + number / STEADY_PER_SECOND: monotonic() >= due, 5, "its turn", every=0.001)  # type: ignore[misc]
        id = uuid4()
        tell(id)
        answered[id] = monotonic()
    watching.set()
    watcher.join(PATIENCE_SECONDS)
    delays = [1000 * max(0.0, seen[id] - answered[id]) for id in answered]
    cuts = quantiles(delays, n=100)
    return {"commit to effect p50, ms": cuts[49], "commit to effect p99, ms": cuts[98]}


def memory_at_rest() -> float:
    """Resident memory of the process with all five services, in MB, once nothing moves in it."""
    with TemporaryDirectory() as folder, House(Path(folder)) as house:
        process = house.processes[0].process
        assert process is not None
        status = Path(f"/proc/{process.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def _teller(pair: Pair) -> Callable[[UUID], None]:
    """A light client, so that what is measured is the service: one connection a thread."""
    own = threading.local()
    headers = {"Content-Type": "application/json"}

    def tell(id: UUID) -> None:
        if not hasattr(own, "connection"):
            own.connection = HTTPConnection("127.0.0.1", pair.teller.ports["teller"], timeout=30)
        own.connection.request("POST", "/facts", f'{{"id":"{id}"}}', headers)
        answer = own.connection.getresponse()
        if answer.status != 201:
            raise RuntimeError(answer.read())
        answer.read()

    return tell


def _tell_many(pair: Pair, events: int) -> None:
    for begun in range(0, events, PORTION):
        body = {"count": min(PORTION, events - begun)}
        requests.post(f"{pair.teller.url('teller')}/facts/many", json=body, timeout=60).raise_for_status()


def _until(pair: Pair, arrived: Callable[[set[UUID]], bool]) -> None:
    wait_until(lambda: arrived(pair.subjects()), PATIENCE_SECONDS, "the effects", every=0.005)


def _column(database: str, query: str) -> list[Any]:
    if database.startswith("sqlite"):
        with closing(sqlite3.connect(database.removeprefix("sqlite:///"), timeout=5)) as connection:
            return [row[0] for row in connection.execute(query)]
    with closing(psycopg2.connect(database.replace("+psycopg2", ""))) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return [row[0] for row in cursor.fetchall()]


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
