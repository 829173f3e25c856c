"""The same on the real services: a family asks for company at enrollment, and matching, a process away, knows of it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from time import monotonic
from uuid import UUID

from tests.bench.measures import CLIENTS, PATIENCE_SECONDS, STEADY_SECONDS, Figures, latency, watch
from tests.faults.ledger import Ledger
from tests.faults.load import Household, Insistent, put_in_force
from tests.house import House, production_like
from tests.servers import PostgreSQL, RabbitMQ, wait_until

STEADY_PER_SECOND = 20
# A family asks for company once for all of it and once for the guardian; of a kind there is no more at a time.
NEEDS_EACH = 2


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
    wanted = needs + STEADY_PER_SECOND * STEADY_SECONDS
    joined = [(each, each.join()) for each in (Household(send) for _ in range(-(-wanted // NEEDS_EACH)))]
    asks = iter([(*each, person) for person in (True, False) for each in joined])
    watching = watch(house.database_urls["matching"], "needs.id")

    def ask(asked: tuple[Household, str, bool]) -> UUID:
        household, family, for_guardian = asked
        return UUID(household.register_need(family, household.guardian if for_guardian else None))

    started = monotonic()
    with ThreadPoolExecutor(CLIENTS) as clients, watching() as arrived:
        ids = list(clients.map(ask, islice(asks, needs)))
        wait_until(lambda: len(arrived(ids)) == len(ids), PATIENCE_SECONDS, "matching to know of every need")
    seconds = monotonic() - started
    p50, p99 = latency(lambda: ask(next(asks)), watching, STEADY_PER_SECOND)
    return {
        "needs, HTTP to matching, events/s": needs / seconds,
        "need committed to matching p50, ms": p50,
        "need committed to matching p99, ms": p99,
    }
