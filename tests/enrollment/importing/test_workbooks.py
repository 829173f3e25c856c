"""An XLSX file is read without running anything in it, and one that would swell, is locked or damaged is refused."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from contracts.refusals import Refused
from enrollment.importing import Limits
from enrollment.importing.cells import text
from tests.enrollment.importing.lists import Office, as_csv, as_xlsx, csv_table, household, lines, person, xlsx_table


def test_a_workbook_comes_to_the_same_as_its_csv(office: Office) -> None:
    rows = [*household(1), *household(2), person(family="F3", born="31/31/2015")]
    assert office.bring_in(xlsx_table(as_xlsx(lines(rows))), dry_run=True) == office.bring_in(
        csv_table(as_csv(lines(rows))), dry_run=True
    )


def test_cells_of_every_kind_say_what_a_person_sees() -> None:
    cells = [[date(2015, 12, 31), 17.0, 0.5, True, "Amal", "", datetime.combine(date(2015, 12, 31), time(12, 30))]]
    ((_, read),) = xlsx_table(as_xlsx(cells)).lines()
    assert [text(cell) for cell in read] == ["2015-12-31", "17", "0.5", "true", "Amal", "", "2015-12-31T12:30:00"]


def test_a_family_may_be_written_in_cells_of_a_spreadsheets_own_kinds(office: Office) -> None:
    mother = person(family=17, born=date(1988, 5, 4), asked_on=date(2026, 1, 2), municipality=621)
    child = {"family": 17, "kind": "barn", "name": "Sara", "born": date(2016, 3, 12)}
    assert office.bring_in(xlsx_table(as_xlsx(lines([mother, child])))).entered == 1


def test_a_formula_is_not_run_and_what_it_last_showed_is_read() -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet().write_formula(0, 0, "=1+1", value="shown")
    assert list(xlsx_table(target.getvalue()).lines()) == [(1, ["shown"])]


def test_rows_above_and_columns_before_the_list_keep_their_numbers() -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet().write_string(3, 2, "familie")
    assert list(xlsx_table(target.getvalue()).lines()) == [(4, ["", "", "familie"])]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"familie;navn", "file_malformed"),
        (b"PK\x03\x04 and no more", "file_malformed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 as encrypted and old workbooks begin", "file_locked"),
    ],
)
def test_what_is_no_open_workbook_is_refused(content: bytes, code: str) -> None:
    assert refusal(lambda: xlsx_table(content)) == code


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    assert refusal(lambda: xlsx_table(zipped({"hello.txt": b"hello"}))) == "file_malformed"


def test_a_workbook_that_swells_when_unpacked_is_refused() -> None:
    bomb = zipped({"xl/worksheets/sheet1.xml": b" " * 3_000_000})
    assert len(bomb) < 10_000
    assert refusal(lambda: xlsx_table(bomb, Limits(unpacked=2_999_999))) == "file_too_large"


def test_a_workbook_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(zipped({"a.xml": b" " * 3_000_000}))
    for place in (content.find(b"PK\x01\x02") + 24, content.find(b"PK\x03\x04") + 22):
        content[place : place + 4] = (10).to_bytes(4, "little")
    assert refusal(lambda: xlsx_table(bytes(content), Limits(unpacked=1000))) == "file_malformed"


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (b'r="A100002"', "too_many_rows"),
        (b"r='XFD1'", "too_many_columns"),
        (b'r   \n =\t"XFD1048576"', "too_many_rows"),
        (b"r" + b" " * 100_000 + b'="XFD2"', "too_many_columns"),
    ],
)
def test_a_cell_far_away_is_refused_before_the_sheet_between_is_made(place: bytes, code: str) -> None:
    content = with_sheet(lambda sheet: sheet.replace(b'r="A1"', place))
    assert refusal(lambda: xlsx_table(content)) == code


def test_a_damaged_part_is_refused() -> None:
    assert refusal(lambda: xlsx_table(with_sheet(lambda sheet: sheet[:-40]))) == "file_malformed"


@pytest.mark.parametrize("at", range(0, 60, 3))
def test_damage_is_refused_or_harmless_and_never_read_as_something_else(at: int) -> None:
    whole = as_xlsx(lines(household(1)))
    content = bytearray(whole)
    content[at * len(content) // 60] ^= 0xFF
    with suppress(Refused):
        assert list(xlsx_table(bytes(content)).lines()) == list(xlsx_table(whole).lines())


def with_sheet(change: Callable[[bytes], bytes]) -> bytes:
    """A good workbook with its sheet changed."""
    with ZipFile(BytesIO(as_xlsx([["familie"]]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    return zipped(parts | {sheet: change(parts[sheet])})


def zipped(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code
