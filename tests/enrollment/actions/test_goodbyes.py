"""A good goodbye and following up: offered, noted in a word, and never pressed on anybody."""

from datetime import date, timedelta
from typing import Any

import pytest

from chassis.web.request import Page
from contracts.programmes import load
from contracts.refusals import Refused
from enrollment import actions
from tests.enrollment.make import PROGRAMME
from tests.enrollment.story import BIRGIT, Story

AS_BIRGIT = ("coordinator", BIRGIT)
GOODBYE = load()[PROGRAMME].goodbye
COURSE, (AFTER,) = "conversation_salons", load()[PROGRAMME].courses["conversation_salons"].follow_up_days
PAGE = Page(limit=50)
TODAY = date(2026, 3, 2)


@pytest.fixture
def joined(story: Story) -> Story:
    story.join()
    return story


def coordinator(story: Story, action: Any, *args: Any, **said: Any) -> Any:
    return story.do(action, *args, by=AS_BIRGIT, **said)


def goodbyes(story: Story) -> Any:
    return coordinator(story, actions.due_goodbyes, PAGE)


def follow_ups(story: Story) -> Any:
    return coordinator(story, actions.due_follow_ups, PAGE)


def test_leaving_is_at_once_and_the_goodbye_is_an_offer(joined: Story) -> None:
    left = joined.do(actions.leave, joined.family, "completed")
    assert (left["left_on"], left["left_because"]) == (TODAY, "completed")
    assert left["goodbye"]["planned_on"] == TODAY + timedelta(days=GOODBYE.within_days)
    (due,) = goodbyes(joined)
    assert (due["id"], due["overdue"]) == (joined.family, False)
    joined.rehearsal.later(days=GOODBYE.within_days + 1)
    assert goodbyes(joined)[0]["overdue"]


def test_a_family_that_never_took_part_is_not_said_goodbye_to(story: Story) -> None:
    story.enrol()
    assert story.do(actions.leave, story.family, "family_wish")["goodbye"] is None
    assert goodbyes(story) == []


def test_a_goodbye_is_noted_and_asked_after_only_if_the_family_says_yes(joined: Story) -> None:
    joined.do(actions.leave, joined.family, "completed")
    coordinator(joined, actions.note_goodbye, joined.family, said_on=TODAY, follow_up=False)
    assert goodbyes(joined) == []
    joined.rehearsal.later(days=3650)
    assert follow_ups(joined) == []


def test_a_family_that_says_yes_is_asked_later_how_it_goes(joined: Story) -> None:
    joined.do(actions.leave, joined.family, "completed")
    family = coordinator(joined, actions.note_goodbye, joined.family, said_on=TODAY, follow_up=True)
    assert family["goodbye"]["follow_up_on"] == TODAY + timedelta(days=GOODBYE.follow_up_days)
    joined.rehearsal.later(days=GOODBYE.follow_up_days - 1)
    assert follow_ups(joined) == []
    joined.rehearsal.later(days=1)
    assert [(each["family"], each["course"]) for each in follow_ups(joined)] == [(joined.family, None)]


def test_a_family_may_do_without_a_goodbye(joined: Story) -> None:
    joined.do(actions.leave, joined.family, "family_wish")
    family = coordinator(joined, actions.note_goodbye, joined.family, said_on=None, follow_up=False)
    assert (family["goodbye"]["declined"], goodbyes(joined)) == (True, [])


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"said_on": None, "follow_up": True}, "follow_up_without_goodbye"),
        ({"said_on": TODAY + timedelta(days=1), "follow_up": False}, "in_the_future"),
        ({"said_on": date.min, "follow_up": True}, "too_long_ago"),
    ],
)
def test_what_cannot_be_noted_of_a_goodbye(joined: Story, said: dict[str, Any], code: str) -> None:
    joined.do(actions.leave, joined.family, "family_wish")
    with pytest.raises(Refused) as refused:
        coordinator(joined, actions.note_goodbye, joined.family, **said)
    assert refused.value.code == code


def test_a_goodbye_is_said_after_leaving_and_once(joined: Story) -> None:
    said: dict[str, Any] = {"said_on": TODAY, "follow_up": False}
    with pytest.raises(Refused) as early:
        coordinator(joined, actions.note_goodbye, joined.family, **said)
    assert early.value.code == "has_not_left"
    joined.do(actions.leave, joined.family, "family_wish")
    coordinator(joined, actions.note_goodbye, joined.family, **said)
    with pytest.raises(Refused) as twice:
        coordinator(joined, actions.note_goodbye, joined.family, **said)
    assert twice.value.code == "already_done"


def test_a_family_is_asked_after_a_course_until_somebody_has_been_reached(joined: Story) -> None:
    coordinator(joined, actions.note_course, joined.family, course=COURSE, ended_on=TODAY)
    assert follow_ups(joined) == []
    joined.rehearsal.later(days=AFTER)
    (due,) = follow_ups(joined)
    assert (due["course"], due["due_on"]) == (COURSE, TODAY + timedelta(days=AFTER))
    coordinator(joined, actions.note_follow_up, due["id"], "not_reached")
    assert [each["outcome"] for each in follow_ups(joined)] == ["not_reached"]
    coordinator(joined, actions.note_follow_up, due["id"], "done")
    assert follow_ups(joined) == []
    with pytest.raises(Refused) as refused:
        coordinator(joined, actions.note_follow_up, due["id"], "declined")
    assert refused.value.code == "already_done"


def test_a_family_that_has_left_is_not_asked_after_its_course(joined: Story) -> None:
    coordinator(joined, actions.note_course, joined.family, course=COURSE, ended_on=TODAY)
    left = joined.do(actions.leave, joined.family, "family_wish")
    joined.rehearsal.later(days=AFTER)
    assert ([each["outcome"] for each in left["follow_ups"]], follow_ups(joined)) == (["left"], [])


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"course": "unheard_of", "ended_on": TODAY}, "unknown_course"),
        ({"course": COURSE, "ended_on": TODAY + timedelta(days=1)}, "in_the_future"),
        ({"course": COURSE, "ended_on": date.min}, "too_long_ago"),
    ],
)
def test_a_course_must_be_the_programmes_and_over(joined: Story, said: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        coordinator(joined, actions.note_course, joined.family, **said)
    assert refused.value.code == code


def test_the_same_course_is_noted_once(joined: Story) -> None:
    said: dict[str, Any] = {"course": COURSE, "ended_on": TODAY}
    coordinator(joined, actions.note_course, joined.family, **said)
    with pytest.raises(Refused) as refused:
        coordinator(joined, actions.note_course, joined.family, **said)
    assert refused.value.code == "already_done"


def test_what_a_family_gives_is_seen_and_ends_with_leaving(joined: Story) -> None:
    amal = joined.seen()["members"][0]["id"]
    given: dict[str, Any] = {"person": amal, "contributions": ["good_advice", "extra_hands"]}
    family = joined.do(actions.contribute, joined.family, **given)
    assert family["members"][0]["contributions"] == ["extra_hands", "good_advice"]
    with pytest.raises(Refused) as refused:
        joined.do(actions.contribute, joined.family, person=amal, contributions=["money"])
    assert (refused.value.code, refused.value.field) == ("unknown_contribution", "contributions")
    left = joined.do(actions.leave, joined.family, "family_wish")
    assert list(left["members"][0]["contributions"]) == []


def test_a_reason_is_one_of_the_programmes(joined: Story) -> None:
    with pytest.raises(Refused) as refused:
        joined.do(actions.leave, joined.family, "caseworker_said_so")
    assert refused.value.code == "unknown_reason"
