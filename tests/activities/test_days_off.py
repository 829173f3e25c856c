"""Days off: public holidays by a table written by hand, and the breaks of the schools."""

from datetime import date, timedelta

import pytest

from activities.domain import days_off
from activities.domain.days_off import Break

EASTER = {2024: "03-31", 2025: "04-20", 2026: "04-05", 2027: "03-28", 2028: "04-16", 2029: "04-01", 2030: "04-21"}
MOVED = {
    "Skærtorsdag": -3,
    "Langfredag": -2,
    "Påskedag": 0,
    "Anden påskedag": 1,
    "Kristi himmelfartsdag": 39,
    "Pinsedag": 49,
    "Anden pinsedag": 50,
}
FIXED = {"Nytårsdag": "01-01", "Juledag": "12-25", "Anden juledag": "12-26"}
ODENSE = "0461"
# Great Prayer Day was the fourth Friday after Easter, until 2023.
PRAYER = timedelta(days=26)


def by_hand(year: int) -> dict[date, str]:
    sunday = date.fromisoformat(f"{year}-{EASTER[year]}")
    return {sunday + timedelta(days=days): name for name, days in MOVED.items()} | {
        date.fromisoformat(f"{year}-{day}"): name for name, day in FIXED.items()
    }


@pytest.mark.parametrize("year", EASTER)
def test_every_public_holiday_of_the_year_has_its_name_and_no_other_day_has_one(year):
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    found = {day: name for day in days if day.year == year and (name := days_off.holiday(day))}
    assert found == by_hand(year)


@pytest.mark.parametrize("year", EASTER)
def test_great_prayer_day_is_a_holiday_no_longer(year):
    assert days_off.holiday(date.fromisoformat(f"{year}-{EASTER[year]}") + PRAYER) is None


def test_great_prayer_day_was_one_until_2023():
    assert days_off.holiday(date(2023, 5, 5)) == "Store bededag"


def test_a_holiday_is_named_in_both_languages():
    assert days_off.holiday_words(date(2026, 5, 14)) == {"da": "Kristi himmelfartsdag", "en": "Ascension Day"}


# What Odense's schools had, or have announced, in the usual pattern.
USUAL = {
    "winter": (date(2026, 2, 7), date(2026, 2, 15)),
    "easter": (date(2026, 3, 28), date(2026, 4, 6)),
    "summer": (date(2026, 6, 27), date(2026, 8, 9)),
    "autumn": (date(2026, 10, 10), date(2026, 10, 18)),
    "christmas": (date(2026, 12, 23), date(2027, 1, 2)),
}


def test_the_usual_breaks_of_a_year_are_five():
    found = {each.name: (each.first, each.last) for each in days_off.breaks(ODENSE, 2026)}
    assert found == USUAL


@pytest.mark.parametrize("year", range(2020, 2041))
def test_the_usual_breaks_never_overlap_and_begin_and_end_as_weeks_do(year):
    breaks = days_off.breaks(ODENSE, year)
    assert days_off.overlap(breaks) is None
    assert [each.name for each in breaks] == list(days_off.BREAKS)
    by_name = {each.name: each for each in breaks}
    for name in ("winter", "summer", "autumn"):
        assert (by_name[name].first.isoweekday(), by_name[name].last.isoweekday()) == (6, 7)
    assert by_name["easter"].last - by_name["easter"].first == timedelta(days=9)


@pytest.mark.parametrize("year", range(2024, 2031))
def test_summer_begins_on_the_last_saturday_of_june_and_ends_on_the_second_sunday_of_august(year):
    summer = next(each for each in days_off.breaks(ODENSE, year) if each.name == "summer")
    assert summer.first.month == 6
    assert (summer.first + timedelta(days=7)).month == 7
    assert 8 <= summer.last.day <= 14


def test_a_municipality_s_own_dates_stand_in_the_place_of_the_usual_ones():
    own = Break(name="winter", first=date(2026, 2, 21), last=date(2026, 3, 1))
    found = {each.name: each for each in days_off.breaks(ODENSE, 2026, [own])}
    assert found["winter"] == own
    assert found["autumn"].first == USUAL["autumn"][0]


@pytest.mark.parametrize(("day", "within"), [("2026-02-06", False), ("2026-02-07", True), ("2026-02-15", True)])
def test_a_break_has_its_first_and_its_last_day(day, within):
    assert days_off.in_break(date.fromisoformat(day), days_off.breaks(ODENSE, 2026)) is within


def test_a_break_that_begins_in_another_is_found():
    first = Break(name="winter", first=date(2026, 2, 7), last=date(2026, 2, 15))
    second = Break(name="easter", first=date(2026, 2, 15), last=date(2026, 3, 1))
    assert days_off.overlap([second, first]) == second
    assert days_off.overlap([first]) is None
