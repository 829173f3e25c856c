"""The file given back in its own format, with a last column that says what is wrong with each row.

A cell that a spreadsheet would take for a formula gets an apostrophe in front of it, also where the file itself had it.
"""

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import xlsxwriter

from contracts.refusals import catalogue
from enrollment.importing.cells import FORMULA_SIGNS
from enrollment.importing.columns import ERRORS, Heading
from enrollment.importing.files import Cell, CsvTable, Table
from enrollment.importing.rows import Fault, Group, Outcome

LONGEST_NOTE = 1000
DAY = "dd-mm-yyyy"


class Paper(Protocol):
    """Something that takes one line after the other."""

    def write(self, cells: list[Cell]) -> object: ...


class Returned:
    """Writes every row as it was, and beside it what is wrong with it, in one language."""

    def __init__(self, paper: Paper, heading: Heading, language: str) -> None:
        self._paper, self._heading, self._language = paper, heading, language
        paper.write(self._line(list(heading.titles), ERRORS[language]))

    def add(self, group: Group) -> None:
        """Rows that have been dealt with."""
        notes: dict[int, list[str]] = {}
        for fault in group.faults:
            notes.setdefault(fault.row, []).append(self._said(fault))
        for row in group.rows:
            told = notes.get(row.number) or self._for_the_others(group)
            self._paper.write(self._line(row.cells, " ".join(told)[:LONGEST_NOTE]))

    def _line(self, cells: list[Cell], note: str) -> list[Cell]:
        width = len(self._heading.titles)
        kept = [cell for place, cell in enumerate(cells) if place not in self._heading.errors_at]
        missing = max(0, width - len(cells))
        return [*(harmless(cell) for cell in kept), *[""] * missing, harmless(note)]

    def _for_the_others(self, group: Group) -> list[str]:
        if group.outcome != Outcome.REFUSED:
            return []
        words = catalogue()["rows_together"]
        return [words.text(self._language, {"row": group.faults[0].row})]

    def _said(self, fault: Fault) -> str:
        words, language = catalogue()[fault.code], self._language
        where = f"{self._heading.title(fault.column)}: " if fault.column else ""
        return f"{where}{words.text(language, fault.because)} {words.remedy(language, fault.because)}"


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] and cell[0] in FORMULA_SIGNS else cell


@contextmanager
def paper(target: BinaryIO, like: Table, scratch: Path | None = None) -> Iterator[Paper]:
    """A file like another one: of its format, and for CSV with its encoding and delimiter.

    A workbook is put together in the folder `scratch`, or in memory if there is none.
    """
    if isinstance(like, CsvTable):
        with _csv(target, like) as lines:
            yield lines
    else:
        with _workbook(target, scratch) as lines:
            yield lines


class _Csv:
    def __init__(self, text: TextIOWrapper, delimiter: str) -> None:
        # Quoted throughout: whoever opens it with another delimiter still gets no cell of their own making.
        self.write = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerow


class _Workbook:
    def __init__(self, book: Any) -> None:
        self._sheet = book.add_worksheet()
        self._day = book.add_format({"num_format": DAY})
        self._number = 0

    def write(self, cells: list[Cell]) -> None:
        """Text is written as text, whatever it looks like."""
        for place, cell in enumerate(cells):
            self._put(place, cell)
        self._number += 1

    def _put(self, place: int, cell: Cell) -> None:
        if isinstance(cell, datetime | date):
            self._sheet.write_datetime(self._number, place, cell, self._day)
        elif isinstance(cell, bool):
            self._sheet.write_boolean(self._number, place, cell)
        elif isinstance(cell, int | float):
            self._sheet.write_number(self._number, place, cell)
        elif cell not in ("", None):
            self._sheet.write_string(self._number, place, str(cell))


@contextmanager
def _csv(target: BinaryIO, like: CsvTable) -> Iterator[Paper]:
    text = TextIOWrapper(target, like.encoding, errors="replace", newline="", write_through=True)
    try:
        yield _Csv(text, like.delimiter)
        text.flush()
    finally:
        text.detach()


@contextmanager
def _workbook(target: BinaryIO, scratch: Path | None) -> Iterator[Paper]:
    options: Mapping[str, Any] = {"constant_memory": True, "tmpdir": str(scratch)} if scratch else {"in_memory": True}
    with xlsxwriter.Workbook(target, {**options, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        yield _Workbook(book)
