"""Expenses as bookkeeping takes them in: one line each, as Danish spreadsheets and bookkeeping programmes read it.

UTF-8 with a mark, semicolons, decimal commas, days as dd-mm-yyyy; the columns stay as they are, and new ones come last.
Every cell is quoted and none is a formula. Who laid it out is a pseudonym, and no account is named. Deliberately not
here: which expenses.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import StringIO
from uuid import UUID

from activities.domain.spending import kroner

COLUMNS = (
    "Udlæg",
    "Mødedato",
    "Indsats",
    "Aktivitet",
    "Møde",
    "Mødeform",
    "Ramme",
    "Beløb",
    "Valuta",
    "Kvittering",
    "Godkendt",
    "Heraf over rammen",
    "Begrundelse",
    "Udbetalt",
    "Bilag",
    "Udlægger",
)
MARK = "\ufeff"  # without it a Danish spreadsheet takes æ, ø and å for something else
# Also the wide ones, which some spreadsheets take for the same.
FORMULA_SIGNS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One expense that was approved."""

    id: UUID
    spent_on: date
    programme: str
    activity: UUID | None
    meeting: UUID
    kind: str
    allowance: str
    amount: int
    receipt: str | None
    ruled_on: date
    over: int
    reason: str | None
    reimbursed_on: date | None
    voucher: str | None
    claimant: UUID | None


def written(lines: Iterable[Line]) -> bytes:
    """The file."""
    text = StringIO()
    rows = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([harmless(cell) for cell in _cells(line)] for line in lines)
    return f"{MARK}{text.getvalue()}".encode()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{cell}" if cell[:1] and cell[0] in FORMULA_SIGNS else cell


def _cells(line: Line) -> list[str]:
    return [
        str(line.id),
        _day(line.spent_on),
        line.programme,
        _id(line.activity),
        str(line.meeting),
        line.kind,
        line.allowance,
        kroner(line.amount),
        "DKK",
        line.receipt or "",
        _day(line.ruled_on),
        kroner(line.over),
        line.reason or "",
        _day(line.reimbursed_on),
        line.voucher or "",
        _id(line.claimant),
    ]


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


def _id(id: UUID | None) -> str:
    return str(id) if id else ""
