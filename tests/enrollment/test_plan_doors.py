"""Plans, bridges and mandates over HTTP: who may come in, from which organisation, why, and on which version."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.testing import Reply, Stage
from contracts.programmes import load
from enrollment.service import Enrollment
from enrollment.tables import Tables
from tests.enrollment.make import AMAL, JONAS, OURS, PARTNER, PROGRAMME, SARA, STRANGER
from tests.enrollment.moves import CLUB, put_in_place
from tests.enrollment.story import ASKING, BIRGIT, KARIN, PIA, enrolling

AS_AMAL, AS_JONAS, AS_STRANGER = (("family", OURS, person) for person in (AMAL, JONAS, STRANGER))
AS_BIRGIT, AS_OTHERS = ("coordinator", OURS, BIRGIT), ("coordinator", "another", BIRGIT)
AS_PIA, AS_THEIR_COORDINATOR = ("professional", PARTNER, PIA), ("coordinator", PARTNER, PIA)
AS_OUR_PROFESSIONAL = ("professional", OURS, PIA)
OWN, BRIDGING = {"Purpose": "own_overview"}, {"Purpose": "bridge_building"}
GOAL = {"title": "Flere venner"}
EFFORT = {"actor": PARTNER, "title": "Lektiehjælp", "begins_on": "2026-03-02"}
ON_A_DAY = {"on": "2026-03-04", "part_of_day": "day"}
BRIDGE = {"transition": CLUB, "person": str(SARA), "wanted_by": "2027-08-01", "invited": []}
MANDATE = {"kind": "spokesperson", "body": "school"}
WORDS = {"strengths": "Sara samler de andre", "what_helps": "En rolig start"}


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    return staged(monkeypatch)


@pytest.fixture
def path(stage: Stage) -> str:
    return joined(stage)


def staged(monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The service with the programme in force."""
    put_in_place(monkeypatch)
    stage = Stage(Enrollment, Tables.metadata)
    version = {"version": load()[PROGRAMME].version}
    stage.call("PUT", f"/programmes/{PROGRAMME}/in-force", version, as_=("organisation_admin", OURS, KARIN))
    return stage


def joined(stage: Stage) -> str:
    """The path of a family that takes part."""
    contact = UUID(stage.call("POST", "/contacts", ASKING, as_=AS_AMAL).json["id"])
    path = f"/families/{stage.call('POST', '/families', enrolling(contact), as_=AS_BIRGIT).json['id']}"
    for who, person in ((AS_AMAL, AMAL), (AS_JONAS, JONAS), (AS_BIRGIT, SARA)):
        stage.call("POST", f"{path}/wishes", {"person": person, "wish": "yes"}, as_=who)
    for who, person in ((AS_AMAL, AMAL), (AS_JONAS, JONAS)):
        consent(stage, path, who, person, purpose="participation", receiver=OURS, categories=["wishes"])
    return path


def consent(stage: Stage, path: str, who: Any, person: UUID, **changes: Any) -> str:
    """Consent that the partner knows plan and handover, or to something else; its id."""
    said = {"person": person, "purpose": "cooperation", "receiver": PARTNER, "categories": ["plan", "handover"]}
    family = ok(stage.call("POST", f"{path}/consents", said | changes, as_=who))
    return str(family.json["consents"][-1]["id"])


def ok(reply: Reply) -> Reply:
    assert reply.status in (200, 201), reply.text
    return reply


def both(stage: Stage, path: str) -> list[str]:
    return [consent(stage, path, who, person) for who, person in ((AS_AMAL, AMAL), (AS_JONAS, JONAS))]


def plan(stage: Stage, path: str, who: Any = AS_AMAL) -> Reply:
    return stage.call("GET", f"{path}/plan", as_=who, headers=OWN if who[0] == "family" else BRIDGING)


def everything_about(stage: Stage, path: str) -> list[tuple[str, str, Any, tuple[str, ...]]]:
    """Every door to the plan, the bridges and the mandates of one family, with the roles that may knock."""
    goal = ok(stage.call("POST", f"{path}/goals", GOAL, as_=AS_AMAL)).json["goals"][0]["id"]
    effort = ok(stage.call("POST", f"{path}/efforts", EFFORT, as_=AS_AMAL)).json["efforts"][0]["id"]
    appointed = ok(stage.call("POST", f"/efforts/{effort}/appointments", ON_A_DAY, as_=AS_AMAL))
    appointment = appointed.json["efforts"][0]["appointments"][0]["id"]
    bridge = ok(stage.call("POST", f"{path}/bridges", BRIDGE, as_=AS_AMAL)).json["id"]
    mandate = ok(stage.call("POST", f"{path}/mandates", MANDATE, as_=AS_AMAL)).json["id"]
    family, staff, shared = ("family",), ("family", "coordinator"), ("family", "coordinator", "professional")
    changed = {"title": "Ny", "goal": None, "ends_on": None}
    return [
        ("GET", f"{path}/plan", None, shared),
        ("POST", f"{path}/goals", GOAL, staff),
        ("PUT", f"/goals/{goal}", GOAL, family),
        ("PUT", f"/goals/{goal}/seen-by", {"seen_by": []}, family),
        ("POST", f"/goals/{goal}/reaching", None, family),
        ("POST", f"/goals/{goal}/answer", {"accepted": True}, family),
        ("POST", f"/goals/{goal}/removal", None, family),
        ("POST", f"{path}/plan/order", {"goals": [goal]}, family),
        ("POST", f"{path}/plan/guide", {"person": str(BIRGIT)}, ("coordinator",)),
        ("POST", f"{path}/plan/guide/answer", {"accepted": True}, family),
        ("POST", f"{path}/plan/guide/ending", None, staff),
        ("POST", f"{path}/efforts", EFFORT, shared),
        ("PUT", f"/efforts/{effort}", changed, family),
        ("PUT", f"/efforts/{effort}/seen-by", {"seen_by": []}, family),
        ("POST", f"/efforts/{effort}/answer", {"accepted": True}, family),
        ("POST", f"/efforts/{effort}/removal", None, family),
        ("POST", f"/efforts/{effort}/appointments", ON_A_DAY, shared),
        ("PUT", f"/appointments/{appointment}", ON_A_DAY, shared),
        ("POST", f"/appointments/{appointment}/calling-off", None, shared),
        ("GET", f"{path}/bridges", None, staff),
        ("POST", f"{path}/bridges", BRIDGE, staff),
        ("POST", f"/bridges/{bridge}/agreement", {"person": str(AMAL)}, staff),
        ("POST", f"/bridges/{bridge}/crossing", {}, staff),
        ("POST", f"/bridges/{bridge}/landing", {"landed": True}, staff),
        ("POST", f"/bridges/{bridge}/withdrawal", None, family),
        ("GET", f"/bridges/{bridge}/handover", None, shared),
        ("PUT", f"/bridges/{bridge}/handover", WORDS, staff),
        ("POST", f"/bridges/{bridge}/handover/approvals", {"person": str(AMAL), "edition": 1}, staff),
        ("GET", f"{path}/mandates", None, staff),
        ("POST", f"{path}/mandates", MANDATE, family),
        ("POST", f"/mandates/{mandate}/agreement", None, family),
        ("POST", f"/mandates/{mandate}/withdrawal", None, family),
        ("POST", f"/mandates/{mandate}/uses", {}, ("coordinator", "volunteer")),
    ]


def knock(stage: Stage, door: tuple[str, str, Any, tuple[str, ...]], who: Any) -> Reply:
    method, target, body, _ = door
    return stage.call(method, target, body, as_=who, headers=BRIDGING | {"If-Match": '"1"'})


def test_to_strangers_and_other_organisations_nothing_of_a_family_exists(stage: Stage, path: str) -> None:
    closed = [AS_STRANGER, AS_OTHERS, AS_PIA, AS_THEIR_COORDINATOR, AS_OUR_PROFESSIONAL]
    for door in everything_about(stage, path):
        for who in closed:
            reply = knock(stage, door, who)
            allowed = who[0] in door[3]
            assert (reply.status, reply.json["code"]) == (
                (404, "not_found") if allowed else (403, "role_not_allowed")
            ), door


@pytest.mark.parametrize("role", ["volunteer", "matcher", "evaluator", "funder", "operator", "service"])
def test_other_roles_have_no_door(stage: Stage, path: str, role: str) -> None:
    closed = [door for door in everything_about(stage, path) if role not in door[3]]
    assert {knock(stage, door, (role, OURS, AMAL)).status for door in closed} == {403}


def test_a_volunteer_who_holds_no_mandate_of_this_family_finds_none(stage: Stage, path: str) -> None:
    doors = [door for door in everything_about(stage, path) if "volunteer" in door[3]]
    assert [knock(stage, door, ("volunteer", OURS, AMAL)).status for door in doors] == [404]


def test_without_a_token_nothing_is_said(stage: Stage, path: str) -> None:
    for method, target, body, _ in everything_about(stage, path):
        assert stage.call(method, target, body).status == 401


@pytest.mark.parametrize("who", [AS_PIA, AS_THEIR_COORDINATOR])
def test_another_organisation_sees_of_a_plan_what_is_shown_to_it_under_a_live_consent(
    stage: Stage, path: str, who: Any
) -> None:
    ok(stage.call("POST", f"{path}/goals", GOAL | {"seen_by": [PARTNER]}, as_=AS_AMAL))
    ok(stage.call("POST", f"{path}/goals", {"title": "Kun os"}, as_=AS_AMAL))
    assert plan(stage, path, who).status == 404
    consents = both(stage, path)
    shown = ok(plan(stage, path, who))
    assert [each["title"] for each in shown.json["goals"]] == ["Flere venner"]
    assert "Kun os" not in shown.text
    assert shown.json["guide"] is None
    ok(stage.call("POST", f"/consents/{consents[0]}/withdrawal", as_=AS_AMAL))
    assert plan(stage, path, who).status == 404


def test_looking_at_a_plan_takes_a_purpose_and_the_family_sees_who_looked(stage: Stage, path: str) -> None:
    assert stage.call("GET", f"{path}/plan", as_=AS_BIRGIT).json["code"] == "purpose_missing"
    both(stage, path)
    ok(plan(stage, path, AS_PIA))
    (look,) = stage.call("GET", f"{path}/overview", as_=AS_AMAL).json["look_ups"]
    assert (look["organisation"], look["roles"], look["purpose"]) == (PARTNER, ["professional"], "bridge_building")


def test_the_plan_is_changed_on_the_version_that_was_read(stage: Stage, path: str) -> None:
    goal = ok(stage.call("POST", f"{path}/goals", GOAL, as_=AS_AMAL))
    target, seen = f"/goals/{goal.json['goals'][0]['id']}", goal.headers["ETag"]
    assert stage.call("PUT", target, {"title": "x"}, as_=AS_JONAS).status == 428
    changed = ok(stage.call("PUT", target, {"title": "x"}, as_=AS_JONAS, headers={"If-Match": seen}))
    late = stage.call("PUT", target, {"title": "y"}, as_=AS_AMAL, headers={"If-Match": seen})
    assert (late.status, late.json["code"]) == (412, "stale")
    order = {"goals": [goal.json["goals"][0]["id"]]}
    assert stage.call("POST", f"{path}/plan/order", order, as_=AS_AMAL, headers={"If-Match": seen}).status == 412
    ok(stage.call("POST", f"{path}/plan/order", order, as_=AS_AMAL, headers={"If-Match": changed.headers["ETag"]}))


def test_an_order_of_an_empty_plan_is_made_on_version_nought(stage: Stage, path: str) -> None:
    empty = ok(plan(stage, path))
    assert (empty.json["version"], empty.headers["ETag"]) == (0, '"0"')
    ok(stage.call("POST", f"{path}/plan/order", {"goals": []}, as_=AS_AMAL, headers={"If-Match": '"0"'}))


@pytest.mark.parametrize("field", ["decision", "problem", "diagnosis", "category", "case_number"])
def test_a_goal_has_no_place_for_labels_and_decisions(stage: Stage, path: str, field: str) -> None:
    reply = stage.call("POST", f"{path}/goals", GOAL | {field: "x"}, as_=AS_AMAL)
    assert (reply.status, reply.json["errors"][0]["code"]) == (422, "unknown")


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"title": "x" * 201}, "too_long"), ({"title": " "}, "required"), ({"title": "010203-1234"}, "cpr_not_stored")],
)
def test_a_title_is_the_familys_own_words_and_no_number_of_a_person(
    stage: Stage, path: str, changes: Any, code: str
) -> None:
    reply = stage.call("POST", f"{path}/goals", GOAL | changes, as_=AS_AMAL)
    assert (reply.status, reply.json["errors"][0]["code"]) == (422, code)


def test_a_mandate_has_no_place_for_what_was_said(stage: Stage, path: str) -> None:
    mandate = ok(stage.call("POST", f"{path}/mandates", MANDATE, as_=AS_AMAL)).json["id"]
    noted = stage.call("POST", f"/mandates/{mandate}/uses", {"note": "x"}, as_=AS_BIRGIT)
    assert (noted.status, noted.json["errors"][0]["code"]) == (422, "unknown")
    refused = stage.call("POST", f"/mandates/{mandate}/uses", {}, as_=AS_BIRGIT)
    assert (refused.status, refused.json["code"], refused.json["rule"]) == (409, "mandate_not_live", "S0-24")
    ok(stage.call("POST", f"/mandates/{mandate}/agreement", as_=AS_JONAS))
    ok(stage.call("POST", f"/mandates/{mandate}/uses", {}, as_=AS_BIRGIT))
    overview = stage.call("GET", f"{path}/overview", as_=AS_AMAL).json
    assert [each["used_on"] for each in overview["mandates"]] == [["2026-03-02"]]


def test_a_bridge_or_goal_that_does_not_exist_is_not_found(stage: Stage) -> None:
    for target in (f"/goals/{uuid4()}/reaching", f"/efforts/{uuid4()}/removal", f"/mandates/{uuid4()}/withdrawal"):
        assert stage.call("POST", target, as_=AS_AMAL).status == 404
    assert stage.call("GET", f"/bridges/{uuid4()}/handover", as_=AS_AMAL, headers=OWN).status == 404
