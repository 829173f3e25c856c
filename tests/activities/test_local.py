"""Local time: what a clock on the wall shows stays what was agreed, also when clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.domain import local
from contracts.refusals import Refused

# The last Sundays of March and October, written by hand.
FORWARD = [
    date(2024, 3, 31),
    date(2025, 3, 30),
    date(2026, 3, 29),
    date(2027, 3, 28),
    date(2028, 3, 26),
    date(2029, 3, 25),
    date(2030, 3, 31),
]
BACK = [
    date(2024, 10, 27),
    date(2025, 10, 26),
    date(2026, 10, 25),
    date(2027, 10, 31),
    date(2028, 10, 29),
    date(2029, 10, 28),
    date(2030, 10, 27),
]
WEEK = timedelta(days=7)


@pytest.mark.parametrize("day", FORWARD)
def test_an_hour_that_clocks_pass_over_is_refused_with_its_day(day):
    with pytest.raises(Refused) as refused:
        local.moment(day, time(2, 30))
    assert (refused.value.code, refused.value.because["on"]) == ("no_such_local_time", day)


@pytest.mark.parametrize("day", FORWARD)
def test_the_hours_around_the_missing_one_exist(day):
    assert local.moment(day, time(3, 0)) - local.moment(day, time(1, 59)) == timedelta(minutes=1)


@pytest.mark.parametrize("day", BACK)
def test_an_hour_that_comes_twice_is_the_first_one(day):
    assert local.moment(day, time(2, 30)) == datetime.combine(day, time(0, 30), UTC)


@pytest.mark.parametrize("day", FORWARD + BACK)
def test_seven_in_the_evening_stays_seven_across_the_change(day):
    moments = [local.moment(each, time(19, 0)) for each in (day - WEEK, day, day + WEEK)]
    assert {local.local_time(each) for each in moments} == {time(19, 0)}
    assert len({each.time() for each in moments}) > 1


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.times())
def test_there_and_back_again_is_where_one_began(day, clock):
    try:
        moment = local.moment(day, clock)
    except Refused:
        assert (day.month, clock.hour) == (3, 2)
        return
    assert (local.local_day(moment), local.local_time(moment)) == (day, clock)


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "Europe/Kolding", "EST", "Etc/GMT+1", "localtime", "../etc/passwd", ""]
)
def test_what_is_no_place_is_no_time_zone(name):
    with pytest.raises(Refused) as refused:
        local.zone(name)
    assert refused.value.code == "unknown_time_zone"


def test_a_place_is_a_time_zone():
    assert local.zone("America/Nuuk").key == "America/Nuuk"
