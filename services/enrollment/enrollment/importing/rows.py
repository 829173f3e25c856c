"""Lines of a file that belong together, such as those of one family, and what is wrong with them."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any
from uuid import UUID

from contracts.refusals import Because, Refused
from enrollment.importing.columns import Heading
from enrollment.importing.files import Cell, Line

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Row:
    """One line under the heading: its number, its cells as they stand, and what they say by column."""

    number: int
    cells: list[Cell]
    texts: Mapping[str, str]
    astray: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row: where, as a code, with the rule and the facts that fill its words."""

    row: int
    column: str
    code: str
    rule: str | None = None
    because: Mapping[str, Because] = field(default_factory=dict)

    @classmethod
    def of(cls, refused: Refused, row: int, column: str, texts: Iterable[str] = ()) -> "Fault":
        """What a rule says no to. What stands in the file is never repeated outside it."""
        because = {name: fact for name, fact in refused.because.items() if str(fact) not in set(texts)}
        return cls(row, column, refused.code, refused.rule, because)


class Outcome(StrEnum):
    """What became of the rows that belong together."""

    ENTERED = "entered"
    ALREADY_DONE = "already_done"
    REFUSED = "refused"


@dataclass(slots=True)
class Group:
    """Rows that stand or fall together; `told` is what they say once they have been understood."""

    reference: str
    rows: list[Row]
    faults: list[Fault] = field(default_factory=list)
    id: UUID = NOBODY
    told: Any = None
    outcome: Outcome = Outcome.REFUSED

    @property
    def first(self) -> int:
        return self.rows[0].number

    def row(self, place: int) -> Row:
        """The row of somebody or something in it."""
        return self.rows[min(place, len(self.rows) - 1)]

    def refuse(self, fault: Fault) -> None:
        self.faults.append(fault)

    def texts(self) -> set[str]:
        """Everything the rows say."""
        return {said for row in self.rows for said in row.texts.values()}


def rows(lines: Iterable[Line], heading: Heading) -> Iterator[Row]:
    """Every line below the heading."""
    for number, cells in lines:
        if number > heading.number:
            yield Row(number, cells, heading.texts(cells), heading.astray(cells))


def together(every: Iterable[Row], tie: str) -> Iterator[Group]:
    """Neighbours with the same reference; a row without one stands alone."""
    for reference, neighbours in groupby(every, key=lambda row: row.texts.get(tie) or row.number):
        yield Group(reference if isinstance(reference, str) else "", list(neighbours))


class Apart:
    """Finds references that come back after others: their rows would be taken for two."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()
        self._split: set[bytes] = set()
        self._last = b""

    def note(self, reference: str) -> None:
        """The reference of the next row."""
        mark = _mark(reference)
        if reference and mark != self._last:
            (self._split if mark in self._seen else self._seen).add(mark)
        self._last = mark

    def __contains__(self, reference: str) -> bool:
        return _mark(reference) in self._split


def _mark(reference: str) -> bytes:
    return hashlib.blake2b(reference.encode(errors="replace"), digest_size=16).digest()
