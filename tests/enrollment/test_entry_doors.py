"""The doors before and beside taking part: who may come in, and what each no says in both languages."""

from typing import Any

import pytest

from chassis.tables import replies
from chassis.testing import Reply, Stage
from contracts.common import ROLES
from contracts.programmes import load
from contracts.refusals import catalogue
from enrollment import access
from enrollment.service import Enrollment
from enrollment.tables import Tables
from tests.enrollment.make import AMAL, JONAS, OURS, PARTNER, PROGRAMME
from tests.enrollment.rich import GUIDE, in_house
from tests.enrollment.story import ASKING, BIRGIT, KARIN, PIA, TELLING
from tests.enrollment.test_no_identity import COUNTED, REQUESTS

AS_AMAL, AS_JONAS = ("family", OURS, AMAL), ("family", OURS, JONAS)
AS_PIA, AS_BIRGIT = ("professional", PARTNER, PIA), ("coordinator", OURS, BIRGIT)
AS_TEAM = ("coordinator", PARTNER, KARIN)
ANSWERED = {"answers": [{"question": "acute", "yes": True}]}
FOLLOW = f"/programmes/{PROGRAMME}/handguides/{GUIDE}"
ALLOWED = {
    "/informations": access.INFORM,
    "/referrals": access.PUT_FORWARD,
    "/outreach": access.COUNT_OUTREACH,
    FOLLOW: access.FOLLOW_HANDGUIDE,
    "/concerns/guidance": access.SIGNED_IN,
    "/sparring": access.ASK_FOR_SPARRING,
}


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    in_house(monkeypatch)
    stage = Stage(Enrollment, Tables.metadata)
    version = {"version": load()[PROGRAMME].version}
    put = stage.call("PUT", f"/programmes/{PROGRAMME}/in-force", version, as_=("organisation_admin", OURS, KARIN))
    assert put.status == 200
    return stage


def post(stage: Stage, path: str, body: Any = None, as_: Any = AS_PIA, **headers: str) -> Reply:
    return stage.call("POST", path, body, as_=as_, headers=headers)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("path", sorted(ALLOWED))
def test_each_door_lets_its_roles_in_and_no_other(stage: Stage, path: str, role: str) -> None:
    _, body = REQUESTS[path]
    status = post(stage, path, body, as_=(role, OURS, PIA)).status
    assert (status == 403) == (role not in ALLOWED[path])


@pytest.mark.parametrize("path", [*sorted(ALLOWED), "/informations/counts", "/contacts", "/introductions"])
def test_without_a_token_nothing_is_said(stage: Stage, path: str) -> None:
    body = REQUESTS[path][1] if path in REQUESTS else None
    method = "POST" if body else "GET"
    assert stage.call(method, path, body).status == 401


@pytest.mark.parametrize(("language", "words"), [("da", "Ingen kan henvises"), ("en", "Nobody can be referred")])
@pytest.mark.parametrize("who", [AS_PIA, AS_BIRGIT, AS_TEAM])
def test_an_attempt_to_refer_is_answered_with_the_ways_in(stage: Stage, who: Any, language: str, words: str) -> None:
    no = stage.call("POST", "/referrals", REQUESTS["/referrals"][1], as_=who, headers={"Accept-Language": language})
    assert (no.status, no.json["code"], no.json["rule"]) == (409, "no_referrals", "S0-18")
    assert words in no.json["detail"]
    for route in load()[PROGRAMME].contact_routes.values():
        assert getattr(route, language) in no.json["detail"]
    assert no.json["remedy"] == catalogue()["no_referrals"].remedy(language)


def test_an_invitation_leads_to_a_request_that_waits_and_is_seen_with_a_purpose(stage: Stage) -> None:
    told = post(stage, "/informations", TELLING | {"handed": "invitation"}).json
    assert told["contact_route"] == "partner_invites"
    asked = post(stage, "/contacts", ASKING | {"code": told["code"]}, as_=AS_AMAL).json
    assert asked["contact_route"] == "partner_invites"
    listed = stage.call("GET", "/contacts", as_=AS_BIRGIT)
    assert [(each["id"], each["waited_days"]) for each in listed.json["items"]] == [(asked["id"], 0)]
    assert ASKING["name"] not in listed.text
    assert stage.call("GET", "/contacts", as_=AS_TEAM).json["items"] == []
    assert stage.call("GET", f"/contacts/{asked['id']}", as_=AS_BIRGIT).status == 400


def test_requests_that_wait_come_in_pages(stage: Stage) -> None:
    made = {post(stage, "/contacts", ASKING, as_=who).json["id"] for who in (AS_AMAL, AS_JONAS)}
    first = stage.call("GET", "/contacts?limit=1", as_=AS_BIRGIT).json
    second = stage.call("GET", f"/contacts?limit=1&after={first['next']}", as_=AS_BIRGIT).json
    assert {first["items"][0]["id"], second["items"][0]["id"]} == made
    assert second["next"] is None


def test_own_informations_and_counts_say_nothing_of_a_family(stage: Stage) -> None:
    told = post(stage, "/informations", TELLING).json
    before = [stage.call("GET", path, as_=AS_PIA).text for path in ("/informations", "/informations/counts")]
    assert post(stage, "/contacts", ASKING | {"code": told["code"]}, as_=AS_AMAL).status == 201
    assert [stage.call("GET", path, as_=AS_PIA).text for path in ("/informations", "/informations/counts")] == before
    assert stage.call("GET", "/informations", as_=AS_BIRGIT).json["items"] == []


def test_a_coordinator_revokes_what_somebody_else_handed_out(stage: Stage) -> None:
    told = post(stage, "/informations", TELLING).json
    path = f"/informations/{told['id']}/revocation"
    assert post(stage, path, as_=AS_TEAM).status == 404
    assert post(stage, path, as_=AS_BIRGIT).status == 204
    assert post(stage, "/contacts", ASKING | {"code": told["code"]}, as_=AS_AMAL).json["code"] == "code_not_valid"


def test_a_guide_is_read_by_anybody_and_its_answers_leave_no_trace_under_any_key(stage: Stage) -> None:
    (guide,) = stage.call("GET", f"/programmes/{PROGRAMME}/handguides").json["items"]
    assert guide["code"] == GUIDE
    done = post(stage, FOLLOW, ANSWERED, **{"Idempotency-Key": "a-key"})
    assert (done.status, len(done.json["steps"])) == (200, 3)
    with stage.rehearsal.store.session(write=False) as session:
        assert session.execute(replies.select()).all() == []


def test_an_answer_that_is_wrong_is_named_where_it_stands(stage: Stage) -> None:
    no = post(stage, FOLLOW, {"answers": [{"question": "acute", "number": 3}]})
    assert (no.status, no.json["code"], no.json["field"], no.json["rule"]) == (
        409, "wrong_kind_of_answer", "answers/0/number", "S1-05",
    )  # fmt: skip


def test_a_round_is_counted_listed_and_taken_back(stage: Stage) -> None:
    counted = post(stage, "/outreach", COUNTED, as_=AS_BIRGIT)
    assert (counted.status, counted.json["people"]) == (201, 3)
    path = f"/outreach/{counted.json['id']}/withdrawal"
    assert post(stage, path, as_=("coordinator", OURS, KARIN)).status == 404
    assert post(stage, path, as_=AS_BIRGIT).json["taken_back"] is True
    assert [each["taken_back"] for each in stage.call("GET", "/outreach", as_=AS_BIRGIT).json["items"]] == [True]
    assert post(stage, "/outreach", COUNTED, as_=AS_TEAM).json["code"] == "not_allowed"


@pytest.mark.parametrize("role", ROLES)
def test_everybody_signed_in_is_guided_when_worried(stage: Stage, role: str) -> None:
    said = {"municipality": "0440", "urgent": True, "who": "volunteer"}
    given = post(stage, "/concerns/guidance", said, as_=(role, "anywhere", PIA))
    assert (given.status, given.json["remind_on"], given.json["municipality_name"]) == (200, "2026-03-10", "Kerteminde")


def test_a_request_is_taken_back_by_who_made_it_alone(stage: Stage) -> None:
    asked = post(stage, "/contacts", ASKING, as_=AS_AMAL).json
    path = f"/contacts/{asked['id']}/withdrawal"
    assert [post(stage, path, as_=who).status for who in (AS_JONAS, AS_BIRGIT, AS_AMAL, AS_AMAL)] == [
        404,
        403,
        204,
        404,
    ]


def test_sparring_goes_from_asking_to_closing(stage: Stage) -> None:
    asked = post(stage, "/sparring", REQUESTS["/sparring"][1], as_=AS_AMAL).json
    path = f"/sparring/{asked['id']}"
    assert post(stage, f"{path}/taking", as_=AS_BIRGIT).status == 404
    assert post(stage, f"{path}/taking", as_=AS_TEAM).json["state"] == "taken"
    assert post(stage, f"{path}/closing", as_=AS_TEAM).json["state"] == "closed"
    assert [each["state"] for each in asked_by(stage, AS_AMAL)] == ["closed"]
    assert asked_by(stage, AS_JONAS) == []
    assert post(stage, f"{path}/withdrawal", as_=AS_AMAL).json["code"] == "already_done"


def asked_by(stage: Stage, as_: Any) -> list[Any]:
    reply = stage.call("GET", "/sparring", as_=as_, headers={"Purpose": "own_overview"})
    asked: list[Any] = reply.json["items"]
    return asked
