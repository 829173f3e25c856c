"""A request on its way through the application: every gate it passes, and what the answer says of itself."""

from typing import Any
from uuid import UUID

import pytest
import requests
from sqlalchemy import select

from chassis.tables import lookups
from chassis.testing import Reply, Stage
from tests.chassis.web.conftest import NotesServer
from tests.chassis.web.served import MARKER
from tests.servers import PostgreSQL, wait_until

FAMILY = ("family",)
NOBODY = UUID("00000000-0000-4000-8000-000000000000")


def keep(stage: Stage, text: str = "hello") -> Reply:
    return stage.call("POST", "/notes", {"text": text}, as_=FAMILY)


# ── where to ──


@pytest.mark.parametrize(
    "path",
    ["/", "/nothing", "/notes/", "/notes/1", "/notes/../page", f"/Notes/{NOBODY}", f"/notes/{NOBODY}/", "//page"],
)
def test_an_unknown_path_is_not_found(stage: Stage, path: str) -> None:
    assert stage.call("GET", path, as_=FAMILY).json["code"] == "path_unknown"


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "PUT", "TRACE", "CONNECT", "BREW"])
def test_a_method_that_is_not_there_is_answered_with_those_that_are(stage: Stage, method: str) -> None:
    reply = stage.call(method, "/notes", as_=FAMILY)
    assert (reply.status, reply.headers["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")


def test_the_methods_of_a_path_can_be_asked_for(stage: Stage) -> None:
    reply = stage.call("OPTIONS", f"/notes/{NOBODY}")
    assert (reply.status, reply.headers["Allow"], reply.text) == (204, "GET, HEAD, OPTIONS, PUT", "")
    assert "Content-Length" not in reply.headers


def test_the_head_of_an_answer_is_that_of_the_whole(stage: Stage) -> None:
    whole, head = stage.call("GET", "/page"), stage.call("HEAD", "/page")
    assert (head.status, head.text) == (200, "")
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]


# ── who ──


def test_without_a_token_nobody_is_let_in(stage: Stage) -> None:
    reply = stage.call("GET", "/notes")
    assert (reply.status, reply.json["code"], reply.headers["WWW-Authenticate"]) == (401, "token_missing", "Bearer")


@pytest.mark.parametrize("said", ["", "Bearer", "Bearer a", "Basic YTpi", "Bearer a.b.c d", "Bearer a.b.c.d.e"])
def test_what_is_no_token_is_refused(stage: Stage, said: str) -> None:
    reply = stage.call("GET", "/notes", headers={"Authorization": said})
    assert (reply.status, reply.json["code"]) == (401, "token_invalid")


def test_a_wrong_token_is_refused_even_where_none_is_needed(stage: Stage) -> None:
    assert stage.call("GET", "/page", headers={"Authorization": "Bearer a.b.c"}).status == 401


def test_a_role_that_may_not_is_told_which_may(stage: Stage) -> None:
    reply = stage.call("GET", "/notes", as_=("volunteer",))
    assert (reply.status, reply.json["code"]) == (403, "role_not_allowed")
    assert "coordinator, family" in reply.json["detail"]


def test_the_gate_stands_before_the_body(stage: Stage) -> None:
    assert stage.call("POST", "/notes", {"wrong": 1}).status == 401
    assert stage.call("POST", "/notes", {"wrong": 1}, as_=("volunteer",)).status == 403


# ── which version ──


def test_a_change_must_say_which_version_it_replaces(stage: Stage) -> None:
    kept = keep(stage)
    path = f"/notes/{kept.json['id']}"
    assert kept.headers["ETag"] == '"1"'
    assert stage.call("PUT", path, {"text": "new"}, as_=FAMILY).status == 428
    changed = stage.call("PUT", path, {"text": "new"}, as_=FAMILY, headers={"If-Match": kept.headers["ETag"]})
    assert (changed.status, changed.headers["ETag"]) == (200, '"2"')
    stale = stage.call("PUT", path, {"text": "newer"}, as_=FAMILY, headers={"If-Match": kept.headers["ETag"]})
    assert (stale.status, stale.json["code"]) == (412, "stale")


@pytest.mark.parametrize("said", ["", "*", "1", 'W/"1"', '"1", "2"', '"01"', '"-1"', '"x"', '"' + "9" * 30 + '"'])
def test_a_version_is_exactly_what_we_gave(stage: Stage, said: str) -> None:
    reply = stage.call("PUT", f"/notes/{NOBODY}", {"text": "new"}, as_=FAMILY, headers={"If-Match": said})
    assert (reply.status, reply.json["code"], reply.json["field"]) == (400, "version_invalid", "If-Match")


# ── for what ──


def looked_at(stage: Stage) -> list[Any]:
    with stage.desk.store.session(write=False) as session:
        return list(session.execute(select(lookups)))


def test_a_look_at_personal_data_has_a_purpose_and_is_logged(stage: Stage) -> None:
    note = keep(stage).json["id"]
    correlation_id = UUID(int=77)
    said = {"Purpose": "reminder", "Correlation-Id": str(correlation_id)}
    assert stage.call("GET", f"/notes/{note}", as_=("coordinator", "kfum", UUID(int=5)), headers=said).status == 200
    (row,) = looked_at(stage)
    assert (row.organisation, row.roles, row.subject) == ("kfum", "coordinator", UUID(int=5))
    assert (row.resource, str(row.resource_id), row.purpose) == ("notes", note, "reminder")
    assert (row.correlation_id, row.at) == (correlation_id, stage.desk.clock.now())


@pytest.mark.parametrize(("said", "code"), [({}, "purpose_missing"), ({"Purpose": "curiosity"}, "purpose_unknown")])
def test_without_a_purpose_nothing_is_shown_or_logged(stage: Stage, said: dict[str, str], code: str) -> None:
    reply = stage.call("GET", f"/notes/{keep(stage).json['id']}", as_=FAMILY, headers=said)
    assert (reply.status, reply.json["code"]) == (400, code)
    assert "reminder, complaint" in reply.json["remedy"]
    assert "curiosity" not in reply.text
    assert looked_at(stage) == []


def test_who_finds_nothing_has_looked_at_nobody(stage: Stage) -> None:
    reply = stage.call("GET", f"/notes/{NOBODY}", as_=FAMILY, headers={"Purpose": "reminder"})
    assert (reply.status, reply.json["code"]) == (404, "not_found")
    assert looked_at(stage) == []


# ── which page, what to look for ──


def test_a_list_can_be_walked_page_by_page(stage: Stage) -> None:
    kept = {keep(stage, f"note {number}").json["id"] for number in range(5)}
    seen, path = [], "/notes?kinds=front&limit=2"
    while path:
        reply = stage.call("GET", path, as_=FAMILY)
        seen += [item["id"] for item in reply.json["items"]]
        link = reply.headers.get("Link")
        assert bool(link) == bool(reply.json["next"])
        path = f"/notes{link.removeprefix('<').partition('>')[0]}" if link else ""
        assert not path or "kinds=front" in path
    assert len(seen) == len(kept) == 5
    assert set(seen) == kept


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("limit=0", "limit", "limit_invalid"),
        ("limit=201", "limit", "limit_invalid"),
        ("limit=ten", "limit", "limit_invalid"),
        ("limit=1&limit=2", "limit", "limit_invalid"),
        ("limit=", "limit", "limit_invalid"),
        ("after=x", "after", "cursor_invalid"),
        ("after=" + "A" * 23, "after", "cursor_invalid"),
        ("after=Af__________________9&limit=1", "after", "cursor_invalid"),
        ("after=a&after=b", "after", "given_twice"),
        ("number=x", "/number", "wrong_type"),
        ("number=100", "/number", "too_large"),
        ("number=1&number=2", "number", "given_twice"),
        ("kinds=front&kinds=side", "/kinds/1", "not_a_choice"),
        ("unknown=1", "", "unknown"),
        ("%F0%9F%91%8D=1", "", "unknown"),
    ],
)
def test_a_query_is_checked_like_a_body(stage: Stage, query: str, field: str, code: str) -> None:
    reply = stage.call("GET", f"/notes?{query}", as_=FAMILY)
    assert reply.status == 422
    assert [(error["field"], error["code"]) for error in reply.json["errors"]] == [(field, code)]


@pytest.mark.parametrize("query", ["limit", "a=%ff", "&".join(f"a{n}=1" for n in range(60)), "a=1&&b=2"])
def test_a_query_that_cannot_be_read_is_refused(stage: Stage, query: str) -> None:
    assert stage.call("GET", f"/notes?{query}", as_=FAMILY).json["code"] == "query_malformed"


def test_a_query_where_none_is_known_is_refused(stage: Stage) -> None:
    assert stage.call("GET", "/page?a=1").status == 422


# ── what the answer says of itself ──


def test_every_answer_can_be_followed(stage: Stage) -> None:
    ours = stage.call("GET", "/page").headers["Correlation-Id"]
    assert str(UUID(ours)) == ours
    theirs = "7d1f0f0e-1c2b-4c3d-9e4f-00000000abcd"
    for path in ("/page", "/nothing", "/broken"):
        assert stage.call("GET", path, headers={"Correlation-Id": theirs}).headers["Correlation-Id"] == theirs


def test_a_correlation_id_that_is_none_is_refused_and_not_repeated(stage: Stage) -> None:
    reply = stage.call("GET", "/page", headers={"Correlation-Id": MARKER})
    assert (reply.status, reply.json["code"]) == (400, "correlation_id_invalid")
    assert MARKER not in str(reply)


@pytest.mark.parametrize("path", ["/page", "/nothing", "/broken", "/docs", "/openapi.json"])
def test_every_answer_tells_the_browser_to_be_careful(stage: Stage, path: str) -> None:
    headers = stage.call("GET", path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_what_is_about_people_is_not_kept_on_the_way(stage: Stage) -> None:
    for reply in (keep(stage), stage.call("GET", "/notes", as_=FAMILY), stage.call("GET", "/nothing")):
        assert reply.headers["Cache-Control"] == "no-store"


def test_a_page_is_html_without_scripts(stage: Stage) -> None:
    reply = stage.call("GET", "/page")
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "script-src" not in reply.headers["Content-Security-Policy"]


def test_an_answer_is_counted_by_route_never_by_path(stage: Stage) -> None:
    keep(stage)
    stage.call("GET", f"/notes/{NOBODY}/{MARKER}")
    stage.call("BREW", "/page")
    figures = stage.desk.metrics.text().decode()
    assert 'samspil_http_requests_total{method="POST",route="note",service="enrollment",status="201"} 1.0' in figures
    assert 'samspil_http_requests_total{method="GET",route="none",service="enrollment",status="404"} 1.0' in figures
    assert 'samspil_http_requests_total{method="other",route="none",service="enrollment",status="405"} 1.0' in figures
    assert str(NOBODY) not in figures
    assert MARKER not in figures


# ── when something breaks ──


def test_a_bug_is_answered_without_its_words_and_found_by_its_id(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    reply = stage.call("GET", "/broken")
    assert (reply.status, reply.json["code"]) == (500, "failure")
    assert reply.json["correlation_id"] == reply.headers["Correlation-Id"]
    said = "".join(capsys.readouterr())
    assert reply.json["correlation_id"] in said
    assert MARKER not in reply.text + said
    assert "010203" not in reply.text + said


def test_a_database_that_is_away_is_no_bug(postgres: PostgreSQL, database: str) -> None:
    with NotesServer({"database_url": database}) as server:

        def keep_one() -> requests.Response:
            said = {"Authorization": f"Bearer {server.token()}", "Accept-Language": "en"}
            return requests.post(f"{server.url}/notes", json={"text": "a"}, headers=said, timeout=20)

        assert keep_one().status_code == 201
        postgres.kill()
        reply = keep_one()
        assert (reply.status_code, reply.json()["code"], reply.headers["Retry-After"]) == (503, "unavailable", "2")
        postgres.start()
        wait_until(lambda: keep_one().status_code == 201, 20, "the service to find its database again")
