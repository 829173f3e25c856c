"""How soon the calendar of a busy coordinator is there, among a million meetings of 200,000 people.

Through the whole service but the wire: the link, the meetings, the calendar, and the day that is noted.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from statistics import quantiles
from time import monotonic, process_time
from uuid import UUID

from sqlalchemy import Column, Table, Uuid, text

from activities.service import Activities
from activities.tables import Meeting, Participant, Person, metadata
from chassis.testing import Stage
from tests.activities.make import COORDINATOR
from tests.activities.make_calendars import AS_COORDINATOR, SETTINGS, keep, link, meeting, path, venue
from tests.bench.measures import Figures
from tests.servers import PostgreSQL

MEETINGS, PEOPLE, BUSY, LONG_AGO = 1_000_000, 200_000, 400, 1_600
BLOCK = 1_000
CALLS = 300
NUMBER, A_DAY = 1 << 64, timedelta(days=1)
VENUE = UUID(int=5)
#: An id made anew by the number of a copy: its last twelve digits.
ANEW = {
    "sqlite": "substr({name}, 1, 20) || printf('%012x', number)",
    "postgresql": "(substr(replace({name}::text, '-', ''), 1, 20) || lpad(to_hex(number), 12, '0'))::uuid",
}
NUMBERS = "WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < {last})"


def play(folder: Path, postgres: PostgreSQL, meetings: int = MEETINGS) -> Figures:
    """p50 and p99 in ms, on each of the two databases, and what it takes the first time."""
    figures: Figures = {}
    for name, url in (("SQLite", f"sqlite:///{folder}/feeds.db"), ("PostgreSQL", postgres.create_database("feeds"))):
        stage = Stage(Activities, metadata, settings=SETTINGS, url=url)
        _fill(stage, meetings)
        found = _fetch(stage)
        figures |= {f"calendar of {BUSY}, of {meetings:,}, {name}, {what}": ms for what, ms in found.items()}
        stage.rehearsal.store.engine.dispose()
    return figures


def _fill(stage: Stage, meetings: int) -> None:
    """A block of meetings, copied under other ids; and somebody who has many of their own."""
    now = stage.desk.clock.now()
    people = [UUID(int=number * NUMBER) for number in range(1, PEOPLE * BLOCK // MEETINGS + 1)]
    keep(stage, *(Person(id=each) for each in people))
    keep(stage, *(_of_the_block(people, number, now) for number in range(BLOCK)))
    with stage.rehearsal.store.session() as session:
        if not stage.rehearsal.store.sqlite:
            session.execute(text("SET LOCAL statement_timeout = 0"))
        for table in (Person.__table__, Meeting.__table__, Participant.__table__):
            session.execute(text(_copies(stage, table, meetings // BLOCK - 1)))  # type: ignore[arg-type]
        session.commit()
    keep(stage, Person(id=COORDINATOR), venue(id=VENUE))
    keep(stage, *(_of_the_coordinator(number, now) for number in range(BUSY + LONG_AGO)))
    if not stage.rehearsal.store.sqlite:
        with stage.rehearsal.store.session() as session:
            session.execute(text("ANALYZE"))
            session.commit()


def _of_the_block(people: list[UUID], number: int, now: datetime) -> Meeting:
    who = {people[(number * step) % len(people)] for step in (1, 3, 7)}
    return meeting(*who, id=UUID(int=(number + 1) * NUMBER), starts_at=_on(now, number))


def _of_the_coordinator(number: int, now: datetime) -> Meeting:
    starts_at = _on(now, number) if number < BUSY else now - A_DAY * (100 + number)
    id = UUID(int=(number + 1) * NUMBER + (1 << 63))
    return meeting(COORDINATOR, role="coordinator", starts_at=starts_at, id=id, venue_id=VENUE)


def _on(now: datetime, number: int) -> datetime:
    return now + timedelta(days=number % 480 - 85, hours=number % 7)


def _copies(stage: Stage, table: Table, last: int) -> str:
    anew = ANEW["sqlite" if stage.rehearsal.store.sqlite else "postgresql"]
    values = ", ".join(_value(column, anew) for column in table.columns)
    names = ", ".join(column.name for column in table.columns)
    chosen = f"SELECT {values} FROM {table.name}, numbers"
    return f"INSERT INTO {table.name} ({names}) {NUMBERS.format(last=last)} {chosen}"


def _value(column: Column[object], anew: str) -> str:
    shared = bool(column.foreign_keys) and column.table.name == "meetings"
    return anew.format(name=column.name) if isinstance(column.type, Uuid) and not shared else column.name


def _fetch(stage: Stage) -> Figures:
    made = link(stage, AS_COORDINATOR)
    first = _took(lambda: stage.call("GET", path(made)).status, 200)
    whole = stage.call("GET", path(made))
    if whole.text.count("BEGIN:VEVENT") != BUSY:
        raise RuntimeError("another calendar than was meant")
    kept = {"If-None-Match": whole.headers["ETag"]}
    fetched = _often(lambda: stage.call("GET", path(made)).status, 200)
    again = _often(lambda: stage.call("GET", path(made), headers=kept).status, 304)
    page = _often(lambda: stage.call("GET", path(made, "page")).status, 200)
    return {
        "the first time, ms": first[0],
        "p50, ms": fetched[0][49],
        "p99, ms": fetched[0][98],
        "p99 of the processor, ms": fetched[1][98],
        "p99 where nothing has changed, ms": again[0][98],
        "a month as a page, p99, ms": page[0][98],
    }


def _often(call: Callable[[], int], status: int) -> tuple[list[float], list[float]]:
    took = [_took(call, status) for _ in range(CALLS)]
    return quantiles([one[0] for one in took], n=100), quantiles([one[1] for one in took], n=100)


def _took(call: Callable[[], int], status: int) -> tuple[float, float]:
    started, spent = monotonic(), process_time()
    if call() != status:
        raise RuntimeError("another answer than was meant")
    return 1000 * (monotonic() - started), 1000 * (process_time() - spent)
