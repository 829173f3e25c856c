"""How soon free times are found among a million meetings, and how fast time is booked when many want the same.

Bookings are compared, in the same run, with bare inserts under the same constraint: without rules, participants, events
or HTTP. Which of two that meet is refused is then a matter of luck, and some of them may deadlock.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import md5
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

import psycopg2
from psycopg2 import errors

from chassis.migrate import migrate
from contracts.programmes import load
from tests.architecture.sources import ROOT
from tests.bench.measures import Figures
from tests.client import Client
from tests.house import House
from tests.servers import PostgreSQL

MIGRATIONS = ROOT / "services" / "activities" / "migrations"
MEETINGS, PEOPLE, COORDINATORS = 1_000_000, 200_000, 500
#: Meetings lie two a day for each coordinator, on so many days, of which the last are still to come.
DAYS_AHEAD, WEEKS, SEARCHES, WARM = 100, 8, 1_000, 50
CLIENTS, ROUNDS, REQUESTS = 8, 3, 400
#: What the requests fight for: so many people and half hours, two people a time.
WANTED, HALF_HOURS = 20, 40
#: What is said of a time that somebody else has got; any other no is the bench's own mistake.
TAKEN = ("double_booked", "series_overlaps")
PROGRAMME = load()["kvartervenner"]


@dataclass(frozen=True)
class Wish:
    """A meeting that somebody wants to arrange."""

    activity: UUID
    people: tuple[UUID, UUID]
    starts_at: datetime

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(hours=1)


def play(folder: Path, postgres: PostgreSQL, meetings: int = MEETINGS) -> Figures:
    """Searches in ms, and requests a second of those who fight for the same people, beside bare SQL."""
    url = postgres.create_database("activities")
    migrate(url, MIGRATIONS)
    figures: Figures = {"constraint put on all bookings, s": _filled(url, meetings)}
    with House(folder / "activities", services=("activities",), database_urls={"activities": url}) as house:
        figures |= _searches(house, meetings)
        figures |= _contended(house, url)
    return figures


def _filled(url: str, meetings: int) -> float:
    """Write meetings that do not overlap for anybody; answers how long the constraint over them took."""
    per_day, days = 2 * COORDINATORS, meetings // (2 * COORDINATORS)
    slot = f"current_date - interval '{days - DAYS_AHEAD} days' + (n / {per_day}) * interval '1 day'"
    starts = f"{slot} + interval '9 hours' + (n / {COORDINATORS} % 2) * interval '6 hours'"
    families = PEOPLE - COORDINATORS
    taking_part = f"VALUES (2 * n % {families}), ((2 * n + 1) % {families}), ({families} + n % {COORDINATORS})"
    numbers = f"generate_series(0, {meetings - 1}) AS n, LATERAL ({taking_part}) AS who (number)"
    version, area = PROGRAMME.version, next(iter(PROGRAMME.areas))
    with closing(psycopg2.connect(url.replace("+psycopg2", ""))) as connection, connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; SET timezone = 'UTC'")
        cursor.execute("ALTER TABLE bookings DROP CONSTRAINT bookings_apart")
        cursor.execute(f"INSERT INTO people SELECT md5('person' || n)::uuid FROM generate_series(0, {PEOPLE - 1}) AS n")
        cursor.execute(
            "INSERT INTO activities (id, organisation, programme, programmeversion, kind, area, state, responsible,"
            " topics, arranged, languages, opened_at, version) SELECT md5('activity' || n)::uuid, 'kfum',"
            f" '{PROGRAMME.code}', '{version}', 'shared_meal', '{area}', 'open', md5('person' || {families} + n)::uuid,"
            f" '[]', '[]', '[]', now(), 1 FROM generate_series(0, {COORDINATORS - 1}) AS n"
        )
        pairs = (
            f"generate_series(0, {COORDINATORS - 1}) AS a, generate_series(0, {WANTED - 1}) AS p,"
            " LATERAL (VALUES (md5('sign-up' || a || '-' || p)::uuid, md5('person' || p)::uuid)) AS who (id, person)"
        )
        cursor.execute(
            "INSERT INTO sign_ups (id, activity_id, role, state, asked_at, asked_by, version) SELECT who.id,"
            f" md5('activity' || a)::uuid, 'participant', 'taken', now(), who.person, 1 FROM {pairs}"
        )
        cursor.execute(
            f"INSERT INTO signed_up (sign_up_id, person, role) SELECT who.id, who.person, 'guardian' FROM {pairs}"
        )
        cursor.execute(
            "INSERT INTO meetings (id, organisation, programme, programmeversion, kind, activity_id, area, starts_at,"
            " ends_at, state, sequence, version) SELECT md5('meeting' || n)::uuid, 'kfum', "
            f" '{PROGRAMME.code}', '{version}', 'shared_meal', md5('activity' || n % {COORDINATORS})::uuid, '{area}',"
            f" {starts}, {starts} + interval '2 hours', 'planned', 0, 1 FROM generate_series(0, {meetings - 1}) AS n"
        )
        cursor.execute(
            "INSERT INTO participants (meeting_id, person, role) SELECT md5('meeting' || n)::uuid,"
            f" md5('person' || who.number)::uuid, 'guardian' FROM {numbers}"
        )
        cursor.execute(
            "INSERT INTO bookings (meeting_id, subject, what, starts_at, ends_at) SELECT md5('meeting' || n)::uuid,"
            f" md5('person' || who.number)::uuid, 'person', {starts}, {starts} + interval '2 hours' FROM {numbers}"
        )
        started = monotonic()
        cursor.execute(
            "ALTER TABLE bookings ADD CONSTRAINT bookings_apart"
            " EXCLUDE USING gist (subject WITH =, tstzrange(starts_at, ends_at) WITH &&)"
        )
        took = monotonic() - started
        cursor.execute("ANALYZE")
        connection.commit()
    return took


def _searches(house: House, meetings: int) -> Figures:
    chance = random.Random(11)
    coordinator = house.client("activities", "coordinator", subject=_person(PEOPLE - 1))
    families = PEOPLE - COORDINATORS
    took: list[float] = []
    for _ in range(SEARCHES + WARM):
        people = [_person(chance.randrange(families)) for _ in range(3)]
        people += [_person(families + chance.randrange(COORDINATORS)) for _ in range(2)]
        wanted = {
            "people": [str(person) for person in people],
            "earliest": house.now().isoformat(),
            "latest": (house.now() + timedelta(weeks=WEEKS)).isoformat(),
            "minutes": 120,
        }
        started = monotonic()
        times = coordinator.post("/free-times", wanted, expect=200)["times"]
        took.append(1000 * (monotonic() - started))
        assert len(times) == 20
    cuts = quantiles(took[WARM:], n=100)
    what = f"free times of 5 people over {WEEKS} weeks, among {meetings:,} meetings"
    return {f"{what}, p50, ms": cuts[49], f"{what}, p99, ms": cuts[98]}


def _contended(house: House, url: str) -> Figures:
    """Medians of interleaved rounds; every request of a round fights with the others of its round only."""
    ours: list[float] = []
    bare: list[float] = []
    shares: list[float] = []
    deadlocks = 0
    for number in range(ROUNDS):
        rate, booked = _rate(number, _through_the_door(house))
        ours.append(rate)
        shares.append(100 * booked["201"] / REQUESTS)
        rate, outcomes = _rate(ROUNDS + number, _bare(url))
        bare.append(rate)
        deadlocks += outcomes["deadlock"]
    what = f"bookings of {CLIENTS} who want the same people"
    return {
        f"{what}, answered/s": median(ours),
        f"{what}, of a hundred booked": median(shares),
        f"{what}, bare SQL, answered/s": median(bare),
        f"{what}, bare SQL, deadlocks": deadlocks,
        f"{what}, of bare SQL, %": median(100 * one / other for one, other in zip(ours, bare, strict=True)),
    }


def _rate(number: int, ask: Callable[[], Callable[[Wish], str]]) -> tuple[float, Counter[str]]:
    """Answers a second, and which."""
    wishes = list(islice(_wishes(number), REQUESTS))
    with ThreadPoolExecutor(CLIENTS) as clients:
        asking = list(clients.map(lambda _: ask(), range(CLIENTS)))
        started = monotonic()
        portions = [wishes[client::CLIENTS] for client in range(CLIENTS)]
        done = clients.map(lambda each: [each[0](wish) for wish in each[1]], zip(asking, portions, strict=True))
        outcomes = Counter(outcome for portion in done for outcome in portion)
        return REQUESTS / (monotonic() - started), outcomes


def _wishes(number: int) -> Iterator[Wish]:
    """Meetings beyond those there are, each round on a day of its own."""
    chance = random.Random(number)
    first = (datetime.now(UTC) + timedelta(days=DAYS_AHEAD + 10 + number)).replace(hour=0, minute=0, second=0)
    while True:
        one, other = chance.sample(range(WANTED), 2)
        starts_at = first + chance.randrange(HALF_HOURS) * timedelta(minutes=30)
        activity = _id("activity", chance.randrange(COORDINATORS))
        yield Wish(activity=activity, people=(_person(one), _person(other)), starts_at=starts_at)


def _through_the_door(house: House) -> Callable[[], Callable[[Wish], str]]:
    def asking() -> Callable[[Wish], str]:
        client = house.client("activities", "coordinator", subject=_person(PEOPLE - 1))
        return lambda wish: _posted(client, wish)

    return asking


def _posted(client: Client, wish: Wish) -> str:
    body: dict[str, Any] = {
        "kind": "shared_meal",
        "activity_id": str(wish.activity),
        "participants": [{"person": str(person), "role": "guardian"} for person in wish.people],
        "starts_at": wish.starts_at.isoformat(),
        "ends_at": wish.ends_at.isoformat(),
        "place": "Fælleshuset",
    }
    answer = client.session.post(f"{client.url}/meetings", json=body, timeout=30)
    if answer.status_code != 201 and answer.json()["code"] not in TAKEN:
        raise RuntimeError(answer.text)
    return str(answer.status_code)


def _bare(url: str) -> Callable[[], Callable[[Wish], str]]:
    def asking() -> Callable[[Wish], str]:
        connection = psycopg2.connect(url.replace("+psycopg2", ""))
        return lambda wish: _inserted(connection, wish)

    return asking


def _inserted(connection: Any, wish: Wish) -> str:
    id = str(uuid4())
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO meetings (id, organisation, programme, kind, area, starts_at, ends_at, state, version)"
                " VALUES (%s, 'kfum', 'kvartervenner', 'shared_meal', 'x', %s, %s, 'planned', 1)",
                (id, wish.starts_at, wish.ends_at),
            )
            for person in wish.people:
                cursor.execute(
                    "INSERT INTO bookings (meeting_id, subject, what, starts_at, ends_at)"
                    " VALUES (%s, %s, 'person', %s, %s)",
                    (id, str(person), wish.starts_at, wish.ends_at),
                )
    except errors.ExclusionViolation:
        return "refused"
    except errors.DeadlockDetected:
        return "deadlock"
    return "booked"


def _person(number: int) -> UUID:
    return _id("person", number)


def _id(what: str, number: int) -> UUID:
    return UUID(md5(f"{what}{number}".encode(), usedforsecurity=False).hexdigest())
