"""What is measured, on the two small services of the chassis tests: one tells facts over HTTP, the other notes them."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import monotonic, sleep
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
Watching = Callable[[], AbstractContextManager[Callable[[list[UUID]], list[UUID]]]]
PATIENCE_SECONDS = 120
#: (on servers, embedded), from the project's first measurements.
SPIKE = {
    "HTTP to effect, events/s": ("635", "1,175"),
    "outbox to broker, events/s": ("5,830", "–"),
    "broker to effect, events/s": ("3,763", "–"),
    "commit to effect p50, ms": ("10.6", "12.6"),
    "commit to effect p99, ms": ("28", "21"),
    "five services at rest, MB": ("–", "68"),
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
        self.watching = watch(self._heard, "heard.subject")

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
    tell = _teller(pair)
    p50, p99 = latency(lambda: tell(uuid4()), pair.watching)
    steady = {"commit to effect p50, ms": p50, "commit to effect p99, ms": p99}
    return {**throughput(pair, events), **chain(pair, events), **stages(pair, events), **steady}


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


def chain(pair: Pair, events: int) -> Figures:
    """From the outbox to the last effect, all at the same time: told many at once, so that HTTP costs nothing."""
    before, started = len(pair.subjects()), monotonic()
    _tell_many(pair, events)
    _until(pair, lambda heard: len(heard) == before + events)
    return {"told to effect, events/s": events / (monotonic() - started)}


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


def latency(command: Callable[[], UUID], watching: Watching, per_second: int = STEADY_PER_SECOND) -> list[float]:
    """p50 and p99, in ms, from the answer to a command, when everything is committed, to its committed effect."""
    answered: dict[UUID, float] = {}
    seen: dict[UUID, float] = {}
    under_way: set[UUID] = set()
    done = threading.Event()

    def watch() -> None:
        with watching() as arrived:
            while under_way or not done.is_set():
                fresh, now = arrived(list(under_way)), monotonic()
                seen.update(dict.fromkeys(fresh, now))
                under_way.difference_update(fresh)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    begun = monotonic()
    for number in range(per_second * STEADY_SECONDS):
        wait_until(lambda due=begun + number / per_second: monotonic() >= due, 5, "its turn", every=0.001)  # type: ignore[misc]
        id = command()
        answered[id] = monotonic()
        under_way.add(id)
    done.set()
    watcher.join(PATIENCE_SECONDS)
    cuts = quantiles((1000 * (seen[id] - answered[id]) for id in answered), n=100)
    return [cuts[49], cuts[98]]


def watch(database: str, place: str) -> Watching:
    """Asks, as cheaply as can be, which of some ids stand in `table.column`: who asks often must not disturb."""
    table, column = place.split(".")

    @contextmanager
    def watching() -> Iterator[Callable[[list[UUID]], list[UUID]]]:
        with closing(_connection(database)) as connection, closing(connection.cursor()) as cursor:
            lite = database.startswith("sqlite")

            def arrived(ids: list[UUID]) -> list[UUID]:
                sleep(0.0005)
                marks = ",".join(["?" if lite else "%s"] * len(ids)) or "null"
                sent = [id.hex if lite else str(id) for id in ids]
                cursor.execute(f"SELECT {column} FROM {table} WHERE {column} IN ({marks})", sent)
                return [UUID(str(found)) for (found,) in cursor.fetchall()]

            yield arrived

    return watching


def memory_at_rest() -> float:
    """Resident memory of the process with all five services, in MB, once nothing moves in it."""
    with TemporaryDirectory() as folder, House(Path(folder)) as house:
        process = house.processes[0].process
        assert process is not None
        status = Path(f"/proc/{process.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def _teller(pair: Pair) -> Callable[[UUID], UUID]:
    """A light client, so that what is measured is the service: one connection a thread."""
    own = threading.local()
    headers = {"Content-Type": "application/json"}

    def tell(id: UUID) -> UUID:
        if not hasattr(own, "connection"):
            own.connection = HTTPConnection("127.0.0.1", pair.teller.ports["teller"], timeout=30)
        own.connection.request("POST", "/facts", f'{{"id":"{id}"}}', headers)
        answer = own.connection.getresponse()
        if answer.status != 201:
            raise RuntimeError(answer.read())
        answer.read()
        return id

    return tell


def _tell_many(pair: Pair, events: int) -> None:
    for begun in range(0, events, PORTION):
        body = {"count": min(PORTION, events - begun)}
        requests.post(f"{pair.teller.url('teller')}/facts/many", json=body, timeout=60).raise_for_status()


def _until(pair: Pair, arrived: Callable[[set[UUID]], bool]) -> None:
    wait_until(lambda: arrived(pair.subjects()), PATIENCE_SECONDS, "the effects", every=0.005)


def _column(database: str, query: str) -> list[Any]:
    with closing(_connection(database)) as connection, closing(connection.cursor()) as cursor:
        cursor.execute(query)
        return [row[0] for row in cursor.fetchall()]


def _connection(database: str) -> Any:
    if database.startswith("sqlite"):
        return sqlite3.connect(database.removeprefix("sqlite:///"), timeout=5, isolation_level=None)
    connection = psycopg2.connect(database.replace("+psycopg2", ""))
    connection.autocommit = True
    return connection


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
