"""Enrolling a family on its own ask; where to write to it; leaving."""

from typing import Any
from uuid import UUID

import pytest

from contracts.refusals import Refused
from enrollment import actions
from enrollment.tables import Contact
from tests.enrollment.make import AMAL, JONAS, SARA, STRANGER
from tests.enrollment.story import BIRGIT, EMAIL, PEOPLE, PIA, Story, enrolling

NOBODY = UUID(int=0)


def test_an_enrolled_family_does_not_take_part_yet(story: Story) -> None:
    family = story.enrol()
    assert family["joined_on"] is None
    assert {gap["code"] for gap in family["missing"]} == {"wish_missing", "consent_missing"}
    assert story.told("family.joined.v1") == []


def test_what_is_missing_is_said_in_two_languages_with_what_would_change_it(story: Story) -> None:
    gap = story.enrol()["missing"][0]
    assert gap["row"] == "S0-17"
    assert set(gap["text"]) == set(gap["would_change"]) == {"da", "en"}
    assert all([*gap["text"].values(), *gap["would_change"].values()])


def test_a_professional_cannot_enrol_a_family_even_with_its_own_request(story: Story) -> None:
    contact = story.contact(story.postcard())
    with pytest.raises(Refused) as refused:
        story.do(actions.enrol, by=("professional", PIA), **enrolling(contact["id"]))
    assert refused.value.code == "not_by_a_professional"


@pytest.mark.parametrize("contact_id", [NOBODY, STRANGER])
def test_a_family_that_has_not_asked_cannot_be_enrolled(story: Story, contact_id: UUID) -> None:
    with pytest.raises(Refused) as refused:
        story.do(actions.enrol, by=("coordinator", BIRGIT), **enrolling(contact_id))
    assert refused.value.code == "no_own_contact"


def test_one_familys_request_does_not_enrol_another(story: Story) -> None:
    others = story.contact(by=STRANGER)
    with pytest.raises(Refused) as refused:
        story.do(actions.enrol, by=("coordinator", BIRGIT), **enrolling(others["id"]))
    assert refused.value.code == "no_own_contact"


def test_one_request_makes_one_family(story: Story) -> None:
    contact = story.contact()
    story.do(actions.enrol, by=("coordinator", BIRGIT), **enrolling(contact["id"]))
    with pytest.raises(Refused) as refused:
        story.do(actions.enrol, by=("coordinator", BIRGIT), **enrolling(contact["id"]))
    assert refused.value.code == "already_done"


def test_name_and_address_stand_in_one_place_only(story: Story) -> None:
    contact = story.contact()
    family = story.do(actions.enrol, by=("coordinator", BIRGIT), **enrolling(contact["id"]))
    assert family["members"][0]["email"] == EMAIL
    with story.rehearsal.work() as work:
        row = work.session.get_one(Contact, contact["id"])
        assert (row.name, row.email) == (None, None)


def test_somebody_without_an_id_gets_one(story: Story) -> None:
    family = story.enrol(members=[*PEOPLE[:2], {**PEOPLE[2], "id": None}])
    assert len({person["id"] for person in family["members"]} - {None}) == 3


def test_contact_details_are_changed_by_who_has_seen_the_latest_version(story: Story) -> None:
    family = story.enrol()
    told: dict[str, Any] = {"email": "ny@familie.example", "language": "da"}
    changed = story.do(actions.change_contact_details, family["id"], family["version"], **told)
    assert changed["members"][0]["email"] == "ny@familie.example"
    assert changed["members"][1]["email"] != "ny@familie.example"
    assert changed["version"] > family["version"]
    with pytest.raises(Refused) as refused:
        story.do(actions.change_contact_details, family["id"], family["version"], **told)
    assert refused.value.code == "stale"


def test_a_family_leaves_at_once_and_its_needs_with_it(story: Story) -> None:
    story.join()
    story.consent(AMAL, "one_to_one")
    need = story.need()
    left = story.do(actions.leave, story.family, "family_wish")
    assert (left["left_because"], left["needs"][0]["state"]) == ("family_wish", "withdrawn")
    assert [(event.type, event.data["reason"]) for event in story.told()[-2:]] == [
        ("need.withdrawn.v1", "family_left"),
        ("family.left.v1", "family_wish"),
    ]
    assert story.told("need.withdrawn.v1")[0].subject == need["id"]


def test_a_family_leaves_once(story: Story) -> None:
    story.join()
    story.do(actions.leave, story.family, "family_wish")
    with pytest.raises(Refused) as refused:
        story.do(actions.leave, story.family, "moved_away")
    assert refused.value.code == "already_done"


def test_nobody_is_told_that_a_family_left_which_never_joined(story: Story) -> None:
    story.enrol()
    story.do(actions.leave, story.family, "family_wish")
    assert story.told("family.left.v1") == []


@pytest.mark.parametrize("person", [AMAL, JONAS, SARA])
def test_a_family_that_has_left_does_not_come_back_by_a_word(story: Story, person: UUID) -> None:
    story.enrol()
    story.do(actions.leave, story.family, "family_wish")
    with pytest.raises(Refused) as refused:
        story.wish(person)
    assert refused.value.code == "has_left"
