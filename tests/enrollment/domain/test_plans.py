"""The family's plan: three levels, progress by what the family accepts, order, and who has the helm."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.families import Kind, Member
from enrollment.domain.plans import (
    LEVELS,
    Goal,
    Progress,
    State,
    at_the_helm,
    effort_objection,
    in_order,
    lasting,
    level_under,
    progress,
    state,
    whose,
)
from tests.enrollment.make import AMAL, BABY, JONAS, SARA, STRANGER, TODAY, child, family, guardian, programme

TOP = UUID(int=500)
ids = st.lists(st.integers(1, 400).map(lambda number: UUID(int=number)), unique=True, max_size=12)


def goal(number: int, under: UUID | None = TOP, state: State = State.OPEN) -> Goal:
    return Goal(id=UUID(int=number), under=under, person=None, state=state)


def test_there_are_three_levels_and_nothing_below() -> None:
    found = [level_under(None)]
    while found[-1]:
        found.append(level_under(found[-1]))
    assert found == [*LEVELS, None]


@pytest.mark.parametrize(
    ("accepted", "reached", "stands"),
    [(False, False, "proposed"), (False, True, "proposed"), (True, False, "open"), (True, True, "reached")],
)
def test_nothing_is_reached_that_the_family_has_not_taken_up(accepted: bool, reached: bool, stands: str) -> None:
    assert state(accepted=accepted, reached=reached) == stands


@given(st.lists(st.sampled_from(State), max_size=20))
def test_progress_counts_what_is_accepted_right_below(states: list[State]) -> None:
    below = [goal(number, TOP, stands) for number, stands in enumerate(states, 1)]
    elsewhere = [goal(900, UUID(int=1), State.REACHED), goal(901, None, State.REACHED)]
    expected = Progress(states.count(State.REACHED), len(states) - states.count(State.PROPOSED))
    assert progress(TOP, [*below, *elsewhere]) == expected


@given(ids, st.randoms(use_true_random=False))
def test_any_order_of_all_goals_is_an_order(names: list[UUID], chance: object) -> None:
    goals = [Goal(id=each, under=None, person=None, state=State.OPEN) for each in names]
    wanted = list(names)
    chance.shuffle(wanted)  # type: ignore[attr-defined]
    assert in_order([*goals, goal(999)], None, wanted) is None


@given(ids.filter(bool), st.data())
def test_an_order_leaves_nothing_out_and_names_nothing_twice(names: list[UUID], data: st.DataObject) -> None:
    goals = [Goal(id=each, under=None, person=None, state=State.OPEN) for each in names]
    one = data.draw(st.sampled_from(names))
    for wrong in ([each for each in names if each != one], [*names, one], [*names, UUID(int=999)]):
        refused = in_order(goals, None, wrong)
        assert refused is not None
        assert refused.code == "order_incomplete"


@pytest.mark.parametrize("person", [None, AMAL, SARA])
def test_parents_are_at_the_helm_of_everything(person: UUID | None) -> None:
    assert at_the_helm(programme(), family(), JONAS, person, TODAY) is None


@pytest.mark.parametrize(("person", "code"), [(SARA, None), (None, "not_your_goal"), (AMAL, "not_your_goal")])
def test_a_child_that_is_asked_decides_about_its_own_goals_only(person: UUID | None, code: str | None) -> None:
    refused = at_the_helm(programme(), family(), SARA, person, TODAY)
    assert (refused.code if refused else None) == code


@given(st.integers(0, 18), st.dates(date(2008, 3, 3), TODAY))
def test_a_child_is_let_from_the_age_the_programme_names(from_age: int, born: date) -> None:
    terms = programme(child_says_from=from_age)
    people = family(guardian(AMAL), child(BABY, born))
    turned = born.replace(year=born.year + from_age) if (born.month, born.day) != (2, 29) else None
    refused = at_the_helm(terms, people, BABY, BABY, TODAY)
    if turned is not None:
        assert (refused is None) == (turned <= TODAY)
    if refused:
        assert (refused.code, refused.rule, refused.because["age"]) == ("asked_when_older", "S0-17", from_age)


def test_a_goal_is_somebodys_of_the_family_or_everybodys() -> None:
    assert whose(family(), None) is None
    assert whose(family(), SARA) is None
    refused = whose(family(), STRANGER)
    assert refused is not None
    assert refused.code == "not_in_the_family"


@pytest.mark.parametrize(
    ("actor", "body", "code"),
    [
        ("municipality", "job_centre", None),
        ("kolding", None, None),
        ("somebody", None, "unknown_actor"),
        ("municipality", "court", "unknown_body"),
    ],
)
def test_an_effort_is_made_by_whom_the_programme_names(actor: str, body: str | None, code: str | None) -> None:
    refused = effort_objection(programme(), actor=actor, body=body)
    assert (refused.code if refused else None) == code


@given(st.dates(), st.dates() | st.none())
def test_nothing_ends_before_it_begins(begins: date, ends: date | None) -> None:
    assert (lasting(begins, ends) is None) == (ends is None or ends >= begins)


@pytest.mark.parametrize(("person", "code"), [(BABY, None), (None, "not_your_goal"), (AMAL, "not_your_goal")])
def test_who_is_grown_up_beside_the_parents_decides_about_what_is_their_own(
    person: UUID | None, code: str | None
) -> None:
    for kind in (Kind.YOUNG_PERSON, Kind.CHILD):
        people = family(guardian(AMAL), Member(person=BABY, kind=kind, born=date(2007, 1, 1)))
        refused = at_the_helm(programme(), people, BABY, person, TODAY)
        assert (refused.code if refused else None) == code


def test_a_young_person_who_takes_part_alone_is_at_the_helm() -> None:
    alone = family(Member(person=BABY, kind=Kind.YOUNG_PERSON, born=date(2007, 1, 1)))
    assert at_the_helm(programme(), alone, BABY, None, TODAY) is None
