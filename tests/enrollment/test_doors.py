"""The doors of enrollment over HTTP: who may come in, what may be said, and that a refused word leaves no trace."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from chassis.testing import Reply, Stage
from contracts.programmes import load
from enrollment.service import Enrollment
from enrollment.tables import Tables
from tests.enrollment.make import AMAL, JONAS, OURS, PARTNER, PROGRAMME, SARA, STRANGER
from tests.enrollment.story import ASKING, BIRGIT, KARIN, NEEDING, OURSELVES, PIA, TELLING, enrolling

AS_AMAL, AS_JONAS, AS_STRANGER = (("family", OURS, person) for person in (AMAL, JONAS, STRANGER))
AS_BIRGIT, AS_OTHERS = ("coordinator", OURS, BIRGIT), ("coordinator", "another", BIRGIT)
AS_PIA, AS_KARIN = ("professional", PARTNER, PIA), ("organisation_admin", OURS, KARIN)
AS_SERVICE = ("service", OURS)
OWN = {"Purpose": "own_overview"}
PARTICIPATION = {"purpose": "participation", "receiver": OURS, "categories": ["wishes"]}


@pytest.fixture
def stage() -> Stage:
    stage = Stage(Enrollment, Tables.metadata)
    version = {"version": load()[PROGRAMME].version}
    assert stage.call("PUT", f"/programmes/{PROGRAMME}/in-force", version, as_=AS_KARIN).status == 200
    return stage


def contact(stage: Stage) -> str:
    return str(stage.call("POST", "/contacts", ASKING, as_=AS_AMAL).json["id"])


def enrolled(stage: Stage) -> str:
    family = stage.call("POST", "/families", enrolling(UUID(contact(stage))), as_=AS_BIRGIT)
    assert family.status == 201
    return f"/families/{family.json['id']}"


def joined(stage: Stage) -> str:
    path = enrolled(stage)
    for who, person in ((AS_AMAL, AMAL), (AS_JONAS, JONAS), (AS_BIRGIT, SARA)):
        assert stage.call("POST", f"{path}/wishes", {"person": person, "wish": "yes"}, as_=who).status == 201
    for who, person in ((AS_AMAL, AMAL), (AS_JONAS, JONAS)):
        assert stage.call("POST", f"{path}/consents", PARTICIPATION | {"person": person}, as_=who).status == 201
    return path


def rows(stage: Stage) -> int:
    with stage.rehearsal.store.session(write=False) as session:
        tables = Tables.metadata.tables.values()
        return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def test_the_way_in_from_a_postcard_to_taking_part(stage: Stage) -> None:
    code = stage.call("POST", "/informations", TELLING, as_=AS_PIA).json["code"]
    asked = stage.call("POST", "/contacts", ASKING | {"code": code}, as_=AS_AMAL)
    assert (asked.status, asked.json["contact_route"]) == (201, "postcard")
    path = joined(stage)
    family = stage.call("GET", path, as_=AS_AMAL, headers=OWN)
    assert family.json["joined_on"] == "2026-03-02"
    assert family.json["missing"] == []
    assert family.headers["ETag"] == f'"{family.json["version"]}"'


def test_anybody_can_read_what_a_programme_asks_for(stage: Stage) -> None:
    programme = stage.call("GET", f"/programmes/{PROGRAMME}").json
    assert programme["version_in_force"] == programme["version"]
    assert {consent["purpose"] for consent in programme["consents"] if consent["required_to_join"]} == {"participation"}
    shown = stage.call("GET", "/programmes").json["items"]
    assert programme in shown
    assert {each["code"] for each in shown} == set(load())
    assert stage.call("GET", "/programmes/unheard-of").status == 404


@pytest.mark.parametrize("who", [("organisation_admin", "another", KARIN)])
def test_another_organisation_cannot_put_our_programme_in_force(stage: Stage, who: Any) -> None:
    version = {"version": load()[PROGRAMME].version}
    assert stage.call("PUT", f"/programmes/{PROGRAMME}/in-force", version, as_=who).status == 403


@pytest.mark.parametrize("field", ["name", "email", "phone", "born", "note", "person", "children"])
def test_the_information_phase_has_no_field_for_who_was_told(stage: Stage, field: str) -> None:
    before = rows(stage)
    reply = stage.call("POST", "/informations", TELLING | {field: "Amal"}, as_=AS_PIA)
    assert (reply.status, reply.json["code"]) == (422, "invalid")
    assert "Amal" not in reply.text
    assert rows(stage) == before


def test_a_professional_is_refused_with_the_rule_and_what_to_do_instead(stage: Stage) -> None:
    before = rows(stage)
    reply = stage.call("POST", "/families", enrolling(UUID(int=9)), as_=AS_PIA)
    assert (reply.status, reply.json["code"], reply.json["rule"]) == (409, "not_by_a_professional", "S0-18")
    assert "postcard" in reply.json["remedy"]
    assert rows(stage) == before


def test_a_family_can_enrol_itself_on_its_own_request_only(stage: Stage) -> None:
    request = enrolling(UUID(contact(stage)))
    assert stage.call("POST", "/families", request, as_=AS_STRANGER).json["code"] == "no_own_contact"
    assert stage.call("POST", "/families", request, as_=AS_AMAL).json["code"] == "not_yours_to_name"
    assert stage.call("POST", "/families", request | {"members": OURSELVES}, as_=AS_AMAL).status == 201


def test_a_coordinator_of_another_organisation_cannot_use_our_requests(stage: Stage) -> None:
    assert stage.call("POST", "/families", enrolling(UUID(contact(stage))), as_=AS_OTHERS).status == 409


def everything_about(path: str) -> list[tuple[str, str, Any, tuple[str, ...]]]:
    """Every door to one family: method, path, body, and the roles that may knock."""
    wish, consent = {"person": str(AMAL), "wish": "no"}, PARTICIPATION | {"person": str(AMAL)}
    need = {name: value for name, value in NEEDING.items() if value is not None}
    return [
        ("GET", path, None, ("family", "coordinator")),
        ("GET", f"{path}/overview", None, ("family",)),
        ("POST", f"{path}/wishes", wish, ("family", "coordinator")),
        ("POST", f"{path}/consents", consent, ("family",)),
        ("POST", f"{path}/needs", need, ("family", "coordinator")),
        ("POST", f"{path}/leaving", {}, ("family", "coordinator")),
        ("PUT", f"{path}/contact-details", {"email": "x@y.example", "language": "da"}, ("family",)),
    ]


def knock(stage: Stage, door: tuple[str, str, Any, tuple[str, ...]], who: tuple[Any, ...]) -> Reply:
    method, path, body, _ = door
    return stage.call(method, path, body, as_=who, headers=OWN | {"If-Match": '"1"'} if method == "PUT" else OWN)


@pytest.mark.parametrize("number", range(7))
def test_to_strangers_and_other_organisations_a_family_does_not_exist(stage: Stage, number: int) -> None:
    path = enrolled(stage)
    door, nowhere = everything_about(path)[number], everything_about(f"/families/{uuid4()}")[number]
    before = rows(stage)
    for role, who in (("family", AS_STRANGER), ("coordinator", AS_OTHERS)):
        if role in door[3]:
            closed, empty = knock(stage, door, who), knock(stage, nowhere, who)
            assert (closed.status, closed.json["code"]) == (404, "not_found")
            assert closed.text == empty.text
    assert rows(stage) == before


@pytest.mark.parametrize("role", ["volunteer", "matcher", "professional", "evaluator", "funder", "operator", "service"])
@pytest.mark.parametrize("number", range(7))
def test_other_roles_have_no_door_to_a_family(stage: Stage, role: str, number: int) -> None:
    door = everything_about(f"/families/{uuid4()}")[number]
    assert knock(stage, door, (role, OURS, AMAL)).status == 403


@pytest.mark.parametrize("number", range(7))
def test_without_a_token_nothing_is_said(stage: Stage, number: int) -> None:
    method, path, body, _ = everything_about(f"/families/{uuid4()}")[number]
    assert stage.call(method, path, body).status == 401


def test_looking_at_a_family_takes_a_purpose_and_the_family_sees_it(stage: Stage) -> None:
    path = joined(stage)
    assert stage.call("GET", path, as_=AS_BIRGIT).json["code"] == "purpose_missing"
    assert stage.call("GET", path, as_=AS_BIRGIT, headers={"Purpose": "curiosity"}).status == 400
    assert stage.call("GET", path, as_=AS_BIRGIT, headers={"Purpose": "follow_up"}).status == 200
    overview = stage.call("GET", f"{path}/overview", as_=AS_JONAS)
    assert overview.json["look_ups"] == [
        {"on": "2026-03-02", "organisation": OURS, "roles": ["coordinator"], "purpose": "follow_up"}
    ]
    assert str(BIRGIT) not in overview.text
    assert [(consent["purpose"], consent["receiver"]) for consent in overview.json["consents"]] == [
        ("participation", OURS)
    ] * 2


def test_a_service_gets_an_address_with_a_purpose_and_the_family_sees_that_too(stage: Stage) -> None:
    path = enrolled(stage)
    address = f"/people/{AMAL}/address"
    reminder = {"Purpose": "reminder"}
    assert stage.call("GET", address, as_=AS_SERVICE, headers=reminder).status == 404
    consent = {"person": AMAL, "purpose": "messages", "receiver": OURS, "categories": ["contact_details"]}
    stage.call("POST", f"{path}/consents", consent, as_=AS_AMAL)
    assert stage.call("GET", address, as_=AS_SERVICE).status == 400
    assert stage.call("GET", address, as_=AS_BIRGIT, headers=reminder).status == 403
    assert stage.call("GET", address, as_=AS_SERVICE, headers=reminder).json["email"] == ASKING["email"]
    (look,) = stage.call("GET", f"{path}/overview", as_=AS_AMAL).json["look_ups"]
    assert (look["roles"], look["purpose"]) == (["service"], "reminder")


def test_a_coordinator_sees_who_has_asked_until_the_family_is_enrolled(stage: Stage) -> None:
    path = f"/contacts/{contact(stage)}"
    purpose = {"Purpose": "preparation"}
    assert stage.call("GET", path, as_=AS_BIRGIT, headers=purpose).json["name"] == ASKING["name"]
    assert stage.call("GET", path, as_=AS_OTHERS, headers=purpose).status == 404


def test_contact_details_are_changed_on_the_version_that_was_read(stage: Stage) -> None:
    path = enrolled(stage)
    told = {"email": "ny@familie.example", "language": "da"}
    seen = stage.call("GET", path, as_=AS_AMAL, headers=OWN).headers["ETag"]
    assert stage.call("PUT", f"{path}/contact-details", told, as_=AS_AMAL).status == 428
    changed = stage.call("PUT", f"{path}/contact-details", told, as_=AS_AMAL, headers={"If-Match": seen})
    assert (changed.status, changed.json["members"][0]["email"]) == (200, told["email"])
    again = stage.call("PUT", f"{path}/contact-details", told, as_=AS_AMAL, headers={"If-Match": seen})
    assert (again.status, again.json["code"]) == (412, "stale")
    latest = {"If-Match": changed.headers["ETag"]}
    assert stage.call("PUT", f"{path}/contact-details", told, as_=AS_AMAL, headers=latest).status == 200


def test_a_lost_postcard_is_revoked_by_who_handed_it_out(stage: Stage) -> None:
    told = stage.call("POST", "/informations", TELLING, as_=AS_PIA).json
    path = f"/informations/{told['id']}/revocation"
    assert stage.call("POST", path, as_=("professional", PARTNER, STRANGER)).status == 404
    assert stage.call("POST", path, as_=AS_PIA).status == 204
    asked = stage.call("POST", "/contacts", ASKING | {"code": told["code"]}, as_=AS_AMAL)
    assert (asked.status, asked.json["code"]) == (409, "code_not_valid")


def test_a_need_is_asked_for_and_taken_back(stage: Stage) -> None:
    path = joined(stage)
    consent = {"person": AMAL, "purpose": "one_to_one", "receiver": OURS, "categories": ["needs"]}
    assert stage.call("POST", f"{path}/needs", NEEDING, as_=AS_AMAL).json["code"] == "consent_missing"
    assert stage.call("POST", f"{path}/consents", consent, as_=AS_AMAL).status == 201
    need = stage.call("POST", f"{path}/needs", NEEDING, as_=AS_AMAL)
    assert (need.status, need.json["state"]) == (201, "open")
    assert stage.call("POST", f"/needs/{need.json['id']}/withdrawal", as_=AS_STRANGER).status == 404
    assert stage.call("POST", f"/needs/{need.json['id']}/withdrawal", as_=AS_AMAL).json["state"] == "withdrawn"


def test_leaving_needs_no_reason(stage: Stage) -> None:
    left = stage.call("POST", f"{joined(stage)}/leaving", {}, as_=AS_AMAL)
    assert (left.status, left.json["left_because"]) == (200, "family_wish")


def test_withdrawing_needs_no_reason_and_is_nobody_elses(stage: Stage) -> None:
    path = joined(stage)
    consents = stage.call("GET", path, as_=AS_AMAL, headers=OWN).json["consents"]
    (own,) = (f"/consents/{consent['id']}/withdrawal" for consent in consents if consent["person"] == str(AMAL))
    assert stage.call("POST", own, as_=AS_STRANGER).status == 404
    assert stage.call("POST", own, as_=AS_JONAS).json["code"] == "not_your_consent"
    assert stage.call("POST", own, as_=AS_BIRGIT).status == 403
    assert stage.call("POST", own, as_=AS_AMAL).json["left_because"] == "consent_withdrawn"


@pytest.mark.parametrize(
    ("changes", "where", "code"),
    [
        ({"municipality": "621"}, "/municipality", "unknown_municipality"),
        ({"languages": []}, "/languages", "too_few"),
        ({"contact_id": "1"}, "/contact_id", "invalid_uuid"),
        ({"cpr": "0000000000"}, "", "unknown"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_written(stage: Stage, changes: Any, where: str, code: str) -> None:
    request = enrolling(UUID(contact(stage))) | changes
    before = rows(stage)
    reply = stage.call("POST", "/families", request, as_=AS_BIRGIT)
    assert reply.status == 422
    assert (where, code) in {(error["field"], error["code"]) for error in reply.json["errors"]}
    assert rows(stage) == before


def test_a_cpr_number_is_refused_even_inside_a_name(stage: Stage) -> None:
    reply = stage.call("POST", "/contacts", ASKING | {"name": "Amal 040588-1234"}, as_=AS_AMAL)
    assert [error["code"] for error in reply.json["errors"]] == ["cpr_not_stored"]
    assert "040588" not in reply.text


def test_refusals_speak_the_readers_language(stage: Stage) -> None:
    danish = stage.call("POST", "/families", enrolling(UUID(int=9)), as_=AS_PIA, headers={"Accept-Language": "da"})
    assert danish.json["detail"] == "En fagperson kan ikke tilmelde en familie."


def test_a_command_sent_twice_has_its_effect_once(stage: Stage) -> None:
    key = {"Idempotency-Key": "once"}
    first = stage.call("POST", "/contacts", ASKING, as_=AS_AMAL, headers=key)
    before = rows(stage)
    assert stage.call("POST", "/contacts", ASKING, as_=AS_AMAL, headers=key).json == first.json
    assert rows(stage) == before
