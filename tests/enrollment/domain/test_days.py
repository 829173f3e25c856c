"""Ages at a date."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.days import age, danish_day, month_from, turns

BIRTHDAYS = st.dates(date(1930, 1, 1), date(2026, 12, 31))


def test_one_grows_older_on_the_birthday_and_not_the_day_before() -> None:
    born = date(2016, 3, 12)
    assert [age(born, date(2026, 3, day)) for day in (11, 12)] == [9, 10]


def test_a_leap_day_child_grows_older_on_the_first_of_march() -> None:
    born = date(2012, 2, 29)
    assert turns(15, born) == date(2027, 3, 1)
    assert [age(born, date(2027, 2, 28)), age(born, date(2027, 3, 1))] == [14, 15]


@given(born=BIRTHDAYS, years=st.integers(0, 60))
def test_the_day_somebody_turns_an_age_is_the_first_day_of_that_age(born: date, years: int) -> None:
    day = turns(years, born)
    assert age(born, day) == years
    assert years == 0 or age(born, date.fromordinal(day.toordinal() - 1)) == years - 1


@given(day=BIRTHDAYS)
def test_a_month_begins_on_its_first_and_at_most_a_month_later(day: date) -> None:
    first = month_from(day)
    assert first.day == 1
    assert 0 <= (first - day).days < 31


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 28, 22, 30, tzinfo=UTC), date(2026, 1, 28)),
        (datetime(2026, 1, 28, 23, 30, tzinfo=UTC), date(2026, 1, 29)),
        (datetime(2026, 6, 28, 22, 30, tzinfo=UTC), date(2026, 6, 29)),
    ],
)
def test_the_day_is_the_one_on_a_danish_calendar(moment: datetime, day: date) -> None:
    assert danish_day(moment) == day
