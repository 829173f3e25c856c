"""Columns of a kind of file, by their Danish or English headings, and what a first line lacks or has too much of."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contracts.refusals import Refused
from contracts.text import cpr_shaped
from enrollment.importing import cells
from enrollment.importing.cells import spelling
from enrollment.importing.files import Cell, Line

ERRORS = {"da": "fejl", "en": "error"}
LONGEST_HEADING = 30


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its headings, whether it must be there, how its cells are read; `shared` is the same in every row."""

    da: str
    en: str
    needed: bool = False
    shared: bool = False
    read: Callable[[str], Any] = cells.plain


class Heading:
    """Which column stands where in one file. Our own column of errors is passed over."""

    def __init__(self, line: Line, columns: Mapping[str, Column], given: Collection[str] = ()) -> None:
        self.number, self.titles = line[0], [cells.text(cell) for cell in line[1]]
        known = {spelling(each): name for name, column in columns.items() for each in (name, column.da, column.en)}
        self.errors_at = [place for place, title in enumerate(self.titles) if spelling(title) in ERRORS.values()]
        named = {place: title for place, title in enumerate(self.titles) if title and place not in self.errors_at}
        self.names = {place: known[spelling(title)] for place, title in named.items() if spelling(title) in known}
        if not self.names:
            raise Refused("heading_missing", columns=_said(columns.values()))
        unknown = [_harmless(place, title) for place, title in named.items() if place not in self.names]
        missing = [
            column for name, column in columns.items() if column.needed and {name} - {*self.names.values(), *given}
        ]
        twice = [columns[name] for name, count in Counter(self.names.values()).items() if count > 1]
        if unknown or missing or twice:
            faults = {"unknown": ", ".join(unknown) or "–", "missing": _said(missing), "twice": _said(twice)}
            raise Refused("columns_wrong", **faults)

    def texts(self, row: Sequence[Cell]) -> dict[str, str]:
        """The cells of a line that say something, by column."""
        found = ((name, cells.text(row[place])) for place, name in self.names.items() if place < len(row))
        return {name: said for name, said in found if said}

    def astray(self, row: Sequence[Cell]) -> bool:
        """Whether something stands where no column is."""
        theirs = {*self.names, *self.errors_at}
        return any(cell not in ("", None) for place, cell in enumerate(row) if place not in theirs)

    def title(self, name: str) -> str:
        """What the file itself calls a column; a column it does not have goes by its own name."""
        return next((self.titles[place] for place, each in self.names.items() if each == name), name)


def letter(place: int) -> str:
    """What a spreadsheet calls a column: A, B, …, AA."""
    before, last = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def _harmless(place: int, title: str) -> str:
    """A heading as we may repeat it: it may be a first line of data that somebody forgot to head."""
    plain = title.replace(" ", "").replace("_", "").replace("-", "")
    fine = plain.isalpha() and len(title) <= LONGEST_HEADING and not cpr_shaped(title)
    return f"{letter(place)} ({title})" if fine else letter(place)


def _said(columns: Iterable[Column]) -> str:
    return ", ".join(f"{column.da} ({column.en})" for column in columns) or "–"
