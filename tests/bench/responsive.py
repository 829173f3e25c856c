"""How the others fare while a run is under way: reading and looking up, beside 10,000 needs and 10,000 volunteers.

People differ by language, time of the week and area, so that everybody suits some and nobody suits most.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from time import monotonic
from typing import Any

from sqlalchemy import bindparam, select, update

from chassis.migrate import migrate
from contracts.common import SLOTS
from matching.tables import Need, Volunteer
from tests.bench.measures import Figures
from tests.house import House
from tests.matching import make
from tests.matching.make import CODE, MADS, VIBEKE
from tests.matching.runs.crowd import gather
from tests.matching.town import Town
from tests.servers import PostgreSQL

MIGRATIONS = Path(__file__).parents[2] / "services" / "matching" / "migrations"
PEOPLE, CALLS, WARM = 10_000, 600, 50
LANGUAGES = ("ar", "so", "tr", "uk", "fa", "pl", "vi", "ti")
RUN_SECONDS = 600


def play(folder: Path, postgres: PostgreSQL, people: int = PEOPLE) -> Figures:
    """p99 of other calls while a run is under way, against p99 of the same calls before it."""
    url = postgres.create_database("responsive")
    migrate(url, MIGRATIONS)
    settle(url, people)
    with House(folder / "responsive", services=("matching",), database_urls={"matching": url}) as house:
        normal = _p99(_calls(house, CALLS + WARM)[WARM:])
        with ThreadPoolExecutor(1) as other:
            run = other.submit(_run, house)
            meanwhile = _p99(_calls_during(house, run))
        seconds, figures = run.result()
    return {
        f"run of {people:,} and {people:,}, from asking to answer, s": seconds,
        "pairs it proposed": figures["proposed"],
        "other calls before it, p99, ms": normal,
        "other calls during it, p99, ms": meanwhile,
        "other calls during a run, p99, as a ratio": meanwhile / normal,
    }


def settle(url: str, people: int) -> None:
    """So many needs, and as many volunteers."""
    rehearsal = make.rehearsal(url)
    gather(Town(rehearsal), people, people)
    with rehearsal.work() as work:
        for table, shift in ((Need, 0), (Volunteer, 5)):
            rows_of: Any = table.__table__
            ids = work.session.scalars(select(table.id)).all()
            rows = [{"this": id, **some} for id, some in zip(ids, _differing(shift), strict=False)]
            work.session.connection().execute(update(rows_of).where(table.id == bindparam("this")), rows)
    rehearsal.store.engine.dispose()


def _differing(shift: int) -> Iterator[dict[str, Any]]:
    areas = cycle(make.programme().areas)
    for number in cycle(range(len(SLOTS) * len(LANGUAGES))):
        slot, language = divmod(number + shift, len(LANGUAGES))
        yield {"slots": [SLOTS[slot % len(SLOTS)]], "languages": [LANGUAGES[language]], "area": next(areas)}


def _run(house: House) -> tuple[float, Any]:
    matcher, started = house.client("matching", "matcher", subject=MADS), monotonic()
    reply = matcher.session.post(f"{matcher.url}/runs", json={"programme": CODE}, timeout=RUN_SECONDS)
    reply.raise_for_status()
    return monotonic() - started, reply.json()["figures"]


def _calls(house: House, count: int) -> list[float]:
    matcher = house.client("matching", "matcher", subject=MADS)
    return [each for _ in range(count // 2) for each in _both(matcher)]


def _calls_during(house: House, run: "Future[Any]") -> list[float]:
    matcher, took = house.client("matching", "matcher", subject=MADS), []
    while not run.done():
        took += _both(matcher)
    return took


def _both(matcher: Any) -> list[float]:
    """Something read, and something looked up, which is written down."""
    took = []
    for path, purpose in (("/rulings", ""), (f"/volunteers/{VIBEKE}", "matching")):
        started = monotonic()
        matcher.get(path, purpose=purpose, expect=200)
        took.append(1000 * (monotonic() - started))
    return took


def _p99(took: list[float]) -> float:
    return quantiles(took, n=100)[98]
