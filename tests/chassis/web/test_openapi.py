"""The OpenAPI document and the page that shows it: valid, the same every time, and complete without a network."""

import json
import re
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from chassis.doors import routes_of
from chassis.testing import Stage
from chassis.web.docs import ASSETS
from chassis.web.openapi import document
from tests.chassis.web.served import Notes

METHODS = ("get", "post", "put")


@pytest.fixture
def described(stage: Stage) -> Any:
    return stage.call("GET", "/openapi.json").json


def test_the_document_is_valid(described: Any) -> None:
    assert described["openapi"] == "3.1.0"
    assert [str(error) for error in OpenAPIV31SpecValidator(described).iter_errors()] == []


def test_the_document_is_the_same_for_routes_in_any_order() -> None:
    routes = routes_of(Notes())
    assert json.dumps(document(routes, "notes")) == json.dumps(document(routes[::-1], "notes"))


def test_every_route_is_described_with_who_may_call_it(described: Any) -> None:
    for route in routes_of(Notes()):
        operation = described["paths"][route.path][route.method.lower()]
        assert operation["x-allow"] == dict(route.allow)
        assert operation["summary"] == route.summary
        assert operation["security"] == ([] if "anyone" in route.allow else [{"bearer": []}])
        assert operation["operationId"] == route.name


def parameters(described: Any, path: str, method: str) -> set[str]:
    found = described["paths"][path][method]["parameters"]
    named = [
        one if "name" in one else described["components"]["parameters"][one["$ref"].split("/")[-1]] for one in found
    ]
    return {one["name"] for one in named}


def test_headers_stand_where_they_are_asked_for(described: Any) -> None:
    always = {"Accept-Language", "Correlation-Id"}
    assert parameters(described, "/notes", "post") == always | {"Idempotency-Key"}
    assert parameters(described, "/notes/trial", "post") == always
    assert parameters(described, "/notes", "get") == always | {"limit", "after", "kinds", "number"}
    assert parameters(described, "/notes/{note_id}", "get") == always | {"note_id", "Purpose"}
    assert parameters(described, "/notes/{note_id}", "put") == always | {"note_id", "If-Match", "Idempotency-Key"}


def test_every_operation_says_how_it_can_be_refused(described: Any) -> None:
    for path in described["paths"].values():
        for operation in path.values():
            assert operation["responses"]["default"] == {"$ref": "#/components/responses/Problem"}


def test_a_schema_is_described_as_strictly_as_it_checks(described: Any) -> None:
    schema = described["components"]["schemas"]["NewNote"]
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["text"]
    assert schema["properties"]["text"] == {"type": "string", "maxLength": 40}


def test_every_answer_we_give_is_described(stage: Stage, described: Any) -> None:
    for status, reply in {
        "201": stage.call("POST", "/notes", {"text": "a"}, as_=("family",)),
        "401": stage.call("POST", "/notes", {"text": "a"}),
        "422": stage.call("POST", "/notes", {}, as_=("family",)),
    }.items():
        assert str(reply.status) == status
        assert status in described["paths"]["/notes"]["post"]["responses"]


def test_a_page_may_say_itself_that_it_leads_nowhere(stage: Stage, described: Any) -> None:
    reply = stage.call("GET", "/page/gone")
    answer = described["paths"]["/page/{word}"]["get"]["responses"][str(reply.status)]
    known = described["components"]["responses"][answer["$ref"].split("/")[-1]]["content"]
    assert reply.headers["Content-Type"].partition(";")[0] in known
    assert "application/problem+json" in known


def test_the_page_holds_everything_it_needs(stage: Stage) -> None:
    page = stage.call("GET", "/docs")
    wanted = re.findall(r'(?:href|src)="([^"]+)"', page.text)
    assert len(wanted) == 5
    for path in wanted:
        assert path.startswith("/")
        assert stage.call("HEAD", path).status == 200


def test_the_page_may_not_ask_anybody_else(stage: Stage) -> None:
    policy = stage.call("GET", "/docs").headers["Content-Security-Policy"]
    assert "http" not in policy
    assert "'unsafe-eval'" not in policy
    assert "script-src 'self';" in policy


@pytest.mark.parametrize(
    "file", ["index.html", "swagger-ui.css.map", "oauth2-redirect.html", "..", "LICENSE", ".hidden"]
)
def test_only_named_files_are_given_out(stage: Stage, file: str) -> None:
    assert file not in ASSETS
    assert stage.call("GET", f"/docs/assets/{file}").status == 404


@pytest.mark.parametrize("file", sorted(ASSETS))
def test_a_file_has_its_type_and_may_be_kept(stage: Stage, file: str) -> None:
    reply = stage.call("HEAD", f"/docs/assets/{file}")
    assert (reply.status, reply.headers["Content-Type"]) == (200, ASSETS[file])
    assert int(reply.headers["Content-Length"]) > 500
    assert "max-age" in reply.headers["Cache-Control"]
