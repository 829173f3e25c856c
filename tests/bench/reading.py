"""How soon a coordinator sees a family among a hundred thousand: its people, wishes, consents, needs and plan.

One family is led in through the actions with everything; the others are copies of its rows under other ids.
"""

import random
from contextlib import closing
from pathlib import Path
from statistics import quantiles
from time import monotonic
from uuid import UUID

import psycopg2
from sqlalchemy import Column, Uuid

from chassis.migrate import migrate
from enrollment.tables import metadata
from tests.bench.importing import MIGRATIONS
from tests.bench.measures import Figures
from tests.client import Client
from tests.enrollment.story import AMAL, BIRGIT, JONAS, Story
from tests.house import House
from tests.servers import PostgreSQL

FAMILIES, READS, WARM = 100_000, 1_500, 100
OF_A_FAMILY_TOO = {"contacts", "families", "needs", "matches", "supplement_questions"}
PURPOSE = "preparation"
LOOKS = ("/families/{}", "/families/{}/plan")


def play(folder: Path, postgres: PostgreSQL) -> Figures:
    """p50 and p99, in ms, of reading one family after the other through HTTP."""
    url = postgres.create_database("reading")
    migrate(url, MIGRATIONS)
    _lead_in(url)
    ids = _copied(url, FAMILIES)
    with House(folder / "reading", services=("enrollment",), database_urls={"enrollment": url}) as house:
        return _read(house, ids)


def _lead_in(url: str) -> None:
    """A family that takes part, with consents to everything and a need."""
    story = Story(url)
    story.join()
    for person in (AMAL, JONAS):
        for purpose in ("one_to_one", "messages", "evaluation"):
            story.consent(person, purpose)
    story.need()


def _copied(url: str, families: int) -> list[UUID]:
    """The ids of all families after each row of the one has been copied, with every id in it made anew alike."""
    with closing(psycopg2.connect(url.replace("+psycopg2", ""))) as connection, connection.cursor() as cursor:
        for table in metadata.sorted_tables:
            if table.name in OF_A_FAMILY_TOO or "family_id" in table.columns:
                names = ", ".join(f'"{column.name}"' for column in table.columns)
                values = ", ".join(_copy(column) for column in table.columns)
                cursor.execute(
                    f"INSERT INTO {table.name} ({names}) SELECT {values} FROM {table.name},"
                    f" generate_series(1, {families - 1}) AS number"
                )
        cursor.execute("ANALYZE")
        cursor.execute("SELECT id FROM families")
        ids = [UUID(str(id)) for (id,) in cursor.fetchall()]
        connection.commit()
    return ids


def _copy(column: Column[object]) -> str:
    return f'md5("{column.name}"::text || number)::uuid' if isinstance(column.type, Uuid) else f'"{column.name}"'


def _read(house: House, ids: list[UUID]) -> Figures:
    coordinator = house.client("enrollment", "coordinator", subject=BIRGIT)
    chosen = random.Random(3).sample(ids, READS + WARM)
    looks = [look for look in LOOKS if _is_there(house, coordinator, look.format(chosen[0]))]
    took: list[float] = []
    for id in chosen:
        started = monotonic()
        for look in looks:
            coordinator.get(look.format(id), purpose=PURPOSE, expect=200)
        took.append(1000 * (monotonic() - started))
    cuts = quantiles(took[WARM:], n=100)
    what = "family read with plan" if len(looks) > 1 else "family read"
    return {f"{what} of 100,000, p50, ms": cuts[49], f"{what} of 100,000, p99, ms": cuts[98]}


def _is_there(house: House, coordinator: Client, path: str) -> bool:
    answer = coordinator.session.get(house.url("enrollment") + path, headers={"Purpose": PURPOSE}, timeout=30)
    return answer.ok
