"""How soon a synthetic Denmark has its proposals, from rows to reasons, and how much better they are than easier ways.

Every size runs in a process of its own, on the rows of a database, and says how long each step took and how much memory
all of it. The easier ways and an independent solver get the same possible pairs in the same run.
"""

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from time import monotonic
from typing import Any

from matching.solving import snapshot
from matching.solving.columns import Frame
from matching.solving.explaining import explain
from matching.solving.optimum import solve
from matching.solving.pairs import feasible
from matching.solving.reading import read
from tests.architecture.sources import ROOT
from tests.bench import denmark, easier, settling_in
from tests.bench.measures import Figures

SIZES = (1_000, 10_000, 100_000)
JUDGED = 10_000
ROUNDS = 3
ORGANISATION = "kfum"


def play(folder: Path) -> Figures:
    """Seconds, megabytes and how good, by size."""
    figures: Figures = {}
    for size in SIZES:
        url = f"sqlite:///{folder}/denmark-{size}.db"
        settling_in.settle_in(url, denmark.pool(size, size))
        rounds = [_one_run(url, size) for _ in range(ROUNDS)]
        of_size = {name: median(each[name] for each in rounds) for name in rounds[0]} | _compared(size)
        figures |= {f"matching {size:,} × {size:,}, {name}": value for name, value in of_size.items()}
    return figures


def _one_run(url: str, size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.matching", url, str(size)]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(said.stdout)
    return found


def run(url: str, size: int) -> dict[str, float]:
    """One run over the rows, step by step, as `running.answer` takes them."""
    frame = Frame(settling_in.programme(denmark.pool(0, 0)), ORGANISATION, denmark.AT)
    took: dict[str, float] = {}

    def step(name: str, does: Callable[[], Any]) -> Any:
        started = monotonic()
        result = does()
        took[f"{name}, s"] = monotonic() - started
        return result

    started, before = monotonic(), getrusage(RUSAGE_SELF).ru_maxrss
    gathered = step("read", lambda: read(url, frame, ()))
    kept = step("keep", lambda: b64encode(snapshot.pack(snapshot.encode(gathered.pool))))
    possible = step("possible pairs", lambda: feasible(gathered.pool))
    best = step("solve and prove", lambda: solve(gathered.pool, possible))
    said = step("explain", lambda: explain(gathered.pool, possible, best))
    step("write down", lambda: len(json.dumps([said.proposed, said.unmatched])) + len(kept))
    took["rows to explained proposals, s"] = monotonic() - started
    took["processor, s"] = sum(sum(getrusage(who)[:2]) for who in (RUSAGE_SELF, RUSAGE_CHILDREN))
    # The names of the whole world's cities are the bench's own; the second process adds what it does not share.
    took["peak MB, with what the bench itself holds"] = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    took["of that before the run, MB"] = before / 1024
    took["pairs"] = len(possible)
    return took | {name: float(value) for name, value in best.figures.items() if name in ("served", "gap")}


def _compared(size: int) -> dict[str, float]:
    """The easier ways as parts of ours, and how far ours is from what an independent solver says."""
    pool = denmark.pool(size, size)
    possible = feasible(pool)
    ours = solve(pool, possible).figures
    found: dict[str, float] = {}
    for name, way in easier.WAYS.items():
        if size <= way.up_to:
            started = monotonic()
            served, waiting = way.run(pool, possible)
            found[f"{name}: seconds"] = monotonic() - started
            found[f"{name}: served, of ours"] = served / ours["served"]
            found[f"{name}: waiting served, of ours"] = waiting / ours["waiting"]
    if size <= JUDGED:
        best = easier.judge(pool, possible)
        own = [ours["safe"], ours["waiting"], ours["fit"], ours["hundreds_of_metres"]]
        found["gap to an independent solver"] = float(
            sum(abs(one - other) for one, other in zip(best, own, strict=True))
        )
    return found


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], int(sys.argv[2]))))
