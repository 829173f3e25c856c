"""When somebody moves out or begins school later, plans, bridges and mandates follow the people as they are."""

from datetime import date

import pytest

from enrollment import actions
from enrollment.tables import Member
from tests.enrollment.actions.test_bridges import ahead, opened, to_fourth_grade
from tests.enrollment.actions.test_mandates import give, live
from tests.enrollment.actions.test_plans import goal, refusal, seen
from tests.enrollment.make import AMAL, JONAS, SARA, STRANGER
from tests.enrollment.moves import put_in_place
from tests.enrollment.story import BIRGIT, Story

AS_JONAS, AS_BIRGIT = ("family", JONAS), ("coordinator", BIRGIT)


@pytest.fixture
def story(monkeypatch: pytest.MonkeyPatch) -> Story:
    put_in_place(monkeypatch)
    story = Story()
    story.join()
    return story


def test_who_has_moved_out_sees_and_decides_nothing_any_more(story: Story) -> None:
    mine, mandate, bridge = goal(story), live(story), opened(story)["id"]
    alone = [{"child": SARA, "guardians": [AMAL]}]
    story.do(actions.change_custody, story.family, story.seen()["version"], alone, by=AS_BIRGIT)
    story.do(actions.move_out, story.family, JONAS, by=AS_JONAS)
    assert refusal(story, actions.plan, story.family, by=AS_JONAS) == "not_found"
    assert refusal(story, actions.reach_goal, mine, by=AS_JONAS) == "not_found"
    assert seen(story)["goals"][0]["id"] == mine
    assert story.do(actions.withdraw_mandate, mandate)["state"] == "withdrawn"
    last = story.do(actions.agree, bridge, SARA, by=AS_BIRGIT)
    assert (last["state"], last["waiting_for"]) == ("agreed", [])


def test_a_mandate_that_only_somebody_who_moved_out_had_given_ends_with_moving_out(story: Story) -> None:
    shared, young = live(story), date(2006, 1, 1)
    told = {"id": STRANGER, "kind": "young_person", "name": "Yusuf", "born": young, "email": None, "language": "da"}
    story.do(actions.add_member, story.family, guardians=[], school_shift=0, by=AS_BIRGIT, **told)
    alone = give(story, by=("family", STRANGER), body="daycare")["id"]
    story.do(actions.move_out, story.family, STRANGER, by=("family", STRANGER))
    stands = {each["id"]: each["state"] for each in story.do(actions.mandates_of, story.family)["items"]}
    assert stands == {shared: "live", alone: "withdrawn"}
    assert refusal(story, actions.use_mandate, alone, None, by=AS_BIRGIT) == "mandate_not_live"


def test_a_child_that_began_school_later_is_announced_later(story: Story) -> None:
    to_fourth_grade(story)
    assert [each["coming"][0]["due_on"] for each in ahead(story)] == [date(2027, 8, 1)]
    with story.rehearsal.work() as work:
        member = work.session.get(Member, (story.family, SARA))
        assert member
        member.school_shift = 1
    assert ahead(story) == []
    story.rehearsal.later(days=365)
    assert [each["coming"][0]["due_on"] for each in ahead(story)] == [date(2028, 8, 1)]


def test_of_a_child_that_moved_out_nothing_is_seen_coming(story: Story) -> None:
    to_fourth_grade(story)
    with story.rehearsal.work() as work:
        member = work.session.get(Member, (story.family, SARA))
        assert member
        member.gone_at = work.now
    assert ahead(story) == []
    assert refusal(story, actions.plan, story.family, by=("family", SARA)) == "not_found"
    assert seen(story, ("family", AMAL))["coming"] == []
