"""The same on the real services: a family asks for company at enrollment, and matching, a process away, knows of it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from itertools import cycle, islice
from pathlib import Path
from time import monotonic
from uuid import UUID

from tests.bench.measures import CLIENTS, PATIENCE_SECONDS, Figures, latency, watch
from tests.faults.ledger import Ledger
from tests.faults.load import Household, Insistent, put_in_force
from tests.house import House, production_like
from tests.servers import PostgreSQL, RabbitMQ, wait_until

STEADY_PER_SECOND = 20
# A family asks for company a few times; with more it would be a strange one, and slow.
NEEDS_EACH = 5


def on_servers(folder: Path, broker: RabbitMQ, postgres: PostgreSQL) -> AbstractContextManager[House]:
    """The five services, a process each."""
    return production_like(folder, broker=broker, postgres=postgres)


def embedded(folder: Path, *_servers: object) -> AbstractContextManager[House]:
    """The five services in one process."""
    return House(folder)


def play(house: House, needs: int) -> Figures:
    """How many needs a second get from families to matching, and how soon one is there when the house is calm."""
    put_in_force(house)
    send = Insistent(house, Ledger())
    families = cycle(
        [(household, household.join()) for household in (Household(send) for _ in range(needs // NEEDS_EACH))]
    )
    watching = watch(house.database_urls["matching"], "needs.id")

    def ask(family: tuple[Household, str]) -> UUID:
        return UUID(family[0].register_need(family[1]))

    started = monotonic()
    with ThreadPoolExecutor(CLIENTS) as clients, watching() as arrived:
        ids = list(clients.map(ask, islice(families, needs)))
        wait_until(lambda: len(arrived(ids)) == len(ids), PATIENCE_SECONDS, "matching to know of every need")
    seconds = monotonic() - started
    p50, p99 = latency(lambda: ask(next(families)), watching, STEADY_PER_SECOND)
    return {
        "needs, HTTP to matching, events/s": needs / seconds,
        "need committed to matching p50, ms": p50,
        "need committed to matching p99, ms": p99,
    }
