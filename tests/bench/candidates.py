"""How soon one need is answered with its best candidates, or with who comes nearest, among 100,000 volunteers.

The action as the door calls it, need by need, on the rows of a database; without HTTP, which costs every call alike.
"""

import gc
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from time import monotonic, process_time
from unittest.mock import patch
from uuid import UUID

from sqlalchemy import select, text

from chassis.testing import Rehearsal
from matching.actions import candidates
from matching.domain import programmes
from matching.tables import Need
from tests.bench import denmark, settling_in
from tests.bench.measures import Figures
from tests.matching import make
from tests.servers import PostgreSQL

SIZE, CALLS, WARM = 100_000, 600, 20


def play(folder: Path, postgres: PostgreSQL, size: int = SIZE) -> Figures:
    """p50 and p99 in ms, on each of the two databases."""
    figures: Figures = {}
    for name, url in (
        ("SQLite", f"sqlite:///{folder}/candidates.db"),
        ("PostgreSQL", postgres.create_database("candidates")),
    ):
        settling_in.settle_in(url, denmark.pool(size, size))
        figures |= {f"candidates for one need of {size:,}, {name}, {what}": ms for what, ms in _calls(url).items()}
    return figures


def _calls(url: str) -> Figures:
    rehearsal = make.rehearsal(url)
    with rehearsal.work() as work, _everywhere():
        if not rehearsal.store.sqlite:
            work.session.execute(text("ANALYZE"))
        ids = work.session.scalars(select(Need.id).order_by(Need.id)).all()
        chosen = random.Random(5).sample(ids, CALLS + WARM)
    gc.collect()
    gc.freeze()  # as a service does once it has started
    with _everywhere():
        took = [_one(rehearsal, id) for id in chosen][WARM:]
    rehearsal.store.engine.dispose()
    everybody, alone = ([one[0] for one in took], [one[0] for one in took if one[2]])
    return {
        "p50, ms": quantiles(everybody, n=100)[49],
        "p99, ms": quantiles(everybody, n=100)[98],
        "p99 of the processor, ms": quantiles([one[1] for one in took], n=100)[98],
        "p50 where nobody is possible, ms": quantiles(alone, n=100)[49],
        "calls where nobody is possible, of a hundred": 100 * len(alone) / len(took),
    }


def _one(rehearsal: Rehearsal, id: UUID) -> tuple[float, float, bool]:
    with rehearsal.work(make.matcher()) as work:
        started, spent = monotonic(), process_time()
        shown = candidates.of_need(work, id)
        took = 1000 * (monotonic() - started), 1000 * (process_time() - spent)
        return *took, bool(shown and shown["nearest"])


@contextmanager
def _everywhere() -> Iterator[None]:
    """The programme works in all of the country while this lasts."""
    programme = settling_in.programme(denmark.pool(0, 0))
    with patch.object(programmes, "load", return_value={programme.code: programme}):
        yield
