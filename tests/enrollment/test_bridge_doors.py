"""Bridges and handovers over HTTP: listed page by page, each look seen, and the note never served without consent."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.testing import Reply, Stage
from tests.enrollment.make import AMAL, JONAS, PARTNER, SARA
from tests.enrollment.moves import CLUB
from tests.enrollment.test_plan_doors import (
    AS_AMAL,
    AS_BIRGIT,
    AS_JONAS,
    AS_OTHERS,
    AS_PIA,
    AS_THEIR_COORDINATOR,
    BRIDGE,
    BRIDGING,
    OWN,
    WORDS,
    both,
    consent,
    joined,
    ok,
    staged,
)


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    return staged(monkeypatch)


@pytest.fixture
def path(stage: Stage) -> str:
    return joined(stage)


def test_what_comes_is_listed_with_a_purpose_page_by_page_and_each_look_is_seen(stage: Stage, path: str) -> None:
    target = "/bridges/upcoming?months=24"
    assert stage.call("GET", target, as_=AS_BIRGIT).json["code"] == "purpose_missing"
    listed = ok(stage.call("GET", target, as_=AS_BIRGIT, headers=BRIDGING)).json
    assert [f"/families/{each['id']}" for each in listed["items"]] == [path]
    assert [each["transition"] for each in listed["items"][0]["coming"]] == [CLUB]
    for who in (AS_OTHERS, AS_THEIR_COORDINATOR):
        assert stage.call("GET", target, as_=who, headers=BRIDGING).json["items"] == []
    (look,) = stage.call("GET", f"{path}/overview", as_=AS_AMAL).json["look_ups"]
    assert look["purpose"] == "bridge_building"
    assert stage.call("GET", "/bridges/upcoming?months=25", as_=AS_BIRGIT, headers=BRIDGING).status == 422


def test_bridges_to_ask_about_are_our_own_and_each_look_is_seen(stage: Stage, path: str) -> None:
    bridge = approved_bridge(stage, path)
    ok(stage.call("POST", f"{bridge}/crossing", {}, as_=AS_BIRGIT))
    stage.rehearsal.later(days=90)
    assert stage.call("GET", "/bridges/due", as_=AS_OTHERS, headers=BRIDGING).json["items"] == []
    listed = ok(stage.call("GET", "/bridges/due", as_=AS_BIRGIT, headers=BRIDGING)).json["items"]
    assert [f"/bridges/{each['id']}" for each in listed] == [bridge]
    looks = stage.call("GET", f"{path}/overview", as_=AS_AMAL).json["look_ups"]
    assert Counter(look["purpose"] for look in looks) == {"bridge_building": 1, "own_overview": 1}


def approved_bridge(stage: Stage, path: str) -> str:
    """A bridge everybody has agreed to, with a note everybody has approved."""
    bridge = f"/bridges/{ok(stage.call('POST', f'{path}/bridges', BRIDGE, as_=AS_AMAL)).json['id']}"
    for who, person in ((AS_JONAS, JONAS), (AS_BIRGIT, SARA)):
        ok(stage.call("POST", f"{bridge}/agreement", {"person": person}, as_=who))
    version = next(each["version"] for each in story_of(stage, path) if bridge.endswith(each["id"]))
    seen = {"If-Match": f'"{version}"'}
    assert stage.call("PUT", f"{bridge}/handover", WORDS, as_=AS_BIRGIT).status == 428
    ok(stage.call("PUT", f"{bridge}/handover", WORDS, as_=AS_BIRGIT, headers=seen))
    assert stage.call("PUT", f"{bridge}/handover", WORDS, as_=AS_AMAL, headers=seen).status == 412
    approve(stage, bridge, 1)
    return bridge


def approve(stage: Stage, bridge: str, edition: int) -> None:
    for who, person in ((AS_AMAL, AMAL), (AS_JONAS, JONAS), (AS_BIRGIT, SARA)):
        stage.call("POST", f"{bridge}/handover/approvals", {"person": person, "edition": edition}, as_=who)


def bridges(stage: Stage, path: str) -> Reply:
    return stage.call("GET", f"{path}/bridges", as_=AS_AMAL, headers=OWN)


def test_a_look_at_the_note_is_seen_by_the_family(stage: Stage, path: str) -> None:
    note = f"{approved_bridge(stage, path)}/handover"
    both(stage, path)
    assert stage.call("GET", note, as_=AS_PIA).json["code"] == "purpose_missing"
    assert ok(stage.call("GET", note, as_=AS_PIA, headers=BRIDGING)).json["strengths"] == WORDS["strengths"]
    assert stage.call("GET", note, as_=AS_OTHERS, headers=BRIDGING).status == 404
    looks = stage.call("GET", f"{path}/overview", as_=AS_AMAL).json["look_ups"]
    assert [look["purpose"] for look in looks if look["organisation"] == PARTNER] == ["bridge_building"]


said = st.lists(
    st.tuples(st.sampled_from(["consent", "consent", "withdraw", "edit", "approve"]), st.sampled_from([0, 1])),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=said)
def test_through_the_door_the_note_is_never_served_outside_live_consent_and_approved_words(
    stage: Stage, path: str, steps: list[tuple[str, int]]
) -> None:
    for old in [each for each in story_of(stage, path) if each["state"] in ("proposed", "agreed")]:
        ok(stage.call("POST", f"/bridges/{old['id']}/withdrawal", as_=AS_AMAL))
    bridge = approved_bridge(stage, path)
    live: dict[int, str | None] = withdraw_all(stage, path)
    edition = approved = 1
    for step, guardian in steps:
        who, person = ((AS_AMAL, AMAL), (AS_JONAS, JONAS))[guardian]
        if step == "consent" and not live[guardian]:
            live[guardian] = consent(stage, path, who, person)
        elif step == "withdraw" and live[guardian]:
            ok(stage.call("POST", f"/consents/{live[guardian]}/withdrawal", as_=who))
            live[guardian] = None
        elif step == "edit":
            version = next(each["version"] for each in story_of(stage, path) if bridge.endswith(each["id"]))
            ok(stage.call("PUT", f"{bridge}/handover", WORDS, as_=who, headers={"If-Match": f'"{version}"'}))
            edition += 1
        elif step == "approve":
            approve(stage, bridge, edition)
            approved = edition
        served = stage.call("GET", f"{bridge}/handover", as_=AS_PIA, headers=BRIDGING).status == 200
        assert served == (all(live.values()) and approved == edition)


def story_of(stage: Stage, path: str) -> list[Any]:
    return list(ok(bridges(stage, path)).json["items"])


def withdraw_all(stage: Stage, path: str) -> dict[int, str | None]:
    """No consent to the partner is left."""
    family = ok(stage.call("GET", path, as_=AS_AMAL, headers=OWN)).json
    for each in family["consents"]:
        if each["receiver"] == PARTNER and each["state"] == "granted":
            who = AS_AMAL if each["person"] == str(AMAL) else AS_JONAS
            ok(stage.call("POST", f"/consents/{each['id']}/withdrawal", as_=who))
    return {0: None, 1: None}
