"""How soon somebody sees their family among a hundred thousand: its people, wishes, consents, needs and plan.

One family is led in through the actions with everything; the others are copies of its rows under other ids.
"""

import random
from contextlib import closing
from pathlib import Path
from statistics import quantiles
from time import monotonic
from typing import Any
from uuid import UUID

import psycopg2
from sqlalchemy import Column, Uuid

from chassis.migrate import migrate
from enrollment import actions
from enrollment.tables import metadata
from tests.bench.importing import MIGRATIONS
from tests.bench.measures import Figures
from tests.enrollment.make import AMAL, JONAS, PARTNER, TODAY
from tests.enrollment.story import Story
from tests.house import House
from tests.servers import PostgreSQL

FAMILIES, READS, WARM = 100_000, 1_000, 100
OF_A_FAMILY_TOO = {"contacts", "families", "needs", "matches", "supplement_questions", "appointments"}
GOALS = ("En fritidsaktivitet", "Prøve fodbold")
PURPOSE = "own_overview"
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
    """A family that takes part, with consents to everything, a need and a plan."""
    story = Story(url)
    story.join()
    for person in (AMAL, JONAS):
        for purpose in ("one_to_one", "messages", "evaluation"):
            story.consent(person, purpose)
    story.need()
    goal = None
    for title in GOALS:
        plan = story.do(actions.add_goal, story.family, title=title, under=goal, person=None, seen_by=[])
        goal = plan["goals"][0]["id"]
    for title in GOALS:
        effort: dict[str, Any] = {
            "actor": PARTNER,
            "body": None,
            "title": title,
            "goal": goal,
            "begins_on": TODAY,
            "ends_on": None,
        }
        story.do(actions.add_effort, story.family, seen_by=[], **effort)


def _copied(url: str, families: int) -> list[tuple[UUID, UUID]]:
    """All families, each with one of its people, once every row of the one is copied with all ids made anew alike."""
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
        cursor.execute("SELECT family_id, person FROM members WHERE place = 0")
        ids = [(UUID(str(family)), UUID(str(person))) for family, person in cursor.fetchall()]
        connection.commit()
    return ids


def _copy(column: Column[object]) -> str:
    return f'md5("{column.name}"::text || number)::uuid' if isinstance(column.type, Uuid) else f'"{column.name}"'


def _read(house: House, ids: list[tuple[UUID, UUID]]) -> Figures:
    took: list[float] = []
    for family, person in random.Random(3).sample(ids, READS + WARM):
        one_of_them = house.client("enrollment", "family", subject=person)
        for look in LOOKS:
            started = monotonic()
            one_of_them.get(look.format(family), purpose=PURPOSE, expect=200)
            took.append(1000 * (monotonic() - started))
    cuts = quantiles(took[WARM * len(LOOKS) :], n=100)
    return {
        "family or its plan read, of 100,000, p50, ms": cuts[49],
        "family or its plan read, of 100,000, p99, ms": cuts[98],
    }
