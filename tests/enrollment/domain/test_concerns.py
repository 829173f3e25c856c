"""By when a municipality has acknowledged: six weekdays, as Danish offices count them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.concerns import is_weekday, remind_on, weekday_after

days = st.dates(date(2020, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("today", "reminded"),
    [
        (date(2026, 3, 2), date(2026, 3, 10)),  # a Monday: over one weekend
        (date(2026, 3, 6), date(2026, 3, 16)),  # a Friday: over two
        (date(2026, 3, 7), date(2026, 3, 16)),  # a Saturday counts from Monday
        (date(2026, 3, 30), date(2026, 4, 10)),  # over Easter: Thursday, Friday and Monday
        (date(2026, 12, 23), date(2027, 1, 4)),  # over Christmas and New Year
        (date(2026, 5, 13), date(2026, 5, 22)),  # over Ascension Day
    ],
)
def test_the_reminder_comes_on_the_sixth_weekday(today: date, reminded: date) -> None:
    assert remind_on(today) == reminded


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 4, 6), date(2026, 5, 25), date(2026, 12, 25)])
def test_a_public_holiday_is_no_weekday(day: date) -> None:
    assert not is_weekday(day)


def test_the_day_of_prayer_was_a_holiday_until_it_was_abolished() -> None:
    assert not is_weekday(date(2023, 5, 5))
    assert is_weekday(date(2024, 4, 26))


@given(days)
def test_exactly_six_weekdays_lie_between(today: date) -> None:
    reminded = remind_on(today)
    between = [today + timedelta(days=ahead + 1) for ahead in range((reminded - today).days)]
    assert sum(map(is_weekday, between)) == 6
    assert is_weekday(reminded)


@given(days, days)
def test_who_is_told_later_is_never_reminded_earlier(one: date, other: date) -> None:
    assert (one <= other) <= (remind_on(one) <= remind_on(other))


@given(days, st.integers(0, 10), st.integers(0, 10))
def test_counting_on_is_counting_all(day: date, first: int, then: int) -> None:
    assert weekday_after(weekday_after(day, first), then) == weekday_after(day, first + then)
