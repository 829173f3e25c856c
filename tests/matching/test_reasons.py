"""Why two are proposed to each other, in figures and in words, and what somebody has to ask about."""

from datetime import timedelta
from typing import Any

import pytest

from matching.domain.facts import Ruling
from matching.domain.reasons import RULE_WORDS, WORDS, Reason, reasons
from matching.domain.rules import OVERRIDABLE, Pair
from tests.matching.make import TODAY, VIBEKE, need, passed, programme, uid, volunteer

Known = dict[str, Any]
NOTHING: Known = {}


def why(need_: Known = NOTHING, volunteer_: Known = NOTHING, *rulings: Ruling) -> dict[str, Reason]:
    asks, offers = need(**need_), volunteer(**volunteer_)
    pair = Pair(need=asks, volunteer=offers, programme=programme(), at=TODAY, rulings=frozenset(rulings))
    return {reason.code: reason for reason in reasons(pair)}


def ruling(word: str, rule: str | None = None) -> Ruling:
    return Ruling(need=uid("need"), volunteer=VIBEKE, word=word, rule=rule)


FAR: Known = {"area": "kolding_two", "east": 3_401}
LATER: Known = {"wanted_on": TODAY - timedelta(days=300), "wishes": frozenset({"our_language", "same_gender"})}
EXPIRING = passed(on=TODAY - timedelta(days=3 * 365))


def test_the_reasons_name_what_the_two_share() -> None:
    assert [reason.text("en", programme()) for reason in why().values()] == [
        "The volunteer's vetting holds at least until 2026-05-31.",
        "The family has waited for 10 days.",
        "Topics in common (1): Leisure.",
        "Times that suit both (1): Tuesday daytime.",
        "Languages in common: Danish.",
        "They live in the same area: Housing area 1 in Kolding.",
        "The volunteer has room for 1 of 1 families.",
    ]


def test_the_reasons_are_said_in_danish_too() -> None:
    met = {"meets": frozenset({"our_language"}), **FAR}
    assert [reason.text("da", programme()) for reason in why(LATER, met).values()] == [
        "Den frivilliges godkendelse holder mindst til 31.5.2026.",
        "Familien har ventet i 300 dage; efter 180 dage går alle lige.",
        "Familiens ønsker, som den frivillige opfylder (1): Taler vores sprog.",
        "Fælles emner (1): Fritid.",
        "Tidspunkter, der passer begge (1): tirsdag i dagtimerne.",
        "Fælles sprog: dansk.",
        "Der er 3,5 km mellem dem.",
        "Den frivillige har plads til 1 af 1 familier.",
        "Familiens ønsker at spørge den frivillige om (1): Er af samme køn som den, der får besøg.",
    ]


def test_a_vetting_that_runs_out_soon_is_said() -> None:
    found = why({}, {"outcomes": EXPIRING})
    assert "stays_vetted" not in found
    assert found["vetting_runs_out"].text("en") == "The volunteer's vetting is to be renewed by 2026-05-31."


def test_a_single_day_is_a_day() -> None:
    assert why({"wanted_on": TODAY - timedelta(days=1)})["waited"].text("en") == "The family has waited for 1 day."


@pytest.mark.parametrize("code", sorted(OVERRIDABLE))
def test_what_a_coordinator_has_set_aside_is_said_if_it_was_in_the_way(code: str) -> None:
    apart: dict[str, tuple[Known, Known]] = {
        "no_common_slot": ({"slots": frozenset({"sun_day"})}, {}),
        "no_common_language": ({"languages": frozenset({"uk"})}, {}),
        "too_far_apart": ({}, {"area": "kolding_two", "east": 20_000}),
        "tried_before": ({}, {"tried": frozenset({uid("need")})}),
    }
    found = why(*apart[code], ruling("override", code), ruling("pin"))
    assert found["set_aside"].text("da") == f"Koordinatoren har set bort fra: {RULE_WORDS[code]['da']}."
    assert "pinned" in found
    assert "set_aside" not in why({}, {}, ruling("override", code))


def test_every_reason_is_given_above_and_said_in_two_languages_with_its_figures() -> None:
    met = {"meets": frozenset({"our_language"}), "outcomes": EXPIRING, **FAR}
    set_aside = {"languages": frozenset({"uk"}), **LATER}
    found = {**why(), **why(LATER, met), **why(set_aside, met, ruling("pin"), ruling("override", "no_common_language"))}
    assert set(found) == set(WORDS)
    for reason in found.values():
        assert reason.text("da", programme()) != reason.text("en", programme())
        assert not set("{}") & set(reason.text("da", programme()) + reason.text("en"))
