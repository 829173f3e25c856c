"""The file for bookkeeping: stable columns, Danish figures, and nothing that a spreadsheet would run."""

import csv
from datetime import date
from io import StringIO
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from activities.domain.bookkeeping import COLUMNS, FORMULA_SIGNS, MARK, Line, written


def line(**changes) -> Line:
    known = {
        "id": UUID(int=1),
        "spent_on": date(2026, 3, 9),
        "programme": "house",
        "activity": None,
        "meeting": UUID(int=2),
        "kind": "family_club_evening",
        "allowance": "food",
        "amount": 51_250,
        "receipt": "R-17",
        "ruled_on": date(2026, 3, 10),
        "over": 1_250,
        "reason": "prices",
        "reimbursed_on": date(2026, 3, 12),
        "voucher": "2026-117",
        "claimant": UUID(int=3),
    }
    return Line(**{**known, **changes})


def rows(content: bytes) -> list[dict[str, str]]:
    text = content.decode()
    assert text.startswith(MARK)
    return list(csv.DictReader(StringIO(text.removeprefix(MARK), newline=""), delimiter=";"))


def test_the_columns_stay_as_they_are():
    assert written([]).decode() == MARK + ";".join(f'"{name}"' for name in COLUMNS) + "\r\n"
    assert COLUMNS == (
        "Udlæg", "Mødedato", "Indsats", "Aktivitet", "Møde", "Mødeform", "Ramme", "Beløb", "Valuta", "Kvittering",
        "Godkendt", "Heraf over rammen", "Begrundelse", "Udbetalt", "Bilag", "Udlægger",
    )  # fmt: skip


def test_a_line_is_written_as_in_denmark():
    [row] = rows(written([line()]))
    assert list(row.values())[1:] == [
        "09-03-2026", "house", "", str(UUID(int=2)), "family_club_evening", "food", "512,50", "DKK", "R-17",
        "10-03-2026", "12,50", "prices", "12-03-2026", "2026-117", str(UUID(int=3)),
    ]  # fmt: skip


def test_what_is_not_known_is_left_empty():
    [row] = rows(written([line(claimant=None, receipt=None, reimbursed_on=None, voucher=None, reason=None)]))
    assert [row[name] for name in ("Udlægger", "Kvittering", "Udbetalt", "Bilag", "Begrundelse")] == [""] * 5


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_text_becomes_a_formula_or_a_cell_of_its_own(receipt, voucher):
    [row] = rows(written([line(receipt=receipt, voucher=voucher)]))
    assert len(row) == len(COLUMNS)
    for said, cell in ((receipt, row["Kvittering"]), (voucher, row["Bilag"])):
        assert cell in (said, f"'{said}")
        assert not cell[:1] or cell[0] not in FORMULA_SIGNS


@given(st.integers(0, 10**9))
def test_an_amount_is_exact(amount):
    [row] = rows(written([line(amount=amount)]))
    assert int(row["Beløb"].replace(",", "")) == amount
