"""A team is asked, takes it, and closes it; who asked can ask no longer; and then it is forgotten."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from chassis import lookups
from chassis.testing import caller
from contracts.refusals import Refused
from enrollment import actions
from enrollment.tables import Sparring
from tests.enrollment.make import AMAL, JONAS, OURS, PARTNER, PROGRAMME
from tests.enrollment.rich import in_house
from tests.enrollment.story import BIRGIT, PIA, Story

ASKED = {"programme": PROGRAMME, "team": "the_team", "topic": "leisure", "about_age": "6_to_9", "wanted": "call"}
OWN = frozenset({"own"})


def act(story: Story, action: Callable[..., Any], *args: Any, by: tuple[str, str, UUID], **said: Any) -> Any:
    role, organisation, person = by
    relations = frozenset({"organisation"}) if role == "coordinator" else OWN
    who = caller(role, organisation=organisation, subject=person, relations=relations)
    with story.rehearsal.work(who) as work:
        return action(work, *args, **said)


PARENT, SCHOOL, TEAM = ("family", OURS, AMAL), ("professional", PARTNER, PIA), ("coordinator", PARTNER, BIRGIT)


def ask(story: Story, by: Any = PARENT, **changes: Any) -> Any:
    return act(story, actions.ask_for_sparring, by=by, **ASKED | changes)


def seen(story: Story, by: Any) -> dict[UUID, str]:
    found = act(story, actions.requests_for_sparring, by=by, after=None, limit=50)
    return {each["id"]: each["state"] for each in found}


def test_a_parent_and_a_school_ask_and_the_team_sees_both(rich_story: Story) -> None:
    parents, schools = ask(rich_story)["id"], ask(rich_story, by=SCHOOL, wanted="meeting", about_age=None)["id"]
    assert seen(rich_story, TEAM) == {parents: "open", schools: "open"}
    assert seen(rich_story, PARENT) == {parents: "open"}
    assert seen(rich_story, SCHOOL) == {schools: "open"}


def test_nobody_else_sees_it(rich_story: Story) -> None:
    ask(rich_story)
    for other in (("family", OURS, JONAS), ("professional", PARTNER, JONAS), ("coordinator", OURS, BIRGIT)):
        assert seen(rich_story, other) == {}


def test_the_team_takes_it_and_closes_it(rich_story: Story) -> None:
    asked = ask(rich_story)["id"]
    with pytest.raises(Refused) as refused:
        act(rich_story, actions.close_sparring, asked, by=TEAM)
    assert refused.value.code == "take_it_first"
    assert act(rich_story, actions.take_sparring, asked, by=TEAM)["state"] == "taken"
    with pytest.raises(Refused):
        act(rich_story, actions.take_sparring, asked, by=TEAM)
    assert act(rich_story, actions.close_sparring, asked, by=TEAM)["state"] == "closed"
    assert seen(rich_story, TEAM) == {}
    assert seen(rich_story, PARENT) == {asked: "closed"}


def test_who_asked_can_ask_no_longer(rich_story: Story) -> None:
    asked = ask(rich_story)["id"]
    assert act(rich_story, actions.withdraw_sparring, asked, by=PARENT)["state"] == "withdrawn"
    for action, by in ((actions.take_sparring, TEAM), (actions.withdraw_sparring, PARENT)):
        with pytest.raises(Refused) as refused:
            act(rich_story, action, asked, by=by)
        assert refused.value.code == "already_done"


@pytest.mark.parametrize(
    ("action", "by"),
    [
        (actions.take_sparring, ("coordinator", OURS, BIRGIT)),
        (actions.withdraw_sparring, ("family", OURS, JONAS)),
        (actions.withdraw_sparring, ("professional", PARTNER, PIA)),
    ],
)
def test_to_others_it_does_not_exist(rich_story: Story, action: Callable[..., Any], by: Any) -> None:
    asked = ask(rich_story)["id"]
    with pytest.raises(Refused) as refused:
        act(rich_story, action, asked, by=by)
    assert refused.value.code == "not_found"


def test_a_request_is_forgotten_after_its_time(rich_story: Story) -> None:
    ask(rich_story)
    rich_story.rehearsal.later(days=180)
    rich_story.do(actions.forget, lookups.forget)
    assert len(seen(rich_story, TEAM)) == 1
    rich_story.rehearsal.later(days=1)
    rich_story.do(actions.forget, lookups.forget)
    with rich_story.rehearsal.work() as work:
        assert work.session.scalars(select(Sparring)).all() == []


def test_nothing_of_it_is_told_on_the_bus(rich_story: Story) -> None:
    before = len(rich_story.told())
    ask(rich_story)
    assert len(rich_story.told()) == before


def test_a_team_the_programme_has_given_up_is_shown_without_its_name(
    rich_story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask(rich_story)
    assert asked["names"].en == "The team"
    in_house(monkeypatch, sparring={})
    assert seen(rich_story, TEAM) == {asked["id"]: "open"}
