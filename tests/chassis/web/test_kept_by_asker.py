"""A document that whoever asks may keep is sent again only when it has changed, and what its path says stays there."""

from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from sqlalchemy import MetaData

from chassis.doors import get
from chassis.testing import Reply, Stage
from contracts.fields import Strict, uuid

OPEN = {"anyone": "any"}
SECRET = "zz7secret7in7the7path"
PLAIN = "text/plain; charset=utf-8"


class Reading(Strict):
    """A reply that is no document."""

    id = uuid()


class Library:
    """Lends one text, which can change."""

    name = "enrollment"
    text: bytes | None = b"once upon a time"

    @get("/texts/{secret}", allow=OPEN, html=True)
    def page(self, _work: Any, _request: Any) -> Any:
        """The text on a page."""
        return "<p>page</p>"

    @get("/texts/{secret}.txt", allow=OPEN, produces=PLAIN, kept_by_asker=True)
    def whole(self, _work: Any, _request: Any) -> Any:
        """The text by itself."""
        return Library.text

    @get("/texts/{secret}/passing", allow=OPEN, produces=PLAIN)
    def passing(self, _work: Any, _request: Any) -> Any:
        """The text, not to be kept."""
        return Library.text

    @get("/texts/{secret}/broken", allow=OPEN, produces=PLAIN, kept_by_asker=True)
    def broken(self, _work: Any, request: Any) -> Any:
        """A text that cannot be read."""
        raise RuntimeError(request.path["secret"])


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(Library, "text", b"once upon a time")
    return Stage(Library, MetaData())


def read(stage: Stage, kept: str | None = None, method: str = "GET") -> Reply:
    headers = {"If-None-Match": kept} if kept is not None else {}
    return stage.call(method, f"/texts/{SECRET}.txt", headers=headers)


def test_a_document_is_sent_with_what_it_is_known_by(stage: Stage) -> None:
    first, second = read(stage), read(stage)
    assert (first.status, first.content, first.headers["Content-Type"]) == (200, b"once upon a time", PLAIN)
    assert first.headers["ETag"] == second.headers["ETag"]
    assert first.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("around", ["{}", "W/{}", '"other", {}', '{},W/"other"'])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_has_it_is_not_sent_it_again(stage: Stage, around: str, method: str) -> None:
    tag = read(stage).headers["ETag"]
    again = read(stage, around.format(tag), method)
    assert (again.status, again.content) == (304, b"")
    assert (again.headers["ETag"], again.headers["Cache-Control"]) == (tag, "private, no-cache")
    assert "Content-Length" not in again.headers


@pytest.mark.parametrize("kept", ["", "*x", '"1"', "W/", '"' + "9" * 3000 + '"'])
def test_who_has_something_else_is_sent_it(stage: Stage, kept: str) -> None:
    assert read(stage, kept).status == 200


def test_what_has_changed_is_sent_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = read(stage).headers["ETag"]
    monkeypatch.setattr(Library, "text", b"once upon a hill")
    again = read(stage, tag)
    assert (again.status, again.content) == (200, b"once upon a hill")
    assert again.headers["ETag"] != tag


def test_a_document_that_is_not_there_is_not_found_even_for_those_who_had_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = read(stage).headers["ETag"]
    monkeypatch.setattr(Library, "text", None)
    assert (read(stage, tag).status, read(stage, tag).json["code"]) == (404, "not_found")


def test_what_may_not_be_kept_is_always_sent(stage: Stage) -> None:
    reply = stage.call("GET", f"/texts/{SECRET}/passing", headers={"If-None-Match": read(stage).headers["ETag"]})
    assert (reply.status, reply.headers["Cache-Control"]) == (200, "no-store")
    assert "ETag" not in reply.headers


def test_of_two_patterns_the_one_with_more_fixed_letters_wins(stage: Stage) -> None:
    assert stage.call("GET", f"/texts/{SECRET}").headers["Content-Type"].startswith("text/html")
    assert read(stage).headers["Content-Type"] == PLAIN


def test_what_stands_in_a_path_is_in_no_line_and_no_figure(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (SECRET, f"{SECRET}.txt", f"{SECRET}/broken", f"{SECRET}/nothing", f"{SECRET}.txt?wrong={SECRET}"):
        assert SECRET not in stage.call("GET", f"/texts/{path}").text
    said = "".join(capsys.readouterr())
    assert "request_failed" in said
    assert SECRET not in said + stage.desk.metrics.text().decode()


def test_the_document_of_the_api_says_so(stage: Stage) -> None:
    described = stage.call("GET", "/openapi.json").json
    OpenAPIV31SpecValidator(described).validate()
    operation = described["paths"]["/texts/{secret}.txt"]["get"]
    assert set(operation["responses"]) >= {"200", "304"}
    assert operation["responses"]["200"]["content"] == {PLAIN: {}}
    assert "If-None-Match" in [one.get("name") for one in operation["parameters"]]
    assert "304" not in described["paths"]["/texts/{secret}/passing"]["get"]["responses"]


@pytest.mark.parametrize("options", [{"html": True}, {"reply": Reading}, {}])
def test_only_a_document_of_its_own_can_be_kept(options: Any) -> None:
    with pytest.raises(TypeError):
        get("/texts", allow=OPEN, kept_by_asker=True, **options)
