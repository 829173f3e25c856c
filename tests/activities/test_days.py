"""Weekly hours as moments, also on the two days of the year on which clocks change."""

from datetime import UTC, date, datetime, timedelta

import pytest

from activities.domain import days
from activities.domain.days import Hours

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
EVENING = Hours(day="sun", opens="17:00", closes="21:00")


def test_an_hour_on_the_clock_is_another_moment_in_winter_and_in_summer():
    assert days.at(date(2026, 3, 22), "17:00") == datetime(2026, 3, 22, 16, 0, tzinfo=UTC)
    assert days.at(SPRING, "17:00") == datetime(2026, 3, 29, 15, 0, tzinfo=UTC)


def test_weekly_hours_come_again_every_week_at_the_same_time_on_the_clock():
    found = days.between([EVENING], days.whole(date(2026, 3, 16), date(2026, 4, 5)))
    assert [start.hour for start, _ in found] == [16, 15, 15]
    assert all(end - start == timedelta(hours=4) for start, end in found)


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2026, 6, 1), 24)])
def test_a_whole_day_is_as_long_as_it_is(day, hours):
    start, end = days.whole(day, day)
    assert end - start == timedelta(hours=hours)
    assert list(days.each_day((start, end))) == [day]


def test_hours_before_the_clock_is_put_forward_and_after_it_are_an_hour_shorter():
    (found,) = days.between([Hours(day="sun", opens="00:00", closes="08:00")], days.whole(SPRING, SPRING))
    assert found[1] - found[0] == timedelta(hours=7)


def test_an_hour_that_a_clock_skips_is_the_next_one():
    assert days.at(SPRING, "02:30") == days.at(SPRING, "03:30")


def test_hours_until_midnight_go_on_into_the_next_day():
    night = [Hours(day="sat", opens="20:00", closes="24:00"), Hours(day="sun", opens="00:00", closes="02:00")]
    assert days.between(night, days.whole(date(2026, 6, 6), date(2026, 6, 7))) == [
        (days.at(date(2026, 6, 6), "20:00"), days.at(date(2026, 6, 7), "02:00"))
    ]


def test_hours_are_cut_where_the_span_ends():
    span = days.at(SPRING, "18:00"), days.at(SPRING, "20:00")
    assert days.between([EVENING], span) == [span]
