"""Lists of families as a coordinator keeps them, in every spelling of a spreadsheet. Everybody is invented."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import xlsxwriter

from enrollment import importing
from enrollment.importing.families import COLUMNS
from enrollment.importing.files import CsvTable, Table
from enrollment.importing.workbooks import WorkbookTable
from tests.enrollment.make import AREA, MUNICIPALITY, PROGRAMME
from tests.enrollment.story import BIRGIT, Story

DANISH = [column.da for column in COLUMNS.values()]
ENGLISH = [column.en for column in COLUMNS.values()]
Line = Mapping[str, Any]
LIMITS = importing.Limits()


def person(**said: Any) -> dict[str, Any]:
    """A row of the list; a mother who has asked, unless told otherwise."""
    told = {
        "family": "F1",
        "kind": "forældremyndighedsindehaver",
        "name": "Amal Haddad",
        "born": "04-05-1988",
        "email": "amal@familie.example",
        "language": "ar",
        "asked_on": "02-01-2026",
        "contact_route": "egen henvendelse",
        "area": AREA,
        "municipality": MUNICIPALITY,
        "languages": "ar, da",
    }
    return told | said


def child(**said: Any) -> dict[str, Any]:
    """The row of a child, with nothing of the whole family in it."""
    return {"family": "F1", "kind": "barn", "name": "Sara Haddad", "born": "12-03-2016"} | said


def household(number: int) -> list[dict[str, Any]]:
    """Two guardians and a child."""
    family = f"F{number}"
    return [
        person(family=family, name=f"Amal Nummer {number}", email=f"amal{number}@familie.example"),
        person(family=family, name=f"Jonas Nummer {number}", born="30-11-1986", email=None),
        child(family=family, name=f"Sara Nummer {number}"),
    ]


def households(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield from household(number)


def lines(rows: Iterable[Line], headings: Iterable[str] = DANISH) -> Iterator[list[Any]]:
    """The headings and every row as cells."""
    yield list(headings)
    for row in rows:
        yield [row.get(name, "") for name in COLUMNS]


def as_csv(cells: Iterable[list[Any]], encoding: str = "utf-8", delimiter: str = ";") -> bytes:
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(cells)
    return text.getvalue().encode(encoding)


def as_xlsx(cells: Iterable[list[Any]]) -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd-mm-yyyy"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(cells):
            for place, cell in enumerate(row):
                put = sheet.write_string if isinstance(cell, str) else sheet.write
                put(number, place, cell)
    return target.getvalue()


def write_csv(path: Path, rows: Iterable[Line]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, delimiter=";").writerows(lines(rows))
    return path


def write_xlsx(path: Path, rows: Iterable[Line]) -> Path:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(lines(rows)):
            sheet.write_row(number, 0, row)
    return path


def csv_table(content: bytes, limits: importing.Limits = LIMITS) -> CsvTable:
    return CsvTable(lambda: BytesIO(content), limits)


def xlsx_table(content: bytes, limits: importing.Limits = LIMITS) -> WorkbookTable:
    return WorkbookTable(lambda: BytesIO(content), limits)


class Office(Story):
    """The story's office with a list to bring in."""

    def transact(self, do: Callable[..., Any]) -> Any:
        """One transaction as the coordinator; what the action takes back stays taken back."""
        return self.do(do, by=("coordinator", BIRGIT))

    def bring_in(
        self,
        table: Table,
        *,
        dry_run: bool = False,
        skip_faulty: bool = False,
        given: Mapping[str, str] | None = None,
        limits: importing.Limits = LIMITS,
    ) -> importing.Tally:
        """Import a table of families."""
        kind = importing.KINDS["families"](PROGRAMME, given or {})
        found = importing.Import(table, kind, limits)
        return found.run(self.transact, dry_run=dry_run, skip_faulty=skip_faulty)

    def bring_in_rows(self, *rows: Line, **how: Any) -> importing.Tally:
        return self.bring_in(csv_table(as_csv(lines(rows))), **how)

    def given_back(self, table: Table, *, language: str = "da", **how: Any) -> bytes:
        """The file as it is given back by a dry run."""
        target = BytesIO()
        found = importing.Import(table, importing.KINDS["families"](PROGRAMME, {}), LIMITS)
        with importing.paper(target, table) as lines:
            back = importing.Returned(lines, found.heading, language)
            found.run(self.transact, dry_run=True, returned=back, **how)
        return target.getvalue()
