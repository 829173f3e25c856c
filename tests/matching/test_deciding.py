"""The machine proposes, people decide: every yes in the right order makes a match."""

from datetime import timedelta
from uuid import UUID

import pytest

from chassis.testing import caller
from chassis.web.request import Page
from chassis.work import Caller
from matching.actions import showing
from tests.matching import make
from tests.matching.make import AMAL, CODE, FAMILY, JONAS, NEED, VIBEKE, uid
from tests.matching.town import Shown, Town, refused


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.fixture
def proposal(town: Town) -> UUID:
    return town.has_proposal()


def seen(town: Town, proposal: UUID, by: Caller) -> Shown | None:
    with town.rehearsal.work(by) as work:
        return showing.proposal(work, proposal)


def test_every_yes_in_order_makes_a_match(town: Town, proposal: UUID) -> None:
    match = town.all_say_yes(proposal)
    [matched] = town.told("volunteer.matched.v1")
    assert matched.subject == match
    assert matched.programme == CODE
    assert matched.data == {
        "proposal": proposal,
        "need": NEED,
        "family": FAMILY,
        "guardians": [AMAL, JONAS],
        "volunteer": VIBEKE,
        "kind": "network_person",
        "area": "kolding_one",
    }
    assert (town.standing(), town.matches_running()) == (1, 1)


def test_nobody_answers_out_of_turn(town: Town, proposal: UUID) -> None:
    order = make.everybody()
    for place, caller_ in enumerate(order):
        for not_now in order[place + 1 :]:
            if not_now.roles != caller_.roles:
                with refused("not_your_turn"):
                    town.answers(proposal, not_now)
        town.answers(proposal, caller_)


def test_nobody_answers_twice_for_one_side(town: Town, proposal: UUID) -> None:
    assert town.answers(proposal, make.matcher())["awaits"] == "second_matcher"
    with refused("answers_once"):
        town.answers(proposal, make.matcher())
    assert town.answers(proposal, make.second_matcher())["awaits"] == "guardian"
    assert town.answers(proposal, make.guardian(JONAS))["awaits"] == "second_guardian"
    with refused("answers_once"):
        town.answers(proposal, make.guardian(JONAS))
    assert town.answers(proposal, make.guardian(AMAL))["awaits"] == "volunteer"


def test_a_family_with_one_guardian_is_asked_once(town: Town) -> None:
    town.has_volunteer()
    town.has_need(guardians=[AMAL])
    [proposal] = town.runs()["proposals"]
    match = town.all_say_yes(proposal["id"], guardians=[AMAL])
    assert town.told("volunteer.matched.v1")[0].subject == match


def test_whoever_is_next_is_asked_once_and_has_days_of_their_own(town: Town, proposal: UUID) -> None:
    town.rehearsal.later(days=10)
    for caller_ in make.everybody()[:2]:
        town.answers(proposal, caller_)
    town.rehearsal.later(days=10)
    for caller_ in make.everybody()[2:]:
        town.answers(proposal, caller_)
    family, volunteer = town.told("answer.asked.v1")
    assert family.subject == volunteer.subject == proposal
    asked = {"need": NEED, "family": FAMILY}
    day = make.TODAY + timedelta(days=24)
    assert family.data == asked | {"side": "family", "people": [AMAL, JONAS], "answer_by": day}
    day = make.TODAY + timedelta(days=34)
    assert volunteer.data == asked | {"side": "volunteer", "people": [VIBEKE], "answer_by": day}


def test_a_stranger_does_not_even_find_the_proposal(town: Town, proposal: UUID) -> None:
    elsewhere = caller("matcher", organisation="rode-kors", relations=frozenset({"organisation"}))
    for stranger in (make.guardian(uid("stranger")), make.frivillig(AMAL), elsewhere):
        with refused("not_found"):
            town.answers(proposal, stranger)
    with refused("not_found"):
        town.answers(uid("nothing"), make.matcher())


@pytest.mark.parametrize("before", range(5))
def test_one_no_settles_it_and_frees_the_place(town: Town, proposal: UUID, before: int) -> None:
    order = make.everybody()
    for caller_ in order[:before]:
        town.answers(proposal, caller_)
    assert town.answers(proposal, order[before], "no", "no_time")["state"] == "declined"
    assert town.standing() == 0
    assert not town.told("volunteer.matched.v1")
    for caller_ in order:
        with refused("proposal_settled"):
            town.answers(proposal, caller_)


def test_who_has_said_no_is_not_proposed_to_the_same_family_again(town: Town, proposal: UUID) -> None:
    town.answers(proposal, make.matcher(), "no")
    [unmatched] = town.runs()["unmatched"]
    assert [blocked["code"] for blocked in unmatched["blocked_by"]] == ["tried_before"]
    town.has_volunteer(uid("Anna"))
    assert [each["volunteer"] for each in town.runs()["proposals"]] == [uid("Anna")]


def test_the_reason_of_a_no_is_shown_to_the_matcher_and_to_whom_it_belongs_only(town: Town, proposal: UUID) -> None:
    town.all_but_the_last_say_yes(proposal)
    town.answers(proposal, make.frivillig(), "no", "too_far")
    said = {"side": "volunteer", "answer": "no", "reason": "too_far"}
    assert said in seen(town, proposal, make.matcher())["answers"]  # type: ignore[index]
    assert seen(town, proposal, make.frivillig())["answers"] == [said]  # type: ignore[index]
    assert seen(town, proposal, make.guardian())["answers"] == [  # type: ignore[index]
        {"side": "guardian", "answer": "yes", "reason": None}
    ]


def test_nobody_sees_a_proposal_before_being_asked(town: Town, proposal: UUID) -> None:
    for caller_ in make.everybody()[:2]:
        assert seen(town, proposal, make.guardian()) is None
        town.answers(proposal, caller_)
    assert seen(town, proposal, make.guardian())
    assert seen(town, proposal, make.guardian(JONAS))
    town.answers(proposal, make.guardian())
    assert seen(town, proposal, make.frivillig()) is None
    town.answers(proposal, make.guardian(JONAS), "no")
    assert seen(town, proposal, make.frivillig()) is None


def test_a_proposal_can_be_answered_through_its_last_day(town: Town, proposal: UUID) -> None:
    town.rehearsal.later(days=14)
    town.answers(proposal, make.matcher())
    town.rehearsal.later(days=1)
    with refused("proposal_expired"):
        town.answers(proposal, make.second_matcher())


def test_a_proposal_nobody_answers_lapses_and_may_be_made_again(town: Town, proposal: UUID) -> None:
    town.days_pass(14)
    assert town.standing() == 1
    town.days_pass(1)
    assert town.standing() == 0
    [again] = town.runs()["proposals"]
    assert again["id"] != proposal


def test_the_rules_are_asked_again_at_every_yes(town: Town) -> None:
    town.has_volunteer()
    town.hear(make.consent_changed(expires_on=make.TODAY), make.need_registered())
    [proposal] = town.runs()["proposals"]
    town.answers(proposal["id"], make.matcher())
    town.answers(proposal["id"], make.second_matcher())
    town.rehearsal.later(days=1)
    with refused("consent_not_live"):
        town.answers(proposal["id"], make.guardian())


def test_whoever_runs_out_of_vetting_between_proposal_and_yes_is_not_matched(town: Town) -> None:
    town.registers()
    town.vets(on=make.TODAY.replace(year=make.TODAY.year - 3))
    town.has_need()
    [proposal] = town.runs()["proposals"]
    town.answers(proposal["id"], make.matcher())
    town.answers(proposal["id"], make.second_matcher())
    town.rehearsal.later(days=1)
    with refused("not_possible_now"):  # what a volunteer lacks is not told to a family
        town.answers(proposal["id"], make.guardian())


def test_an_ended_match_frees_the_place_for_somebody_else(town: Town) -> None:
    match = town.has_match()
    town.hear(make.need_registered(uid("other"), family=uid("others")), make.consent_changed(family=uid("others")))
    assert town.runs()["proposals"] == []
    town.ends(match, make.guardian(), "family_wish")
    assert [each["need"] for each in town.runs()["proposals"]] == [uid("other")]


def test_a_match_ends_once_and_in_ones_own_name(town: Town) -> None:
    match = town.has_match()
    with refused("not_your_reason"):
        town.ends(match, make.guardian(), "volunteer_wish")
    with refused("not_found"):
        town.ends(match, make.guardian(uid("stranger")), "family_wish")
    with refused("not_found"):
        town.ends(uid("nothing"), make.matcher(), "family_wish")
    shown = town.ends(match, make.frivillig(), "volunteer_wish")
    assert (shown["state"], shown["ended_reason"]) == ("ended", "volunteer_wish")
    with refused("already_done"):
        town.ends(match, make.matcher(), "need_met")
    [ended] = town.told("match.ended.v1")
    assert ended.subject == match
    assert ended.data == {"need": NEED, "family": FAMILY, "volunteer": VIBEKE, "reason": "volunteer_wish"}


def test_staff_who_are_to_meet_find_nothing_of_it_in_the_list(town: Town) -> None:
    """Mads is a matcher and a guardian: the volunteer's reason is not for him."""
    town.has_volunteer()
    town.hear(make.consent_changed(person=make.MADS), make.need_registered(guardians=[make.MADS]))
    assert town.runs()["proposals"] == []
    [proposal] = town.proposals()
    town.answers(proposal, make.second_matcher())
    town.answers(proposal, caller("matcher", subject=uid("another matcher")))
    town.answers(proposal, make.guardian(make.MADS))
    town.answers(proposal, make.frivillig(), "no", "too_far")
    with town.rehearsal.work(make.matcher()) as work:
        assert showing.page(work, Page(limit=10), state=None) == []
