"""Runs through the doors, with their process: others are answered meanwhile, and nothing is ever half done."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import eventlet
import pytest
from sqlalchemy import func, select

from chassis import tables
from chassis.companions import Aside
from chassis.testing import Reply, Stage
from matching.actions import putting_forward, runs
from matching.domain import parcels
from matching.service import Matching
from matching.tables import Proposal, Run, RunPart, metadata
from tests.matching.make import BIRGIT, CODE, MADS, NEED, VIBEKE
from tests.matching.runs import stuck
from tests.matching.runs.crowd import gather
from tests.matching.town import Town
from tests.servers import wait_until

MATCHER, COORDINATOR = ("matcher", "kfum", MADS), ("coordinator", "kfum", BIRGIT)
SECONDS = 60.0
WANTED = {"programme": CODE}


def staged(**on: Any) -> Stage:
    return Stage(Matching, metadata, **on)


def crowded(stage: Stage, needs: int = 1, volunteers: int = 1) -> Stage:
    gather(Town(stage.rehearsal), needs, volunteers)
    return stage


@pytest.fixture
def stage() -> Stage:
    return crowded(staged())


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Stage]:
    """A service with a process of its own, that is stuck until it is told that it is enough."""
    stage = crowded(staged(url=f"sqlite:///{tmp_path}/matching.db", processes=True))
    stage.desk.aside.declare({"solving": Aside(function=stuck.ASIDE, reads_database=True)})
    yield stage
    stage.desk.aside.stop()


def post(stage: Stage, path: str = "/runs", as_: Any = MATCHER, key: str = "", **body: Any) -> Reply:
    return stage.call("POST", path, body or WANTED, as_=as_, headers={"Idempotency-Key": key} if key else None)


def how_many(stage: Stage, *of: Any) -> list[int]:
    with stage.desk.store.session(write=False) as session:
        return [session.execute(select(func.count()).select_from(table)).scalar_one() for table in of]


def begin(stage: Stage) -> Any:
    asking = eventlet.spawn(post, stage)
    wait_until(stuck.marks(stage.desk.settings["database_url"])[0].exists, SECONDS, "the run to begin")
    return asking


def enough(stage: Stage) -> None:
    stuck.marks(stage.desk.settings["database_url"])[1].touch()


def test_others_are_answered_while_a_run_is_computed_in_its_process(beside: Stage) -> None:
    asking = begin(beside)
    answered = [beside.call("GET", "/proposals", as_=MATCHER).status, beside.call("GET", "/runs", as_=MATCHER).status]
    written = post(beside, "/rulings", COORDINATOR, need=NEED, volunteer=VIBEKE, word="pin", reason="continuity")
    assert not asking.dead
    assert (answered, written.status) == ([200, 200], 201)
    enough(beside)
    assert [each["need"] for each in asking.wait().json["proposals"]] == [str(NEED)]


def test_a_run_whose_process_is_killed_leaves_nothing_and_the_next_one_runs(beside: Stage) -> None:
    before = how_many(beside, Run, RunPart, Proposal, tables.outbox)
    asking = begin(beside)
    pid = beside.desk.aside.pid("solving")
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert (reply := asking.wait()).status == 503, reply.text
    assert how_many(beside, Run, RunPart, Proposal, tables.outbox) == before
    enough(beside)
    assert post(beside).status == 201


def test_a_run_that_nobody_waits_for_any_more_leaves_nothing(beside: Stage) -> None:
    before = how_many(beside, Run, RunPart, Proposal, tables.outbox)
    asking = begin(beside)
    asking.kill()
    enough(beside)
    assert how_many(beside, Run, RunPart, Proposal, tables.outbox) == before
    assert post(beside).status == 201


def test_a_process_that_dies_at_work_is_an_outage_and_nothing_is_written(tmp_path: Path) -> None:
    stage = crowded(staged(url=f"sqlite:///{tmp_path}/matching.db", processes=True))
    stage.desk.aside.declare({"solving": Aside(function="tests.chassis.small_aside:crash", reads_database=True)})
    reply = post(stage)
    assert (reply.status, reply.json["code"]) == (503, "aside_unavailable")
    assert how_many(stage, Run, RunPart, Proposal) == [0, 0, 0]
    stage.desk.aside.stop()


def test_others_are_answered_while_proposals_are_put_forward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = 8 * parcels.PAIRS
    stage = crowded(staged(url=f"sqlite:///{tmp_path}/matching.db"), count, count)
    order: list[str] = []
    real = putting_forward.put_forward

    def noted(*said: Any) -> Any:
        order.append("begun")
        run = real(*said)
        order.append("over")
        return run

    def ask_on() -> None:
        while "over" not in order:
            assert stage.call("GET", "/runs", as_=MATCHER).status == 200
            order.append("answered")
            eventlet.sleep(0)

    monkeypatch.setattr(runs, "put_forward", noted)
    asking, others = eventlet.spawn(post, stage), eventlet.spawn(ask_on)
    assert asking.wait().json["figures"]["proposed"] == count
    others.wait()
    assert order[order.index("begun") : order.index("over")].count("answered") >= 8


def test_what_is_not_committed_is_seen_by_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = crowded(staged(url=f"sqlite:///{tmp_path}/matching.db"), 3 * parcels.PAIRS, 3 * parcels.PAIRS)
    seen: list[int] = []
    real = putting_forward._propose

    def looking(*said: Any) -> Any:
        seen.extend(how_many(stage, Run, Proposal))
        return real(*said)

    monkeypatch.setattr(putting_forward, "_propose", looking)
    assert post(stage).status == 201
    assert set(seen) == {0}
    assert len(seen) == 2 * 3


def test_a_run_sent_twice_under_one_key_runs_once(stage: Stage) -> None:
    first, second = post(stage, key="one-run"), post(stage, key="one-run")
    assert (first.status, second.status, second.text) == (201, 201, first.text)
    assert second.headers["Idempotent-Replay"] == "true"
    assert how_many(stage, Run) == [1]


def test_a_dry_run_is_answered_and_not_kept(stage: Stage) -> None:
    dry = post(stage, programme=CODE, dry=True, key="dry")
    assert (dry.status, dry.json["id"]) == (201, None)
    assert [each["need"] for each in dry.json["would_propose"]] == [str(NEED)]
    assert how_many(stage, Run, RunPart, Proposal, tables.replies) == [0, 0, 0, 0]


def test_a_run_is_found_again_with_everything_that_was_said(stage: Stage) -> None:
    run = post(stage).json
    assert stage.call("GET", f"/runs/{run['id']}", as_=COORDINATOR).json == run
    [listed] = stage.call("GET", f"/runs?programme={CODE}", as_=COORDINATOR).json["items"]
    assert listed == {name: value for name, value in run.items() if name in listed}
    assert run["figures"]["served"] == run["figures"]["proposed"] == 1
    proposals = stage.call("GET", f"/runs/{run['id']}/proposals", as_=MATCHER).json["items"]
    assert proposals == run["proposals"]
    assert stage.call("GET", f"/runs/{run['id']}/unmatched", as_=MATCHER).json["items"] == []


def test_a_run_is_replayed_at_the_door(stage: Stage) -> None:
    run = post(stage).json
    replayed = stage.call("POST", f"/runs/{run['id']}/replay", as_=MATCHER)
    assert (replayed.status, replayed.json["same_hash"], replayed.json["same_pairs"]) == (200, True, True)
    assert how_many(stage, Run) == [1]
    assert stage.call("POST", f"/runs/{NEED}/replay", as_=MATCHER).status == 404


def test_the_real_process_answers_runs_and_gaps(tmp_path: Path) -> None:
    stage = crowded(staged(url=f"sqlite:///{tmp_path}/matching.db", processes=True), needs=3)
    assert (post(stage).status, how_many(stage, Proposal)) == (201, [1])
    gaps = stage.call("GET", f"/gaps?programme={CODE}", as_=COORDINATOR)
    assert (gaps.status, gaps.json["gaps"][0]["families"]) == (200, 2)
    assert gaps.json["gaps"][0]["text"]["en"]
    stage.desk.aside.stop()


def test_without_needs_there_is_nobody_to_look_for() -> None:
    assert staged().call("GET", f"/gaps?programme={CODE}", as_=MATCHER).json == {"gaps": []}


@pytest.mark.parametrize("path", ["/gaps?programme=unknown", f"/gaps?programme={CODE}&organisations=nobody"])
def test_gaps_of_what_nobody_knows_are_refused(path: str) -> None:
    assert staged().call("GET", path, as_=MATCHER).status in (404, 409, 422)


def test_an_organisation_that_the_programme_does_not_know_is_refused(stage: Stage) -> None:
    reply = post(stage, programme=CODE, organisations=["nobody"])
    assert (reply.status, reply.json["code"]) == (409, "not_in_the_programme")


def test_a_rule_of_what_may_be_ruled_is_said_by_the_door(stage: Stage) -> None:
    said: dict[str, Any] = {
        "need": NEED,
        "volunteer": VIBEKE,
        "word": "override",
        "rule": "vetting_missing",
        "reason": "time_agreed",
    }
    assert post(stage, "/rulings", COORDINATOR, **said).json["errors"][0]["code"] == "not_a_choice"
    note = {**said, "rule": None, "word": "pin", "reason": "continuity", "note": "Amal's neighbour"}
    assert post(stage, "/rulings", COORDINATOR, **note).status == 422
