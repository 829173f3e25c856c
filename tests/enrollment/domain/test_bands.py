"""Age bands: on the birthday and the day before, on leap days, and in the August of a grade."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contracts.programmes.parts.support import AgeBand
from enrollment.domain.bands import births, enters, grade, grade_begins, last_birth, leaves, within
from enrollment.domain.days import age
from tests.enrollment.open_tracks import band

DAY = timedelta(days=1)
DAYS = some.dates(date(1930, 1, 1), date(2060, 12, 31))
SHIFTS = some.integers(-1, 2)
BANDS = some.builds(band, some.integers(0, 30), some.integers(0, 40), some.none() | some.integers(1, 10))
LEAPLING = date(2016, 2, 29)


@given(born=DAYS, years=some.integers(0, 90))
def test_somebody_is_in_a_band_from_the_birthday_and_not_the_day_before(born: date, years: int) -> None:
    first = enters(band(years, years), born)
    assert within(band(years, years), born, first)
    assert not within(band(years, years), born, first - DAY)


@given(born=DAYS, years=some.integers(0, 90))
def test_somebody_is_in_a_band_until_the_day_before_they_are_too_old(born: date, years: int) -> None:
    last = leaves(band(0, years), born)
    assert within(band(0, years), born, last - DAY)
    assert not within(band(0, years), born, last)


@pytest.mark.parametrize(
    ("on", "inside"),
    [(date(2022, 2, 28), False), (date(2022, 3, 1), True), (date(2024, 2, 28), True), (date(2024, 2, 29), True)],
)
def test_who_is_born_on_a_leap_day_grows_older_on_the_first_of_march_in_other_years(on: date, inside: bool) -> None:
    assert within(band(6, 11), LEAPLING, on) is inside


@given(born=DAYS, asked=BANDS, shift=SHIFTS, on=DAYS)
def test_a_band_says_what_the_age_and_the_grade_say(born: date, asked: AgeBand, shift: int, on: date) -> None:
    old_enough = asked.at_least <= age(born, on) <= asked.at_most
    early_enough = asked.before_grade is None or grade(born, on, shift) < asked.before_grade
    assert within(asked, born, on, shift) == (old_enough and early_enough)


@given(born=DAYS, asked=BANDS, shift=SHIFTS, on=DAYS)
def test_the_birthdays_of_a_band_are_those_of_everybody_in_it(born: date, asked: AgeBand, shift: int, on: date) -> None:
    first, last = births(asked, on, shift)
    assert (first <= born <= last) == within(asked, born, on, shift)


@pytest.mark.parametrize("on", [date(2023, 2, 28), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)])
@pytest.mark.parametrize("years", [1, 3, 4, 6, 18])
def test_the_last_birthday_of_an_age_is_right_around_a_leap_day(on: date, years: int) -> None:
    last = last_birth(years, on)
    assert age(last, on) >= years > age(last + DAY, on)


@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        (date(2019, 1, 1), date(2025, 7, 31), -1),
        (date(2019, 1, 1), date(2025, 8, 1), 0),
        (date(2019, 12, 31), date(2025, 8, 1), 0),
        (date(2019, 12, 31), date(2026, 7, 31), 0),
        (date(2014, 6, 1), date(2025, 7, 31), 4),
        (date(2014, 6, 1), date(2025, 8, 1), 5),
        (date(2014, 6, 1), date(2026, 1, 1), 5),
    ],
)
def test_grade_nought_begins_in_the_august_of_the_year_a_child_turns_six(born: date, on: date, expected: int) -> None:
    assert grade(born, on) == expected


@given(born=DAYS, which=some.integers(0, 10), shift=SHIFTS)
def test_a_grade_changes_on_the_first_of_august_and_on_no_other_day(born: date, which: int, shift: int) -> None:
    begins = grade_begins(which, born, shift)
    assert (begins.month, begins.day) == (8, 1)
    assert [grade(born, begins - DAY, shift), grade(born, begins, shift)] == [which - 1, which]
    assert grade(born, begins + timedelta(days=364), shift) == which


def test_who_began_school_a_year_later_is_a_year_longer_before_fifth_grade() -> None:
    club, born, august = band(6, 11, before_grade=5), date(2014, 11, 20), date(2025, 8, 1)
    assert not within(club, born, august)  # S4-22
    assert within(club, born, august, 1)
    assert not within(club, born, date(2026, 11, 20), 1)
