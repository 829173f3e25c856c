"""Whatever dies and whenever: every accepted command has its effect once, in every service that is to know."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import eventlet
import pytest
from sqlalchemy import text

from chassis.events.topology import dead_queue_name, queue_name
from tests.faults.killing import Killing
from tests.faults.ledger import Ledger
from tests.faults.load import Household, Insistent, put_in_force
from tests.faults.oracle import BROKEN, GHOST, LOST, TWICE, ZOMBIE, Books, Oracle
from tests.house import House, production_like
from tests.servers import PostgreSQL, RabbitMQ, wait_until

COMMANDS = 2_000
HOUSEHOLDS = 12
SEED = 20_261_121
BALANCE_SECONDS = 100

ONE_NEED = "where ctid = (select ctid from needs order by id limit 1)"
FIRST_OF_TWO = "sequence = 1 and subject = (select subject from outbox where type = 'need.withdrawn.v1' limit 1)"
STRANGER = "values (gen_random_uuid(), 'need.registered.v1', now())"
WRONGS = {
    "a fact that a service has lost": ("matching", f"delete from needs {ONE_NEED}", LOST),
    "a command without a row": ("enrollment", f"delete from needs {ONE_NEED}", LOST),
    "an event without its row": ("enrollment", f"delete from needs {ONE_NEED}", GHOST),
    "a row without its event": ("enrollment", f"update needs set id = gen_random_uuid() {ONE_NEED}", ZOMBIE),
    "a row made twice": ("enrollment", f"update needs set id = gen_random_uuid() {ONE_NEED}", TWICE),
    "a gap in a sequence": ("enrollment", f"delete from outbox where {FIRST_OF_TWO}", BROKEN),
    "an event from nowhere": ("matching", f"insert into inbox (id, type, received_at) {STRANGER}", GHOST),
}


@dataclass(frozen=True)
class Aftermath:
    """What is left when all commands have been accepted and all kills are over."""

    house: House
    ledger: Ledger
    killing: Killing
    oracle: Oracle
    books: Books


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, one_postgres: PostgreSQL) -> Iterator[House]:
    """The five services, one process each, with a broker of their own that has them on disk."""
    folder, postgres = tmp_path_factory.mktemp("house"), one_postgres.healthy()
    with RabbitMQ() as broker, production_like(folder, broker=broker, postgres=postgres) as house:
        for service in house.services:
            for queue in (queue_name(house.organisation, service), dead_queue_name(house.organisation, service)):
                wait_until(lambda queue=queue: broker.remembers(queue), 20, f"{queue} to be on the disk")  # type: ignore[misc]
        put_in_force(house)
        yield house


@pytest.fixture(scope="module")
def aftermath(house: House) -> Iterator[Aftermath]:
    oracle, ledger = Oracle(house.database_urls), Ledger()
    killing = Killing(house, ledger, SEED, first=150, last=COMMANDS - 100)
    load = Insistent(house, ledger)
    striking = eventlet.spawn(killing.run)

    def enough() -> bool:
        return striking.dead and ledger.reached(COMMANDS)

    households = [eventlet.spawn(Household(load).live, enough) for _ in range(HOUSEHOLDS)]
    for thread in (striking, *households):
        thread.wait()
    assert ledger.reached(COMMANDS)
    yield Aftermath(house, ledger, killing, oracle, balanced(oracle, ledger))
    oracle.close()


def balanced(oracle: Oracle, ledger: Ledger) -> Books:
    """The books once nothing is under way any more, or as they are when the patience is over."""
    books = Books()

    def balance() -> bool:
        nonlocal books
        books = oracle.read(ledger)
        return not books.faults

    with suppress(TimeoutError):
        wait_until(balance, BALANCE_SECONDS, "the books to balance", every=1.0)
    return books


def test_kills_at_random_lose_nothing_and_double_nothing(aftermath: Aftermath) -> None:
    assert aftermath.books.faults == {}, aftermath.killing.done


def test_what_was_delivered_twice_had_one_effect(aftermath: Aftermath) -> None:
    assert aftermath.books.duplicates > 0, "nothing was delivered twice, so this run proves nothing"
    assert aftermath.books.faults == {}


def test_nobody_died_of_a_delivery(aftermath: Aftermath) -> None:
    broker = aftermath.house.broker
    assert broker is not None
    dead = {
        name: broker.depth(dead_queue_name(aftermath.house.organisation, name)) for name in aftermath.house.services
    }
    assert dead == dict.fromkeys(aftermath.house.services, 0)


@pytest.mark.parametrize("wrong", WRONGS)
def test_the_oracle_would_have_seen_it(aftermath: Aftermath, wrong: str) -> None:
    """One thing is spoilt in a transaction that is never committed, and the books are read in it."""
    service, statement, fault = WRONGS[wrong]
    with aftermath.oracle.spoiling(service) as connection:
        assert connection.execute(text(statement)).rowcount == 1
        assert fault in aftermath.oracle.read(aftermath.ledger).faults
