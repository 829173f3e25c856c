"""A door that computes aside between two transactions, and writes once whatever is sent twice."""

from typing import Any
from uuid import UUID

import eventlet
import pytest
from sqlalchemy import func, select

from chassis import tables
from chassis.companions import Aside
from chassis.doors import get, post
from chassis.testing import Reply, Stage
from chassis.web.request import Request
from chassis.work import Work
from contracts.fields import Strict, count, text
from tests.chassis.web.served import NewNote, Note, Shown, Tables

FAMILY = {"family": "own"}
AS_FAMILY = ("family",)
ONE = UUID(int=1)
COUNTING = "tests.chassis.small_aside:notes"
KEY = {"Idempotency-Key": "one-errand"}


class Counted(Strict):
    """How many notes there were."""

    notes = count()
    word = text(40)


class Counting:
    """Counts its notes aside, and then notes something."""

    name = "enrollment"  # it tells what only enrollment tells
    asides = {"counting": Aside(function=COUNTING, reads_database=True)}

    @post("/counted", allow=FAMILY, body=NewNote, reply=Shown, status=201, own_transaction=False)
    def note_counted(self, errand: Any, request: Request) -> Any:
        """Note something, with how many notes there were."""
        found = errand.aside("counting", {}).decode()
        return errand.once(lambda work: note(work, f"{request.body['text']} {found}"))

    @get("/counted", allow=FAMILY, reply=Counted, aside="counting")
    def counted(self, _work: Work, _request: Request) -> Any:
        """How many notes there are."""
        return {"word": "so far"}

    @post("/halfway", allow=FAMILY, own_transaction=False)
    def stop_halfway(self, errand: Any, _request: Request) -> Any:
        """Write and tell, let others have their turn, and fail."""
        errand.once(fail_halfway)


def note(work: Work, words: str) -> Note:
    kept = Note(id=work.new_id(), text=words, version=1)
    work.session.add(kept)
    return kept


def fail_halfway(work: Work) -> None:
    note(work, "half")
    work.emit("goal.reached.v1", ONE, {"family": ONE})
    work.pause()
    raise RuntimeError


@pytest.fixture
def stage() -> Stage:
    return Stage(Counting, Tables.metadata)


def noted(stage: Stage, text: str = "note", **headers: str) -> Reply:
    return stage.call("POST", "/counted", {"text": text}, as_=AS_FAMILY, headers=headers)


def how_many(stage: Stage, of: Any = Note) -> int:
    with stage.desk.store.session(write=False) as session:
        return session.execute(select(func.count()).select_from(of)).scalar_one()


def test_what_is_computed_aside_sees_what_is_committed(stage: Stage) -> None:
    for number in range(3):
        assert noted(stage).json["text"] == f'note {{"notes": {number}, "word": ""}}'


def test_a_real_process_reads_the_database_too(tmp_path: Any) -> None:
    stage = Stage(Counting, Tables.metadata, url=f"sqlite:///{tmp_path}/notes.db", processes=True)
    noted(stage)
    assert stage.call("GET", "/counted", as_=AS_FAMILY).json == {"notes": 1, "word": "so far"}
    assert stage.desk.aside.pid("counting")
    stage.desk.aside.stop()


def test_what_was_made_aside_goes_through_the_schema_of_the_reply(stage: Stage) -> None:
    shown = stage.call("GET", "/counted", as_=AS_FAMILY)
    assert (shown.status, shown.json) == (200, {"notes": 0, "word": "so far"})
    assert shown.headers["Content-Type"].startswith("application/json")


def test_an_errand_sent_twice_under_one_key_is_done_once_and_computed_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = noted(stage, **KEY)
    monkeypatch.delattr(stage.desk, "aside")
    second = noted(stage, **KEY)
    assert (second.status, second.text) == (201, first.text)
    assert second.headers["Idempotent-Replay"] == "true"
    assert how_many(stage) == 1


def test_the_key_of_an_errand_stands_for_no_other(stage: Stage) -> None:
    noted(stage, **KEY)
    assert noted(stage, "else", **KEY).json["code"] == "idempotency_key_reused"


def test_two_errands_under_one_key_at_the_same_moment_are_done_once(tmp_path: Any) -> None:
    stage = Stage(Counting, Tables.metadata, url=f"sqlite:///{tmp_path}/notes.db")
    both = [eventlet.spawn(noted, stage, **KEY) for _ in range(2)]
    first, second = (each.wait() for each in both)
    assert first.text == second.text
    assert how_many(stage) == 1


def test_an_errand_without_a_key_is_done_each_time(stage: Stage) -> None:
    for _ in range(2):
        noted(stage)
    assert how_many(stage) == 2


def test_what_was_told_before_a_pause_is_told_with_the_rest_and_in_order(stage: Stage) -> None:
    def tell(work: Work) -> None:
        for _ in range(3):
            work.emit("goal.reached.v1", ONE, {"family": ONE})
            work.pause()

    stage.desk.transact(tell)
    assert [event.sequence for event in stage.rehearsal.stored()] == [1, 2, 3]


def test_the_relay_hears_of_what_was_told_before_the_last_pause(stage: Stage) -> None:
    rung: list[bool] = []
    stage.desk.committed.ring = lambda: rung.append(True)  # type: ignore[method-assign]

    def tell(work: Work) -> None:
        work.emit("goal.reached.v1", ONE, {"family": ONE})
        work.pause()

    stage.desk.transact(tell)
    assert rung


def test_what_fails_after_a_pause_leaves_nothing(stage: Stage) -> None:
    assert stage.call("POST", "/halfway", as_=AS_FAMILY).status == 500
    assert how_many(stage) == how_many(stage, tables.outbox) == 0
