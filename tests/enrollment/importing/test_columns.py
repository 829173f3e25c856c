"""The first line is understood in both languages, and a wrong one is refused with the names of all that is wrong."""

import pytest

from contracts.refusals import Refused
from enrollment.importing.columns import Heading, letter
from enrollment.importing.families import COLUMNS
from tests.enrollment.importing.lists import DANISH, ENGLISH


@pytest.mark.parametrize("headings", [DANISH, ENGLISH, [each.upper() for each in DANISH], list(COLUMNS)])
def test_headings_are_known_in_danish_in_english_and_by_their_own_names(headings: list[str]) -> None:
    assert list(Heading((1, headings), COLUMNS).names.values()) == list(COLUMNS)


def test_everything_that_is_wrong_is_named_at_once() -> None:
    headings = [each for each in DANISH if each != "født"] + ["Skostørrelse", "NAVN"]
    refused = refusal(headings)
    assert refused.code == "columns_wrong"
    assert refused.because == {"unknown": "P (Skostørrelse)", "missing": "født (born)", "twice": "navn (name)"}


def test_a_column_that_is_the_same_for_all_may_be_given_instead() -> None:
    headings = [each for each in DANISH if each != "område"]
    assert refusal(headings).because["missing"] == "område (area)"
    assert "area" not in Heading((1, headings), COLUMNS, given={"area"}).names.values()


def test_a_first_line_of_data_is_not_repeated() -> None:
    assert refusal(["F1", "Amal Haddad", "040588-1234"]).code == "heading_missing"
    unknown = refusal([*DANISH, "040588-1234", "amal@familie.example", "x" * 31]).because["unknown"]
    assert unknown == "Q, R, S"


def test_our_own_column_of_errors_is_passed_over() -> None:
    heading = Heading((1, [*DANISH, "Fejl", "error"]), COLUMNS)
    assert heading.errors_at == [len(DANISH), len(DANISH) + 1]
    assert not heading.astray([""] * len(DANISH) + ["wrong", "wrong"])


def test_columns_are_lettered_as_in_a_spreadsheet() -> None:
    assert [letter(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def refusal(headings: list[str]) -> Refused:
    with pytest.raises(Refused) as refused:
        Heading((1, headings), COLUMNS)
    return refused.value
