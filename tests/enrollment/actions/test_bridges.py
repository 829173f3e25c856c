"""Bridges played through: seen coming, opened, agreed, crossed, landed; and the note that goes along."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from contracts.refusals import Refused
from enrollment import actions
from tests.enrollment.make import AMAL, JONAS, PARTNER, SARA, STRANGER
from tests.enrollment.moves import CLUB, put_in_place
from tests.enrollment.story import BIRGIT, PIA, Story

AS_BIRGIT, AS_PIA = ("coordinator", BIRGIT), ("professional", PIA)
AS_JONAS, AS_SARA = ("family", JONAS), ("family", SARA)
TODAY, FIFTH_GRADE = date(2026, 3, 2), date(2027, 8, 1)
WORDS = {"strengths": "Sara samler de andre", "what_helps": "En rolig start", "child_says": "Jeg vil sidde ved vinduet"}


@pytest.fixture
def story(monkeypatch: pytest.MonkeyPatch) -> Story:
    """A family that takes part in a programme with a club and a youth centre."""
    put_in_place(monkeypatch)
    story = Story()
    story.join()
    return story


def opening(**changes: Any) -> dict[str, Any]:
    invited = [(SARA, "child"), (AMAL, "guardian"), (STRANGER, "parent_volunteer")]
    guests = [{"person": person, "role": role} for person, role in invited]
    return {"transition": CLUB, "person": SARA, "wanted_by": FIFTH_GRADE, "invited": guests, **changes}


def opened(story: Story, by: tuple[str, UUID] = ("family", AMAL)) -> Mapping[str, Any]:
    bridge: Mapping[str, Any] = story.do(actions.open_bridge, story.family, by=by, **opening())
    return bridge


def agreed(story: Story) -> UUID:
    """A bridge everybody has said yes to; its id."""
    bridge: UUID = opened(story)["id"]
    story.do(actions.agree, bridge, JONAS, by=AS_JONAS)
    story.do(actions.agree, bridge, SARA, by=AS_BIRGIT)
    return bridge


def crossed(story: Story) -> UUID:
    bridge = agreed(story)
    story.do(actions.cross, bridge, None, by=AS_BIRGIT)
    return bridge


def refusal(story: Story, action: Any, *args: Any, **said: Any) -> str:
    with pytest.raises(Refused) as refused:
        story.do(action, *args, **said)
    return refused.value.code


def share(story: Story, *people: UUID, purpose: str = "cooperation") -> list[UUID]:
    for person in people:
        story.consent(person, purpose, PARTNER)
    return [each["id"] for each in story.seen()["consents"] if each["receiver"] == PARTNER]


def ahead(story: Story, months: int | None = None) -> list[Mapping[str, Any]]:
    page = SimpleNamespace(after=None, limit=50)
    return list(story.do(actions.upcoming, page, by=AS_BIRGIT, months=months))


def due(story: Story) -> list[UUID]:
    page = SimpleNamespace(after=None, limit=50)
    return [each["id"] for each in story.do(actions.bridges_to_ask_about, page, by=AS_BIRGIT)]


def to_fourth_grade(story: Story) -> None:
    story.rehearsal.later(days=(date(2027, 3, 1) - TODAY).days)


def test_a_transition_is_seen_coming_by_the_coordinator_and_by_the_family(story: Story) -> None:
    assert ahead(story) == []
    to_fourth_grade(story)
    (shown,) = ahead(story)
    assert (shown["id"], shown["programme"]) == (story.family, "kvartervenner")
    (coming,) = shown["coming"]
    assert coming == {"person": SARA, "transition": CLUB, "due_on": FIFTH_GRADE, "to_offer": "youth_centre"}
    assert story.do(actions.plan, story.family)["coming"] == [coming]


def test_how_far_ahead_is_looked_can_be_said(story: Story) -> None:
    assert ahead(story, months=16) == []
    assert len(ahead(story, months=17)) == 1


@pytest.mark.parametrize("ending", ["open", "withdrawn"])
def test_what_was_spoken_of_is_not_brought_up_again(story: Story, ending: str) -> None:
    to_fourth_grade(story)
    bridge = opened(story)["id"]
    if ending == "withdrawn":
        story.do(actions.withdraw_bridge, bridge)
    assert ahead(story) == []
    assert story.do(actions.plan, story.family)["coming"] == []


def test_of_families_that_left_nothing_is_seen_coming(story: Story) -> None:
    to_fourth_grade(story)
    story.do(actions.leave, story.family, "completed")
    assert ahead(story) == []
    assert story.do(actions.plan, story.family)["coming"] == []


def test_a_bridge_is_agreed_when_both_guardians_and_the_child_have_said_yes(story: Story) -> None:
    bridge = opened(story)
    assert (bridge["state"], set(bridge["waiting_for"])) == ("proposed", {JONAS, SARA})
    assert refusal(story, actions.cross, bridge["id"], None) == "bridge_not_agreed"
    story.do(actions.agree, bridge["id"], SARA, by=AS_SARA)
    assert story.told("bridge.agreed.v1") == []
    last = story.do(actions.agree, bridge["id"], JONAS, by=AS_JONAS)
    assert (last["state"], last["waiting_for"], last["agreed_on"]) == ("agreed", [], TODAY)
    (event,) = story.told("bridge.agreed.v1")
    assert event.subject == bridge["id"]
    assert event.data == {
        "family": story.family,
        "transition": CLUB,
        "invited": [
            {"person": SARA, "role": "child"},
            {"person": AMAL, "role": "guardian"},
            {"person": STRANGER, "role": "volunteer"},
        ],
        "to_offer": "youth_centre",
        "area": "kolding_one",
        "wanted_by": FIFTH_GRADE,
    }
    assert story.receivers(event) == {None}
    assert refusal(story, actions.agree, bridge["id"], JONAS, by=AS_JONAS) == "already_done"


def test_what_a_coordinator_opens_is_nobodys_yes(story: Story) -> None:
    bridge = opened(story, by=AS_BIRGIT)
    assert set(bridge["waiting_for"]) == {AMAL, JONAS, SARA}
    assert refusal(story, actions.agree, bridge["id"], AMAL, by=AS_BIRGIT) == "not_your_wish"
    assert refusal(story, actions.agree, bridge["id"], SARA) == "not_your_wish"


def test_a_partner_hears_of_a_bridge_by_the_consent_to_its_purpose(story: Story) -> None:
    consents = share(story, AMAL, JONAS)
    share(story, AMAL, JONAS, purpose="evaluation")
    agreed(story)
    assert story.receivers(story.told("bridge.agreed.v1")[0]) == {None, consents[0]}


def test_the_same_bridge_is_opened_once_at_a_time(story: Story) -> None:
    bridge = opened(story)["id"]
    assert refusal(story, actions.open_bridge, story.family, by=AS_BIRGIT, **opening()) == "already_done"
    story.do(actions.withdraw_bridge, bridge)
    assert opened(story)["state"] == "proposed"
    assert len(story.do(actions.bridges_of, story.family)["items"]) == 2


def test_whether_the_child_has_landed_is_asked_when_it_is_time(story: Story) -> None:
    bridge = crossed(story)
    assert refusal(story, actions.land, bridge, landed=True) == "asked_later"
    assert due(story) == []
    story.rehearsal.later(days=90)
    assert due(story) == [bridge]
    assert story.do(actions.land, bridge, landed=False)["state"] == "not_landed"
    assert due(story) == []
    assert refusal(story, actions.land, bridge, landed=True) == "already_done"
    assert refusal(story, actions.withdraw_bridge, bridge) == "already_done"


def test_what_has_not_happened_is_not_noted(story: Story) -> None:
    bridge = agreed(story)
    assert refusal(story, actions.cross, bridge, TODAY + timedelta(days=1)) == "in_the_future"
    assert refusal(story, actions.cross, bridge, date.min) == "too_long_ago"
    assert refusal(story, actions.land, bridge, landed=True) == "bridge_not_crossed"
    shown = story.do(actions.cross, bridge, TODAY - timedelta(days=3))
    assert (shown["crossed_on"], shown["ask_on"]) == (TODAY - timedelta(days=3), TODAY + timedelta(days=87))
    assert refusal(story, actions.cross, bridge, None) == "already_done"


@pytest.mark.parametrize("by", [("family", AMAL), AS_JONAS, AS_SARA])
@pytest.mark.parametrize("until", [opened, agreed, crossed])
def test_anybody_asked_ends_it_at_any_time_without_a_reason(story: Story, by: tuple[str, UUID], until: Any) -> None:
    bridge = until(story)
    bridge = bridge["id"] if isinstance(bridge, Mapping) else bridge
    assert story.do(actions.withdraw_bridge, bridge, by=by)["state"] == "withdrawn"
    assert refusal(story, actions.agree, bridge, JONAS, by=AS_JONAS) == "already_done"


def test_a_version_without_the_transition_leaves_its_bridges_to_be_seen_and_withdrawn(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge, reads = agreed(story), read(story)
    share(story, AMAL, JONAS)
    approve(story, bridge, write(story, bridge)["edition"])
    monkeypatch.undo()
    assert refusal(story, actions.cross, bridge, None) == "unknown_transition"
    assert reads(bridge) is None
    assert story.do(actions.bridges_of, story.family)["items"][0]["state"] == "agreed"
    assert story.do(actions.withdraw_bridge, bridge)["state"] == "withdrawn"


def write(story: Story, bridge: UUID, **changes: str) -> Mapping[str, Any]:
    version = next(
        each["version"] for each in story.do(actions.bridges_of, story.family)["items"] if each["id"] == bridge
    )
    shown: Mapping[str, Any] = story.do(actions.write_note, bridge, version, by=AS_BIRGIT, **WORDS | changes)
    return shown


def approve(story: Story, bridge: UUID, edition: int) -> None:
    for person, by in ((AMAL, ("family", AMAL)), (JONAS, AS_JONAS), (SARA, AS_BIRGIT)):
        story.do(actions.approve_note, bridge, by=by, person=person, edition=edition)


def read(story: Story) -> Any:
    return lambda bridge: story.do(actions.note, bridge, by=AS_PIA)


def test_the_next_place_reads_the_note_as_approved_and_until_the_consent_is_withdrawn(story: Story) -> None:
    bridge, reads = agreed(story), read(story)
    consents = share(story, AMAL, JONAS)
    edition = write(story, bridge)["edition"]
    assert reads(bridge) is None
    approve(story, bridge, edition)
    shown = reads(bridge)
    assert {name: shown[name] for name in WORDS} == WORDS
    assert shown["approved"]
    story.do(actions.withdraw, consents[0])
    assert reads(bridge) is None
    assert story.do(actions.note, bridge)["strengths"] == WORDS["strengths"]


def test_other_words_are_read_by_nobody_outside_before_they_are_approved(story: Story) -> None:
    bridge, reads = agreed(story), read(story)
    share(story, AMAL, JONAS)
    approve(story, bridge, write(story, bridge)["edition"])
    changed = write(story, bridge, strengths="Sara er god til at bygge")
    assert reads(bridge) is None
    assert (changed["approved"], set(changed["waiting_for"])) == (False, {AMAL, JONAS, SARA})
    told = {"person": AMAL, "edition": changed["edition"] - 1}
    assert refusal(story, actions.approve_note, bridge, **told) == "stale"
    approve(story, bridge, changed["edition"])
    assert reads(bridge)["strengths"] == "Sara er god til at bygge"
    again = {"person": AMAL, "edition": changed["edition"]}
    assert refusal(story, actions.approve_note, bridge, **again) == "already_done"


def test_a_bridge_that_is_withdrawn_closes_its_note(story: Story) -> None:
    bridge, reads = agreed(story), read(story)
    share(story, AMAL, JONAS)
    approve(story, bridge, write(story, bridge)["edition"])
    story.do(actions.withdraw_bridge, bridge)
    assert reads(bridge) is None
    assert story.do(actions.note, bridge) is not None
    version = story.do(actions.bridges_of, story.family)["items"][0]["version"]
    assert refusal(story, actions.write_note, bridge, version, **WORDS) == "bridge_withdrawn"
    assert refusal(story, actions.write_note, bridge, version - 1, **WORDS) == "stale"


def test_nobody_approves_for_somebody_else_and_not_what_is_not_written(story: Story) -> None:
    bridge = agreed(story)
    assert refusal(story, actions.approve_note, bridge, person=AMAL, edition=1) == "not_found"
    edition = write(story, bridge)["edition"]
    assert refusal(story, actions.approve_note, bridge, by=AS_BIRGIT, person=AMAL, edition=edition) == "not_your_wish"
    assert refusal(story, actions.approve_note, bridge, person=STRANGER, edition=edition) == "not_in_the_family"
