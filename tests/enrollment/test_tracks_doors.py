"""Tracks, waiting, needs and questions over HTTP: who may ask what, and that a question leaves no trace."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from chassis.tables import replies
from chassis.testing import Stage
from contracts.common import ROLES
from contracts.programmes import load
from enrollment.service import Enrollment
from enrollment.tables import Tables
from tests.enrollment.make import AMAL, AREA, MUNICIPALITY, OURS, PROGRAMME, SARA
from tests.enrollment.story import NEEDING
from tests.enrollment.test_doors import (
    AS_AMAL,
    AS_BIRGIT,
    AS_JONAS,
    AS_KARIN,
    AS_OTHERS,
    AS_STRANGER,
    OWN,
    joined,
    rows,
)

ASKED: dict[str, Any] = {
    "programme": PROGRAMME,
    "area": AREA,
    "municipality": MUNICIPALITY,
    "ages": [{"kind": "guardian", "age": 38}, {"kind": "child", "age": 9}],
}
CONSENT = {"person": AMAL, "purpose": "one_to_one", "receiver": OURS, "categories": ["needs"]}
ENDING = {"public_offers": [{"topic": "leisure", "ends_on": "2026-03-20"}]}
CHANGED = {name: value for name, value in NEEDING.items() if name != "kind"}


@pytest.fixture
def stage() -> Stage:
    stage = Stage(Enrollment, Tables.metadata)
    version = {"version": load()[PROGRAMME].version}
    assert stage.call("PUT", f"/programmes/{PROGRAMME}/in-force", version, as_=AS_KARIN).status == 200
    return stage


@pytest.fixture
def path(stage: Stage) -> str:
    """A family that can ask for a volunteer."""
    path = joined(stage)
    assert stage.call("POST", f"{path}/consents", CONSENT, as_=AS_AMAL).status == 201
    return path


def test_a_family_and_its_coordinator_see_which_tracks_are_open_on_a_day(stage: Stage, path: str) -> None:
    for who in (AS_AMAL, AS_BIRGIT):
        reply = stage.call("GET", f"{path}/eligibility", as_=who, headers=OWN)
        assert reply.status == 200
        assert {each["track"]: each["eligible"] for each in reply.json["tracks"]} == dict.fromkeys(
            load()[PROGRAMME].tracks, True
        )
    grown = stage.call("GET", f"{path}/eligibility?on=2034-03-12", as_=AS_AMAL, headers=OWN).json
    (together,) = (each for each in grown["tracks"] if each["track"] == "togetherness")
    assert (grown["on"], together["eligible"]) == ("2034-03-12", False)
    no = together["objections"][0]
    assert (no["code"], no["row"], no["field"], no["changes_on"]) == ("no_child", "S0-19", "members", None)
    assert set(no["text"]) == set(no["would_change"]) == {"da", "en"}


def test_looking_takes_a_purpose_and_the_family_sees_that_somebody_looked(stage: Stage, path: str) -> None:
    assert stage.call("GET", f"{path}/eligibility", as_=AS_BIRGIT).json["code"] == "purpose_missing"
    stage.call("GET", f"{path}/eligibility", as_=AS_BIRGIT, headers={"Purpose": "preparation"})
    (look,) = stage.call("GET", f"{path}/overview", as_=AS_AMAL).json["look_ups"]
    assert (look["roles"], look["purpose"]) == (["coordinator"], "preparation")


@pytest.mark.parametrize("role", ROLES)
def test_whoever_is_signed_in_may_ask_without_saying_about_whom(stage: Stage, role: str) -> None:
    before = rows(stage)
    key = {"Idempotency-Key": "once"}
    reply = stage.call("POST", "/eligibility", ASKED, as_=(role, "anywhere", uuid4()), headers=key)
    assert reply.status == 200
    assert all(each["eligible"] for each in reply.json["tracks"])
    assert rows(stage) == before
    with stage.rehearsal.store.session(write=False) as session:
        assert session.scalar(select(func.count()).select_from(replies)) == 0  # nor under a key
    assert stage.rehearsal.emitted == [
        each for each in stage.rehearsal.emitted if each.type == "programme.published.v1"
    ]


def test_without_a_token_nobody_asks(stage: Stage, path: str) -> None:
    assert stage.call("POST", "/eligibility", ASKED).status == 401
    assert stage.call("GET", f"{path}/eligibility", headers=OWN).status == 401
    assert stage.call("GET", "/supplement-questions", headers=OWN).status == 401


@pytest.mark.parametrize("field", ["name", "born", "cpr", "note", "diagnosis", "family"])
def test_the_question_has_no_field_for_who_it_is_about(stage: Stage, field: str) -> None:
    reply = stage.call("POST", "/eligibility", ASKED | {field: "Amal"}, as_=AS_AMAL)
    assert (reply.status, reply.json["code"]) == (422, "invalid")
    assert "Amal" not in reply.text


@pytest.mark.parametrize(
    ("changes", "where", "code"),
    [
        ({"municipality": "621"}, "/municipality", "unknown_municipality"),
        ({"ages": [{"kind": "child", "age": 121}]}, "/ages/0/age", "too_large"),
        ({"ages": [{"kind": "dog", "age": 3}]}, "/ages/0/kind", "not_a_choice"),
        ({"ages": [{"kind": "child", "age": 9, "grade": 11}]}, "/ages/0/grade", "too_large"),
    ],
)
def test_a_wrong_value_is_named(stage: Stage, changes: Any, where: str, code: str) -> None:
    reply = stage.call("POST", "/eligibility", ASKED | changes, as_=AS_AMAL)
    assert (where, code) in {(error["field"], error["code"]) for error in reply.json["errors"]}


def about(path: str) -> list[tuple[str, str, Any]]:
    return [
        ("GET", f"{path}/eligibility", None),
        ("POST", f"{path}/tracks", {"track": "togetherness"}),
        ("POST", f"{path}/tracks/togetherness/leaving", {}),
    ]


@pytest.mark.parametrize("number", range(3))
def test_to_strangers_and_other_organisations_there_is_no_such_family(stage: Stage, path: str, number: int) -> None:
    before = rows(stage)
    for who in (AS_STRANGER, AS_OTHERS):
        method, door, body = about(path)[number]
        closed = stage.call(method, door, body, as_=who, headers=OWN)
        empty = stage.call(*about(f"/families/{uuid4()}")[number], as_=who, headers=OWN)
        assert (closed.status, closed.text) == (404, empty.text)
    assert stage.call(*about(path)[number], as_=("professional", OURS), headers=OWN).status == 403
    assert rows(stage) == before


def test_a_track_is_left_and_chosen_again(stage: Stage, path: str) -> None:
    left = stage.call("POST", f"{path}/tracks/togetherness/leaving", {}, as_=AS_AMAL)
    assert left.json["tracks"] == [{"track": "togetherness", "since": "2026-03-02", "until": "2026-03-02"}]
    chosen = stage.call("POST", f"{path}/tracks", {"track": "togetherness"}, as_=AS_JONAS)
    assert (chosen.status, chosen.json["tracks"][1]["until"]) == (201, None)
    no = stage.call("POST", f"{path}/tracks", {"track": "volunteer_contact"}, as_=AS_JONAS)
    assert (no.status, no.json["code"], no.json["field"]) == (409, "track_by_need", "track")


def test_everybody_may_know_how_long_one_waits(stage: Stage, path: str) -> None:
    with stage.rehearsal.work() as work:
        stage.service.look_at_supply(work)
    reply = stage.call("GET", f"/programmes/{PROGRAMME}/supply")
    assert reply.status == 200
    (track,) = reply.json["items"]
    assert track == {
        "track": "volunteer_contact",
        "names": {"da": "Kontakt med en frivillig", "en": "Contact with a volunteer"},
        "state": "open",
        "expected_weeks": None,
        "seen_at": "2026-03-02T09:00:00Z",
    }
    assert stage.call("GET", "/programmes/unheard-of/supply").status == 404
    with stage.rehearsal.store.session(write=False) as session:
        assert stage.service.expected_waiting(session) == {}


def test_a_need_is_changed_on_the_version_that_was_read(stage: Stage, path: str) -> None:
    need = stage.call("POST", f"{path}/needs", NEEDING, as_=AS_AMAL)
    assert (need.json["track"], need.json["track_state"]) == ("volunteer_contact", "open")
    at = f"/needs/{need.json['id']}"
    assert stage.call("PUT", at, CHANGED, as_=AS_AMAL).status == 428
    etag = {"If-Match": need.headers["ETag"]}
    assert stage.call("PUT", at, CHANGED, as_=AS_STRANGER, headers=etag).status == 404
    changed = stage.call("PUT", at, CHANGED | {"topics": []}, as_=AS_AMAL, headers=etag)
    assert (changed.status, changed.json["topics"], changed.json["waiting_since"]) == (200, [], "2026-03-02")
    assert changed.json["id"] != need.json["id"]
    again = stage.call("PUT", at, CHANGED, as_=AS_AMAL, headers=etag)
    assert (again.status, again.json["code"]) == (412, "stale")


def test_a_need_beside_public_help_asks_both_sides_each_for_itself(stage: Stage, path: str) -> None:
    assert stage.call("POST", f"{path}/needs", NEEDING | ENDING, as_=AS_AMAL).status == 201
    (ours,) = stage.call("GET", path, as_=AS_AMAL, headers=OWN).json["supplement_questions"]
    assert ours["text"]["da"] == "Træder den frivillige i stedet for noget, kommunen gav?"
    assert stage.call("GET", path, as_=AS_BIRGIT, headers=OWN).json["supplement_questions"] == []
    listing = stage.call("GET", "/supplement-questions", as_=AS_BIRGIT, headers={"Purpose": "follow_up"})
    (theirs,) = listing.json["items"]
    assert theirs["id"] != ours["id"]
    own, other = (f"/supplement-questions/{each['id']}/answer" for each in (ours, theirs))
    assert stage.call("POST", own, {"answer": "maybe"}, as_=AS_AMAL).status == 422
    assert stage.call("POST", own, {"answer": "no"}, as_=AS_AMAL).json["answer"] == "no"
    assert stage.call("POST", other, {"answer": "yes"}, as_=AS_BIRGIT).json["answered_on"] == "2026-03-02"
    for door, who in ((own, AS_BIRGIT), (other, AS_AMAL), (own, AS_STRANGER), (other, AS_OTHERS)):
        assert stage.call("POST", door, {"answer": "yes"}, as_=who).status == 404
    assert stage.call("GET", "/supplement-questions", as_=AS_AMAL, headers=OWN).status == 403
    assert stage.call("GET", "/supplement-questions", as_=AS_OTHERS, headers=OWN).json["items"] == []


def test_that_a_coordinator_looked_at_the_question_is_seen_by_the_family(stage: Stage, path: str) -> None:
    stage.call("POST", f"{path}/needs", NEEDING | ENDING, as_=AS_AMAL)
    assert stage.call("GET", "/supplement-questions", as_=AS_BIRGIT).json["code"] == "purpose_missing"
    stage.call("GET", "/supplement-questions", as_=AS_BIRGIT, headers={"Purpose": "follow_up"})
    looks = stage.call("GET", f"{path}/overview", as_=AS_AMAL).json["look_ups"]
    assert [look["purpose"] for look in looks] == ["follow_up"]


@pytest.mark.parametrize("more", [{"kind": "respite"}, {"name": "aflastning"}, {"note": "ophører"}])
def test_what_the_public_help_was_cannot_be_said(stage: Stage, path: str, more: dict[str, str]) -> None:
    told = {"public_offers": [ENDING["public_offers"][0] | more]}
    before = rows(stage)
    assert stage.call("POST", f"{path}/needs", NEEDING | told, as_=AS_AMAL).status == 422
    assert rows(stage) == before


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"for_person": str(uuid4())}, "not_in_the_family"),
        ({"wishes": ["a_car"]}, "unknown_volunteer_wish"),
        ({"topics": ["debt"]}, "unknown_topic"),
        ({"public_offers": [{"topic": "debt", "ends_on": "2026-03-20"}]}, "unknown_topic"),
    ],
)
def test_a_need_that_is_refused_names_the_field_the_rule_and_the_way_out_and_is_not_kept(
    stage: Stage, path: str, changes: Any, code: str
) -> None:
    before = rows(stage)
    danish = stage.call("POST", f"{path}/needs", NEEDING | changes, as_=AS_AMAL, headers={"Accept-Language": "da"})
    assert (danish.status, danish.json["code"], danish.json["field"]) == (409, code, next(iter(changes)))
    assert danish.json["detail"]
    assert danish.json["remedy"]
    assert rows(stage) == before


def test_a_need_for_one_of_the_family_is_one_of_its_own(stage: Stage, path: str) -> None:
    assert stage.call("POST", f"{path}/needs", NEEDING, as_=AS_AMAL).status == 201
    twice = stage.call("POST", f"{path}/needs", NEEDING, as_=AS_JONAS)
    assert (twice.status, twice.json["code"]) == (409, "need_runs_already")
    for_sara = stage.call("POST", f"{path}/needs", NEEDING | {"for_person": str(SARA)}, as_=AS_JONAS)
    assert (for_sara.status, for_sara.json["for_person"]) == (201, str(SARA))
