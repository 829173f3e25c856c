"""The family's plan played through: in whose hands it is, who sees what, what is told, and when a week is too full."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from contracts.refusals import Refused
from enrollment import actions
from enrollment.domain import plans
from tests.enrollment.make import AMAL, JONAS, OURS, PARTNER, SARA
from tests.enrollment.moves import put_in_place
from tests.enrollment.story import BIRGIT, KARIN, PIA, Story

AS_BIRGIT, AS_PIA, AS_KARIN = ("coordinator", BIRGIT), ("professional", PIA), ("coordinator", KARIN)
AS_JONAS, AS_SARA = ("family", JONAS), ("family", SARA)
TODAY = date(2026, 3, 2)


@pytest.fixture
def story(monkeypatch: pytest.MonkeyPatch) -> Story:
    """A family that takes part, in a programme where plans can be shared."""
    put_in_place(monkeypatch)
    story = Story()
    story.join()
    return story


def goal(story: Story, title: str = "Flere venner", by: tuple[str, UUID] = ("family", AMAL), **told: Any) -> UUID:
    """Add a goal; its id."""
    said = {"title": title, "under": None, "person": None, "seen_by": None, **told}
    plan = story.do(actions.add_goal, story.family, by=by, **said)
    return next(each["id"] for each in every(plan) if each["title"] == title)


def effort(story: Story, actor: str = "municipality", by: tuple[str, UUID] = ("family", AMAL), **told: Any) -> UUID:
    """Add an effort; its id."""
    title = told.pop("title", actor)
    said = {"actor": actor, "body": None, "goal": None, "title": title, "begins_on": TODAY, "ends_on": None}
    plan = story.do(actions.add_effort, story.family, by=by, **said | {"seen_by": []} | told)
    return next(each["id"] for each in plan["efforts"] if each["title"] == title)


def every(plan: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The goals of a plan with everything under them."""
    subs = [sub for top in plan["goals"] for sub in top["sub_goals"]]
    return [*plan["goals"], *subs, *(small for sub in subs for small in sub["small_successes"])]


def seen(story: Story, by: tuple[str, UUID] = ("family", AMAL)) -> Mapping[str, Any]:
    plan: Mapping[str, Any] = story.do(actions.plan, story.family, by=by)
    return plan


def share(story: Story, *people: UUID, categories: tuple[str, ...] = ("plan",)) -> list[UUID]:
    """Consent that the partner knows the plan; the consents' ids."""
    said = {"purpose": "cooperation", "receiver": PARTNER, "categories": list(categories), "expires_on": None}
    for person in people:
        story.do(actions.grant, story.family, by=("family", person), person=person, **said)
    return [each["id"] for each in story.seen()["consents"] if each["receiver"] == PARTNER]


def guided(story: Story) -> None:
    """Birgit guides the family with its yes."""
    story.do(actions.name_guide, story.family, BIRGIT, by=AS_BIRGIT)
    story.do(actions.answer_guide, story.family, accepted=True)


def refusal(story: Story, action: Any, *args: Any, **said: Any) -> str:
    with pytest.raises(Refused) as refused:
        story.do(action, *args, **said)
    return refused.value.code


def test_a_goal_is_broken_into_sub_goals_and_small_successes(story: Story) -> None:
    top = goal(story)
    sub = goal(story, "Gå til fodbold", under=top)
    small = goal(story, "Prøvetime", under=sub)
    story.do(actions.reach_goal, small)
    (shown,) = seen(story)["goals"]
    assert (shown["title"], shown["state"], shown["progress"]) == ("Flere venner", "open", {"reached": 0, "of": 1})
    (part,) = shown["sub_goals"]
    assert (part["id"], part["progress"]) == (sub, {"reached": 1, "of": 1})
    assert [(each["id"], each["state"]) for each in part["small_successes"]] == [(small, "reached")]
    told = {"title": "x", "under": small, "person": None, "seen_by": None}
    assert refusal(story, actions.add_goal, story.family, **told) == "too_deep"


def test_reaching_a_whole_goal_is_told_and_reaching_a_part_is_not(story: Story) -> None:
    top = goal(story)
    story.do(actions.reach_goal, goal(story, "Gå til fodbold", under=top))
    assert story.told("goal.reached.v1") == []
    story.do(actions.reach_goal, top)
    (event,) = story.told("goal.reached.v1")
    assert (event.subject, event.data) == (top, {"family": story.family})
    assert story.receivers(event) == {None}
    assert refusal(story, actions.reach_goal, top) == "already_done"


@pytest.mark.parametrize(("consenting", "shown_to", "hears"), [(2, True, True), (2, False, False), (1, True, False)])
def test_a_partner_hears_of_a_reached_goal_that_is_shown_to_it_and_consented_to(
    story: Story, consenting: int, shown_to: bool, hears: bool
) -> None:
    consents = share(story, *[AMAL, JONAS][:consenting])
    story.do(actions.reach_goal, goal(story, seen_by=[PARTNER] if shown_to else [OURS]))
    (event,) = story.told("goal.reached.v1")
    assert story.receivers(event) == ({None, consents[0]} if hears else {None})


def test_a_plan_has_an_end(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "MOST", 2)
    top = goal(story)
    goal(story, "Gå til fodbold", under=top)
    told = {"title": "x", "under": None, "person": None, "seen_by": None}
    assert refusal(story, actions.add_goal, story.family, **told) == "plan_full"
    for title in ("a", "b"):
        effort(story, title=title)
    said: dict[str, Any] = {"actor": "municipality", "body": None, "goal": None, "title": "c", "seen_by": []}
    days = {"begins_on": TODAY, "ends_on": None}
    assert refusal(story, actions.add_effort, story.family, **said | days) == "plan_full"
    story.do(actions.take_out_goal, top)
    assert goal(story, "Ny") in [each["id"] for each in seen(story)["goals"]]


def test_what_matters_most_stands_first(story: Story) -> None:
    goals = [goal(story, title) for title in ("a", "b", "c")]
    version = seen(story)["version"]
    wanted = [goals[2], goals[0], goals[1]]
    plan = story.do(actions.order_goals, story.family, version, under=None, goals=wanted)
    assert [each["id"] for each in plan["goals"]] == wanted
    stale: dict[str, Any] = {"under": None, "goals": goals}
    assert refusal(story, actions.order_goals, story.family, version, **stale) == "stale"
    assert refusal(story, actions.order_goals, story.family, plan["version"], under=None, goals=goals[:2]) == (
        "order_incomplete"
    )
    assert [each["id"] for each in seen(story)["goals"]] == wanted


def test_the_parts_of_a_goal_have_an_order_of_their_own(story: Story) -> None:
    top = goal(story)
    parts = [goal(story, title, under=top) for title in ("a", "b")]
    plan = story.do(actions.order_goals, story.family, seen(story)["version"], under=top, goals=parts[::-1])
    assert [each["id"] for each in plan["goals"][0]["sub_goals"]] == parts[::-1]


def test_every_change_makes_a_new_version_and_only_the_last_read_may_change(story: Story) -> None:
    assert seen(story)["version"] == 0
    mine = goal(story)
    first = seen(story)["version"]
    story.do(actions.change_goal, mine, first, title="Gode venner", by=AS_JONAS)
    assert refusal(story, actions.change_goal, mine, first, title="Bedste venner") == "stale"
    assert every(seen(story))[0]["title"] == "Gode venner"
    assert refusal(story, actions.show_goal, mine, first, [OURS]) == "stale"


def test_a_child_that_is_old_enough_has_goals_of_its_own(story: Story) -> None:
    told = {"title": "En kat", "under": None, "seen_by": None}
    assert refusal(story, actions.add_goal, story.family, by=AS_SARA, person=None, **told) == "not_your_goal"
    own = goal(story, "En kat", by=AS_SARA, person=SARA)
    theirs = goal(story)
    assert refusal(story, actions.reach_goal, theirs, by=AS_SARA) == "not_your_goal"
    story.do(actions.reach_goal, own, by=AS_SARA)
    version = seen(story)["version"]
    assert refusal(story, actions.order_goals, story.family, version, by=AS_SARA, under=None, goals=[]) == (
        "not_your_goal"
    )
    assert refusal(story, actions.take_out_goal, theirs, by=AS_SARA) == "not_your_goal"


def test_what_is_taken_out_of_the_plan_is_gone_with_all_that_hangs_under_it(story: Story) -> None:
    top = goal(story)
    sub = goal(story, "Gå til fodbold", under=top)
    goal(story, "Prøvetime", under=sub)
    mine = effort(story, goal=sub)
    plan = story.do(actions.take_out_goal, top)
    assert plan["goals"] == []
    assert [(each["id"], each["goal"]) for each in seen(story)["efforts"]] == [(mine, None)]
    assert story.do(actions.take_out_effort, mine)["efforts"] == []


def test_nobody_but_the_family_sees_anything_until_it_says_so(story: Story) -> None:
    share(story, AMAL, JONAS)
    mine, theirs = goal(story), effort(story)
    for who in (AS_BIRGIT, AS_PIA):
        plan = seen(story, who)
        assert (plan["goals"], plan["efforts"]) == ([], [])
    story.do(actions.show_goal, mine, seen(story)["version"], ["coordinator"])
    story.do(actions.show_effort, theirs, seen(story)["version"], [PARTNER])
    birgit, pia = seen(story, AS_BIRGIT), seen(story, AS_PIA)
    assert ([each["id"] for each in birgit["goals"]], birgit["efforts"]) == ([mine], [])
    assert (pia["goals"], [each["id"] for each in pia["efforts"]]) == ([], [theirs])
    assert birgit["goals"][0]["seen_by"] is None
    assert seen(story)["goals"][0]["seen_by"] == ["coordinator"]


def test_a_part_is_shown_to_whom_the_whole_is_shown_unless_the_family_says_otherwise(story: Story) -> None:
    top = goal(story, seen_by=[OURS])
    goal(story, "Med", under=top)
    goal(story, "Uden", under=top, seen_by=[])
    (shown,) = seen(story, AS_BIRGIT)["goals"]
    assert [each["title"] for each in shown["sub_goals"]] == ["Med"]
    assert shown["progress"] == {"reached": 0, "of": 1}


@pytest.mark.parametrize("after", ["withdrawal", "leaving"])
def test_another_organisation_sees_nothing_once_the_consent_or_the_family_is_gone(story: Story, after: str) -> None:
    consents = share(story, AMAL, JONAS)
    goal(story, seen_by=[PARTNER])
    assert len(seen(story, AS_PIA)["goals"]) == 1
    if after == "withdrawal":
        story.do(actions.withdraw, consents[1], by=AS_JONAS)
    else:
        story.do(actions.leave, story.family, "completed")
    assert refusal(story, actions.plan, story.family, by=AS_PIA) == "not_found"


@pytest.mark.parametrize(
    ("people", "categories"), [((AMAL,), ("plan",)), ((AMAL, JONAS), ("meetings",)), ((), ("plan",))]
)
def test_a_plan_is_not_there_for_who_may_not_know_plans(
    story: Story, people: tuple[UUID, ...], categories: tuple[str, ...]
) -> None:
    share(story, *people, categories=categories)
    goal(story, seen_by=[PARTNER])
    assert refusal(story, actions.plan, story.family, by=AS_PIA) == "not_found"


def test_the_guide_is_named_by_the_coordinator_and_guides_when_the_family_says_yes(story: Story) -> None:
    goal(story, seen_by=["coordinator"])
    story.do(actions.name_guide, story.family, BIRGIT, by=AS_BIRGIT)
    told = {"title": "Et forslag", "under": None, "person": None, "seen_by": None}
    assert refusal(story, actions.add_goal, story.family, by=AS_BIRGIT, **told) == "not_the_guide"
    assert refusal(story, actions.answer_guide, story.family, by=AS_SARA, accepted=True) == "not_your_goal"
    plan = story.do(actions.answer_guide, story.family, accepted=True)
    assert plan["guide"] == {"person": BIRGIT, "role": "coordinator", "agreed_on": TODAY}
    assert refusal(story, actions.name_guide, story.family, KARIN, by=AS_KARIN) == "already_done"
    assert refusal(story, actions.add_goal, story.family, by=AS_KARIN, **told) == "not_the_guide"
    goal(story, "Et forslag", by=AS_BIRGIT)
    assert story.do(actions.end_guiding, story.family)["guide"] is None
    assert refusal(story, actions.end_guiding, story.family) == "already_done"
    assert refusal(story, actions.add_goal, story.family, by=AS_BIRGIT, **told) == "not_the_guide"


def test_a_guide_the_family_does_not_want_is_none(story: Story) -> None:
    story.do(actions.name_guide, story.family, BIRGIT, by=AS_BIRGIT)
    assert story.do(actions.answer_guide, story.family, accepted=False)["guide"] is None
    assert refusal(story, actions.answer_guide, story.family, accepted=True) == "already_done"


def test_what_the_guide_proposes_waits_for_the_family(story: Story) -> None:
    guided(story)
    top = goal(story)
    told = {"title": "x", "under": top, "person": None, "seen_by": None}
    assert refusal(story, actions.add_goal, story.family, by=AS_BIRGIT, **told) == "unknown_goal"
    one, other = goal(story, "Et forslag", by=AS_BIRGIT), goal(story, "Et andet", by=AS_BIRGIT)
    states = {each["id"]: each["state"] for each in every(seen(story))}
    assert (states[top], states[one]) == ("open", "proposed")
    assert refusal(story, actions.reach_goal, one) == "not_accepted"
    story.do(actions.answer_goal, one, accepted=True)
    story.do(actions.answer_goal, other, accepted=False)
    assert {each["id"]: each["state"] for each in every(seen(story))} == {top: "open", one: "open"}
    assert refusal(story, actions.answer_goal, one, accepted=True) == "already_done"


def test_a_family_that_does_not_take_part_has_no_plan_to_change(story: Story) -> None:
    mine = goal(story)
    story.do(actions.leave, story.family, "completed")
    told = {"title": "x", "under": None, "person": None, "seen_by": None}
    assert refusal(story, actions.add_goal, story.family, **told) == "not_taking_part"
    assert refusal(story, actions.reach_goal, mine) == "not_taking_part"
    assert [each["id"] for each in seen(story)["goals"]] == [mine]
