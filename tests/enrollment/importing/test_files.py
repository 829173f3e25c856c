"""A CSV file is read however Excel and others write it, and what is none is refused by name."""

from collections.abc import Callable
from io import BytesIO

import pytest

from contracts.refusals import Refused
from enrollment.importing import Limits
from enrollment.importing.files import CsvTable
from tests.enrollment.importing.lists import DANISH, ENGLISH, Office, as_csv, csv_table, household, lines

HEADING = ";".join(DANISH).encode() + b"\n"
DANISH_LETTERS = [["navn", "født"], ["Åse Østergård", "1-2-1990"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_encoding_and_delimiter_reads_the_same(encoding: str, delimiter: str) -> None:
    table = csv_table(as_csv(DANISH_LETTERS, encoding, delimiter))
    assert list(table.lines()) == [(1, DANISH_LETTERS[0]), (2, DANISH_LETTERS[1])]


def test_a_delimiter_in_quotes_cuts_nothing() -> None:
    table = csv_table(b'name;born\n"Haddad; Amal ""Ama""\nof Kolding";1988\n')
    assert list(table.lines())[1] == (2, ['Haddad; Amal "Ama"\nof Kolding', "1988"])


def test_lines_are_numbered_as_a_spreadsheet_shows_them() -> None:
    table = csv_table(b"name;born\n\n;\nAmal;1988\n")
    assert [number for number, _ in table.lines()] == [1, 4]


def test_english_headings_do_as_well(office: Office) -> None:
    assert office.bring_in(csv_table(as_csv(lines(household(1), ENGLISH)))).entered == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\n \n", "file_empty"),
        (b"name\x00;born", "file_not_text"),
        (b"name;born\n\x81\x8d;1", "file_not_text"),
        (b"\xff\xfen\x00", "heading_missing"),
        (b"\xff\xfen\x00a", "file_not_text"),
        (HEADING + b'F1;"Amal', "file_malformed"),
        (HEADING + b'F1;"Amal"x', "file_malformed"),
        (HEADING + b"F1;" + b"x" * 200_000, "file_malformed"),
        (b"PK\x03\x04" + bytes(range(128)), "file_not_text"),
    ],
)
def test_what_is_no_table_of_text_is_refused(office: Office, content: bytes, code: str) -> None:
    assert refusal(lambda: office.bring_in(csv_table(content))).code == code


def test_a_line_without_end_is_refused_before_it_fills_the_memory(office: Office) -> None:
    content = HEADING + b"F1;Amal" + b";" * (1 << 20)
    assert refusal(lambda: office.bring_in(csv_table(content))).code == "file_malformed"


def test_a_file_over_the_limits_is_refused(office: Office) -> None:
    content = as_csv(lines(household(1)))
    too_large = refusal(lambda: csv_table(content, Limits(bytes=len(content) - 1)))
    assert (too_large.code, too_large.because) == ("file_too_large", {"bytes": len(content) - 1})
    too_long = refusal(lambda: office.bring_in(csv_table(content), limits=Limits(rows=2)))
    assert (too_long.code, too_long.because) == ("too_many_rows", {"rows": 2})
    assert office.bring_in(csv_table(content), limits=Limits(rows=3)).rows == 3


def test_a_file_is_read_in_portions() -> None:
    content = as_csv(lines(each for number in range(2000) for each in household(number)))
    table = CsvTable(lambda: Watched(content), Limits())
    rest = table.lines()
    next(rest)
    assert Watched.latest.tell() < len(content) / 2


def refusal(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


class Watched(BytesIO):
    """Remembers the file that was opened last."""

    latest: "Watched"

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        Watched.latest = self
