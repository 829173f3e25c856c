"""Two of one family, or a parent and a coordinator, who act on plan, bridge or mandate at the same moment."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from sqlalchemy.orm import Session

from contracts.refusals import Refused
from enrollment import actions
from enrollment.tables import Bridge, Family, Mandate, Plan
from tests.enrollment.actions.test_bridges import AS_SARA, agreed, approve, opened, opening, write
from tests.enrollment.actions.test_mandates import give, live
from tests.enrollment.actions.test_plans import goal, seen
from tests.enrollment.make import AMAL, JONAS, SARA
from tests.enrollment.moves import put_in_place
from tests.enrollment.story import BIRGIT, Story
from tests.enrollment.test_together import Meanwhile

GIVING: dict[str, Any] = {"kind": "spokesperson", "body": "school", "expires_on": None}


@pytest.fixture
def story(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    put_in_place(monkeypatch)
    story = Story(database)
    story.join()
    yield story
    story.rehearsal.store.engine.dispose()


def test_of_two_orders_made_at_once_the_second_is_told_to_read_again(story: Story) -> None:
    goals = [goal(story, title) for title in ("a", "b")]
    version = seen(story)["version"]
    order = partial(actions.order_goals, under=None, goals=goals[::-1])
    meanwhile = Meanwhile(story, lambda: story.do(order, story.family, version))
    with pytest.raises(Refused) as refused:
        meanwhile.act(
            lambda session: session.get_one(Plan, story.family),
            lambda work: actions.order_goals(work, story.family, version, under=None, goals=goals),
        )
    assert (refused.value.code, meanwhile.tries) == ("stale", 2)
    assert [each["id"] for each in seen(story)["goals"]] == goals[::-1]


def test_two_first_goals_added_at_once_are_both_in_the_plan(story: Story) -> None:
    meanwhile = Meanwhile(story, lambda: goal(story, "a"))
    told: dict[str, Any] = {"title": "b", "under": None, "person": None, "seen_by": None}
    meanwhile.act(
        lambda session: (session.get_one(Family, story.family), session.get(Plan, story.family)),
        lambda work: actions.add_goal(work, story.family, **told),
    )
    assert sorted(each["title"] for each in seen(story)["goals"]) == ["a", "b"]


def test_the_same_bridge_opened_twice_at_once_is_one(story: Story) -> None:
    meanwhile = Meanwhile(story, lambda: opened(story))
    with pytest.raises(Refused) as refused:
        meanwhile.act(
            lambda session: session.get_one(Family, story.family),
            lambda work: actions.open_bridge(work, story.family, **opening()),
        )
    assert refused.value.code == "already_done"
    assert len(story.do(actions.bridges_of, story.family)["items"]) == 1


def test_of_two_last_yeses_said_at_once_the_bridge_is_agreed_once(story: Story) -> None:
    bridge = opened(story)["id"]
    meanwhile = Meanwhile(story, lambda: story.do(actions.agree, bridge, SARA, by=AS_SARA))
    shown = meanwhile.act(lambda session: with_yeses(session, bridge), lambda work: actions.agree(work, bridge, JONAS))
    assert (shown["state"], meanwhile.tries) == ("agreed", 2)
    assert len(story.told("bridge.agreed.v1")) == 1


def test_words_changed_at_once_are_not_approved_by_the_way(story: Story) -> None:
    bridge = agreed(story)
    edition = write(story, bridge)["edition"]
    meanwhile = Meanwhile(story, lambda: write(story, bridge, strengths="Andre ord"))
    with pytest.raises(Refused) as refused:
        meanwhile.act(
            lambda session: with_yeses(session, bridge),
            lambda work: actions.approve_note(work, bridge, person=JONAS, edition=edition),
        )
    assert (refused.value.code, meanwhile.tries) == ("stale", 2)
    approve(story, bridge, edition + 1)
    assert story.do(actions.note, bridge)["approved"]


def test_one_mandate_given_by_both_at_once_is_one(story: Story) -> None:
    meanwhile = Meanwhile(story, lambda: give(story))
    with pytest.raises(Refused) as refused:
        meanwhile.act(
            lambda session: session.get_one(Family, story.family),
            lambda work: actions.give_mandate(work, story.family, **GIVING),
        )
    assert refused.value.code == "already_done"
    assert len(story.do(actions.mandates_of, story.family)["items"]) == 1


def test_no_use_is_noted_beside_the_withdrawal(story: Story) -> None:
    mandate = live(story)
    meanwhile = Meanwhile(story, lambda: story.do(actions.withdraw_mandate, mandate, by=("family", AMAL)))
    with pytest.raises(Refused) as refused:
        meanwhile.act(
            lambda session: with_uses(session, mandate),
            lambda work: actions.use_mandate(work, mandate, None),
            person=BIRGIT,
        )
    assert (refused.value.code, meanwhile.tries) == ("mandate_not_live", 2)
    assert story.do(actions.mandates_of, story.family)["items"][0]["used_on"] == []


def with_yeses(session: Session, bridge: Any) -> Any:
    """The bridge with all that is read before a rule is asked."""
    row = session.get_one(Bridge, bridge)
    return row, list(row.yeses), row.note, row.family


def with_uses(session: Session, mandate: Any) -> Any:
    row = session.get_one(Mandate, mandate)
    return row, list(row.uses), row.family
