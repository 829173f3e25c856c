"""Who is not to meet whom: said by either side or by staff, told to nobody else, and taken back by who said it."""

from contextlib import suppress
from uuid import UUID

import pytest

from chassis.testing import caller
from chassis.web.request import Page
from chassis.work import Caller
from contracts.refusals import Refused
from matching.actions import exclusions
from tests.matching import make
from tests.matching.make import AMAL, BIRGIT, FAMILY, JONAS, MADS, NEED, VIBEKE, uid
from tests.matching.town import Town, refused

SIDES = {"family": make.guardian(), "volunteer": make.frivillig(), "staff": make.matcher()}
by_each_side = pytest.mark.parametrize("side", SIDES)


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.fixture
def proposed(town: Town) -> UUID:
    """A proposal that matcher and guardian have said yes to, so that all have heard of it."""
    proposal = town.has_proposal()
    for by in (make.matcher(), caller("matcher", subject=BIRGIT), make.guardian(), make.guardian(make.JONAS)):
        try_to_answer(town, proposal, by)
    return proposal


def try_to_answer(town: Town, proposal: UUID, by: Caller) -> None:
    """Whether one or two matchers are asked first is the programme's to say."""
    with suppress(Refused):
        town.answers(proposal, by)


def seen(town: Town, by: Caller) -> list[str]:
    with town.rehearsal.work(by) as work:
        return [row["side"] for row in exclusions.page(work, Page(limit=50, after=None), family=None, volunteer=None)]


@by_each_side
def test_what_stands_ends_at_once_and_is_not_proposed_again_until_lifted(town: Town, proposed: UUID, side: str) -> None:
    exclusion = town.excludes(SIDES[side])
    assert (exclusion["side"], town.standing()) == (side, 0)
    assert town.runs()["proposals"] == []
    town.lifts(exclusion["id"], SIDES[side])
    assert [proposal["need"] for proposal in town.runs()["proposals"]] == [NEED]


@by_each_side
def test_a_match_ends_for_the_same_word_whoever_said_it(town: Town, side: str) -> None:
    town.has_match()
    town.excludes(SIDES[side])
    assert [event.data["reason"] for event in town.told("match.ended.v1")] == ["other"]


@by_each_side
def test_only_staff_and_the_side_itself_see_it(town: Town, proposed: UUID, side: str) -> None:
    town.excludes(SIDES[side])
    for other, by in SIDES.items():
        assert seen(town, by) == ([side] if other in (side, "staff") else [])
    assert seen(town, make.guardian(JONAS)) == (["family"] if side == "family" else [])
    assert seen(town, make.frivillig(uid("stranger"))) == []
    assert seen(town, caller("matcher", organisation="roede-kors")) == []


@by_each_side
def test_only_the_side_itself_lifts_it_and_once(town: Town, proposed: UUID, side: str) -> None:
    exclusion = town.excludes(SIDES[side])
    for other, by in SIDES.items():
        if other != side:
            with refused("not_found"):
                town.lifts(exclusion["id"], by)
    town.lifts(exclusion["id"], SIDES[side])
    with refused("already_done"):
        town.lifts(exclusion["id"], SIDES[side])


def test_what_one_side_takes_back_the_other_has_still_said(town: Town, proposed: UUID) -> None:
    first = town.excludes(make.guardian())
    town.excludes(make.frivillig())
    town.lifts(first["id"], make.guardian())
    assert town.runs()["proposals"] == []


def test_each_side_says_it_once(town: Town, proposed: UUID) -> None:
    town.excludes(make.guardian())
    with refused("already_done"):
        town.excludes(make.guardian(JONAS))


def test_nobody_names_somebody_they_have_not_heard_of(town: Town) -> None:
    town.has_proposal()
    for by in (make.guardian(), make.frivillig(), make.guardian(uid("stranger")), make.frivillig(uid("stranger"))):
        with refused("not_found"):
            town.excludes(by)
    with refused("not_found"):
        town.excludes(make.matcher(), family=uid("nobody"))
    with refused("not_found"):
        town.excludes(make.matcher(), volunteer=uid("nobody"))
    with refused("not_found"):
        town.excludes(caller("matcher", organisation="roede-kors"))


def test_an_employee_does_not_see_what_a_family_has_said_about_them(town: Town) -> None:
    colleague, third = (caller("matcher", subject=person) for person in (BIRGIT, uid("third")))
    town.registers(MADS)
    town.vets(MADS, by=colleague)
    town.has_need()
    town.runs()
    [proposal] = town.proposals()
    for by in (colleague, third, make.guardian(), make.guardian(make.JONAS)):
        try_to_answer(town, proposal, by)
    town.excludes(make.guardian(), volunteer=MADS)
    assert seen(town, make.matcher()) == []
    assert seen(town, colleague) == ["family"]


def test_staff_who_are_to_meet_speak_for_themselves_only(town: Town) -> None:
    town.registers(MADS)
    town.has_need()
    with refused("not_found"):
        town.excludes(make.matcher(), volunteer=MADS)
    town.registers(VIBEKE)
    both = Caller(
        organisation="kfum",
        roles=frozenset({"coordinator", "family"}),
        subject=AMAL,
        relations=frozenset({"own", "organisation"}),
    )
    with refused("not_found"):
        town.excludes(both, family=FAMILY)
