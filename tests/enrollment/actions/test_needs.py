"""Registering and withdrawing a need."""

from datetime import date

import pytest

from contracts.refusals import Refused
from enrollment import actions
from tests.enrollment.make import AMAL, AREA, JONAS, MUNICIPALITY
from tests.enrollment.story import NEEDING, Story


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
