"""Transitions are seen coming months ahead, on the right day in every school year, and nobody is announced twice."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.programmes import load
from enrollment.domain.days import age
from enrollment.domain.transitions import (
    Coming,
    Growing,
    born_between,
    coming,
    due,
    horizon,
    is_announced,
    months_before,
)
from tests.enrollment.make import AMAL, SARA
from tests.enrollment.moves import CLUB, GROWN, moving, transition

births = st.dates(date(1996, 1, 1), date(2025, 12, 31))
days = st.dates(date(2010, 1, 1), date(2040, 12, 31))
months = st.integers(0, 24)
shifts = st.integers(-1, 1)


def growing(born: date, shift: int = 0, kind: str = "child", person: UUID = SARA) -> Growing:
    return Growing(person=person, kind=kind, born=born, shift=shift)


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("grade", range(11))
@pytest.mark.parametrize("shift", [-1, 0, 1])
def test_whoever_is_born_in_a_year_comes_to_a_grade_on_the_same_first_of_august(
    month: int, grade: int, shift: int
) -> None:
    at_grade = transition(at_grade=grade)
    assert due(at_grade, date(2016, month, 28), shift) == date(2016 + 6 + grade + shift, 8, 1)
    assert due(at_grade, date(2016, month, 1), shift) == date(2016 + 6 + grade + shift, 8, 1)


@pytest.mark.parametrize(
    ("on", "announced"),
    [
        (date(2027, 1, 31), False),
        (date(2027, 2, 1), True),
        (date(2027, 5, 15), True),
        (date(2027, 8, 1), True),
        (date(2027, 8, 2), False),
    ],
)
def test_a_child_in_fourth_grade_is_announced_half_a_year_before_the_first_of_august(on: date, announced: bool) -> None:
    found = coming(moving(), [growing(date(2016, 3, 12))], on)
    expected = (Coming(person=SARA, transition=CLUB, due_on=date(2027, 8, 1)),)
    assert found == (expected if announced else ())


def test_a_child_that_began_school_a_year_later_is_announced_a_year_later() -> None:
    later = [growing(date(2016, 3, 12), shift=1)]
    assert coming(moving(), later, date(2027, 5, 1)) == ()
    assert [each.due_on for each in coming(moving(), later, date(2028, 5, 1))] == [date(2028, 8, 1)]


@given(births.filter(lambda born: (born.month, born.day) != (2, 29)), st.integers(0, 30))
def test_an_age_is_reached_on_the_birthday(born: date, years: int) -> None:
    at = due(transition(at_age=years, at_grade=None), born)
    assert (at.month, at.day, at.year) == (born.month, born.day, born.year + years)


@given(st.integers(0, 7).map(lambda number: date(1996 + 4 * number, 2, 29)), st.integers(0, 30))
def test_who_is_born_on_leap_day_comes_to_an_age_on_the_first_day_of_it(born: date, years: int) -> None:
    at = due(transition(at_age=years, at_grade=None), born)
    assert age(born, at) == years
    assert years == 0 or age(born, at - timedelta(days=1)) == years - 1


@given(births, shifts, st.integers(0, 10), months)
def test_every_transition_is_announced_on_one_unbroken_stretch_that_ends_on_its_day(
    born: date, shift: int, grade: int, ahead: int
) -> None:
    due_on = due(transition(at_grade=grade), born, shift)
    first = months_before(due_on, ahead)
    assert is_announced(first, due_on, ahead) == (first == due_on)
    assert is_announced(due_on, first, ahead)
    assert is_announced(due_on, due_on, ahead)
    assert not is_announced(due_on, first - timedelta(days=1), ahead)
    assert not is_announced(due_on, due_on + timedelta(days=1), ahead)


@given(days, months)
def test_so_many_months_earlier_is_in_the_right_month(day: date, earlier: int) -> None:
    found = months_before(day, earlier)
    assert (day.year * 12 + day.month) - (found.year * 12 + found.month) == earlier
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


people = st.lists(
    st.builds(
        Growing,
        person=st.integers(1, 6).map(lambda number: UUID(int=number)),
        kind=st.sampled_from(["child", "young_person", "guardian"]),
        born=births,
        shift=shifts,
    ),
    max_size=8,
    unique_by=lambda each: each.person,
)


@given(people, days, st.none() | months, st.data())
def test_nobody_is_announced_twice_and_nobody_who_was_spoken_of(
    those: list[Growing], on: date, ahead: int | None, data: st.DataObject
) -> None:
    found = coming(moving(), [*those, *those], on, months=ahead)
    names = [(each.person, each.transition) for each in found]
    assert len(set(names)) == len(names)
    assert [each.due_on for each in found] == sorted(each.due_on for each in found)
    assert all(on <= each.due_on for each in found)
    spoken_of = data.draw(st.sets(st.sampled_from(names))) if names else set()
    left = coming(moving(), those, on, months=ahead, spoken_of=spoken_of)
    assert [(each.person, each.transition) for each in left] == [each for each in names if each not in spoken_of]


@given(births, st.sampled_from(["child", "young_person", "guardian"]), days)
def test_only_the_young_move_on(born: date, kind: str, on: date) -> None:
    found = coming(moving(), [growing(born, kind=kind, person=AMAL)], on)
    assert not found or kind != "guardian"


@given(births, shifts, days, months, st.sampled_from([CLUB, GROWN]))
def test_whoever_is_announced_was_born_between_the_days_that_are_looked_for(
    born: date, shift: int, on: date, ahead: int, code: str
) -> None:
    move = moving().transitions[code]
    if is_announced(due(move, born, shift), on, ahead):
        assert due(move, born, shift) <= horizon(on, ahead)
        span = born_between(move, on, horizon(on, ahead))
        assert span is not None
        assert span[0] <= born <= span[1]


def test_where_no_school_year_begins_nobody_is_looked_for() -> None:
    assert born_between(transition(), date(2026, 8, 2), date(2027, 7, 31)) is None


def announced(code: str, born: date) -> dict[str, tuple[date, date]]:
    """By the transitions of a real programme, from when to when somebody is announced."""
    moves = load()[code].transitions
    due_on = {move: due(each, born) for move, each in moves.items()}
    return {move: (months_before(due_on[move], each.months_ahead), due_on[move]) for move, each in moves.items()}


def test_the_club_looks_ahead_from_the_winter_before_fifth_grade() -> None:
    stretch = announced("boligsocialt_hus", date(2015, 12, 31))["club_to_youth_centre"]
    assert stretch == (date(2026, 2, 1), date(2026, 8, 1))


def test_the_area_plan_looks_ahead_to_eighteen_and_to_the_end_of_youth() -> None:
    found = announced("omraadeplan", date(2008, 8, 31))
    assert found["turning_eighteen"] == (date(2026, 2, 28), date(2026, 8, 31))
    assert found["after_twenty_five"] == (date(2034, 2, 28), date(2034, 8, 31))


@pytest.mark.parametrize("code", sorted(load()))
def test_every_programmes_transitions_can_be_announced_and_asked_for_a_consent_to_hand_over(code: str) -> None:
    terms = load()[code]
    for move in terms.transitions.values():
        asked = terms.consents[move.consent]
        assert "handover" in asked.categories
        assert terms.receivers(move.consent) - {terms.organisation}
        assert due(move, date(2012, 2, 29)) > date(2012, 2, 29)
