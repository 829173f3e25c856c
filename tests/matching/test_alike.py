"""Who has the same e-mail and birthday as somebody else is shown to staff alone, who look before anybody is vetted."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from chassis.testing import caller
from chassis.web.request import Page
from chassis.work import Caller
from matching.actions import alike, offered, showing
from tests.matching import make
from tests.matching.make import MADS, VIBEKE, person, uid
from tests.matching.town import Town, refused

ANNA = uid("Anna")


@pytest.fixture
def town() -> Town:
    return Town()


def same_again(town: Town, **known: Any) -> None:
    """Anna has Vibeke's e-mail and birthday."""
    town.registers()
    town.registers(ANNA, **{"email": "Vibeke@Frivillig.example"} | known)


def perhaps(town: Town, id: UUID, by: Caller | None = None) -> list[UUID]:
    with town.rehearsal.work(by or make.matcher()) as work:
        shown = showing.volunteer(work, id)
        assert shown
        return list(shown["perhaps_the_same_as"])


def tell_apart(town: Town, one: UUID, other: UUID, by: Caller | None = None) -> None:
    with town.rehearsal.work(by or make.matcher()) as work:
        alike.tell_apart(work, one, other=other)


def test_somebody_registered_twice_is_shown_to_staff_and_vetted_by_nobody_until_looked_at(town: Town) -> None:
    same_again(town)
    assert (perhaps(town, ANNA), perhaps(town, VIBEKE)) == ([VIBEKE], [ANNA])
    for either in (ANNA, VIBEKE):
        with refused("perhaps_known_already"):
            town.vets(either, "interview")
    tell_apart(town, ANNA, VIBEKE)
    assert perhaps(town, ANNA) == perhaps(town, VIBEKE) == []
    town.vets(ANNA)
    town.vets(VIBEKE)


def test_the_volunteer_is_not_told_whom_we_know_already(town: Town) -> None:
    same_again(town)
    assert perhaps(town, ANNA, by=make.frivillig(ANNA)) == []


def test_a_failed_vetting_is_not_left_behind_under_another_id(town: Town) -> None:
    town.has_volunteer()
    town.vets(VIBEKE, "interview", outcome="failed")
    town.registers(ANNA, email=make.email_of(VIBEKE))
    assert perhaps(town, ANNA) == [VIBEKE]


def test_who_has_said_goodbye_is_nobody_else_any_longer(town: Town) -> None:
    same_again(town)
    town.says_goodbye(VIBEKE)
    assert perhaps(town, ANNA) == []
    town.vets(ANNA)


@pytest.mark.parametrize(
    "known", [{"email": "anna@frivillig.example"}, {"born": date(1979, 2, 2)}], ids=["e-mail", "birthday"]
)
def test_one_of_the_two_is_not_enough(town: Town, known: dict[str, Any]) -> None:
    same_again(town, **known)
    assert perhaps(town, ANNA) == []


def test_another_organisations_volunteers_are_not_compared(town: Town) -> None:
    same_again(town, by=person("volunteer", subject=ANNA, organisation="kolding"))
    assert perhaps(town, VIBEKE) == []


def test_only_those_who_seem_alike_are_told_apart_and_only_by_their_staff(town: Town) -> None:
    same_again(town)
    town.registers(uid("Pia"))
    with refused("not_found"):
        tell_apart(town, ANNA, uid("Pia"))
    with refused("not_found"):
        tell_apart(town, ANNA, VIBEKE, by=person("matcher", subject=MADS, organisation="kolding"))


def test_sharing_one_volunteer_does_not_show_another(town: Town) -> None:
    same_again(town, shares_with=["kolding"])
    theirs = caller("matcher", organisation="kolding", subject=MADS, relations=frozenset({"shared"}))
    assert perhaps(town, ANNA, by=theirs) == []
    with town.rehearsal.work(theirs) as work:
        [listed] = offered.page(work, Page(limit=50, after=None))
    assert (listed["id"], listed["perhaps_the_same_as"]) == (ANNA, [])
