"""Through the doors: who may come in, what is asked of them and what they see."""

from typing import Any

import pytest

from chassis.testing import Reply, Stage
from matching.service import Matching
from matching.tables import metadata
from tests.matching import make
from tests.matching.make import AMAL, CODE, JONAS, MADS, MALENE, STEPS, TODAY, VIBEKE, uid

ELSEWHERE = "rode-kors"
ROLES = ("volunteer", "family", "matcher", "coordinator", "professional", "evaluator", "funder", "operator", "service")
MATCHER, GUARDIAN = ("matcher", "kfum", MADS), ("family", "kfum", AMAL)
FRIVILLIG = ("volunteer", "kfum", VIBEKE)
EVERYBODY = (MATCHER, ("matcher", "kfum", MALENE), GUARDIAN, ("family", "kfum", JONAS), FRIVILLIG)


@pytest.fixture
def stage() -> Stage:
    return Stage(Matching, metadata)


def registers(stage: Stage, **known: Any) -> Reply:
    return stage.call("POST", "/volunteers", make.offer(**known), as_=FRIVILLIG)


def vets(stage: Stage, step: str, as_: tuple[Any, ...] = MATCHER) -> Reply:
    outcome = {"step": step, "outcome": "passed", "on": TODAY}
    return stage.call("POST", f"/volunteers/{VIBEKE}/vettings", outcome, as_=as_)


def runs(stage: Stage, as_: tuple[Any, ...] = MATCHER) -> Reply:
    return stage.call("POST", "/runs", {"programme": CODE}, as_=as_)


def answers(stage: Stage, proposal: str, as_: tuple[Any, ...], answer: str = "yes", **more: str) -> Reply:
    return stage.call("POST", f"/proposals/{proposal}/answers", {"answer": answer, **more}, as_=as_)


def proposed(stage: Stage) -> str:
    """The id of a proposal that nobody has answered."""
    registers(stage)
    for step in STEPS:
        vets(stage, step)
    stage.hear(make.consent_changed(), make.need_registered())
    return str(runs(stage).json["proposals"][0]["id"])


def test_the_whole_way_from_registration_to_the_end_of_a_match(stage: Stage) -> None:
    registered = registers(stage)
    assert (registered.status, registered.headers["ETag"]) == (201, '"1"')
    for step in registered.json["missing"]:
        vetted = vets(stage, step["step"])
    assert (vetted.status, vetted.json["missing"], vetted.json["approved_until"]) == (201, [], "2029-03-02")
    stage.hear(make.consent_changed(), make.need_registered())
    run = runs(stage)
    assert run.status == 201
    [proposal] = run.json["proposals"]
    for caller in EVERYBODY:
        answered = answers(stage, proposal["id"], caller)
        assert answered.status == 201
    match = stage.call("GET", f"/matches/{answered.json['match']}", as_=GUARDIAN)
    assert (match.json["state"], match.json["family"]) == ("running", str(make.FAMILY))
    stage.hear(make.consent_changed("withdrawn", sequence=3))
    match = stage.call("GET", f"/matches/{answered.json['match']}", as_=MATCHER)
    assert (match.json["state"], match.json["ended_reason"]) == ("ended", "consent_withdrawn")


ALLOWED = {
    ("POST", "/volunteers"): {"volunteer"},
    ("GET", "/volunteers"): {"matcher", "coordinator"},
    ("GET", f"/volunteers/{VIBEKE}"): {"volunteer", "matcher", "coordinator"},
    ("PUT", f"/volunteers/{VIBEKE}"): {"volunteer", "matcher", "coordinator"},
    ("POST", f"/volunteers/{VIBEKE}/telling-apart"): {"matcher", "coordinator"},
    ("POST", f"/volunteers/{VIBEKE}/pauses"): {"volunteer", "matcher", "coordinator"},
    ("POST", f"/volunteers/{VIBEKE}/pauses/{uid('any')}/ending"): {"volunteer", "matcher", "coordinator"},
    ("GET", "/exclusions"): {"family", "volunteer", "matcher", "coordinator"},
    ("POST", "/exclusions"): {"family", "volunteer", "matcher", "coordinator"},
    ("POST", f"/exclusions/{uid('any')}/lifting"): {"family", "volunteer", "matcher", "coordinator"},
    ("GET", f"/volunteers/{VIBEKE}/address"): {"service"},
    ("POST", f"/volunteers/{VIBEKE}/vettings"): {"matcher", "coordinator"},
    ("POST", f"/volunteers/{VIBEKE}/leaving"): {"volunteer", "matcher", "coordinator"},
    ("POST", "/rulings"): {"coordinator"},
    ("GET", "/rulings"): {"matcher", "coordinator"},
    ("POST", f"/rulings/{uid('any')}/lifting"): {"coordinator"},
    ("POST", "/runs"): {"matcher", "coordinator"},
    ("GET", "/gaps"): {"matcher", "coordinator"},
    ("GET", "/runs"): {"matcher", "coordinator"},
    ("GET", f"/runs/{uid('any')}"): {"matcher", "coordinator"},
    ("GET", f"/runs/{uid('any')}/proposals"): {"matcher", "coordinator"},
    ("GET", f"/runs/{uid('any')}/unmatched"): {"matcher", "coordinator"},
    ("POST", f"/runs/{uid('any')}/replay"): {"matcher", "coordinator"},
    ("GET", "/proposals"): {"matcher", "coordinator"},
    ("GET", f"/proposals/{uid('any')}"): {"family", "volunteer", "matcher", "coordinator"},
    ("POST", f"/proposals/{uid('any')}/answers"): {"family", "volunteer", "matcher"},
    ("GET", f"/matches/{uid('any')}"): {"family", "volunteer", "matcher", "coordinator"},
    ("POST", f"/matches/{uid('any')}/ending"): {"family", "volunteer", "matcher", "coordinator"},
    ("GET", "/matches"): {"matcher", "coordinator"},
    ("GET", f"/needs/{uid('any')}/candidates"): {"matcher", "coordinator"},
    ("POST", f"/matches/{uid('any')}/first-meeting"): {"family", "coordinator"},
    ("POST", f"/matches/{uid('any')}/goodbye"): {"family", "volunteer", "matcher", "coordinator"},
    ("POST", f"/matches/{uid('any')}/reviews"): {"matcher", "coordinator"},
    ("POST", f"/matches/{uid('any')}/supports"): {"matcher", "coordinator"},
    ("GET", "/checkins"): {"matcher", "coordinator"},
    ("GET", f"/checkins/{uid('any')}/link"): {"service"},
    ("POST", f"/checkins/{uid('any')}/talk"): {"matcher", "coordinator"},
    ("POST", f"/checkins/{uid('any')}/revocation"): {"matcher", "coordinator"},
    ("GET", "/attention"): {"matcher", "coordinator"},
    ("GET", f"/volunteers/{VIBEKE}/hours"): {"volunteer", "matcher", "coordinator"},
    ("POST", f"/volunteers/{VIBEKE}/hours"): {"volunteer"},
    ("POST", f"/volunteers/{VIBEKE}/hours/{uid('any')}/correction"): {"volunteer"},
    ("GET", "/hours"): {"matcher", "coordinator"},
    ("GET", f"/volunteers/{VIBEKE}/trainings"): {"volunteer", "matcher", "coordinator"},
    ("POST", f"/volunteers/{VIBEKE}/trainings"): {"volunteer", "matcher", "coordinator"},
    ("POST", f"/matches/{uid('any')}/covers"): {"volunteer", "matcher", "coordinator"},
    ("GET", "/covers"): {"matcher", "coordinator"},
    ("GET", f"/covers/{uid('any')}"): {"family", "volunteer", "matcher", "coordinator"},
    ("GET", f"/covers/{uid('any')}/reasons"): {"matcher", "coordinator"},
    ("POST", f"/covers/{uid('any')}/answers"): {"volunteer"},
    ("POST", f"/covers/{uid('any')}/calling-off"): {"family", "volunteer", "matcher", "coordinator"},
    ("GET", "/thanks"): {"matcher", "coordinator"},
    ("GET", "/quiet"): {"matcher", "coordinator"},
    ("POST", f"/volunteers/{VIBEKE}/certificate-requests"): {"matcher", "coordinator"},
    ("POST", f"/volunteers/{VIBEKE}/exemptions"): {"matcher", "coordinator"},
    ("GET", "/vettings/ahead"): {"matcher", "coordinator"},
    ("POST", "/groups"): {"matcher", "coordinator"},
    ("GET", "/groups"): {"matcher", "coordinator", "service"},
    ("GET", f"/groups/{uid('any')}"): {"matcher", "coordinator", "service"},
    ("PUT", f"/groups/{uid('any')}"): {"matcher", "coordinator"},
    ("POST", f"/groups/{uid('any')}/assignments"): {"matcher", "coordinator"},
    ("POST", f"/assignments/{uid('any')}/ending"): {"matcher", "coordinator"},
    ("POST", "/trials"): {"matcher", "coordinator"},
    ("GET", "/trials"): {"matcher", "coordinator"},
    ("GET", f"/trials/{uid('any')}"): {"volunteer", "matcher", "coordinator"},
    ("GET", "/caseloads"): {"matcher", "coordinator"},
    ("POST", f"/volunteers/{VIBEKE}/certificate"): {"volunteer"},
}


#: What anybody comes through who has a link; see `together/test_page`.
OPEN = {("GET", "/answer/code"), ("POST", "/answer/code")}


@pytest.mark.parametrize(("door", "roles"), ALLOWED.items(), ids=lambda value: " ".join(value))
def test_only_these_roles_come_through(stage: Stage, door: tuple[str, str], roles: set[str]) -> None:
    assert stage.call(*door).status == 401
    refused = {role for role in ROLES if stage.call(*door, as_=(role,)).json.get("code") == "role_not_allowed"}
    assert set(ROLES) - refused == roles


def test_every_door_is_tested_above(stage: Stage) -> None:
    from chassis import doors

    shapes = {(route.method, route.path.split("/")[1], route.path.count("/")) for route in doors.routes_of(Matching())}
    tested = {*ALLOWED, *OPEN}
    assert {(method, path.split("/")[1], path.count("/")) for method, path in tested} == shapes


def test_a_volunteers_name_is_shown_for_a_purpose_only_and_the_look_is_logged(stage: Stage) -> None:
    registers(stage)
    path = f"/volunteers/{VIBEKE}"
    assert stage.call("GET", path, as_=MATCHER).json["code"] == "purpose_missing"
    shown = stage.call("GET", path, as_=MATCHER, headers={"Purpose": "vetting"})
    assert (shown.status, shown.json["name"]) == (200, "Vibeke Frivillig")
    assert "name" not in vets(stage, "interview").json


def test_a_volunteer_reads_nobody_elses_data(stage: Stage) -> None:
    registers(stage)
    stranger = ("volunteer", "kfum", uid("stranger"))
    assert stage.call("GET", f"/volunteers/{VIBEKE}", as_=stranger, headers={"Purpose": "vetting"}).status == 404


def test_the_address_is_told_to_our_own_services_until_it_is_forgotten(stage: Stage) -> None:
    registers(stage)
    path, purpose = f"/volunteers/{VIBEKE}/address", {"Purpose": "reminder"}
    told = stage.call("GET", path, as_=("service",), headers=purpose)
    assert told.json == {"name": "Vibeke Frivillig", "email": "vibeke@frivillig.example", "language": "da"}
    assert stage.call("GET", path, as_=("service", ELSEWHERE), headers=purpose).status == 404
    assert stage.call("GET", f"/volunteers/{AMAL}/address", as_=("service",), headers=purpose).status == 404


@pytest.mark.parametrize(
    ("known", "field", "code"),
    [
        ({"name": "x" * 201}, "/name", "too_long"),
        ({"email": "nobody"}, "/email", "invalid_email"),
        ({"languages": ["klingon"]}, "/languages/0", "unknown_language"),
        ({"slots": []}, "/slots", "too_few"),
        ({"capacity": 0}, "/capacity", "too_small"),
        ({"municipality": "9999"}, "/municipality", "unknown_municipality"),
        ({"certificate": "clean"}, "", "unknown"),
        ({"name": "Vibeke 010203-1234"}, "/name", "cpr_not_stored"),
    ],
)
def test_bad_input_is_told_by_field_and_nothing_is_written(
    stage: Stage, known: dict[str, Any], field: str, code: str
) -> None:
    reply = registers(stage, **known)
    assert reply.status == 422
    assert [(error["field"], error["code"]) for error in reply.json["errors"]] == [(field, code)]
    assert stage.call("GET", f"/volunteers/{VIBEKE}", as_=FRIVILLIG, headers={"Purpose": "own_overview"}).status == 404


def test_a_no_of_a_rule_says_why_and_what_would_change_it(stage: Stage) -> None:
    proposal = proposed(stage)
    reply = answers(stage, proposal, FRIVILLIG)
    assert (reply.status, reply.json["code"]) == (409, "not_your_turn")
    assert reply.json["remedy"] == "Wait until the others have answered."
    assert stage.call("GET", f"/proposals/{proposal}", as_=FRIVILLIG).status == 404


def test_a_decline_keeps_its_reason_from_the_other_side(stage: Stage) -> None:
    proposal = proposed(stage)
    for caller in EVERYBODY[:-1]:
        answers(stage, proposal, caller)
    assert answers(stage, proposal, FRIVILLIG, "no", reason="not_the_right_match").json["state"] == "declined"
    assert "not_the_right_match" in stage.call("GET", f"/proposals/{proposal}", as_=MATCHER).text
    assert "not_the_right_match" not in stage.call("GET", f"/proposals/{proposal}", as_=GUARDIAN).text


def test_the_proposals_of_the_organisation_are_listed_page_by_page(stage: Stage) -> None:
    proposal = proposed(stage)
    page = stage.call("GET", "/proposals?state=open&limit=1", as_=MATCHER)
    assert [item["id"] for item in page.json["items"]] == [proposal]
    assert page.json["items"][0]["reasons"][1]["text"]["en"] == "The family has waited for less than a day."
    assert stage.call("GET", "/proposals?state=declined", as_=MATCHER).json["items"] == []
    assert stage.call("GET", "/proposals", as_=("matcher", ELSEWHERE)).json["items"] == []


def test_another_organisations_staff_finds_nothing(stage: Stage) -> None:
    proposal = proposed(stage)
    for caller in EVERYBODY:
        match = answers(stage, proposal, caller).json["match"]
    theirs = ("matcher", ELSEWHERE)
    for path in (f"/proposals/{proposal}", f"/matches/{match}"):
        assert stage.call("GET", path, as_=theirs).status == 404
    assert stage.call("POST", f"/matches/{match}/ending", {"reason": "need_met"}, as_=theirs).status == 404


def test_a_match_is_ended_by_those_in_it(stage: Stage) -> None:
    proposal = proposed(stage)
    for caller in EVERYBODY:
        match = answers(stage, proposal, caller).json["match"]
    ended = stage.call("POST", f"/matches/{match}/ending", {"reason": "need_met"}, as_=GUARDIAN)
    assert (ended.status, ended.json["state"], ended.json["ended_reason"]) == (200, "ended", "need_met")


def test_a_repeated_command_with_the_same_key_has_its_effect_once(stage: Stage) -> None:
    key = {"Idempotency-Key": "1f0c4f0e-registration"}
    first, second = (stage.call("POST", "/volunteers", make.offer(), as_=FRIVILLIG, headers=key) for _ in range(2))
    assert (first.status, second.status, first.json) == (201, 201, second.json)


def test_the_figures_count_by_programme(stage: Stage) -> None:
    from chassis import doors

    proposal = proposed(stage)
    stage.hear(make.need_registered(uid("other")))
    for caller in EVERYBODY:
        answers(stage, proposal, caller)
    with stage.rehearsal.store.session(write=False) as session:
        figures = {
            door.name: method(session, make.TODAY) if door.dated else method(session)
            for door, method in doors.measures_of(stage.service)
        }
    assert figures == {
        "samspil_attention": {},
        "samspil_needs_waiting": {(CODE,): 1},
        "samspil_volunteers_approved": {(CODE,): 1},
        "samspil_volunteers_of_kind": {(CODE, "network_person"): 1},
        "samspil_matches_running": {(CODE,): 1},
        "samspil_volunteer_minutes_given": {},
        "samspil_needs_nobody_fits": {(CODE,): 0},
        "samspil_vetting_not_renewed": {},
    }


def test_the_timer_brings_everything_up_to_date(stage: Stage) -> None:
    proposal = proposed(stage)
    stage.rehearsal.later(days=15)
    stage.desk.transact(stage.service.let_time_pass)
    assert stage.call("GET", f"/proposals/{proposal}", as_=MATCHER).json["state"] == "lapsed"
