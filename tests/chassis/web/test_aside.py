"""A route whose answer is made in a process of its own: asked without a transaction, never kept, away with a reason."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from chassis.doors import get
from chassis.tables import lookups, replies
from chassis.testing import Stage
from tests.chassis.web.served import MARKER

FAMILY = ("family",)
PAGE = {"number": 1, "kind": "front"}
OPEN = {"anyone": "any"}


@pytest.fixture
def path(stage: Stage) -> str:
    """A note that has been kept."""
    return f"/notes/{stage.call('POST', '/notes', {'text': 'kept'}, as_=FAMILY).json['id']}"


def count(stage: Stage, table: Any) -> int:
    with stage.desk.store.session(write=False) as session:
        return session.execute(select(func.count()).select_from(table)).scalar_one()


def test_the_answer_is_what_the_process_makes_of_the_order(stage: Stage, path: str) -> None:
    drawn = stage.call("POST", f"{path}/drawing", PAGE, as_=FAMILY)
    assert (drawn.status, drawn.headers["Content-Type"]) == (200, "image/svg+xml")
    assert drawn.headers["Cache-Control"] == "no-store"
    assert drawn.content == b'{"text": "kept", "number": 1, "kind": "front"}'


def test_the_transaction_is_over_before_the_process_is_asked(
    stage: Stage, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []

    def noted(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def noting(*args: Any, **named: Any) -> Any:
            result = call(*args, **named)
            order.append(name)
            return result

        return noting

    monkeypatch.setattr(stage.desk, "transact", noted("transaction over", stage.desk.transact))
    monkeypatch.setattr(stage.desk, "aside", noted("made", stage.desk.aside))
    stage.call("POST", f"{path}/drawing", PAGE, as_=FAMILY)
    assert order == ["transaction over", "made"]


def test_what_was_made_is_never_kept(stage: Stage, path: str) -> None:
    for _ in range(2):
        drawn = stage.call("POST", f"{path}/drawing", PAGE, as_=FAMILY, headers={"Idempotency-Key": "k"})
        assert "Idempotent-Replay" not in drawn.headers
    assert count(stage, replies) == 0


def test_who_may_not_come_in_starts_no_process(stage: Stage, path: str) -> None:
    assert stage.call("POST", f"{path}/drawing", PAGE).status == 401
    assert stage.call("POST", f"{path}/drawing", PAGE, as_=("volunteer",)).status == 403
    assert stage.call("POST", f"{path}/drawing", {"number": 1}, as_=FAMILY).status == 422
    assert stage.desk.aside.pid("drawing") is None


def test_a_picture_of_what_is_not_there_is_not_found(stage: Stage) -> None:
    nowhere = "/notes/00000000-0000-4000-8000-000000000009/drawing"
    assert stage.call("POST", nowhere, PAGE, as_=FAMILY).status == 404


def test_looking_at_personal_data_as_a_picture_is_noted_too(stage: Stage, path: str) -> None:
    shown = stage.call("GET", f"{path}/portrait", as_=FAMILY, headers={"Purpose": "reminder"})
    assert shown.content == b'{"text": "kept"}'
    assert count(stage, lookups) == 1


def test_a_process_that_dies_makes_an_outage_that_passes(stage: Stage) -> None:
    away = stage.call("GET", "/crashing")
    assert (away.status, away.json["code"], away.headers["Retry-After"]) == (503, "aside_unavailable", "2")


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_not_installed_is_said_with_what_to_install(stage: Stage, language: str) -> None:
    lacking = stage.call("GET", "/lacking", headers={"Accept-Language": language})
    assert (lacking.status, lacking.json["code"]) == (503, "not_installed")
    assert "apt-get install libpaper fonts-paper" in lacking.json["remedy"]
    assert "Retry-After" not in lacking.headers


def test_a_mistake_over_there_is_a_failure_without_its_words(stage: Stage) -> None:
    failed = stage.call("GET", "/mistaken")
    assert (failed.status, failed.json["code"]) == (500, "failure")
    assert MARKER not in failed.text


def test_the_document_says_what_is_made_and_asks_for_no_key(stage: Stage) -> None:
    operation = stage.call("GET", "/openapi.json").json["paths"]["/notes/{note_id}/drawing"]["post"]
    assert operation["responses"]["200"]["content"] == {"image/svg+xml": {}}
    assert "503" in operation["responses"]
    assert not [one for one in operation["parameters"] if "IdempotencyKey" in one.get("$ref", "")]


@pytest.mark.parametrize("options", [{"aside": "drawing"}, {"produces": "image/svg+xml", "html": True}])
def test_what_is_made_aside_has_a_media_type_and_a_page_has_its_own(options: Any) -> None:
    with pytest.raises(TypeError):
        get("/drawing", allow=OPEN, **options)
