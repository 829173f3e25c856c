"""Vetting and groups through the doors: what is taken, what is refused, and how a no reads."""

from datetime import timedelta
from typing import Any

import pytest

from chassis.testing import Reply, Stage
from matching.service import Matching
from matching.tables import metadata
from tests.matching import make
from tests.matching.make import AMAL, CODE, MADS, STEPS, TODAY, VIBEKE

MATCHER, FRIVILLIG = ("matcher", "kfum", MADS), ("volunteer", "kfum", VIBEKE)
ELSEWHERE = ("matcher", "roede-kors", MADS)
GROUP = {"kind": "togetherness", "area": "kolding_one", "youngest": 6, "oldest": 11, "contact": True}


@pytest.fixture
def stage() -> Stage:
    stage = Stage(Matching, metadata)
    assert stage.call("POST", "/volunteers", make.offer(), as_=FRIVILLIG).status == 201
    return stage


def posts(stage: Stage, path: str, body: Any, as_: tuple[Any, ...] = MATCHER) -> Reply:
    return stage.call("POST", path, body, as_=as_)


def about(stage: Stage, noun: str, **body: Any) -> Reply:
    return posts(stage, f"/volunteers/{VIBEKE}/{noun}", body)


def test_the_way_of_a_certificate_from_its_order_to_its_outcome(stage: Stage) -> None:
    ordered = about(stage, "certificate-requests", on=TODAY)
    assert (ordered.status, ordered.json["certificate_request"]["state"]) == (201, "waiting")
    assert ordered.json["certificate_request"]["blocked"]["code"] == "consent_awaited"
    recorded = about(stage, "vettings", step=STEPS[-1], outcome="passed", on=TODAY)
    assert recorded.json["certificate_request"] == {
        "asked_on": str(TODAY),
        "answer_by": str(TODAY + timedelta(days=14)),
        "state": "answered",
        "blocked": None,
    }


@pytest.mark.parametrize("more", [{"cpr": "010203-1234"}, {"certificate": "clean"}, {"note": "nothing to remark"}])
@pytest.mark.parametrize(
    ("noun", "body"),
    [
        ("certificate-requests", {"on": TODAY}),
        ("vettings", {"step": STEPS[-1], "outcome": "passed", "on": TODAY}),
        ("exemptions", {"step": "references", "reason": "well_known_here", "until": TODAY}),
    ],
)
def test_nothing_but_a_day_and_an_outcome_is_taken(
    stage: Stage, noun: str, body: dict[str, Any], more: dict[str, str]
) -> None:
    reply = about(stage, noun, **body, **more)
    assert (reply.status, [error["code"] for error in reply.json["errors"]]) == (422, ["unknown"])
    assert about(stage, noun, **body).status == 201


def test_an_exemption_has_one_of_the_reasons_there_are(stage: Stage) -> None:
    body = {"step": "references", "until": TODAY}
    assert about(stage, "exemptions", **body, reason="because_i_say_so").json["errors"][0]["code"] == "not_a_choice"
    excused = about(stage, "exemptions", **body, reason="well_known_here").json
    assert [each["step"] for each in excused["missing"]] == list(STEPS[1:])
    assert excused["exemptions"] == [{**body, "until": str(TODAY), "reason": "well_known_here", "holds": True}]


def test_the_no_to_an_exemption_from_the_certificate_tells_the_rule_and_what_can_be_done(stage: Stage) -> None:
    no = about(stage, "exemptions", step=STEPS[-1], reason="well_known_here", until=TODAY)
    assert (no.status, no.json["code"]) == (409, "certificate_never_excused")
    assert no.json["remedy"] == "Order the certificate, or find a task without children under 15."


def test_what_is_missing_is_said_in_both_languages_with_what_would_change_it(stage: Stage) -> None:
    shown = about(stage, "certificate-requests", on=TODAY - timedelta(days=15)).json["missing"]
    assert shown[0]["text"]["da"] == "Trinnet referencer er ikke gennemført."
    assert shown[-1]["code"] == "consent_run_out"
    assert shown[-1]["would_change"]["en"].startswith("Order the children's certificate again;")


def test_a_group_is_registered_changed_and_shown_with_those_who_help_there(stage: Stage) -> None:
    group = posts(stage, "/groups", {"programme": CODE, **GROUP, "youngest": 15, "oldest": 17})
    assert (group.status, group.json["asks_for_certificate"], group.json["assignments"]) == (201, False, [])
    path = f"/groups/{group.json['id']}"
    for step in STEPS[:-1]:
        about(stage, "vettings", step=step, outcome="passed", on=TODAY)
    assigned = posts(stage, f"{path}/assignments", {"volunteer": VIBEKE, "begins": TODAY})
    assert (assigned.status, assigned.json["helping"]) == (201, 1)
    changed = stage.call("PUT", path, GROUP, as_=MATCHER, headers={"If-Match": group.headers["ETag"]})
    assert (changed.status, changed.json["helping"], changed.json["assignments"][0]["state"]) == (200, 0, "blocked")
    assert changed.json["assignments"][0]["blocked_by"][0]["code"] == "step_not_taken"
    ending = f"/assignments/{changed.json['assignments'][0]['id']}/ending"
    assert posts(stage, ending, {"until": TODAY}).json["assignments"][0]["until"] == str(TODAY)
    tomorrow = stage.call("GET", f"{path}?on={TODAY + timedelta(days=1)}", as_=("service",))
    assert tomorrow.json["assignments"][0]["state"] == "over"
    assert [each["id"] for each in stage.call("GET", "/groups", as_=MATCHER).json["items"]] == [group.json["id"]]


def test_another_organisation_sees_neither_group_nor_volunteer(stage: Stage) -> None:
    group = posts(stage, "/groups", {"programme": CODE, **GROUP}).json["id"]
    assert stage.call("GET", f"/groups/{group}", as_=ELSEWHERE).status == 404
    assert stage.call("GET", "/groups", as_=ELSEWHERE).json["items"] == []
    assert posts(stage, f"/groups/{group}/assignments", {"volunteer": VIBEKE, "begins": TODAY}, ELSEWHERE).status == 404
    assert stage.call("GET", "/vettings/ahead", as_=ELSEWHERE).json["items"] == []


def test_looking_ahead_names_no_names(stage: Stage) -> None:
    reply = stage.call("GET", "/vettings/ahead?days=30", as_=MATCHER)
    assert [each["step"] for each in reply.json["items"][0]["missing"]] == list(STEPS)
    assert "Vibeke" not in reply.text
    assert stage.call("GET", "/vettings/ahead?days=1001", as_=MATCHER).status in (400, 422)


def test_who_is_no_volunteer_is_assigned_to_nothing(stage: Stage) -> None:
    group = posts(stage, "/groups", {"programme": CODE, **GROUP}).json["id"]
    assert posts(stage, f"/groups/{group}/assignments", {"volunteer": AMAL, "begins": TODAY}).status == 404
