"""A handguide takes yes, no and numbers, and gives steps in order."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.handguides import Answer, ages, objection, steps
from tests.enrollment.make import AREA
from tests.enrollment.rich import GUIDE, rich

yes_no = st.sampled_from(["parents_know", "acute"])
answered = st.dictionaries(yes_no, st.booleans()).map(
    lambda told: [Answer(question=question, yes=yes) for question, yes in told.items()]
)


def refusal(*answers: Answer, area: str | None = None) -> tuple[str, str | None] | None:
    refused = objection(rich(), GUIDE, answers, area)
    return (refused.code, refused.field) if refused else None


def test_a_guide_may_be_answered_in_part() -> None:
    assert refusal() is None
    assert refusal(Answer(question="acute", yes=False), Answer(question="age", number=4), area=AREA) is None


def test_without_a_yes_only_the_steps_for_everybody_remain() -> None:
    assert steps(rich(), GUIDE, []) == ("talk",)
    assert steps(rich(), GUIDE, [Answer(question="acute", yes=False)]) == ("talk",)


def test_a_yes_leads_to_its_steps_in_the_order_of_the_guide() -> None:
    assert steps(rich(), GUIDE, [Answer(question="acute", yes=True)]) == ("talk", "call", "give_card")
    assert steps(rich(), GUIDE, [Answer(question="parents_know", yes=True)]) == ("talk", "give_card")


@given(answered)
def test_the_steps_are_a_part_of_the_guide_in_its_order_whatever_is_answered(answers: list[Answer]) -> None:
    order = list(rich().handguides[GUIDE].steps)
    found = steps(rich(), GUIDE, answers)
    assert list(found) == [step for step in order if step in found]
    assert "talk" in found


@given(answered, yes_no)
def test_one_more_yes_never_takes_a_step_away(answers: list[Answer], question: str) -> None:
    more = [*answers, Answer(question=question, yes=True)]
    assert {*steps(rich(), GUIDE, answers)} <= {*steps(rich(), GUIDE, more)}


def test_ages_are_the_numbers_that_answer_how_old() -> None:
    told = [Answer(question="age", number=9), Answer(question="siblings", number=2), Answer(question="acute", yes=True)]
    assert ages(rich(), GUIDE, told) == (9,)


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        ({"question": "acute", "number": 1}, "answers/0/number"),
        ({"question": "acute"}, "answers/0/yes"),
        ({"question": "acute", "yes": True, "number": 1}, "answers/0/number"),
        ({"question": "age", "yes": True}, "answers/0/yes"),
        ({"question": "age", "number": 121}, "answers/0/number"),
        ({"question": "siblings"}, "answers/0/yes"),
    ],
)
def test_an_answer_of_the_wrong_kind_is_refused_where_it_stands(answer: dict[str, Any], field: str) -> None:
    assert refusal(Answer(**answer)) == ("wrong_kind_of_answer", field)


def test_the_no_to_a_wrong_answer_cites_the_guides_row() -> None:
    refused = objection(rich(), GUIDE, [Answer(question="age", yes=True)], None)
    assert refused is not None
    assert refused.rule == "S1-05"


def test_a_question_the_guide_does_not_ask_is_refused() -> None:
    first = Answer(question="acute", yes=True)
    assert refusal(first, Answer(question="what_is_the_name", yes=True)) == ("unknown_question", "answers/1/question")


def test_a_question_is_answered_once() -> None:
    assert refusal(*[Answer(question="acute", yes=True)] * 2) == ("answered_twice", "answers/1/question")


def test_an_area_is_one_of_the_programmes() -> None:
    assert refusal(area="elsewhere") == ("unknown_area", "area")
