"""Cells are read as a Danish office writes them: the day before the month, codes without their zeros, crosses."""

import pytest

from contracts.text import cpr_shaped
from enrollment.importing import cells


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("31-12-2015", "2015-12-31"),
        ("31.12.2015", "2015-12-31"),
        ("31/12/2015", "2015-12-31"),
        ("1/2/2015", "2015-02-01"),
        ("2015-12-31", "2015-12-31"),
        ("12/31/2015", "2015-31-12"),
        ("31-12-15", "31-12-15"),
        ("31-12.2015", "31-12.2015"),
        ("42369", "42369"),
    ],
)
def test_the_day_stands_before_the_month(said: str, read: str) -> None:
    assert cells.day(said) == read


@pytest.mark.parametrize(("said", "read"), [("Ja", True), ("x", True), ("nej", False), ("0", False), ("tja", "tja")])
def test_yes_and_no_are_read_in_danish_and_english(said: str, read: object) -> None:
    assert cells.yes_no(said) == read


@pytest.mark.parametrize(
    ("said", "read"), [("621", "0621"), ("0621", "0621"), ("Kolding", "0621"), ("Atlantis", "Atlantis")]
)
def test_a_municipality_is_known_by_its_code_or_its_name(said: str, read: str) -> None:
    assert cells.municipality(said) == read


def test_a_cell_may_hold_several_languages() -> None:
    assert cells.several("AR, da;so / uk") == ["ar", "da", "so", "uk"]


def test_an_apostrophe_of_ours_is_taken_off_again_and_any_other_kept() -> None:
    assert [cells.text(each) for each in ("'=1", "'+45", "'t Hooft", "'", "")] == ["=1", "+45", "'t Hooft", "'", ""]


@pytest.mark.parametrize("cell", [101151234, 101151234.0, 1010151234])
def test_a_cpr_number_that_became_a_number_still_looks_like_one(cell: float) -> None:
    assert cpr_shaped(cells.text(cell))
