"""Everybody's efforts in one plan: who proposes them, when a week is too full, and what then could move."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from enrollment import actions
from tests.enrollment.actions.test_plans import AS_BIRGIT, AS_PIA, effort, goal, refusal, seen, share
from tests.enrollment.make import AMAL, JONAS, OURS, PARTNER, STRANGER
from tests.enrollment.moves import put_in_place
from tests.enrollment.story import Story

TODAY = date(2026, 3, 2)


@pytest.fixture
def story(monkeypatch: pytest.MonkeyPatch) -> Story:
    """A family that takes part, in a programme where plans can be shared."""
    put_in_place(monkeypatch)
    story = Story()
    story.join()
    return story


def test_an_organisation_that_is_let_in_proposes_its_own_effort_and_nobody_elses(story: Story) -> None:
    share(story, AMAL, JONAS)
    told: dict[str, Any] = {
        "body": "school",
        "goal": None,
        "title": "x",
        "begins_on": TODAY,
        "ends_on": None,
        "seen_by": [],
    }
    assert refusal(story, actions.add_effort, story.family, by=AS_PIA, actor="coordinator", **told) == (
        "not_your_effort"
    )
    proposed = effort(story, PARTNER, by=AS_PIA, body="school")
    assert seen(story)["efforts"][0]["state"] == "proposed"
    when: dict[str, Any] = {"on": TODAY, "part_of_day": "day"}
    assert refusal(story, actions.appoint, proposed, by=AS_PIA, **when) == "not_accepted"
    story.do(actions.answer_effort, proposed, accepted=True)
    plan = story.do(actions.appoint, proposed, by=AS_PIA, **when)
    assert plan["efforts"][0]["appointments"][0]["on"] == TODAY
    other = effort(story, "coordinator", seen_by=[PARTNER])
    assert refusal(story, actions.appoint, other, by=AS_PIA, **when) == "not_your_effort"
    hidden = effort(story, "volunteer")
    assert refusal(story, actions.appoint, hidden, by=AS_PIA, **when) == "not_found"


def full(story: Story) -> tuple[list[UUID], list[UUID]]:
    """Two goals with an effort each, and four appointments in the week of today."""
    goals = [goal(story, "Det vigtigste"), goal(story, "Det næste", seen_by=[OURS])]
    efforts = [
        effort(story, "municipality", body="school", goal=goals[0]),
        effort(story, "coordinator", goal=goals[1], seen_by=[OURS]),
    ]
    for day in range(4):
        told: dict[str, Any] = {"on": TODAY + timedelta(days=day), "part_of_day": "day"}
        story.do(actions.appoint, efforts[day % 2], **told)
    return goals, efforts


def test_a_week_that_several_bodies_fill_is_shown_with_what_could_move(story: Story) -> None:
    _, efforts = full(story)
    plan = seen(story)
    (week,) = plan["full_weeks"]
    assert (week["week"], week["appointments"], week["too_many"]) == ("2026-W10", 4, 1)
    assert week["bodies"] == ("coordinator", "school")
    whose = {each["id"]: effort["id"] for effort in plan["efforts"] for each in effort["appointments"]}
    assert [whose[each] for each in week["could_move"]] == [efforts[1], efforts[1], efforts[0], efforts[0]]


def test_what_could_move_follows_the_familys_order(story: Story) -> None:
    goals, efforts = full(story)
    plan = story.do(actions.order_goals, story.family, seen(story)["version"], under=None, goals=goals[::-1])
    whose = {each["id"]: effort["id"] for effort in plan["efforts"] for each in effort["appointments"]}
    assert whose[plan["full_weeks"][0]["could_move"][0]] == efforts[0]


def test_a_warning_tells_nobody_of_what_they_do_not_see(story: Story) -> None:
    full(story)
    plan = seen(story, AS_BIRGIT)
    assert len(plan["efforts"]) == 1
    assert plan["full_weeks"] == []


def test_moving_or_calling_off_an_appointment_empties_the_week(story: Story) -> None:
    full(story)
    plan = seen(story)
    first, second = plan["full_weeks"][0]["could_move"][:2]
    later: dict[str, Any] = {"on": TODAY + timedelta(days=14), "part_of_day": "evening"}
    assert refusal(story, actions.move_appointment, first, plan["version"] - 1, **later) == "stale"
    assert story.do(actions.move_appointment, first, plan["version"], **later)["full_weeks"] == []
    plan = story.do(actions.call_off_appointment, second)
    assert second not in {each["id"] for effort in plan["efforts"] for each in effort["appointments"]}


def test_an_effort_is_changed_by_the_family(story: Story) -> None:
    top, mine = goal(story), effort(story)
    version = seen(story)["version"]
    told: dict[str, Any] = {"title": "Hjælp til lektier", "goal": top, "ends_on": TODAY + timedelta(days=60)}
    plan = story.do(actions.change_effort, mine, version, **told)
    assert {name: plan["efforts"][0][name] for name in told} == told
    wrong = told | {"ends_on": TODAY - timedelta(days=1)}
    assert refusal(story, actions.change_effort, mine, plan["version"], **wrong) == "days_reversed"
    nowhere = told | {"goal": STRANGER}
    assert refusal(story, actions.change_effort, mine, plan["version"], **nowhere) == "unknown_goal"
