"""Every hard rule stops a pair on its own and says what is in the way."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.programmes import Programme
from contracts.refusals import catalogue
from contracts.rows import rows as source_rows
from matching.domain import rules, vetting
from matching.domain.blocking import Blocked
from matching.domain.facts import Consent, Outcome, Pause, Ruling
from tests.matching.make import AMAL, FAMILY, STEPS, TODAY, VIBEKE, need, passed, programme, uid, volunteer

Known = dict[str, Any]
NOTHING: Known = {}


def pair(need_: Known = NOTHING, volunteer_: Known = NOTHING, **known: Any) -> rules.Pair:
    plain: Known = {"need": need(**need_), "volunteer": volunteer(**volunteer_), "programme": programme(), "at": TODAY}
    return rules.Pair(**plain | known)


def objections(need_: Known = NOTHING, volunteer_: Known = NOTHING, **known: Any) -> list[Blocked]:
    return list(rules.objections(pair(need_, volunteer_, **known)))


def codes(*blocked: Blocked) -> list[str]:
    return [each.code for each in blocked]


def ruling(word: str, rule: str | None = None, **known: Any) -> Ruling:
    plain: Known = {"need": uid("need"), "volunteer": VIBEKE, "word": word, "rule": rule}
    return Ruling(**plain | known)


def with_earlier_track() -> Programme:
    """A programme in which contact with a volunteer comes after being together with others."""
    tracks = programme().tracks
    later = replace(tracks["volunteer_contact"], after=("togetherness",))
    return replace(programme(), tracks={**tracks, "volunteer_contact": later})


def test_nothing_is_in_the_way_of_two_who_fit() -> None:
    assert objections() == []


BLOCKING: dict[str, tuple[Known, Known, Known]] = {
    "no_common_slot": ({"slots": frozenset({"sun_day"})}, {}, {}),
    "no_common_language": ({"languages": frozenset({"uk"})}, {}, {}),
    "no_room_left": ({}, {"taken": 1}, {}),
    "too_far_apart": ({"area": "kolding_two"}, {"east": 10_001}, {}),
    "kind_not_offered": ({}, {"kinds": frozenset({"helper"})}, {}),
    "own_family": ({"guardians": frozenset({AMAL, VIBEKE})}, {}, {}),
    "tried_before": ({}, {"tried": frozenset({uid("need")})}, {}),
    "excluded": ({}, {"excluded": frozenset({FAMILY})}, {}),
    "on_pause": ({}, {"pauses": (Pause(begins=TODAY, until=None),)}, {}),
    "not_shared": ({}, {"organisation": "red_cross", "shares_with": frozenset({"kolding"})}, {"organisation": "kfum"}),
    "rather_not_young_children": ({}, {"without_young_children": True}, {}),
    "forbidden": ({}, {}, {"rulings": frozenset({ruling("forbid")})}),
    "track_not_open": ({"tracks": frozenset()}, {}, {"programme": with_earlier_track()}),
    "consent_not_live": ({"consents": frozenset()}, {}, {}),
    "vetting_missing": ({}, {"outcomes": passed(*STEPS[1:])}, {}),
}


@pytest.mark.parametrize("code", BLOCKING)
def test_each_rule_stops_a_pair_on_its_own(code: str) -> None:
    need_, volunteer_, known = BLOCKING[code]
    assert codes(*objections(need_, volunteer_, **known)) == [code]
    assert not rules.is_possible(pair(need_, volunteer_, **known))


@pytest.mark.parametrize("code", BLOCKING)
def test_what_is_in_the_way_is_said_in_two_languages_with_the_figures(code: str) -> None:
    need_, volunteer_, known = BLOCKING[code]
    [blocked] = objections(need_, volunteer_, **known)
    for language in ("da", "en"):
        assert not set("…{}_") & set(blocked.text(language) + blocked.would_change(language))
    assert blocked.refused().code == blocked.code
    assert blocked.row is None or blocked.row in source_rows()
    assert (blocked.row is None) == (catalogue()[code].row is None)


def test_every_rule_is_tested_above_in_the_order_of_the_codes() -> None:
    assert tuple(BLOCKING) == rules.CODES


@pytest.mark.parametrize("code", rules.CODES)
def test_a_coordinator_sets_aside_what_people_can_help_themselves_with_and_nothing_else(code: str) -> None:
    need_, volunteer_, known = BLOCKING[code]
    said = known.get("rulings", frozenset()) | {ruling("override", code)}
    left = objections(need_, volunteer_, **{**known, "rulings": said})
    assert codes(*left) == ([] if code in rules.OVERRIDABLE else [code])


def test_setting_one_rule_aside_leaves_the_others() -> None:
    apart = {"slots": frozenset({"sun_day"}), "languages": frozenset({"uk"})}
    said = frozenset({ruling("override", "no_common_slot")})
    assert codes(*objections(apart, rulings=said)) == ["no_common_language"]


@pytest.mark.parametrize("known", [{"need": uid("another")}, {"volunteer": uid("another")}])
def test_a_ruling_counts_for_its_own_pair_only(known: Known) -> None:
    said = frozenset({ruling("forbid", **known), ruling("override", "no_common_slot", **known)})
    assert codes(*objections({"slots": frozenset({"sun_day"})}, rulings=said)) == ["no_common_slot"]


def test_a_pin_makes_nothing_possible_that_is_not() -> None:
    assert codes(*objections({}, {"taken": 1}, rulings=frozenset({ruling("pin")}))) == ["no_room_left"]


@pytest.mark.parametrize(("metres", "near"), [(10_000, True), (10_001, False)])
def test_a_volunteer_goes_as_far_as_offered_and_not_a_metre_further(metres: int, near: bool) -> None:
    found = objections({"area": "kolding_two", "north": metres}, {})
    assert codes(*found) == ([] if near else ["too_far_apart"])


def test_the_same_area_is_always_near() -> None:
    assert objections({}, {"east": 90_000, "reach_km": 1}) == []


def test_how_far_the_volunteer_would_have_to_go_is_said_in_whole_kilometres_that_are_enough() -> None:
    [blocked] = objections({"area": "kolding_two"}, {"east": 12_001})
    assert blocked.would_change("en") == "The volunteer is willing to go 13 km."
    assert objections({"area": "kolding_two"}, {"east": 12_001, "reach_km": 13}) == []


def test_a_volunteer_is_shared_with_the_organisations_that_were_named() -> None:
    shared = {"organisation": "red_cross", "shares_with": frozenset({"kfum"})}
    assert objections({}, shared, organisation="kfum") == []
    assert objections({}, {"organisation": "kfum"}, organisation="kfum") == []
    assert objections({}, {"organisation": "red_cross"}) == []


def test_who_would_rather_not_meet_young_children_meets_older_ones() -> None:
    assert objections({"under_15_until": TODAY}, {"without_young_children": True}) == []


def test_a_track_is_open_to_a_family_that_has_come_to_what_comes_first() -> None:
    later = with_earlier_track()
    assert objections({"tracks": frozenset({"togetherness"})}, programme=later) == []
    assert objections({"tracks": None}, programme=later) == []


def test_a_pause_counts_from_its_first_to_its_last_day() -> None:
    last = {"pauses": (Pause(begins=TODAY - timedelta(days=9), until=TODAY),)}
    over = {"pauses": (Pause(begins=TODAY - timedelta(days=9), until=TODAY - timedelta(days=1)),)}
    assert codes(*objections({}, last)) == ["on_pause"]
    assert objections({}, over) == []


def test_what_is_in_the_way_is_said_in_the_words_people_use() -> None:
    apart = {"slots": frozenset({"thu_evening", "sun_day"}), "languages": frozenset({"uk", "so"})}
    assert [blocked.text("da") for blocked in objections(apart, {"kinds": frozenset({"helper"})})] == [
        "Intet tidspunkt passer begge; familien kan: torsdag aften, søndag i dagtimerne.",
        "De har intet sprog til fælles; familien taler: somali, ukrainsk.",
        "Behovet kræver en af disse slags frivillige: Netværksperson.",
    ]


def test_several_things_can_be_in_the_way_at_once() -> None:
    found = codes(*objections({"consents": frozenset()}, {"taken": 2}))
    assert found == ["no_room_left", "consent_not_live"]


WITHOUT_CERTIFICATE = {"outcomes": passed(*STEPS[:-1])}
GROWN, YOUNG = {"under_15_until": None}, {"under_15_until": TODAY + timedelta(days=1)}


def with_two_kinds(*answering: str) -> Programme:
    """A programme with another kind of volunteer, who meets no children, and the need answered by these."""
    kinds = programme().volunteer_kinds
    other = {"mentor": replace(kinds["network_person"], with_children=False)}
    needs = programme().needs
    asked = {**needs, "network_person": replace(needs["network_person"], volunteers=answering)}
    return replace(programme(), volunteer_kinds={**kinds, **other}, needs=asked)


@pytest.mark.parametrize(
    ("answering", "offered", "need_", "lacks"),
    [
        (["mentor"], {"mentor", "network_person"}, GROWN, False),
        (["mentor"], {"mentor", "network_person"}, YOUNG, True),
        (["network_person"], {"mentor", "network_person"}, GROWN, True),
        (["mentor", "network_person"], {"mentor"}, GROWN, False),
        (["mentor", "network_person"], {"mentor", "network_person"}, GROWN, True),
    ],
)
def test_the_certificate_is_asked_of_the_kind_that_answers_the_need_and_of_the_children_it_meets(
    answering: list[str], offered: set[str], need_: Known, lacks: bool
) -> None:
    known = {"kinds": frozenset(offered)} | WITHOUT_CERTIFICATE
    found = objections(need_, known, programme=with_two_kinds(*answering))
    assert codes(*found) == ["vetting_missing"] * lacks


def test_who_offers_no_kind_that_answers_is_told_at_once_what_that_kind_would_take() -> None:
    known = {"kinds": frozenset({"mentor"})} | WITHOUT_CERTIFICATE
    found = objections(GROWN, known, programme=with_two_kinds("network_person"))
    assert codes(*found) == ["kind_not_offered", "vetting_missing"]


days = st.dates(date(2000, 1, 1), date(2040, 12, 31))
outcomes = st.lists(st.builds(Outcome, step=st.sampled_from(STEPS), passed=st.booleans(), on=days), max_size=12)


@given(at=days, born=days, outcomes=outcomes, under_15_until=st.none() | days, with_children=st.booleans())
def test_no_pair_ever_puts_an_adult_without_a_valid_certificate_with_a_child_under_15(
    at: date, born: date, outcomes: list[Outcome], under_15_until: date | None, with_children: bool
) -> None:
    kind = replace(programme().volunteer_kinds["network_person"], with_children=with_children)
    met = rules.Pair(
        need=need(under_15_until=under_15_until),
        volunteer=volunteer(born=born, outcomes=tuple(outcomes)),
        programme=replace(programme(), volunteer_kinds={"network_person": kind}),
        at=at,
    )
    if rules.vetting_is_valid(met) is None and under_15_until and at < under_15_until:
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
