"""A long file takes no more memory than a short one."""

import gc
import tracemalloc
from pathlib import Path

from enrollment.importing import Import, Limits
from enrollment.importing.families import Families
from enrollment.importing.files import CsvTable
from enrollment.importing.returning import Returned, paper
from tests.enrollment.importing.lists import Office, households, write_csv
from tests.enrollment.make import PROGRAMME

SMALL = Limits(chunk=20)
# A reference of each family is remembered, and nothing else: about 150 bytes a family.
BYTES_A_FAMILY = 300


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    peak(tmp_path, 100)  # whatever is made once and kept is made here
    few, many = peak(tmp_path, 200), peak(tmp_path, 1000)
    assert many - few < 800 * BYTES_A_FAMILY


def peak(folder: Path, families: int) -> int:
    """The most memory that bringing in so many families has taken at a time."""
    file = write_csv(folder / f"{families}.csv", households(families))
    office = Office(f"sqlite:///{folder}/{families}.db")
    gc.freeze()  # so that collecting looks at what is new only
    tracemalloc.start()
    try:
        table = CsvTable(lambda: file.open("rb"), SMALL)
        found = Import(table, Families(PROGRAMME, {}), SMALL)
        with (folder / "back.csv").open("wb") as target, paper(target, table) as lines:
            back = Returned(lines, found.heading, "da")
            found.run(office.transact, dry_run=True, returned=back, progress=lambda _: gc.collect())
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
