"""What rhythms promise, and what becomes of it: days off, beginnings, ends, and what is held when."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.domain.days_off import breaks, holiday
from activities.domain.promises import Calendar, Line, Promise, State, Terms, promised, promised_after

EVENING = UUID(int=1)
RESTS = Calendar(breaks=tuple(each for year in range(2024, 2029) for each in breaks("0461", year)))
GOES_ON = Calendar()
MONDAY = date(2026, 3, 2)
LONG_AGO = date(2024, 1, 1)


def terms(every: str = "week", *, calendar: Calendar = GOES_ON, register_within: int = 2) -> Terms:
    return Terms(every=every, calendar=calendar, register_within=register_within)


def drawn(of: Terms, line: Line, today: date, since: date = LONG_AGO) -> dict[date, Promise]:
    return {each.period.first: each for each in promised(of, line, since, today)}


def line(begins_on: date = MONDAY, *, ended_on: date | None = None, held: tuple[date, ...] = ()) -> Line:
    return Line(begins_on=begins_on, ended_on=ended_on, held=dict.fromkeys(held, EVENING))


def test_a_week_is_open_until_attendance_may_no_longer_be_registered_and_then_missed() -> None:
    states = [drawn(terms(), line(), MONDAY + timedelta(days=day))[MONDAY].state for day in (0, 6, 8, 9)]
    assert states == [State.OPEN, State.OPEN, State.OPEN, State.MISSED]


@pytest.mark.parametrize("today", [MONDAY + timedelta(days=6), MONDAY + timedelta(days=60)])
def test_one_meeting_keeps_the_week_however_late_it_is_recorded(today: date) -> None:
    (kept, *_) = drawn(terms(), line(held=(MONDAY + timedelta(days=6),)), today).values()
    assert (kept.state, kept.kept_by) == (State.KEPT, EVENING)


def test_a_meeting_keeps_no_week_but_its_own() -> None:
    found = drawn(terms(), line(held=(MONDAY + timedelta(days=7),)), MONDAY + timedelta(days=30))
    assert [each.state for each in found.values()][:3] == [State.MISSED, State.KEPT, State.MISSED]


def test_nothing_is_promised_before_the_beginning_nor_after_the_end() -> None:
    found = drawn(terms(), line(ended_on=MONDAY + timedelta(days=16)), MONDAY + timedelta(days=60))
    assert list(found) == [MONDAY, MONDAY + timedelta(days=7), MONDAY + timedelta(days=14)]
    assert found[MONDAY + timedelta(days=14)].state is State.WAIVED


def test_a_stretch_of_which_most_is_over_when_it_begins_is_waived() -> None:
    late, early = line(date(2026, 3, 20)), line(date(2026, 3, 10))
    assert drawn(terms("month"), late, date(2026, 5, 1))[date(2026, 3, 1)].state is State.WAIVED
    assert drawn(terms("month"), early, date(2026, 5, 1))[date(2026, 3, 1)].state is State.MISSED


def test_a_summer_is_no_reason_to_miss_anything() -> None:
    """Nine families, every second week, from spring into autumn: nothing in July was promised."""
    found = drawn(terms("two_weeks", calendar=RESTS), line(date(2026, 5, 4)), date(2026, 12, 1))
    summer = next(each for each in RESTS.breaks if each.name == "summer" and each.first.year == 2026)
    within = [each for each in found.values() if summer.first <= each.period.first and each.period.last <= summer.last]
    assert len(within) >= 2
    assert {each.state for each in within} == {State.WAIVED}
    assert State.MISSED in {each.state for each in found.values() if each.period.first > summer.last}


def test_who_goes_on_in_breaks_promises_the_summer_too() -> None:
    found = drawn(terms("month"), line(date(2026, 5, 1)), date(2026, 12, 1))
    assert found[date(2026, 7, 1)].state is State.MISSED


def test_what_is_held_in_a_break_is_kept_all_the_same() -> None:
    found = drawn(terms(calendar=RESTS), line(date(2026, 5, 4), held=(date(2026, 7, 15),)), date(2026, 12, 1))
    assert found[date(2026, 7, 13)].state is State.KEPT


def test_christmas_and_the_new_year_are_waived_by_the_break_and_short_of_that_by_no_holiday() -> None:
    week = date(2026, 12, 21)
    december = line(date(2026, 12, 1))
    assert drawn(terms(calendar=RESTS), december, date(2027, 2, 1))[week].state is State.WAIVED
    assert drawn(terms(), december, date(2027, 2, 1))[week].state is State.MISSED


def test_the_last_day_that_counts_is_due_and_days_off_give_more_time_to_register() -> None:
    december = drawn(terms("month", calendar=RESTS), line(date(2026, 12, 1)), date(2026, 12, 1))[date(2026, 12, 1)]
    assert december.due_on == date(2026, 12, 22)
    assert december.closes_on == date(2027, 1, 4)


@pytest.mark.parametrize("first", [date(2026, 3, 23), date(2026, 10, 19)])
def test_a_week_in_which_clocks_change_is_as_long_as_any(first: date) -> None:
    week = drawn(terms(), line(first), first)[first]
    assert (week.due_on, week.closes_on) == (first + timedelta(days=6), first + timedelta(days=8))


def test_after_a_course_something_is_due_by_the_end_of_the_week_so_many_days_later() -> None:
    last = date(2026, 3, 3)  # a Tuesday
    thirty, ninety = promised_after(terms("once_after"), line(), last, (30, 90), last)
    assert (thirty.period.first, ninety.period.first) == (date(2026, 3, 4), date(2026, 4, 8))
    assert thirty.due_on == date(2026, 4, 7)  # the Sunday is Easter's, the Monday too
    assert ninety.due_on == date(2026, 6, 7)


def test_follow_ups_keep_the_promise_that_is_next() -> None:
    last, soon = date(2026, 3, 3), date(2026, 4, 1)
    held = promised_after(terms("once_after"), line(held=(soon,)), last, (30, 90), date(2026, 8, 1))
    assert [each.state for each in held] == [State.KEPT, State.MISSED]


@given(
    st.sampled_from(("week", "two_weeks", "month", "half_year")),
    st.booleans(),
    st.dates(date(2025, 6, 1), date(2026, 6, 1)),
    st.none() | st.integers(0, 200),
    st.sets(st.integers(0, 300), max_size=20),
    st.integers(0, 400),
)
def test_what_is_promised_is_what_a_naive_count_of_days_says(
    every: str, rests: bool, begins_on: date, lasts: int | None, held: set[int], passed: int
) -> None:
    ended_on = None if lasts is None else begins_on + timedelta(days=lasts)
    days = tuple(begins_on + timedelta(days=number) for number in held)
    today = begins_on + timedelta(days=passed)
    calendar = RESTS if rests else GOES_ON
    found = drawn(terms(every, calendar=calendar), line(begins_on, ended_on=ended_on, held=days), today)
    reached = [begins_on + timedelta(days=number) for number in range(passed + 1)]
    reached = [day for day in reached if ended_on is None or day <= ended_on]
    assert {naive_name(every, day) for day in reached} == {naive_name(every, first) for first in found}
    for promise in found.values():
        name = naive_name(every, promise.period.first)
        assert promise.state == naive_state(every, name, rests, begins_on, ended_on, days, today)


def naive_name(every: str, day: date) -> object:
    """What people would call the stretch a day is in."""
    if every == "week":
        return day.isocalendar()[:2]
    if every == "two_weeks":
        return (day - date(2024, 1, 1)).days // 14
    return (day.year, day.month) if every == "month" else (day.year, day.month > 6)


def naive_state(
    every: str,
    name: object,
    rests: bool,
    begins_on: date,
    ended_on: date | None,
    held: tuple[date, ...],
    today: date,
) -> State:
    """The same by looking at every day of some years, one by one."""

    def counts(day: date) -> bool:
        return not holiday(day) and not (rests and any(each.first <= day <= each.last for each in RESTS.breaks))

    calendar = [date(2025, 1, 1) + timedelta(days=number) for number in range(365 * 3)]
    own = [day for day in calendar if naive_name(every, day) == name]
    if any(day in own for day in held):
        return State.KEPT
    weekdays = [day for day in own if day.strftime("%a") not in ("Sat", "Sun")]
    off = sum(not counts(day) or day < begins_on for day in weekdays)
    if off >= len(weekdays) / 2 or (ended_on and ended_on <= own[-1]):
        return State.WAIVED
    after = [day for day in calendar if day > own[-1] and counts(day)]
    return State.MISSED if today > after[1] else State.OPEN
