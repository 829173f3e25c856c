"""Two of one family, or a parent and a coordinator, who act on plan, bridge or mandate at the same moment."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from chassis.testing import caller
from chassis.work import Work
from contracts.refusals import Refused
from enrollment import actions
from enrollment.tables import Bridge, Family, Mandate, Plan
from tests.enrollment.actions.test_bridges import AS_SARA, agreed, approve, opened, opening, share, write
from tests.enrollment.actions.test_mandates import give, live
from tests.enrollment.actions.test_plans import goal, seen
from tests.enrollment.make import AMAL, JONAS, SARA
from tests.enrollment.moves import put_in_place
from tests.enrollment.story import BIRGIT, Story
from tests.enrollment.test_together import Meanwhile, everything

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


@pytest.mark.parametrize("what", ["bridge", "mandate"])
def test_opened_by_two_in_earnest_there_is_one(story: Story, what: str) -> None:
    """Two threads that have both seen that there is none yet, each in a transaction of its own."""
    both_have_seen = Barrier(2)

    def act(person: UUID) -> str:
        def attempt(work: Work) -> None:
            waiting = seen_by.setdefault(person, True)
            family = work.session.get_one(Family, story.family)
            if waiting:
                seen_by[person] = False
                both_have_seen.wait(timeout=30)
            if what == "bridge":
                actions.open_bridge(work, family.id, **opening())
            else:
                actions.give_mandate(work, family.id, **GIVING)

        seen_by: dict[UUID, bool] = {}
        try:
            story.rehearsal.desk.transact(attempt, caller=caller("family", subject=person))
        except Refused as refused:
            return refused.code
        return "opened"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(act, (AMAL, JONAS))) == ["already_done", "opened"]
    shown = story.do(actions.bridges_of if what == "bridge" else actions.mandates_of, story.family)
    assert len(shown["items"]) == 1


def test_nothing_is_told_by_a_consent_that_is_withdrawn_beside_the_last_yes(story: Story) -> None:
    consents = share(story, AMAL, JONAS)
    bridge = opened(story)["id"]
    story.do(actions.agree, bridge, SARA, by=AS_SARA)
    meanwhile = Meanwhile(story, lambda: story.do(actions.withdraw, consents[0]))
    meanwhile.act(
        lambda session: (with_yeses(session, bridge), everything(session, story)),
        lambda work: actions.agree(work, bridge, JONAS),
    )
    assert meanwhile.tries == 2
    assert story.receivers(story.told("bridge.agreed.v1")[0]) == {None}


def test_of_an_end_and_a_leaving_at_once_the_end_is_told_once(story: Story) -> None:
    share(story, AMAL, JONAS)
    bridge = agreed(story)
    meanwhile = Meanwhile(story, lambda: story.do(actions.leave, story.family, "family_wish"))
    with pytest.raises(Refused) as refused:
        meanwhile.act(
            lambda session: (with_yeses(session, bridge), everything(session, story)),
            lambda work: actions.withdraw_bridge(work, bridge),
        )
    assert (refused.value.code, meanwhile.tries) == ("already_done", 2)
    assert len(story.told("bridge.withdrawn.v1")) == 1


def test_no_use_is_noted_beside_the_withdrawal(story: Story) -> None:
    mandate = live(story)
    meanwhile = Meanwhile(story, lambda: story.do(actions.withdraw_mandate, mandate, by=("family", AMAL)))
    with pytest.raises(Refused) as refused:
        meanwhile.act(
            lambda session: with_uses(session, mandate),
            lambda work: actions.use_mandate(work, mandate, None),
            person=BIRGIT,
            role="coordinator",
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
