"""The whole file comes back in its own format, says what is wrong beside each row, and holds nothing that runs."""

import csv
from codecs import BOM_UTF8
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from enrollment.importing.cells import FORMULA_SIGNS
from enrollment.importing.files import CsvTable, Table
from enrollment.importing.returning import harmless, paper
from tests.enrollment.importing.lists import (
    DANISH,
    Office,
    as_csv,
    as_xlsx,
    child,
    csv_table,
    household,
    lines,
    person,
    xlsx_table,
)

FAULTY = [*household(1), person(family="F2", born="31/31/2015"), child(family="F2"), *household(3)]
cell = st.text(max_size=30) | st.builds("{}{}".format, st.sampled_from(FORMULA_SIGNS), st.text(max_size=9))
sheets = st.lists(st.lists(cell, min_size=1, max_size=6), min_size=1, max_size=8)


@pytest.mark.parametrize("made", [lambda cells: csv_table(as_csv(cells)), lambda cells: xlsx_table(as_xlsx(cells))])
def test_every_row_comes_back_with_what_is_wrong_beside_it(office: Office, made: Any) -> None:
    table = made(lines(FAULTY))
    heading, *rows = read_again(table, office.given_back(table))
    assert heading == [*DANISH, "fejl"]
    assert [row[:3] for row in rows] == [list(map(str, row[:3])) for row in list(lines(FAULTY))[1:]]
    assert [row[-1] for row in rows[:3] + rows[5:]] == [""] * 6
    assert rows[3][-1].startswith("født: Datoen findes ikke eller er skrevet forkert. Skriv den som")
    assert rows[4][-1] == "Rækken er ikke læst ind, fordi række 5, som den hører sammen med, har en fejl."


def test_the_errors_are_said_in_english_too(office: Office) -> None:
    table = csv_table(as_csv(lines(FAULTY)))
    heading, *rows = read_again(table, office.given_back(table, language="en"))
    assert heading[-1] == "error"
    assert "The date does not exist" in rows[3][-1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_file_keeps_its_encoding_and_delimiter(office: Office, encoding: str, delimiter: str) -> None:
    content = as_csv(lines(FAULTY), encoding, delimiter)
    back = office.given_back(csv_table(content))
    (heading, *_) = csv.reader(StringIO(back.decode(encoding)), delimiter=delimiter)
    assert heading == [*DANISH, "fejl"]
    assert back.startswith(BOM_UTF8) == content.startswith(BOM_UTF8)


@pytest.mark.parametrize("made", [lambda cells: csv_table(as_csv(cells)), lambda cells: xlsx_table(as_xlsx(cells))])
def test_the_file_given_back_can_be_brought_in_with_its_column_of_errors_or_without(office: Office, made: Any) -> None:
    rows = [*household(1), person(family="+F2", name="=Amal"), child(family="+F2", name="@Sara")]
    table = made(lines(rows))
    with_errors = read_again(table, office.given_back(table))
    again = made(with_errors)
    assert read_again(again, office.given_back(again)) == with_errors
    without = made([row[:-1] for row in with_errors])
    assert office.bring_in(without).entered == 2
    assert office.bring_in(again).already_done == 2
    assert office.bring_in(table).already_done == 2


@settings(max_examples=200)
@given(
    rows=sheets,
    encoding=st.sampled_from(["utf-8", "cp1252"]),
)
def test_no_cell_of_a_csv_file_given_back_begins_as_a_formula(rows: list[list[str]], encoding: str) -> None:
    like = csv_table(as_csv([["familie", "navn"]]))
    like.encoding = encoding
    content = written(like, rows)
    for row in csv.reader(StringIO(content.decode(encoding), newline=""), delimiter=like.delimiter):
        assert not any(each[:1] and each[0] in FORMULA_SIGNS for each in row)


@settings(max_examples=100)
@given(rows=sheets)
def test_no_cell_of_a_workbook_given_back_begins_as_a_formula_or_is_one(rows: list[list[str]]) -> None:
    content = written(xlsx_table(as_xlsx([["familie"]])), rows)
    for row in CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python():
        assert not any(isinstance(each, str) and each[:1] and each[0] in FORMULA_SIGNS for each in row)


def test_what_is_harmless_stays_as_it_is() -> None:
    assert [harmless(each) for each in ("Amal", "", None, -5, 1.5, "a=b")] == ["Amal", "", None, -5, 1.5, "a=b"]
    assert harmless('=HYPERLINK("http://x.example")') == '\'=HYPERLINK("http://x.example")'


def written(like: Table, rows: list[list[str]]) -> bytes:
    """Rows as they are given back."""
    target = BytesIO()
    with paper(target, like) as given:
        for row in rows:
            given.write([harmless(each) for each in row])
    return target.getvalue()


def read_again(like: Table, content: bytes) -> list[list[str]]:
    """The cells of a file that was given back, as text."""
    if isinstance(like, CsvTable):
        return list(csv.reader(StringIO(content.decode(like.encoding), newline=""), delimiter=like.delimiter))
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    return [[str(each) for each in row] for row in rows]
