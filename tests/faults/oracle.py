"""The oracle: what was accepted, compared with what stands in every database. It asks no service; it reads the rows.

Four ways to be wrong, each a list of sentences: something is lost; a ghost, an event or effect without its row; a
zombie, a row of which nobody was told; or something was done twice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, create_engine, text

from chassis.doors import subscriptions_of
from chassis.runner import known_services
from contracts.envelope import Event, decode
from tests.faults.ledger import Ledger

LOST, GHOST, ZOMBIE, TWICE, BROKEN = "lost", "ghosts", "zombies", "done twice", "out of order"


@dataclass(frozen=True, kw_only=True)
class Chain:
    """What one kind of command leads to: a row of its owner, one event, and a row with each who hears it.

    Places are written `table.column`; a row counts once its column is set. `of` names the id in the event's data, where
    that is not the subject; `where` is what makes it this fact.
    """

    command: str
    owner: str
    row: str
    event: str
    heard: Mapping[str, str]
    of: str = ""
    where: Mapping[str, str] = field(default_factory=dict)


CHAINS = (
    Chain(
        command="contact",
        owner="enrollment",
        row="contacts.asked_at",
        event="intake.requested.v1",
        heard={"activities": "intakes.requested_at"},
    ),
    Chain(
        command="family",
        owner="enrollment",
        row="families.joined_at",
        event="family.joined.v1",
        heard={"reporting": "families.joined_at"},
    ),
    Chain(
        command="consent",
        owner="enrollment",
        row="consents.granted_at",
        event="consent.changed.v1",
        heard={"reporting": "consents.granted_at"},
        of="consent",
        where={"state": "granted"},
    ),
    Chain(
        command="need",
        owner="enrollment",
        row="needs.registered_at",
        event="need.registered.v1",
        heard={"matching": "needs.registered_at", "reporting": "needs.registered_at"},
    ),
    Chain(
        command="withdrawal",
        owner="enrollment",
        row="needs.withdrawn_at",
        event="need.withdrawn.v1",
        heard={"matching": "needs.withdrawn_at", "reporting": "needs.withdrawn_at"},
    ),
    Chain(
        command="volunteer",
        owner="matching",
        row="volunteers.approved_until",
        event="volunteer.approved.v1",
        heard={"activities": "volunteers.approved_at"},
    ),
    Chain(
        command="meeting",
        owner="activities",
        row="meetings.starts_at",
        event="meeting.scheduled.v1",
        heard={"notifications": "appointments.said_at", "reporting": "meetings.scheduled_at"},
    ),
)
IDS = {"appointments": "meeting"}


@dataclass(frozen=True)
class Told:
    """A copy in somebody's outbox."""

    service: str
    position: int
    published: bool
    event: Event


@dataclass
class Books:
    """What stands in the databases at one moment, and what is wrong with it."""

    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    duplicates: int = 0

    def add(self, fault: str, what: str, ids: Iterable[Any]) -> None:
        if ids := list(ids):
            self.faults[fault].append(f"{what}: {len(ids)}, such as {ids[0]}")


class Oracle:
    """Reads the databases of a house."""

    def __init__(self, database_urls: Mapping[str, str]) -> None:
        self._reading = {name: create_engine(url).connect() for name, url in database_urls.items()}
        services = known_services()
        self.hears = {name: set(subscriptions_of(services[name].load()())) for name in database_urls}

    def close(self) -> None:
        for connection in self._reading.values():
            connection.close()
            connection.engine.dispose()

    @contextmanager
    def spoiling(self, service: str) -> Iterator[Connection]:
        """A transaction in one of the databases, for a doubter: what is done in it is seen here and then undone."""
        connection = self._reading[service]
        connection.rollback()
        try:
            yield connection
        finally:
            connection.rollback()

    def read(self, ledger: Ledger) -> Books:
        """Compare all of it, as it is now."""
        books, told = Books(), list(self._told())
        for chain in CHAINS:
            self._follow(books, chain, ledger, told)
        self._received(books, told)
        self._letters(books, ledger)
        _in_order(books, told)
        self._set_aside(books)
        books.duplicates = sum(self._all("select coalesce(sum(duplicates), 0) from inbox"))
        return books

    def _follow(self, books: Books, chain: Chain, ledger: Ledger, told: Iterable[Told]) -> None:
        accepted, rows = Counter(ledger.accepted[chain.command]), self._ids(chain.owner, chain.row)
        events = Counter(_about(chain, copy.event) for copy in told if _tells(chain, copy.event))
        kind = chain.command
        books.add(LOST, f"{kind}: accepted, and no row", accepted.keys() - rows)
        books.add(TWICE, f"{kind}: a row that no accepted command made", rows - accepted.keys())
        books.add(ZOMBIE, f"{kind}: a row without its event", rows - events.keys())
        books.add(GHOST, f"{kind}: an event without its row", events.keys() - rows)
        books.add(TWICE, f"{kind}: told twice", (id for id, count in events.items() if count > 1))
        for service, place in chain.heard.items():
            heard = self._ids(service, place)
            books.add(LOST, f"{kind}: told, without effect in {service}", events.keys() - heard)
            books.add(GHOST, f"{kind}: an effect in {service} of what was not told", heard - events.keys())

    def _received(self, books: Books, told: Iterable[Told]) -> None:
        """Every copy went out, and everybody who listens to it has it in the inbox, and nothing else."""
        books.add(LOST, "not published", (copy.event.id for copy in told if not copy.published))
        types = {copy.event.id: copy.event.type for copy in told}
        for service, hears in self.hears.items():
            meant = {id for id, type in types.items() if type in hears}
            received = set(self._values(service, "select id from inbox"))
            books.add(LOST, f"not received by {service}", meant - received)
            books.add(GHOST, f"received by {service} and told by nobody", received - meant)
        trail = set(self._values("reporting", "select id from trail"))
        books.add(LOST, "not on the trail", types.keys() - trail)
        books.add(GHOST, "on the trail and told by nobody", trail - types.keys())

    def _letters(self, books: Books, ledger: Ledger) -> None:
        """One invitation a meeting: whoever asked for it is the only one of them who is written to."""
        invited = Counter(self._values("notifications", "select about from messages where template = 'invitation'"))
        books.add(LOST, "no invitation to a meeting", set(ledger.accepted["meeting"]) - invited.keys())
        books.add(TWICE, "invited twice", (id for id, count in invited.items() if count > 1))

    def _set_aside(self, books: Books) -> None:
        for service in self._reading:
            books.add(LOST, f"parked in {service}", self._values(service, "select reason from parked"))
            books.add(LOST, f"quarantined in {service}", self._values(service, "select reason from quarantined"))

    def _told(self) -> Iterator[Told]:
        for service in self._reading:
            for row in self._rows(service, "select position, published_at, body from outbox order by position"):
                yield Told(service, row.position, row.published_at is not None, decode(bytes(row.body)))

    def _ids(self, service: str, place: str) -> set[UUID]:
        table, column = place.split(".")
        return set(self._values(service, f"select {IDS.get(table, 'id')} from {table} where {column} is not null"))

    def _all(self, statement: str) -> Iterator[Any]:
        for service in self._reading:
            yield from self._values(service, statement)

    def _values(self, service: str, statement: str) -> list[Any]:
        return [row[0] for row in self._rows(service, statement)]

    def _rows(self, service: str, statement: str) -> list[Any]:
        return list(self._reading[service].execute(text(statement)))


def _tells(chain: Chain, event: Event) -> bool:
    return event.type == chain.event and all(event.data[name] == value for name, value in chain.where.items())


def _about(chain: Chain, event: Event) -> UUID:
    return event.data[chain.of] if chain.of else event.subject


def _in_order(books: Books, told: Iterable[Told]) -> None:
    """Of every subject the sequence is 1, 2, 3 … in the order in which its events were stored."""
    sequences: dict[tuple[str, UUID], list[int]] = defaultdict(list)
    for copy in told:
        sequences[copy.service, copy.event.subject].append(copy.event.sequence)
    broken = (subject for subject, found in sequences.items() if found != list(range(1, len(found) + 1)))
    books.add(BROKEN, "a sequence with a gap", broken)
