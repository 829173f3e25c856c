"""The directory over HTTP: who may write in it, that everybody may read it, and that nobody ends up in it."""

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from chassis.testing import Stage
from contracts.common import ROLES
from contracts.programmes import load
from enrollment.domain.organisations import is_cvr
from enrollment.service import Enrollment
from enrollment.tables import Facet, Offer, Organisation, Tables
from tests.architecture.documents import document
from tests.enrollment.directory import CLUB, CVR, LISE, RUTH, SCOUTING, SCOUTS
from tests.enrollment.make import OURS, PROGRAMME

AS_LISE, AS_RUTH = ("organisation_admin", SCOUTS, LISE), ("coordinator", SCOUTS, RUTH)
AS_OTHERS = ("organisation_admin", "another", LISE)
PARTNER = f"/programmes/{PROGRAMME}/partners/{SCOUTS}"
DATA = re.compile(r"(/organisations|/offers) .*?-d '(\{.*?\})'", re.DOTALL)


@pytest.fixture
def stage() -> Stage:
    return Stage(Enrollment, Tables.metadata)


def joined(stage: Stage) -> Any:
    reply = stage.call("POST", "/organisations", SCOUTING, as_=AS_LISE)
    assert reply.status == 201, reply.text
    return reply


def offered(stage: Stage, **changes: Any) -> Any:
    return stage.call("POST", "/offers", CLUB | changes, as_=AS_RUTH)


def rows(stage: Stage) -> list[int]:
    with stage.rehearsal.store.session(write=False) as session:
        return [session.scalar(select(func.count()).select_from(each)) or 0 for each in (Organisation, Offer, Facet)]


def test_everybody_can_read_the_directory_without_a_token(stage: Stage) -> None:
    joined(stage)
    offer = offered(stage).json
    assert stage.call("GET", "/offers").json["items"] == [offer]
    assert stage.call("GET", f"/offers/{offer['id']}").json == offer
    (organisation,) = stage.call("GET", "/organisations").json["items"]
    assert stage.call("GET", f"/organisations/{SCOUTS}").json == organisation
    for path in ("/organisations/unheard-of", f"/offers/{uuid4()}"):
        assert stage.call("GET", path).status == 404


def test_the_directory_is_read_page_by_page(stage: Stage) -> None:
    joined(stage)
    made = sorted(offered(stage).json["id"] for _ in range(5))
    found, path = [], "/offers?age=8&limit=2"
    while path:
        page = stage.call("GET", path).json
        found += [each["id"] for each in page["items"]]
        path = f"/offers?age=8&limit=2&after={page['next']}" if page["next"] else ""
    assert found == made


def doors(stage: Stage) -> list[tuple[str, str, Any, set[str]]]:
    """Every door that writes, and who may come in."""
    admin = {"organisation_admin"}
    id = offered(stage).json["id"]
    return [
        ("POST", "/organisations", SCOUTING, admin),
        ("PUT", f"/organisations/{SCOUTS}", SCOUTING, admin),
        ("POST", f"/organisations/{SCOUTS}/leaving", None, admin),
        ("PUT", PARTNER, None, admin),
        ("GET", PARTNER, None, admin),
        ("POST", f"{PARTNER}/removal", None, admin),
        ("POST", "/offers", CLUB, {*admin, "coordinator"}),
        ("PUT", f"/offers/{id}", CLUB, {*admin, "coordinator"}),
        ("POST", f"/offers/{id}/closing", None, {*admin, "coordinator"}),
    ]


@pytest.mark.parametrize("number", range(9))
def test_nobody_writes_in_the_directory_without_the_role(stage: Stage, number: int) -> None:
    joined(stage)
    method, path, body, allowed = doors(stage)[number]
    before = rows(stage)
    for role in set(ROLES) - allowed:
        assert stage.call(method, path, body, as_=(role, SCOUTS, LISE), headers={"If-Match": '"1"'}).status == 403
    assert stage.call(method, path, body, headers={"If-Match": '"1"'}).status == 401
    assert rows(stage) == before


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 7, 8])
def test_nobody_writes_for_another_organisation(stage: Stage, number: int) -> None:
    joined(stage)
    method, path, body, _ = doors(stage)[number]
    reply = stage.call(method, path, body, as_=AS_OTHERS, headers={"If-Match": '"1"'})
    assert (reply.status, reply.json["code"]) == (403, "not_allowed")


def test_a_change_needs_the_version_it_replaces(stage: Stage) -> None:
    first = joined(stage)
    offer = offered(stage)
    for path, body, made in (
        (f"/organisations/{SCOUTS}", SCOUTING, first),
        (f"/offers/{offer.json['id']}", CLUB, offer),
    ):
        assert stage.call("PUT", path, body, as_=AS_LISE).status == 428
        assert stage.call("PUT", path, body, as_=AS_LISE, headers={"If-Match": '"7"'}).status == 412
        assert stage.call("PUT", path, body, as_=AS_LISE, headers={"If-Match": made.headers["ETag"]}).status == 200


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"names": {"da": "Ring til 010203-1234", "en": "x"}}, "/names/da", "cpr_not_stored"),
        ({"descriptions": {"da": "x", "en": "Ask for 010203 1234"}}, "/descriptions/en", "cpr_not_stored"),
        ({"place": "hos 0102031234"}, "/place", "cpr_not_stored"),
        ({"translations": [{"language": "ar", "name": "٠١٠٢٠٣١٢٣٤", "description": "x"}]}, "name", "cpr_not_stored"),
        ({"descriptions": {"da": "x" * 1001, "en": "x"}}, "/descriptions/da", "too_long"),
        ({"names": {"da": "x\u202e", "en": "x"}}, "/names/da", "bidi_override"),
        ({"languages": ["xx"]}, "/languages/0", "unknown_language"),
        ({"municipalities": ["621"]}, "/municipalities/0", "unknown_municipality"),
        ({"url": "javascript:alert(1)"}, "/url", "invalid_url"),
        ({"phone": "ring"}, "/phone", "invalid_phone"),
        ({"postcode": "53000"}, "/postcode", "invalid_postcode"),
        ({"valid_to": "2026-02-30"}, "/valid_to", "invalid_date"),
        ({"ages_from": -1}, "/ages_from", "too_small"),
        ({"slots": ["tue_night"]}, "/slots/0", "not_a_choice"),
        ({"status": "defunct"}, "/status", "not_a_choice"),
        ({"contact_person": "Ruth"}, "", "unknown"),
        ({"organisation": "another"}, "", "unknown"),
    ],
)
def test_what_is_wrong_with_an_offer_is_said_by_place_and_nothing_is_kept(
    stage: Stage, changes: Any, field: str, code: str
) -> None:
    joined(stage)
    before = rows(stage)
    reply = offered(stage, **changes)
    assert (reply.status, reply.json["code"]) == (422, "invalid")
    (error,) = reply.json["errors"]
    assert error["code"] == code
    assert error["field"].endswith(field)
    assert error["remedy"]
    assert rows(stage) == before


def test_a_rule_says_no_in_both_languages_with_its_row(stage: Stage) -> None:
    refusals = [
        stage.call("POST", "/offers", CLUB, as_=AS_RUTH, headers={"Accept-Language": code}) for code in ("da", "en")
    ]
    assert {(reply.status, reply.json["code"], reply.json["rule"]) for reply in refusals} == {
        (409, "not_joined", "S1-02")
    }
    danish, english = (reply.json["remedy"] for reply in refusals)
    assert "forening" in danish
    assert "association" in english


def test_a_search_must_make_sense(stage: Stage) -> None:
    for query in ("age=121", "municipality=99", "language=xx", "age=x", "sort=name", f"q={'x' * 101}"):
        assert stage.call("GET", f"/offers?{query}").status == 422
    reply = stage.call("GET", "/offers?area=atlantis")
    assert (reply.status, reply.json["code"]) == (409, "area_not_known")


def test_every_topic_of_every_programme_can_be_offered(stage: Stage) -> None:
    topics = [each["topic"] for each in stage.call("GET", "/topics").json["items"]]
    assert topics == sorted({topic for programme in load().values() for topic in programme.topics})
    joined(stage)
    assert offered(stage, topics=topics[:20]).status == 201


def test_a_partner_is_admitted_and_removed_by_the_programmes_own_organisation(stage: Stage) -> None:
    joined(stage)
    ours = ("organisation_admin", OURS, LISE)
    assert stage.call("GET", PARTNER, as_=ours).status == 404
    admitted = stage.call("PUT", PARTNER, as_=ours)
    assert (admitted.status, admitted.json["admitted_on"], admitted.json["consents"]) == (200, "2026-03-02", [])
    assert stage.call("GET", PARTNER, as_=ours).json == admitted.json
    assert SCOUTS in stage.call("GET", f"/programmes/{PROGRAMME}").json["partners"]
    assert stage.call("POST", f"{PARTNER}/removal", as_=ours).json["removed_on"] == "2026-03-02"
    assert SCOUTS not in stage.call("GET", f"/programmes/{PROGRAMME}").json["partners"]


def test_the_example_for_partners_works_as_it_stands(stage: Stage) -> None:
    examples = [(path, json.loads(body)) for path, body in DATA.findall(document("docs/partner-guide.md").text)]
    assert [path for path, _ in examples] == ["/organisations", "/offers"]
    for path, body in examples:
        reply = stage.call("POST", path, body, as_=AS_LISE)
        assert reply.status == 201, reply.text
    assert len(stage.call("GET", "/offers?age=8&municipality=0621&topic=leisure").json["items"]) == 1


@pytest.mark.parametrize("number", [CVR, "53140513", "10150817"])
def test_a_cvr_number_adds_up(number: str) -> None:
    assert is_cvr(number)
    wrong = [f"{number[:at]}{(int(number[at]) + 1) % 10}{number[at + 1 :]}" for at in range(8)]
    assert not any(map(is_cvr, wrong))


@pytest.mark.parametrize("number", ["", "2918970", "291897061", "2918970x", "٢٩١٨٩٧٠٦", "00000000"])
def test_what_is_no_cvr_number_is_none(number: str) -> None:
    assert not is_cvr(number)
