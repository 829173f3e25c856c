"""Registering and withdrawing a need."""

from datetime import date
from typing import Any

import pytest

from contracts.refusals import Refused
from enrollment import actions
from tests.enrollment.make import AMAL, AREA, JONAS, MUNICIPALITY, SARA, STRANGER
from tests.enrollment.open_tracks import band, lay_out, track
from tests.enrollment.story import BIRGIT, NEEDING, Story


def test_a_need_is_told_as_a_pseudonymous_profile(story: Story) -> None:
    story.join()
    story.consent(AMAL, "one_to_one")
    need = story.need()
    (event,) = story.told("need.registered.v1")
    assert event.subject == need["id"]
    assert event.data == {
        "family": story.family,
        "guardians": [AMAL, JONAS],
        "kind": "network_person",
        "topics": ["leisure"],
        "languages": ["ar"],
        "area": AREA,
        "municipality": MUNICIPALITY,
        "slots": ["tue_day"],
        "under_15_until": date(2031, 4, 1),
        "wanted_on": date(2026, 3, 2),
        "wishes": [],
        "waiting_since": None,
        "tracks": [],
        "supplement_question": False,
    }


def test_a_family_that_does_not_say_in_which_languages_is_met_in_its_own(story: Story) -> None:
    story.join()
    story.consent(AMAL, "one_to_one")
    need = story.do(actions.register_need, story.family, **NEEDING | {"languages": ()})
    assert need["languages"] == ["ar", "da"]


def test_a_need_takes_a_live_consent(story: Story) -> None:
    story.join()
    with pytest.raises(Refused) as refused:
        story.need()
    assert (refused.value.code, refused.value.because) == ("consent_missing", {"purpose": "one_to_one"})


def test_only_a_family_that_takes_part_can_ask(story: Story) -> None:
    story.enrol()
    story.consent(AMAL, "one_to_one")
    with pytest.raises(Refused) as refused:
        story.need()
    assert refused.value.code == "not_taking_part"


def test_a_family_can_stop_asking(story: Story) -> None:
    story.join()
    story.consent(AMAL, "one_to_one")
    need = story.need()
    assert story.do(actions.withdraw_need, need["id"])["state"] == "withdrawn"
    (event,) = story.told("need.withdrawn.v1")
    assert event.data == {"family": story.family, "reason": "family_wish"}
    with pytest.raises(Refused) as refused:
        story.do(actions.withdraw_need, need["id"])
    assert refused.value.code == "already_done"


CHANGED: dict[str, Any] = {"topics": ["everyday_life"], "languages": ["da"], "slots": ["thu_day"], "wanted_on": None}


@pytest.fixture
def asking(story: Story) -> Story:
    """A family that can ask for a volunteer."""
    story.join()
    story.consent(AMAL, "one_to_one")
    return story


def refused(story: Story, *said: Any, **more: Any) -> Refused:
    with pytest.raises(Refused) as no:
        story.do(*said, **more)
    return no.value


def test_what_is_wished_of_the_volunteer_is_told(asking: Story) -> None:
    need = asking.do(actions.register_need, asking.family, **NEEDING, wishes=["our_language"])
    (event,) = asking.told("need.registered.v1")
    assert need["wishes"] == event.data["wishes"] == ["our_language"]
    assert refused(asking, actions.register_need, asking.family, **NEEDING, wishes=["a_car"]).code == (
        "unknown_volunteer_wish"
    )


def test_of_a_kind_there_is_one_need_at_a_time_for_the_family_and_for_each_of_it(asking: Story) -> None:
    need = asking.need()
    assert refused(asking, actions.register_need, asking.family, **NEEDING).code == "need_runs_already"
    for_sara = asking.do(actions.register_need, asking.family, for_person=SARA, **NEEDING)
    assert (need["for_person"], for_sara["for_person"]) == (None, SARA)
    stranger = refused(asking, actions.register_need, asking.family, for_person=STRANGER, **NEEDING)
    assert (stranger.code, stranger.field) == ("not_in_the_family", "for_person")
    asking.do(actions.withdraw_need, need["id"])
    assert asking.need()["state"] == "open"


def test_for_whom_a_need_is_is_told_to_nobody(asking: Story) -> None:
    asking.do(actions.register_need, asking.family, for_person=SARA, **NEEDING)
    (event,) = asking.told("need.registered.v1")
    assert SARA not in event.data.values()


def test_a_changed_need_is_a_new_one_that_has_waited_as_long_as_the_first(asking: Story) -> None:
    first = asking.do(actions.register_need, asking.family, for_person=SARA, **NEEDING)
    asking.rehearsal.later(days=20)
    second = asking.do(actions.change_need, first["id"], first["version"], **CHANGED, wishes=["same_gender"])
    asking.rehearsal.later(days=20)
    third = asking.do(actions.change_need, second["id"], second["version"], **CHANGED)
    assert [each["waiting_since"] for each in (first, second, third)] == [date(2026, 3, 2)] * 3
    assert (third["kind"], third["for_person"], third["topics"]) == ("network_person", SARA, ["everyday_life"])
    assert [each["state"] for each in asking.seen()["needs"]] == ["withdrawn", "withdrawn", "open"]
    events = asking.told("need.registered.v1")
    assert [each.data["waiting_since"] for each in events] == [None, date(2026, 3, 2), date(2026, 3, 2)]
    assert [each.subject for each in asking.told("need.withdrawn.v1")] == [first["id"], second["id"]]


def test_a_need_is_changed_on_the_version_that_was_read_and_only_while_it_is_open(asking: Story) -> None:
    need = asking.need()
    assert refused(asking, actions.change_need, need["id"], 7, **CHANGED).code == "stale"
    asking.do(actions.withdraw_need, need["id"])
    assert refused(asking, actions.change_need, need["id"], need["version"], **CHANGED).code == "stale"
    assert refused(asking, actions.change_need, need["id"], need["version"] + 1, **CHANGED).code == "already_done"


def test_a_change_that_is_refused_leaves_the_need_as_it_was(asking: Story) -> None:
    need = asking.need()
    no = refused(asking, actions.change_need, need["id"], need["version"], **CHANGED | {"topics": ["debt"]})
    assert (no.code, no.field) == ("unknown_topic", "topics")
    assert [(each["id"], each["state"]) for each in asking.seen()["needs"]] == [(need["id"], "open")]
    assert asking.told("need.withdrawn.v1") == []


def test_a_need_for_one_person_asks_for_that_persons_age(asking: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(monkeypatch, tracks={"volunteer_contact": track(one_to_one=True, ages={"guardian": band(18, 120)})})
    no = refused(asking, actions.register_need, asking.family, for_person=SARA, **NEEDING)
    assert (no.code, no.field) == ("nobody_of_the_kind", "for_person")
    assert asking.do(actions.register_need, asking.family, for_person=AMAL, **NEEDING)["state"] == "open"


def test_what_is_for_somebody_who_moves_out_is_asked_for_no_longer(asking: Story) -> None:
    for_jonas = asking.do(actions.register_need, asking.family, for_person=JONAS, **NEEDING)
    asking.need()
    custody, by = [{"child": SARA, "guardians": [AMAL]}], ("coordinator", BIRGIT)
    asking.do(actions.change_custody, asking.family, asking.seen()["version"], custody, by=by)
    asking.do(actions.move_out, asking.family, JONAS, by=by)
    states = {each["for_person"]: each["state"] for each in asking.seen()["needs"] if each["state"] != "withdrawn"}
    assert states == {None: "open"}
    assert for_jonas["id"] in {event.subject for event in asking.told("need.withdrawn.v1")}


def test_a_child_does_not_ask_for_a_volunteer_in_the_familys_stead(story: Story) -> None:
    story.join()
    story.consent(AMAL, "one_to_one")
    for wanted in (NEEDING, NEEDING | {"for_person": SARA}):
        with pytest.raises(Refused) as no:
            story.do(actions.register_need, story.family, by=("family", SARA), **wanted)
        assert no.value.code == "guardians_decide"
