"""CSV as Excel and others write it: found out once, then read as a stream as often as needed.

Deliberately not here: what a column or a cell means.
"""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from typing import Any, BinaryIO, Protocol

from contracts.refusals import Refused
from enrollment.importing.limits import Limits

Cell = Any
Line = tuple[int, list[Cell]]
Opened = Callable[[], BinaryIO]
DELIMITERS = ";,\t"
PORTION = 1 << 16
LONGEST_LINE = 1 << 20


class Table(Protocol):
    """A sheet of cells, readable as often as needed. Lines are numbered as a spreadsheet shows them."""

    def lines(self) -> Iterator[Line]:
        """Every line that holds anything, with its number."""
        ...


class CsvTable:
    """A CSV file whose encoding and delimiter have been found out."""

    def __init__(self, opened: Opened, limits: Limits) -> None:
        self._opened = opened
        _measure(opened, limits.bytes)
        self.encoding = _encoding(opened)
        self.delimiter = self._delimiter()

    def lines(self) -> Iterator[Line]:
        try:
            for number, cells in enumerate(self._records(self.delimiter), 1):
                if any(cell.strip() for cell in cells):
                    yield number, cells
        except csv.Error:
            raise Refused("file_malformed") from None

    def _records(self, delimiter: str) -> Iterator[list[str]]:
        with self._opened() as raw, TextIOWrapper(raw, self.encoding, newline="") as text:
            yield from csv.reader(_lines(text), delimiter=delimiter, strict=True)

    def _delimiter(self) -> str:
        """The one that cuts the first line into most cells; a heading is short and holds none of the others."""
        return max(DELIMITERS, key=lambda delimiter: len(self._first(delimiter)))

    def _first(self, delimiter: str) -> list[str]:
        try:
            return next((cells for cells in self._records(delimiter) if any(cells)), [])
        except csv.Error:
            return []


def _measure(opened: Opened, most: int) -> None:
    with opened() as raw:
        size = raw.seek(0, 2)
    if not size:
        raise Refused("file_empty")
    if size > most:
        raise Refused("file_too_large", bytes=most)


def _encoding(opened: Opened) -> str:
    """UTF-8 if all of it is that, or what Excel writes otherwise in Western Europe."""
    with opened() as raw:
        start = raw.read(4)
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _sure(opened, "utf-16")
    for encoding in ("utf-8-sig" if start.startswith(BOM_UTF8) else "utf-8", "cp1252"):
        if _reads_as(opened, encoding):
            return encoding
    raise Refused("file_not_text")


def _sure(opened: Opened, encoding: str) -> str:
    if not _reads_as(opened, encoding):
        raise Refused("file_not_text")
    return encoding


def _reads_as(opened: Opened, encoding: str) -> bool:
    decoder = getincrementaldecoder(encoding)()
    try:
        with opened() as raw:
            while portion := raw.read(PORTION):
                if "\0" in decoder.decode(portion):
                    return False
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lines(text: TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise csv.Error
        yield line
