"""A file that came in a request, tried and perhaps entered, answered with totals, first faults and the file itself.

Between two transactions other requests get their turn; `transact` sees to that. Asked again with the same file it
answers that everything is already done.
"""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from enrollment.importing import files, workbooks
from enrollment.importing.families import Families
from enrollment.importing.files import Opened, Table
from enrollment.importing.limits import MEGABYTE, Limits
from enrollment.importing.offers import Offers
from enrollment.importing.passes import Import, Kind, Transact
from enrollment.importing.returning import Returned, paper

KINDS: Mapping[str, Callable[[str, Mapping[str, str]], Kind]] = {
    "families": Families,
    "offers": lambda _programme, _given: Offers(),
}
FORMATS: Mapping[str, Callable[[Opened, Limits], Table]] = {"csv": files.CsvTable, "xlsx": workbooks.WorkbookTable}
# A request is answered while somebody waits, and beside others: small chunks, and no more than takes some seconds.
OF_A_REQUEST = Limits(rows=5_000, bytes=MEGABYTE, unpacked=16 * MEGABYTE, chunk=20)


def answer(
    transact: Transact, *, language: str, kind: str, format: str, content: bytes, **said: Any
) -> Mapping[str, Any]:
    """Import a file; with faults in it the answer holds the whole file with a column that says them."""
    dry_run, skip_faulty, programme = said.pop("dry_run"), said.pop("skip_faulty"), said.pop("programme")
    table = FORMATS[format](lambda: BytesIO(content), OF_A_REQUEST)
    found = Import(table, KINDS[kind](programme, said), OF_A_REQUEST)
    target = BytesIO()
    with paper(target, table) as lines:
        back = Returned(lines, found.heading, language)
        tally = found.run(transact, dry_run=dry_run, skip_faulty=skip_faulty, returned=back)
    return {**tally.document(), "content": target.getvalue() if tally.refused else None}
