"""Consents: who hears of them, what ends with them, and that their history stays."""

from datetime import timedelta
from uuid import UUID

import pytest

from contracts.refusals import Refused
from enrollment import actions
from tests.enrollment.make import AMAL, JONAS, OURS, PARTNER, SARA
from tests.enrollment.story import Story


def test_a_consent_is_told_to_ourselves_and_to_whom_it_names(story: Story) -> None:
    story.enrol()
    consent = story.consent(AMAL, "cooperation", PARTNER)
    (event,) = story.told("consent.changed.v1")
    assert (event.data["state"], event.data["receiver"], event.data["consent"]) == ("granted", PARTNER, consent)
    assert story.receivers(event) == {None, consent}


def test_a_consent_to_ourselves_leaves_the_house_nowhere(story: Story) -> None:
    story.enrol()
    story.consent(AMAL, "messages")
    assert story.receivers(story.told("consent.changed.v1")[0]) == {None}


def test_a_partner_hears_that_the_family_joined_if_both_guardians_let_it(story: Story) -> None:
    story.enrol()
    consents = [story.consent(person, "cooperation", PARTNER) for person in (AMAL, JONAS)]
    finish_joining(story)
    assert story.receivers(story.told("family.joined.v1")[0]) == {None, consents[0]}


def test_a_partner_does_not_hear_of_a_family_on_the_word_of_one_guardian(story: Story) -> None:
    story.enrol()
    story.consent(AMAL, "cooperation", PARTNER)
    finish_joining(story)
    assert story.receivers(story.told("family.joined.v1")[0]) == {None}


def test_a_partner_whom_a_family_lets_know_later_hears_then_that_it_takes_part_and_we_hear_nothing_twice(
    story: Story,
) -> None:
    story.join()
    story.rehearsal.later(days=30)
    story.consent(AMAL, "cooperation", PARTNER)
    assert len(story.told("family.joined.v1")) == 1
    second = story.consent(JONAS, "cooperation", PARTNER)
    ours, theirs = story.told("family.joined.v1")
    assert story.receivers(ours) == {None}
    assert story.receivers(theirs) == {given(story, AMAL)}
    assert (theirs.subject, theirs.data, theirs.time) == (ours.subject, ours.data, story.rehearsal.clock.now())
    assert theirs.sequence > ours.sequence
    story.do(actions.withdraw, second, by=("family", JONAS))
    assert len(story.told("family.joined.v1")) == 2


def test_who_knows_that_a_family_takes_part_is_told_once_and_again_only_after_it_was_over(story: Story) -> None:
    story.join()
    consents = [story.consent(person, "cooperation", PARTNER) for person in (AMAL, JONAS)]
    for change in (lambda: story.wish(SARA), lambda: story.consent(AMAL, "messages")):
        change()
    assert len(story.told("family.joined.v1")) == 2
    story.do(actions.withdraw, consents[0])
    story.consent(AMAL, "cooperation", PARTNER)
    assert len(story.told("family.joined.v1")) == 3


def test_an_organisation_with_which_nothing_is_agreed_hears_nothing_later_either(story: Story) -> None:
    story.join()
    story.rehearsal.desk.settings["exports"].clear()
    for person in (AMAL, JONAS):
        story.consent(person, "cooperation", PARTNER)
    assert len(story.told("family.joined.v1")) == 1


def test_who_heard_hears_that_it_is_over_and_nothing_after(story: Story) -> None:
    story.enrol()
    consents = [story.consent(person, "cooperation", PARTNER) for person in (AMAL, JONAS)]
    finish_joining(story)
    story.do(actions.withdraw, consents[1], by=("family", JONAS))
    story.wish(SARA, "no")
    withdrawn = story.told("consent.changed.v1")[-1]
    assert story.receivers(withdrawn) == {None, consents[1]}
    assert story.receivers(story.told("family.left.v1")[0]) == {None}


def test_a_partner_hears_that_a_family_left_with_the_very_consent_that_ended_it(story: Story) -> None:
    story.enrol()
    participation = finish_joining(story)
    partner = [story.consent(person, "cooperation", PARTNER) for person in (AMAL, JONAS)]
    story.do(actions.withdraw, participation)
    assert story.receivers(story.told("family.left.v1")[0]) == {None, partner[0]}


def test_withdrawing_takes_effect_at_once_on_the_needs_that_rest_on_it(story: Story) -> None:
    story.join()
    consent = story.consent(AMAL, "one_to_one")
    need = story.need()
    family = story.do(actions.withdraw, consent)
    assert family["needs"][0]["state"] == "withdrawn"
    assert family["left_on"] is None
    assert [event.type for event in story.told()[-2:]] == ["consent.changed.v1", "need.withdrawn.v1"]
    (event,) = story.told("need.withdrawn.v1")
    assert (event.subject, event.data["reason"]) == (need["id"], "consent_withdrawn")


def test_withdrawing_something_else_leaves_the_needs_alone(story: Story) -> None:
    story.join()
    messages = story.consent(AMAL, "messages")
    story.consent(AMAL, "one_to_one")
    story.need()
    assert story.do(actions.withdraw, messages)["needs"][0]["state"] == "open"


def test_one_guardians_withdrawal_is_enough_to_stop_a_need(story: Story) -> None:
    story.join()
    story.consent(AMAL, "one_to_one")
    of_jonas = story.consent(JONAS, "one_to_one")
    story.need()
    assert story.do(actions.withdraw, of_jonas, by=("family", JONAS))["needs"][0]["state"] == "withdrawn"


def test_without_a_consent_that_joining_stands_on_the_family_has_left(story: Story) -> None:
    story.enrol()
    participation = finish_joining(story)
    assert story.do(actions.withdraw, participation)["left_because"] == "consent_withdrawn"


def test_the_history_of_a_consent_stays(story: Story) -> None:
    story.enrol()
    story.do(actions.withdraw, story.consent(AMAL, "messages"))
    story.consent(AMAL, "messages")
    states = [consent["state"] for consent in story.seen()["consents"]]
    assert sorted(states) == ["granted", "withdrawn"]


def test_a_guardian_consents_and_withdraws_for_a_child(story: Story) -> None:
    story.enrol()
    said = {"person": SARA, "purpose": "messages", "receiver": OURS, "categories": ["meetings"], "expires_on": None}
    family = story.do(actions.grant, story.family, by=("family", JONAS), **said)
    withdrawn = story.do(actions.withdraw, family["consents"][0]["id"], by=("family", AMAL))
    assert withdrawn["consents"][0]["state"] == "withdrawn"


def test_nobody_consents_or_withdraws_for_another_guardian(story: Story) -> None:
    story.enrol()
    consent = story.consent(JONAS)
    with pytest.raises(Refused) as refused:
        story.do(actions.withdraw, consent, by=("family", AMAL))
    assert refused.value.code == "not_your_consent"


def test_a_consent_is_withdrawn_once(story: Story) -> None:
    story.enrol()
    consent = story.consent(AMAL)
    story.do(actions.withdraw, consent)
    with pytest.raises(Refused) as refused:
        story.do(actions.withdraw, consent)
    assert refused.value.code == "already_done"


def test_a_consent_that_runs_out_ends_what_rests_on_it(story: Story) -> None:
    story.join()
    last_day = story.rehearsal.clock.today() + timedelta(days=30)
    consent = story.consent(AMAL, "one_to_one", expires_on=last_day)
    story.need()
    story.rehearsal.later(days=30)
    story.do(actions.lapse_consents)
    assert story.told("need.withdrawn.v1") == []
    story.rehearsal.later(days=1)
    story.do(actions.lapse_consents)
    story.do(actions.lapse_consents)
    (event,) = story.told("need.withdrawn.v1")
    assert event.data["reason"] == "consent_withdrawn"
    assert [each["state"] for each in story.seen()["consents"] if each["id"] == consent] == ["expired"]


def test_a_consent_that_ran_out_unnoticed_can_be_given_again(story: Story) -> None:
    story.enrol()
    story.consent(AMAL, "messages", expires_on=story.rehearsal.clock.today())
    story.rehearsal.later(days=1)
    story.consent(AMAL, "messages")
    states = [event.data["state"] for event in story.told("consent.changed.v1")]
    assert states == ["granted", "withdrawn", "granted"]


def finish_joining(story: Story) -> UUID:
    for person in (AMAL, JONAS, SARA):
        story.wish(person)
    story.consent(JONAS)
    return story.consent(AMAL)


def given(story: Story, person: UUID) -> UUID:
    """The consent by which somebody lets the partner know."""
    found: UUID = next(
        each["id"] for each in story.seen()["consents"] if (each["person"], each["receiver"]) == (person, PARTNER)
    )
    return found
