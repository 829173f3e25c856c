"""A coordinator without a shell sends the file in a request and gets the same answer as an operator."""

from base64 import b64decode, b64encode
from typing import Any

import pytest

from chassis.testing import Reply, Stage
from contracts.programmes import load
from enrollment.importing.answering import OF_A_REQUEST
from enrollment.service import Enrollment
from enrollment.tables import metadata
from tests.enrollment.importing.lists import DANISH, as_csv, as_xlsx, household, households, lines, person
from tests.enrollment.make import OURS, PARTNER, PROGRAMME
from tests.enrollment.story import BIRGIT, KARIN

COORDINATOR = ("coordinator", OURS, BIRGIT)


@pytest.fixture
def stage() -> Stage:
    stage = Stage(Enrollment, metadata)
    in_force = {"version": load()[PROGRAMME].version}
    stage.call("PUT", f"/programmes/{PROGRAMME}/in-force", in_force, as_=("organisation_admin", OURS, KARIN))
    return stage


def send(stage: Stage, content: bytes, as_: tuple[Any, ...] = COORDINATOR, **said: Any) -> Reply:
    body = {"kind": "families", "format": "csv", "content": b64encode(content).decode(), "programme": PROGRAMME}
    return stage.call("POST", "/imports", body | said, as_=as_)


@pytest.mark.parametrize(("format", "made"), [("csv", as_csv), ("xlsx", as_xlsx)])
def test_a_file_is_tried_and_then_entered(stage: Stage, format: str, made: Any) -> None:
    content = made(lines(households(2)))
    tried = send(stage, content, format=format)
    assert (tried.status, tried.json["dry_run"], tried.json["written"], tried.json["entered"]) == (200, True, False, 2)
    entered = send(stage, content, format=format, dry_run=False)
    assert (entered.json["dry_run"], entered.json["written"], entered.json["entered"]) == (False, True, 2)
    again = send(stage, content, format=format, dry_run=False)
    assert (again.json["entered"], again.json["already_done"], again.json["content"]) == (0, 2, None)


def test_faults_come_with_the_whole_file(stage: Stage) -> None:
    answer = send(stage, as_csv(lines([*household(1), person(family="F2", born="x")])), dry_run=False)
    (error, *_) = answer.json["errors"]
    assert (answer.json["written"], error["row"], error["column"], error["code"]) == (False, 5, "født", "invalid_date")
    assert answer.json["content"] is not None
    assert b64decode(answer.json["content"]).decode().splitlines()[4].count("The date does not exist") == 1


def test_a_file_that_cannot_be_read_is_a_problem_with_its_name(stage: Stage) -> None:
    answer = send(stage, b"navn;alder\nAmal;37\n")
    assert (answer.status, answer.json["code"]) == (422, "columns_wrong")
    assert "B (alder)" in answer.json["detail"]
    assert (send(stage, b"x", format="xlsx").json["code"], send(stage, b"").json["code"]) == (
        "file_malformed",
        "file_empty",
    )


def test_content_that_is_not_encoded_is_refused(stage: Stage) -> None:
    body = {"kind": "families", "format": "csv", "content": "no base64!", "programme": PROGRAMME}
    answer = stage.call("POST", "/imports", body, as_=COORDINATOR)
    assert (answer.status, answer.json["errors"][0]["code"]) == (422, "not_base64")


def test_families_need_a_programme_to_enter(stage: Stage) -> None:
    answer = send(stage, as_csv(lines(household(1))), programme=None)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "/programme")


def test_offers_come_in_through_the_same_door(stage: Stage) -> None:
    answer = send(stage, b"tilbud\n", kind="offers", programme=None)
    assert (answer.status, answer.json["code"]) == (422, "columns_wrong")


def test_a_programme_that_is_not_in_force_takes_nobody(stage: Stage) -> None:
    answer = send(stage, as_csv(lines(household(1))), programme="elsewhere")
    assert (answer.status, answer.json["code"]) == (409, "unknown_programme")


def test_a_coordinator_elsewhere_brings_nobody_in(stage: Stage) -> None:
    answer = send(stage, as_csv(lines(household(1))), ("coordinator", PARTNER, BIRGIT))
    assert (answer.status, answer.json["code"]) == (403, "not_allowed")


@pytest.mark.parametrize("role", ["family", "professional", "operator"])
def test_nobody_but_a_coordinator_brings_families_in(stage: Stage, role: str) -> None:
    assert send(stage, b"", (role, OURS, BIRGIT)).status == 403


def test_a_request_takes_what_can_be_answered_while_somebody_waits(stage: Stage) -> None:
    rows = b"F1;barn;B;1-1-2020\n" * (OF_A_REQUEST.rows + 1)
    assert send(stage, ";".join(DANISH).encode() + b"\n" + rows).json["code"] == "too_many_rows"
    assert send(stage, b"x" * (512 * 1024 + 1)).json["errors"][0]["code"] == "too_long"
