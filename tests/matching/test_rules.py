"""Every hard rule stops a pair on its own and says what is in the way."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.refusals import catalogue
from matching.domain import rules, vetting
from matching.domain.facts import Consent, Outcome
from tests.matching.make import AMAL, STEPS, TODAY, need, passed, programme, uid, volunteer


def objections(need_: dict[str, Any] | None = None, volunteer_: dict[str, Any] | None = None) -> list[rules.Blocked]:
    pair = rules.Pair(
        need=need(**need_ or {}), volunteer=volunteer(**volunteer_ or {}), programme=programme(), at=TODAY
    )
    return list(rules.objections(pair))


def test_nothing_is_in_the_way_of_two_who_fit() -> None:
    assert objections() == []


BLOCKING: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "kind_not_offered": ({}, {"kinds": frozenset({"helper"})}),
    "consent_not_live": ({"consents": frozenset()}, {}),
    "own_family": ({}, {"id": AMAL}),
    "vetting_missing": ({}, {"outcomes": passed(*STEPS[1:])}),
    "no_common_language": ({"languages": frozenset({"uk"})}, {}),
    "too_far_apart": ({}, {"area": "kolding_two", "municipality": "0461"}),
    "no_common_slot": ({"slots": frozenset({"sun_day"})}, {}),
    "no_room_left": ({}, {"taken": 1}),
    "tried_before": ({}, {"tried": frozenset({uid("need")})}),
}


@pytest.mark.parametrize("code", BLOCKING)
def test_each_rule_stops_a_pair_on_its_own(code: str) -> None:
    assert [blocked.code for blocked in objections(*BLOCKING[code])] == [code]


@pytest.mark.parametrize("code", BLOCKING)
def test_what_is_in_the_way_is_said_in_two_languages_with_the_figures(code: str) -> None:
    [blocked] = objections(*BLOCKING[code])
    for language in ("da", "en"):
        assert "…" not in blocked.text(language) + blocked.would_change(language)
    refusal = catalogue()[blocked.code]
    assert blocked.refused().code == refusal.code
    assert blocked.row == refusal.row


def test_every_rule_is_tested_above() -> None:
    assert len(BLOCKING) == len(rules.RULES)


def test_the_same_municipality_is_near_enough() -> None:
    assert objections({}, {"area": "kolding_two"}) == []


def test_several_things_can_be_in_the_way_at_once() -> None:
    codes = [blocked.code for blocked in objections({"consents": frozenset()}, {"taken": 2})]
    assert set(codes) == {"consent_not_live", "no_room_left"}


days = st.dates(date(2000, 1, 1), date(2040, 12, 31))
outcomes = st.lists(st.builds(Outcome, step=st.sampled_from(STEPS), passed=st.booleans(), on=days), max_size=12)


@given(at=days, born=days, outcomes=outcomes, under_15_until=st.none() | days, with_children=st.booleans())
def test_no_pair_ever_puts_an_adult_without_a_valid_certificate_with_a_child_under_15(
    at: date, born: date, outcomes: list[Outcome], under_15_until: date | None, with_children: bool
) -> None:
    kind = replace(programme().volunteer_kinds["network_person"], with_children=with_children)
    pair = rules.Pair(
        need=need(under_15_until=under_15_until),
        volunteer=volunteer(born=born, outcomes=tuple(outcomes)),
        programme=replace(programme(), volunteer_kinds={"network_person": kind}),
        at=at,
    )
    if rules.vetting_is_valid(pair) is None and under_15_until and at < under_15_until:
        certificates = [each for each in outcomes if each.step == vetting.CERTIFICATE and each.on <= at]
        newest = max((each.on for each in certificates), default=None)
        is_young = at < vetting.years_after(born, 15)
        is_valid = any(each.passed and each.on == newest for each in certificates)
        assert is_young or (newest and is_valid and at <= vetting.years_after(newest, 3))


@given(at=days, born=days, outcomes=outcomes)
def test_the_last_day_of_vetting_is_the_last_day_on_which_nothing_is_missing(
    at: date, born: date, outcomes: list[Outcome]
) -> None:
    known = volunteer(born=born, outcomes=tuple(each for each in outcomes if each.on <= at))
    until = vetting.holds_until(programme(), known, at)
    if until is not None:
        assert vetting.missing(programme(), known, until) == ()
        assert vetting.missing(programme(), known, until + timedelta(days=1)) != ()


def test_a_consent_of_one_parent_is_enough_for_a_pair() -> None:
    yes = frozenset({Consent(person=AMAL, purpose="one_to_one", granted=True)})
    assert objections({"consents": yes}) == []
