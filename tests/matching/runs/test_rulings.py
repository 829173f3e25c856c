"""Coordinators pin, forbid and override pairs in closed words, and the next run goes by it."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.testing import caller
from contracts.refusals import Refused
from matching.actions import rulings as actions
from matching.domain import rulings
from matching.domain.facts import Ruling
from matching.domain.rules import OVERRIDABLE, RULES
from tests.matching import make
from tests.matching.make import AMAL, BIRGIT, NEED, VIBEKE, uid
from tests.matching.town import Town, refused

ANNA = uid("Anna")


@pytest.fixture
def town() -> Town:
    town = Town()
    town.has_volunteer()
    town.has_need()
    return town


def proposed(run: Any) -> set[tuple[UUID, UUID]]:
    return {(each["need"], each["volunteer"]) for each in run["proposals"]}


def lifts(town: Town, ruling: Any) -> Any:
    with town.rehearsal.work(make.coordinator()) as work:
        return actions.lift(work, ruling["id"])


def test_what_is_pinned_is_proposed_although_others_fit_better(town: Town) -> None:
    town.has_volunteer(ANNA, topics=[], languages=["da"])
    town.rules("pin", "know_each_other", volunteer=ANNA)
    run = town.runs(dry=True)
    assert [(each["volunteer"], each["pinned"]) for each in run["would_propose"]] == [(ANNA, True)]
    assert proposed(town.runs()) == {(NEED, ANNA)}


def test_what_is_forbidden_is_not_proposed_until_that_is_lifted(town: Town) -> None:
    ruling = town.rules("forbid", "family_wish")
    assert proposed(town.runs()) == set()
    lifted = lifts(town, ruling)
    assert (lifted["lifted_by"], lifted["lifted_at"]) == (BIRGIT, make.NOW)
    assert proposed(town.runs()) == {(NEED, VIBEKE)}
    with refused("already_done"):
        lifts(town, ruling)


def test_what_is_overridden_is_proposed_and_can_be_answered_to_the_end() -> None:
    town = Town()
    town.has_volunteer(languages=["uk"])
    town.has_need(languages=["da"])
    assert proposed(town.runs()) == set()
    town.rules("override", "interpreter_at_hand", rule="no_common_language")
    [proposal] = town.runs()["proposals"]
    assert "set_aside" in [reason["code"] for reason in proposal["reasons"]]
    town.all_say_yes(proposal["id"])
    assert town.matches_running() == 1


def test_a_pin_that_cannot_be_is_told_with_all_that_is_in_the_way() -> None:
    town = Town()
    town.registers(languages=["uk"])
    town.has_need(languages=["da"])
    town.rules("pin", "asked_for_each_other")
    [impossible] = town.runs()["impossible_pins"]
    assert (impossible["need"], impossible["nearest"]) == (NEED, VIBEKE)
    assert [blocked["code"] for blocked in impossible["blocked_by"]] == ["no_common_language", "vetting_missing"]


@pytest.mark.parametrize("rule", sorted(set(RULES) - OVERRIDABLE))
def test_what_protects_people_is_never_overridden(town: Town, rule: str) -> None:
    with refused("rule_not_overridable"):
        town.rules("override", "time_agreed", rule=rule)


def test_an_override_names_its_rule_and_nothing_else_does(town: Town) -> None:
    with refused("rule_not_overridable"):
        town.rules("override", "time_agreed")
    with refused("rule_not_asked"):
        town.rules("pin", "know_each_other", rule="no_common_slot")


@pytest.mark.parametrize(
    ("word", "rule", "reason"),
    [
        ("pin", None, "safety"),
        ("forbid", None, "special_skill"),
        ("override", "no_common_slot", "interpreter_at_hand"),
        ("override", "too_far_apart", "safety"),
    ],
)
def test_a_reason_belongs_to_what_it_is_the_reason_for(town: Town, word: str, rule: str | None, reason: str) -> None:
    with refused("reason_does_not_fit"):
        town.rules(word, reason, rule=rule)


def test_nobody_rules_about_themselves_or_their_own_family(town: Town) -> None:
    for person in (VIBEKE, AMAL):
        with refused("not_about_oneself"):
            town.rules("pin", "know_each_other", by=caller("coordinator", subject=person))


def test_a_need_or_a_volunteer_who_is_not_there_is_not_ruled_about(town: Town) -> None:
    with refused("not_found"):
        town.rules("pin", "know_each_other", need=uid("nothing"))
    with refused("not_found"):
        town.rules("pin", "know_each_other", volunteer=uid("nobody"))
    town.hear(make.need_withdrawn())
    with refused("not_found"):
        town.rules("pin", "know_each_other")


def test_another_organisations_coordinator_rules_about_nobody_here(town: Town) -> None:
    stranger = caller("coordinator", organisation="rode-kors", relations=frozenset({"organisation"}))
    with refused("not_found"):
        town.rules("pin", "know_each_other", by=stranger)


def test_a_ruling_ends_with_its_need(town: Town) -> None:
    ruling = town.rules("forbid", "safety")
    town.days_pass(1)
    assert standing(town) == [ruling["id"]]
    town.hear(make.need_withdrawn())
    town.days_pass(1)
    assert standing(town) == []


def test_what_was_ruled_is_listed_with_who_and_when(town: Town) -> None:
    ruling = town.rules("forbid", "safety")
    [listed] = listing(town)
    assert (listed["id"], listed["made_by"], listed["made_at"]) == (ruling["id"], BIRGIT, make.NOW)
    assert (listed["need"], listed["volunteer"], listed["reason"]) == (NEED, VIBEKE, "safety")
    lifts(town, ruling)
    assert listing(town) == []
    assert [each["id"] for each in listing(town, standing=False)] == [ruling["id"]]
    assert listing(town, standing=False, need=uid("other")) == []


def listing(town: Town, **which: Any) -> list[Any]:
    from chassis.web.request import Page

    with town.rehearsal.work(make.coordinator()) as work:
        return list(actions.page(work, Page(limit=10), **{"standing": True} | which))


def standing(town: Town) -> list[UUID]:
    return [each["id"] for each in listing(town)]


pairs = st.builds(
    Ruling,
    need=st.sampled_from([NEED, uid("other")]),
    volunteer=st.sampled_from([VIBEKE, ANNA]),
    word=st.sampled_from(rulings.WORDS),
    rule=st.none(),
)


@given(st.lists(pairs))
def test_whatever_is_ruled_nothing_that_stands_contradicts_itself(said: list[Ruling]) -> None:
    standing: list[Ruling] = []
    for ruling in said:
        try:
            rulings.check_beside(ruling, standing)
        except Refused:
            continue
        standing.append(ruling)
    pins = [each for each in standing if each.word == "pin"]
    assert len({pin.need for pin in pins}) == len(pins)
    forbidden = {(each.need, each.volunteer) for each in standing if each.word == "forbid"}
    assert not forbidden & {(pin.need, pin.volunteer) for pin in pins}
    assert len(set(standing)) == len(standing)


def test_every_overridable_rule_has_reasons_to_give() -> None:
    assert set(rulings.OVERRIDING) == OVERRIDABLE
    assert all(rulings.OVERRIDING.values())
