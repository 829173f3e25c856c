"""Seeing a family and its plan asks the database a number of things that does not grow with what the family has."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from contracts.programmes import text_of
from enrollment import actions
from tests.enrollment.make import AMAL, JONAS, PARTNER, PROGRAMME, TODAY
from tests.enrollment.story import NEEDING, Story
from tests.enrollment.terms import CHILD_SAYS_FROM, reworded, run_by


@pytest.fixture
def joined(story: Story) -> Story:
    story.join()
    return story


@contextmanager
def asked(story: Story) -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    engine = story.rehearsal.store.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def plan_more(story: Story, times: int) -> None:
    effort: dict[str, Any] = {"actor": PARTNER, "body": None, "goal": None, "begins_on": TODAY, "ends_on": None}
    for number in range(times):
        story.do(actions.add_goal, story.family, title=f"Et mål {number}", under=None, person=None, seen_by=[])
        plan = story.do(actions.add_effort, story.family, title=f"En indsats {number}", seen_by=[], **effort)
        own = [each["id"] for each in plan["efforts"]][-1]
        story.do(actions.appoint, own, on=TODAY, part_of_day="day")


def test_more_consents_and_needs_are_not_asked_for_one_by_one(joined: Story) -> None:
    joined.consent(AMAL, "one_to_one")
    joined.need()
    with asked(joined) as before:
        joined.seen()
    joined.consent(AMAL, "messages")
    joined.consent(JONAS, "messages")
    joined.do(actions.register_need, joined.family, **NEEDING | {"for_person": AMAL})
    with asked(joined) as after:
        assert len(joined.seen()["needs"]) == 2
    assert len(after) == len(before)


def test_a_longer_plan_is_not_asked_for_one_by_one(joined: Story) -> None:
    plan_more(joined, 1)
    with asked(joined) as before:
        joined.do(actions.plan, joined.family)
    plan_more(joined, 5)
    with asked(joined) as after:
        plan = joined.do(actions.plan, joined.family)
    assert (len(plan["goals"]), len(plan["efforts"])) == (6, 6)
    assert len(after) == len(before)


def test_a_plan_of_its_own_is_shown_without_looking_at_consents(joined: Story) -> None:
    with asked(joined) as statements:
        joined.do(actions.plan, joined.family)
    assert not [each for each in statements if "consents" in each or "wishes" in each]


def test_the_words_of_a_programme_are_fetched_once_and_again_when_they_change(joined: Story) -> None:
    run_by(joined, reworded((CHILD_SAYS_FROM, "child_says_from: {value: 12"), version="1.0.7"))
    with asked(joined) as first:
        joined.seen()
    with asked(joined) as again:
        joined.seen()
    run_by(joined, text_of(PROGRAMME))
    assert [fetched(each) for each in (first, again)] == [1, 0]


def fetched(statements: list[str]) -> int:
    return sum("programmes_in_force.terms" in each for each in statements)
