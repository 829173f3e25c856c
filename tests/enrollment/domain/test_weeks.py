"""A week is too full when several bodies together want more than the programme finds good; the least dear gives way."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.weeks import Appointment, full_weeks, monday

MONDAY = date(2026, 3, 2)
BODIES = ["school", "job_centre", "coordinator"]


def appointment(number: int, body: str, day: int = 0, priority: int | None = 0) -> Appointment:
    return Appointment(id=UUID(int=number), body=body, on=MONDAY + timedelta(days=day), priority=priority)


several = st.lists(
    st.builds(
        Appointment,
        id=st.uuids(),
        body=st.sampled_from(BODIES),
        on=st.dates(date(2025, 12, 1), date(2026, 3, 31)),
        priority=st.none() | st.integers(0, 5),
    ),
    unique_by=lambda each: each.id,
    max_size=40,
)


def test_four_appointments_of_two_bodies_are_one_too_many_for_three() -> None:
    (week,) = full_weeks(
        [
            appointment(1, "school", 0, priority=0),
            appointment(2, "job_centre", 6, priority=2),
            appointment(3, "school", 1, priority=None),
            appointment(4, "job_centre", 2, priority=1),
        ],
        3,
        MONDAY,
    )
    assert (week.week, week.monday, week.appointments, week.too_many) == ("2026-W10", MONDAY, 4, 1)
    assert week.bodies == ("job_centre", "school")
    assert [each.int for each in week.could_move] == [3, 2, 4, 1]


def test_many_appointments_of_one_body_are_no_matter_of_several() -> None:
    assert full_weeks([appointment(number, "school", number) for number in range(7)], 3, MONDAY) == ()


def test_sunday_belongs_to_the_week_before_and_monday_begins_a_new_one() -> None:
    two = [appointment(1, "school", 6), appointment(2, "job_centre", 7)]
    assert full_weeks(two, 1, MONDAY) == ()


def test_a_week_is_named_by_the_year_it_belongs_to() -> None:
    two = [
        Appointment(id=UUID(int=number), body=body, on=date(2027, 1, day), priority=None)
        for number, (body, day) in enumerate([("school", 1), ("job_centre", 2)])
    ]
    assert [each.week for each in full_weeks(two, 1, MONDAY)] == ["2026-W53"]


def test_a_week_that_has_passed_warns_of_nothing_and_this_one_does() -> None:
    two = [appointment(1, "school", 0), appointment(2, "job_centre", 1)]
    assert full_weeks(two, 1, MONDAY + timedelta(days=7)) == ()
    assert len(full_weeks(two, 1, MONDAY + timedelta(days=6))) == 1


@given(several, st.integers(0, 6), st.dates(date(2025, 12, 1), date(2026, 3, 31)))
def test_a_warning_stands_exactly_where_several_bodies_exceed_the_number(
    appointments: list[Appointment], at_most: int, since: date
) -> None:
    found = {each.monday: each for each in full_weeks(appointments, at_most, since)}
    assert list(found) == sorted(found)
    for first in {monday(each.on) for each in appointments}:
        theirs = [each for each in appointments if first <= each.on < first + timedelta(days=7)]
        too_full = len(theirs) > at_most and len({each.body for each in theirs}) >= 2
        assert (first in found) == (too_full and first >= monday(since))
        if first in found:
            assert set(found[first].could_move) == {each.id for each in theirs}
            assert found[first].too_many == len(theirs) - at_most


@given(several)
def test_what_serves_no_goal_moves_first_and_what_is_dearest_last(appointments: list[Appointment]) -> None:
    known = {each.id: each for each in appointments}
    for week in full_weeks(appointments, 0, date(2025, 12, 1)):
        priorities = [known[each].priority for each in week.could_move]
        ranks = [float("inf") if each is None else each for each in priorities]
        assert ranks == sorted(ranks, reverse=True)
