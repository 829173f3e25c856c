"""Whatever stands follows what the family says and what time brings."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.envelope import Event
from tests.matching import make
from tests.matching.make import AMAL, FAMILY, JONAS, TODAY, uid
from tests.matching.town import Town, refused

CHANGES_OF_MIND = {
    "consent_withdrawn": make.consent_changed("withdrawn", sequence=3),
    "family_wish": make.need_withdrawn(reason="family_wish"),
    "need_met": make.need_withdrawn(reason="met"),
    "family_left": make.family_left(),
}


@pytest.fixture
def town() -> Town:
    return Town()


def reasons(town: Town) -> list[str]:
    return [event.data["reason"] for event in town.told("match.ended.v1")]


@pytest.mark.parametrize(("reason", "event"), CHANGES_OF_MIND.items(), ids=CHANGES_OF_MIND)
def test_a_running_match_ends_at_once_for_the_reason_the_family_gives(town: Town, reason: str, event: Event) -> None:
    town.has_match()
    town.hear(event)
    assert reasons(town) == [reason]
    assert town.standing() == town.matches_running() == 0


@pytest.mark.parametrize("event", CHANGES_OF_MIND.values(), ids=CHANGES_OF_MIND)
def test_an_open_proposal_lapses_and_cannot_be_answered(town: Town, event: Event) -> None:
    proposal = town.has_proposal()
    town.all_but_the_last_say_yes(proposal)
    town.hear(event)
    with refused("proposal_settled"):
        town.answers(proposal, make.frivillig())
    assert town.standing() == town.matches_running() == 0
    assert not town.told("volunteer.matched.v1", "match.ended.v1")


def test_a_match_ends_once_whatever_else_the_family_says(town: Town) -> None:
    town.has_match()
    town.hear(*CHANGES_OF_MIND.values())
    assert len(reasons(town)) == 1


def test_a_consent_given_anew_before_the_old_one_is_withdrawn_lets_the_match_go_on(town: Town) -> None:
    town.has_match()
    town.hear(make.consent_changed(consent=uid("anew"), sequence=2), make.consent_changed("withdrawn", sequence=3))
    assert town.matches_running() == 1


def test_one_guardians_withdrawal_ends_it_for_both(town: Town) -> None:
    town.has_match()
    jonas: dict[str, Any] = {"consent": uid("consent of Jonas"), "person": JONAS}
    town.hear(make.consent_changed(sequence=2, **jonas), make.consent_changed("withdrawn", sequence=3, **jonas))
    assert reasons(town) == ["consent_withdrawn"]


@pytest.mark.parametrize("other", [{"purpose": "messages"}, {"receiver": "kolding"}])
def test_other_consents_are_not_ours_to_know(town: Town, other: dict[str, Any]) -> None:
    town.has_match()
    town.hear(make.consent_changed("withdrawn", sequence=3, **other))
    assert town.matches_running() == 1


def test_an_older_consent_that_arrives_late_changes_nothing(town: Town) -> None:
    town.has_match()
    town.hear(make.consent_changed("granted", sequence=5), make.consent_changed("withdrawn", sequence=4))
    assert town.matches_running() == 1


def test_another_familys_change_of_mind_ends_nothing_here(town: Town) -> None:
    town.has_match()
    town.hear(make.family_left(uid("others")), make.consent_changed("withdrawn", family=uid("others"), sequence=3))
    assert town.matches_running() == 1


def test_a_need_of_a_kind_this_release_does_not_know_waits_with_the_operators(town: Town) -> None:
    with refused("not_in_the_programme"):
        town.hear(make.need_registered(kind="astronaut"))


def test_a_consent_that_runs_out_ends_the_match(town: Town) -> None:
    town.has_volunteer()
    town.hear(make.consent_changed(expires_on=TODAY + timedelta(days=5)), make.need_registered())
    [proposal] = town.runs()["proposals"]
    town.all_say_yes(proposal["id"])
    town.days_pass(5)
    assert reasons(town) == []
    town.days_pass(1)
    assert reasons(town) == ["consent_withdrawn"]


def test_vetting_that_runs_out_sends_the_volunteer_home_and_ends_the_match(town: Town) -> None:
    town.has_match()
    town.days_pass(3 * 365)
    assert town.told("volunteer.left.v1") == []
    town.days_pass(2)
    assert [event.data["reason"] for event in town.told("volunteer.left.v1")] == ["vetting_expired"]
    assert reasons(town) == ["vetting_expired"]


def test_time_changes_nothing_twice(town: Town) -> None:
    town.has_match()
    town.days_pass(2000)
    told = len(town.rehearsal.emitted)
    town.days_pass(1)
    assert len(town.rehearsal.emitted) == told


def test_the_family_is_found_again_by_its_pseudonym_only(town: Town) -> None:
    town.has_match()
    [matched] = town.told("volunteer.matched.v1")
    assert matched.data["family"] == FAMILY
    assert AMAL in matched.data["guardians"]
