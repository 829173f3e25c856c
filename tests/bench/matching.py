"""How soon a synthetic Denmark has its proposals, from rows to reasons, and how much better they are than easier ways.

Every size runs in a process of its own, on the rows of a database, and says how long each step took and how much memory
all of it. The easier ways and an independent solver get the same possible pairs in the same run.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from time import monotonic, sleep
from typing import Any

from matching.domain import parcels
from matching.solving.columns import Frame
from matching.solving.explaining import explain
from matching.solving.optimum import solve
from matching.solving.pairs import feasible
from matching.solving.reading import read
from matching.solving.running import found, told
from tests.architecture.sources import ROOT
from tests.bench import denmark, easier, settling_in
from tests.bench.measures import Figures

SIZES = (1_000, 10_000, 100_000)
JUDGED = 10_000
ROUNDS = 3
ORGANISATION = "kfum"


def play(folder: Path, sizes: Iterable[int] = SIZES) -> Figures:
    """Seconds, megabytes and how good, by size."""
    figures: Figures = {}
    for size in sizes:
        url = f"sqlite:///{folder}/denmark-{size}.db"
        settling_in.settle_in(url, denmark.pool(size, size))
        rounds = [_one_run(url, size) for _ in range(ROUNDS)]
        of_size = {name: median(each[name] for each in rounds) for name in rounds[0]} | _compared(size)
        figures |= {f"matching {size:,} × {size:,}, {name}": value for name, value in of_size.items()}
    return figures


def _one_run(url: str, size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.matching", url, str(size)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()  # so much for getting ready
        peak = _peak_megabytes(process)
        said = process.communicate()[0]
    if process.returncode:
        raise ChildProcessError(said)
    figures: dict[str, float] = json.loads(said)
    return figures | {"peak of both processes, MB": peak}


def _peak_megabytes(process: subprocess.Popen[str]) -> float:
    """The most that a process and those it began held at a time; what they share is counted once."""
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(map(_megabytes, _family(process.pid))))
        sleep(0.05)
    return peak


def _family(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            yield from _family(int(child))


def _megabytes(pid: int) -> float:
    """Of memory that processes share, each is given its part."""
    with suppress(OSError):  # it may have ended meanwhile
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:")) / 1024
    return 0.0


def run(url: str, size: int) -> dict[str, float]:
    """One run over the rows, step by step, as `running.answer` takes them."""
    frame = Frame(settling_in.programme(denmark.pool(0, 0)), ORGANISATION, denmark.AT)
    took: dict[str, float] = {}

    def step(name: str, does: Callable[[], Any]) -> Any:
        started = monotonic()
        result = does()
        took[f"{name}, s"] = monotonic() - started
        return result

    print("ready", flush=True)
    # The names of the whole world's cities are the bench's own.
    started, before = monotonic(), _megabytes(os.getpid())
    gathered = step("read", lambda: read(url, frame, ()))
    possible, kept = step("possible pairs, and keep", lambda: found(gathered))
    best = step("solve and prove", lambda: solve(gathered.pool, possible))
    said = step("explain", lambda: explain(gathered.pool, possible, best))
    step("write down", lambda: parcels.wrap(told(gathered, kept, best, said)))
    took["rows to explained proposals, s"] = monotonic() - started
    took["processor, s"] = sum(sum(getrusage(who)[:2]) for who in (RUSAGE_SELF, RUSAGE_CHILDREN))
    took["of the peak before the run, MB"] = before
    took["pairs"] = len(possible)
    return took | {name: float(value) for name, value in best.figures.items() if name in ("served", "gap")}


def _compared(size: int) -> dict[str, float]:
    """The easier ways as parts of ours, and how far ours is from what an independent solver says."""
    pool = denmark.pool(size, size)
    possible = feasible(pool)
    ours = solve(pool, possible).figures
    figures: dict[str, float] = {}
    for name, way in easier.WAYS.items():
        if size <= way.up_to:
            started = monotonic()
            served, waiting = way.run(pool, possible)
            figures[f"{name}: seconds"] = monotonic() - started
            figures[f"{name}: served, of ours"] = served / ours["served"]
            figures[f"{name}: waiting served, of ours"] = waiting / ours["waiting"]
    if size <= JUDGED:
        best = easier.judge(pool, possible)
        own = [ours["safe"], ours["waiting"], ours["fit"], ours["hundreds_of_metres"]]
        figures["gap to an independent solver"] = float(
            sum(abs(one - other) for one, other in zip(best, own, strict=True))
        )
    return figures


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], int(sys.argv[2]))))
