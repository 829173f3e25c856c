"""When several are free at once."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.domain import days, free_times, spans

MONDAY = date(2026, 3, 9)
WEEK = days.whole(MONDAY, MONDAY + timedelta(days=6))
NOW = WEEK[0]
WANTED = [UUID(int=1)]
QUARTERS = st.integers(0, 7 * 24 * 4)


def span(starts: str, ends: str, day: date = MONDAY) -> spans.Span:
    return days.at(day, starts), days.at(day, ends)


def codes(latest: datetime, earliest: datetime = NOW, wanted: list[UUID] = WANTED) -> list[str]:
    return [refused.code for refused in free_times.objections(earliest, latest, now=NOW, wanted=wanted)]


def test_time_is_looked_for_eight_weeks_ahead_at_most():
    assert codes(NOW + timedelta(weeks=8)) == []
    assert codes(NOW + timedelta(weeks=8, days=1)) == ["search_too_long"]
    autumn = days.whole(date(2026, 9, 7), date(2026, 11, 1))  # one hour longer than eight weeks
    assert codes(autumn[1], autumn[0]) == []


def test_time_is_looked_for_forwards_and_for_somebody():
    assert codes(NOW + timedelta(days=1), wanted=[]) == ["nobody_to_look_for"]
    assert codes(NOW, NOW + timedelta(days=1)) == ["ends_before_it_starts", "in_the_past"]
    assert "in_the_past" in codes(NOW, NOW - timedelta(days=1))


def test_nobody_is_proposed_a_meeting_at_night():
    found = free_times.found(WEEK, (), [], [])
    assert found[0] == span("08:00", "22:00")
    assert len(found) == 7


def test_parts_of_the_day_that_touch_are_one_time():
    assert free_times.found(WEEK, ("afternoon", "evening"), [], [])[0] == span("12:00", "22:00")
    assert free_times.found(WEEK, ("morning", "evening"), [], [])[:2] == [
        span("08:00", "12:00"),
        span("17:00", "22:00"),
    ]


def test_what_is_taken_and_what_is_closed_is_left_out():
    open = [span("09:00", "15:00")]
    assert free_times.found(WEEK, (), [open], [span("10:00", "11:00")]) == [
        span("09:00", "10:00"),
        span("11:00", "15:00"),
    ]


def test_a_time_begins_on_a_quarter_of_an_hour():
    earliest = days.at(MONDAY, "10:00") + timedelta(minutes=1)
    assert free_times.found((earliest, WEEK[1]), (), [], [])[0] == span("10:15", "22:00")
    assert free_times.found((earliest, earliest + timedelta(minutes=5)), (), [], []) == []


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_parts_of_a_day_stay_where_they_are_on_the_clock(day):
    assert free_times.found(days.whole(day, day), ("morning",), [], []) == [span("08:00", "12:00", day)]


@given(st.lists(st.tuples(QUARTERS, st.integers(1, 40)), max_size=12))
def test_whatever_is_found_is_free_for_everybody(busy):
    start = datetime(2026, 3, 9, tzinfo=UTC)
    quarter = timedelta(minutes=15)
    taken = [(start + first * quarter, start + (first + count) * quarter) for first, count in busy]
    found = free_times.found(WEEK, (), [], taken)
    assert spans.common(found, spans.joined(taken)) == []
    everything = spans.joined([*found, *taken])
    assert spans.without(free_times.found(WEEK, (), [], []), everything) == []
