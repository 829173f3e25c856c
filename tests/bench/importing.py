"""How fast a list of families comes in through all the rules, by the command, and how much memory that takes.

A real run tries the whole list first and then enters it; it is measured as a whole. A workbook differs from CSV only in
how it is read, so a part of the list, on one database, is enough to see what that costs.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

from chassis.migrate import migrate
from tests.architecture.sources import ROOT
from tests.bench.measures import Figures
from tests.enrollment.importing.lists import households, write_csv, write_xlsx
from tests.enrollment.make import PROGRAMME
from tests.enrollment.story import Story
from tests.servers import PostgreSQL

ROWS_OF_A_FAMILY = 3
Write = Callable[[Path, Iterable[Mapping[str, Any]]], Path]
Writes = tuple[Write, float, tuple[str, ...]]
#: By format, what writes it, which part of the rows it is given, and on which databases.
FORMATS: dict[str, Writes] = {
    "csv": (write_csv, 1.0, ("postgresql", "sqlite")),
    "xlsx": (write_xlsx, 0.3, ("postgresql",)),
}
MIGRATIONS = ROOT / "services" / "enrollment" / "migrations"


def play(folder: Path, postgres: PostgreSQL, rows: int) -> Figures:
    """Rows a second of a trial and of a real run, and peak memory."""
    figures: Figures = {}
    for format, (write, part, databases) in FORMATS.items():
        families = int(rows * part) // ROWS_OF_A_FAMILY
        file = write(folder / f"list.{format}", households(families))
        for name in databases:
            url = _database(folder, postgres, name)
            _prepare(url)
            for what, words in (("dry", ("--dry-run",)), ("real", ())):
                seconds, megabytes = _run(file, url, *words)
                figures[f"import {format}, {name}, {what}, rows/s"] = families * ROWS_OF_A_FAMILY / seconds
                figures[f"import {format}, {name}, {what}, peak MB"] = megabytes
        file.unlink()
    return figures


def _database(folder: Path, postgres: PostgreSQL, name: str) -> str:
    code = f"import_{uuid4().hex[:8]}"
    return postgres.create_database(code) if name == "postgresql" else f"sqlite:///{folder}/{code}.db"


def _prepare(url: str) -> None:
    migrate(url, MIGRATIONS)
    Story(url)


def _run(file: Path, url: str, *words: str) -> tuple[float, float]:
    """Seconds and the most megabytes of one import, the start of its process and all."""
    command = [sys.executable, "-m", "chassis", "enrollment", "import", "families", str(file), "--json", *words]
    said, started = file.with_suffix(".json"), monotonic()
    with said.open("wb") as target:
        process = subprocess.Popen(
            [*command, "--programme", PROGRAMME], env=os.environ | {"DATABASE_URL_ENROLLMENT": url}, stdout=target
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or json.loads(said.read_text("utf-8"))["refused"]:
        raise RuntimeError(said.read_text("utf-8"))
    return monotonic() - started, usage.ru_maxrss / 1024
