"""How soon a series of three years is worked out: the days of its rule, with holidays, school breaks and clocks.

And how soon it is written out as meetings, through the door, on each of the two databases.
"""

from collections.abc import Callable
from datetime import date, time
from functools import partial
from pathlib import Path
from statistics import quantiles
from time import monotonic

from activities.domain import days_off, recurrence, recurring
from activities.domain.local import COPENHAGEN
from activities.domain.recurring import Hours, Pattern
from activities.service import Activities
from activities.tables import metadata
from chassis.testing import Stage
from tests.activities.make import AS_COORDINATOR, SETTINGS
from tests.activities.make_activities import opening
from tests.bench.measures import Figures
from tests.servers import PostgreSQL

TIMES, WRITTEN = 200, 12
FIRST, YEARS, HOME = date(2026, 3, 3), range(2025, 2030), "0461"
EVENING = Hours(starts=time(19), minutes=120, zone=COPENHAGEN)
# Every week of three years, and as often as a series may meet at all.
WEEKLY, OFTEN = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20290301", "FREQ=WEEKLY;BYDAY=MO,TU,WE;UNTIL=20280901"
COORDINATOR = {"person": str(AS_COORDINATOR[2]), "role": "coordinator"}


def play(folder: Path, postgres: PostgreSQL) -> Figures:
    """p50 and p99 in ms of working a series out, and the p50 of writing it out."""
    figures = {
        f"series of three years, {what}, {name}": ms
        for what, rule in (("weekly", WEEKLY), ("three days a week", OFTEN))
        for name, ms in _worked_out(rule).items()
    }
    for name, url in (
        ("SQLite", f"sqlite:///{folder}/series.db"),
        ("PostgreSQL", postgres.create_database("series")),
    ):
        figures[f"series of three years written out, {name}, p50, ms"] = _written_out(url)
    return figures


def _worked_out(rule: str) -> Figures:
    def once() -> None:
        breaks = [each for year in YEARS for each in days_off.breaks(HOME, year)]
        recurring.draw(Pattern(rule=recurrence.read(rule), first=FIRST, hours=EVENING), breaks)

    took = sorted(_ms(once) for _ in range(TIMES))
    return {"p50, ms": quantiles(took, n=100)[49], "p99, ms": quantiles(took, n=100)[98]}


def _written_out(url: str) -> float:
    on = Stage(Activities, metadata, settings=SETTINGS, url=url)
    took = []
    for number in range(WRITTEN):
        activity = on.call("POST", "/activities", opening(), as_=AS_COORDINATOR).json["id"]
        sent = {"rule": WEEKLY, "first_on": FIRST.isoformat(), "starts": f"{8 + number:02}:00", "minutes": 60}
        sent |= {"place": "Fælleshuset", "participants": [COORDINATOR]}
        took.append(_ms(partial(_made, on, f"/activities/{activity}/series", sent)))
    on.desk.store.engine.dispose()
    return quantiles(took, n=100)[49]


def _made(on: Stage, path: str, sent: dict[str, object]) -> None:
    reply = on.call("POST", path, sent, as_=AS_COORDINATOR)
    if reply.status != 201:
        raise RuntimeError(reply.text)


def _ms(do: Callable[[], None]) -> float:
    started = monotonic()
    do()
    return 1000 * (monotonic() - started)
