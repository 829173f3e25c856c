"""The stretches of time that rhythms are promised for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.domain.periods import ANCHOR, Period, period_of, periods

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))
EVERY = ("week", "two_weeks", "month", "half_year")


@given(st.sampled_from(EVERY), DAYS)
def test_every_day_lies_in_its_own_period_and_in_that_of_no_other(every: str, day: date) -> None:
    period = period_of(every, day)
    assert day in period.days
    assert all(period_of(every, other) == period for other in period.days)
    assert period_of(every, period.last + timedelta(days=1)).first == period.last + timedelta(days=1)


@given(DAYS)
def test_a_week_is_the_week_of_iso(day: date) -> None:
    period = period_of("week", day)
    assert {other.isocalendar()[:2] for other in period.days} == {day.isocalendar()[:2]}
    assert len(period.days) == 7


@given(DAYS)
def test_pairs_of_weeks_are_counted_from_the_anchor_across_every_new_year(day: date) -> None:
    period = period_of("two_weeks", day)
    assert len(period.days) == 14
    assert (period.first - ANCHOR).days % 14 == 0


@pytest.mark.parametrize(
    ("every", "first", "last"),
    [
        ("month", date(2028, 2, 1), date(2028, 2, 29)),
        ("half_year", date(2028, 1, 1), date(2028, 6, 30)),
        ("week", date(2028, 2, 28), date(2028, 3, 5)),
    ],
)
def test_a_leap_day_belongs_where_the_calendar_has_it(every: str, first: date, last: date) -> None:
    assert period_of(every, date(2028, 2, 29)) == Period(first, last)


def test_a_week_goes_on_into_the_new_year() -> None:
    assert list(periods("week", date(2026, 12, 30), date(2027, 1, 4))) == [
        Period(date(2026, 12, 28), date(2027, 1, 3)),
        Period(date(2027, 1, 4), date(2027, 1, 10)),
    ]
    assert period_of("half_year", date(2026, 12, 31)).last == date(2026, 12, 31)
