"""Idempotency-Key: a command sent again has no second effect, whatever comes between the first time and the second."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import requests
from sqlalchemy import func, select, update

from chassis.tables import replies
from chassis.testing import Reply, Stage
from chassis.web import replies as answers
from tests.chassis.web import raw
from tests.chassis.web.conftest import NotesServer
from tests.chassis.web.served import Note

FAMILY = ("family",)
BODY = {"text": "hello"}
AT_ONCE = 20


def note(stage: Stage, key: str = "k", body: Any = None, as_: Any = FAMILY, path: str = "/notes") -> Reply:
    return stage.call("POST", path, BODY if body is None else body, as_=as_, headers={"Idempotency-Key": key})


def count(stage: Stage, of: Any = Note) -> int:
    with stage.desk.store.session(write=False) as session:
        return session.execute(select(func.count()).select_from(of)).scalar_one()


def test_the_same_command_is_answered_the_same_and_done_once(stage: Stage) -> None:
    first, second = note(stage), note(stage)
    assert (second.status, second.text) == (first.status, first.text) == (201, first.text)
    assert second.headers["ETag"] == first.headers["ETag"]
    assert ("Idempotent-Replay" in first.headers, second.headers["Idempotent-Replay"]) == (False, "true")
    assert count(stage) == 1


def test_without_a_key_every_command_is_a_new_one(stage: Stage) -> None:
    for _ in range(2):
        stage.call("POST", "/notes", BODY, as_=FAMILY)
    assert count(stage) == 2


def test_the_key_cannot_stand_for_another_body(stage: Stage) -> None:
    note(stage)
    reply = note(stage, body={"text": "else"})
    assert (reply.status, reply.json["code"]) == (422, "idempotency_key_reused")
    assert count(stage) == 1


def test_the_key_cannot_stand_for_another_route(stage: Stage) -> None:
    note(stage)
    assert note(stage, path="/notes/open").json["code"] == "idempotency_key_reused"


def test_the_key_cannot_stand_for_another_version(stage: Stage) -> None:
    id = note(stage).json["id"]

    def change(version: str) -> Reply:
        said = {"Idempotency-Key": "change", "If-Match": version}
        return stage.call("PUT", f"/notes/{id}", {"text": "new"}, as_=FAMILY, headers=said)

    assert change('"1"').status == 200
    assert change('"1"').headers["Idempotent-Replay"] == "true"
    assert change('"2"').json["code"] == "idempotency_key_reused"


@pytest.mark.parametrize("other", [("family", "kfum", UUID(int=2)), ("family", "kolding")])
def test_somebody_else_may_use_the_same_key(stage: Stage, other: Any) -> None:
    first, second = note(stage), note(stage, as_=other)
    assert second.status == 201
    assert second.json["id"] != first.json["id"]
    assert count(stage) == 2


def test_an_answer_is_not_given_to_somebody_who_may_no_longer_ask(stage: Stage) -> None:
    note(stage)
    assert note(stage, as_=("volunteer",)).status == 403


def test_a_refusal_is_not_kept(stage: Stage) -> None:
    reply = note(stage, path="/notes/00000000-0000-4000-8000-000000000000/tearing", body={})
    assert reply.status == 404
    assert note(stage).status == 201


def test_who_reads_the_database_reads_no_answer(stage: Stage) -> None:
    first = note(stage)
    with stage.desk.store.session(write=False) as session:
        (row,) = session.execute(select(replies)).all()
    assert BODY["text"] in first.text
    assert BODY["text"].encode() not in row.body
    assert note(stage).text == first.text


def test_a_kept_answer_that_was_tampered_with_is_not_given(stage: Stage) -> None:
    note(stage)
    with stage.desk.store.session() as session:
        (row,) = session.execute(select(replies)).all()
        session.execute(update(replies).values(body=row.body[:-1] + bytes([row.body[-1] ^ 1])))
        session.commit()
    assert note(stage).status == 500


def test_a_wrong_body_is_not_kept(stage: Stage) -> None:
    assert note(stage, body={"text": 1}).status == 422
    assert note(stage).status == 201


@pytest.mark.parametrize("key", ["", " ", "a b", "æ", "x" * 256, "a\tb"])
def test_a_key_must_be_visible_and_short(stage: Stage, key: str) -> None:
    assert note(stage, key=key).json["code"] == "idempotency_key_invalid"


def test_a_key_says_nothing_to_a_question(stage: Stage) -> None:
    assert stage.call("GET", "/notes", as_=FAMILY, headers={"Idempotency-Key": "k"}).status == 200
    assert count(stage, replies) == 0


def test_a_key_says_nothing_to_a_post_that_only_asks(stage: Stage) -> None:
    assert (note(stage, path="/notes/trial").status, note(stage, path="/notes/trial").status) == (200, 200)
    assert count(stage, replies) == count(stage) == 0


def test_the_key_itself_is_never_stored(stage: Stage) -> None:
    note(stage, key="a-very-secret-key")
    with stage.desk.store.session(write=False) as session:
        assert "secret" not in str(session.execute(select(replies)).one())


def test_answers_are_forgotten_after_their_time(stage: Stage) -> None:
    note(stage)
    stage.rehearsal.later(hours=48)
    with stage.desk.store.session() as session:
        assert answers.forget(session, stage.desk.clock.now()) == 1
        session.commit()
    assert "Idempotent-Replay" not in note(stage).headers


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def kept(request: pytest.FixtureRequest, notes: NotesServer) -> Iterator[NotesServer]:
    """The service as a process, on either database."""
    if request.param == "SQLite":
        yield notes
    else:
        with NotesServer({"database_url": request.getfixturevalue("database")}) as server:
            yield server


def test_of_many_at_the_same_time_one_has_an_effect(kept: NotesServer, tmp_path: Path) -> None:
    said = {"Authorization": f"Bearer {kept.token()}", "Idempotency-Key": f"at once {tmp_path.name}".replace(" ", "-")}

    def send(_: int) -> requests.Response:
        return requests.post(f"{kept.url}/notes", json=BODY, headers=said, timeout=20)

    before = len(listed(kept))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answered = list(pool.map(send, range(AT_ONCE)))
    assert {answer.status_code for answer in answered} == {201}
    assert len({answer.text for answer in answered}) == 1
    assert sum("Idempotent-Replay" not in answer.headers for answer in answered) == 1
    assert len(listed(kept)) == before + 1


def test_a_crash_in_the_middle_leaves_nothing_and_the_command_can_be_sent_again(kept_alone: NotesServer) -> None:
    body = json.dumps(BODY).encode()
    head = (
        f"POST /notes/slowly HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {kept_alone.token()}\r\n"
        f"Idempotency-Key: crash\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with raw.connected(kept_alone.port) as sock:
        sock.sendall(head.encode() + body)
        assert kept_alone.is_well()  # asked later and answered, so the command is being carried out
        kept_alone.kill()
        assert raw.until_closed(sock) == b""
    kept_alone.start()
    assert listed(kept_alone) == []
    said = {"Authorization": f"Bearer {kept_alone.token()}", "Idempotency-Key": "crash"}
    first, second = (
        requests.post(f"{kept_alone.url}/notes/slowly", json=BODY, headers=said, timeout=20) for _ in range(2)
    )
    assert (first.status_code, second.text) == (201, first.text)
    assert len(listed(kept_alone)) == 1


@pytest.fixture
def kept_alone() -> Iterator[NotesServer]:
    """A process of this test's own, to be killed."""
    with NotesServer() as server:
        yield server


def listed(server: NotesServer) -> list[Any]:
    said = {"Authorization": f"Bearer {server.token()}"}
    return list(requests.get(f"{server.url}/notes?limit=200", headers=said, timeout=20).json()["items"])
