"""A family is introduced to professionals on its own mandate, for as long as it holds."""

from typing import Any

import pytest

from chassis import lookups
from contracts.refusals import Refused
from enrollment import actions
from tests.enrollment.make import AMAL, JONAS, SARA, STRANGER
from tests.enrollment.story import BIRGIT, Story

WANTED: dict[str, Any] = {"body": "school", "topic": "leisure", "wanted_on": None}
COORDINATOR = ("coordinator", BIRGIT)


@pytest.fixture
def joined(story: Story) -> Story:
    """A family whose two guardians have asked somebody to speak with the school for them."""
    story.join()
    told: dict[str, Any] = {"kind": "spokesperson", "body": "school", "expires_on": None}
    given = story.do(actions.give_mandate, story.family, **told)["id"]
    story.do(actions.join_mandate, given, by=("family", JONAS))
    return story


def take_back_mandate(story: Story) -> None:
    (given,) = story.do(actions.mandates_of, story.family)["items"]
    story.do(actions.withdraw_mandate, given["id"])


def ask(story: Story, by: Any = ("family", AMAL), **changes: Any) -> Any:
    return story.do(actions.ask_for_introduction, story.family, by=by, **WANTED | changes)


def listed(story: Story, by: Any) -> list[Any]:
    return list(story.do(actions.introductions_of, by=by, after=None, limit=50))


@pytest.mark.parametrize("by", [("family", AMAL), COORDINATOR])
def test_the_family_or_its_coordinator_asks(joined: Story, by: Any) -> None:
    asked = ask(joined, by)
    assert (asked["state"], asked["wanted_on"]) == ("open", joined.rehearsal.clock.today())
    assert [each["id"] for each in listed(joined, COORDINATOR)] == [asked["id"]]
    assert [each["id"] for each in listed(joined, ("family", AMAL))] == [asked["id"]]
    assert listed(joined, ("family", STRANGER)) == []


@pytest.mark.parametrize("taken_back", [True, False])
def test_without_a_mandate_for_the_body_nobody_is_introduced(joined: Story, taken_back: bool) -> None:
    if taken_back:
        take_back_mandate(joined)
    with pytest.raises(Refused) as refused:
        ask(joined, body="school" if taken_back else "job_centre")
    assert (refused.value.code, refused.value.field) == ("no_mandate", "body")


def test_a_mandate_taken_back_meanwhile_counts(joined: Story) -> None:
    asked = ask(joined)["id"]
    take_back_mandate(joined)
    with pytest.raises(Refused) as refused:
        joined.do(actions.make_introduction, asked, by=COORDINATOR)
    assert refused.value.code == "no_mandate"


def test_the_answer_says_which_family_it_is_for(joined: Story) -> None:
    assert ask(joined)["family"] == joined.family


@pytest.mark.parametrize("over", [take_back_mandate, lambda story: story.do(actions.leave, story.family, "completed")])
def test_what_can_no_more_be_made_is_not_listed_as_to_be_made(joined: Story, over: Any) -> None:
    asked = ask(joined)
    over(joined)
    assert listed(joined, COORDINATOR) == []
    assert [each["id"] for each in listed(joined, ("family", AMAL))] == [asked["id"]]


def test_who_has_moved_out_of_a_family_sees_its_introductions_no_more(joined: Story) -> None:
    ask(joined)
    alone = [{"child": SARA, "guardians": [AMAL]}]
    joined.do(actions.change_custody, joined.family, joined.seen()["version"], alone, by=COORDINATOR)
    joined.do(actions.move_out, joined.family, JONAS, by=("family", JONAS))
    assert listed(joined, ("family", JONAS)) == []
    assert len(listed(joined, ("family", AMAL))) == 1


@pytest.mark.parametrize(
    ("end", "state"), [(actions.make_introduction, "made"), (actions.withdraw_introduction, "withdrawn")]
)
def test_it_ends_once(joined: Story, end: Any, state: str) -> None:
    asked = ask(joined)["id"]
    assert joined.do(end, asked, by=COORDINATOR)["state"] == state
    assert listed(joined, COORDINATOR) == []
    assert [each["state"] for each in listed(joined, ("family", AMAL))] == [state]
    for again in (actions.make_introduction, actions.withdraw_introduction):
        with pytest.raises(Refused) as refused:
            joined.do(again, asked, by=COORDINATOR)
        assert refused.value.code == "already_done"


def test_a_family_that_does_not_take_part_is_not_introduced(story: Story) -> None:
    story.enrol()
    with pytest.raises(Refused) as refused:
        ask(story)
    assert refused.value.code == "not_taking_part"


def test_an_introduction_goes_with_the_family(joined: Story) -> None:
    ask(joined)
    joined.do(actions.leave, joined.family, "family_wish")
    joined.rehearsal.later(days=366)
    joined.do(actions.forget, lookups.forget)
    assert listed(joined, COORDINATOR) == []
