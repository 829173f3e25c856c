"""Work in a process of its own, on real processes: the service goes on, and no end of the other one is its own."""

import gc
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import eventlet
import pytest
from structlog.testing import capture_logs

from chassis.clock import Clock
from chassis.companions import Aside, Away, Companions, Failed, NotInstalled
from chassis.logs import log_for
from chassis.metrics import Metrics
from tests.servers import wait_until
from tests.servers.process import Server

Make = Callable[..., Companions]
SECONDS = 30.0
SECRET = "postgresql://matching:hush@db.example/matching"


@pytest.fixture
def make() -> Iterator[Make]:
    """Companions for functions of `small_aside`: `make("echo", "crash", seconds=1)`."""
    made = []

    def begin(*names: str, database_url: str = "", **limits: Any) -> Companions:
        companions = Companions(Clock(), Metrics("small"), log_for("small", "kfum"), database_url=database_url)
        companions.declare({name: Aside(function=f"tests.chassis.small_aside:{name}", **limits) for name in names})
        made.append(companions)
        return companions

    yield begin
    for companions in made:
        companions.stop()


@pytest.fixture
def marks(tmp_path: Path) -> dict[str, str]:
    """Where `ready` says that it has begun, and is told that it is enough."""
    return {name: str(tmp_path / name) for name in ("begun", "enough")}


def begun(marks: dict[str, str]) -> None:
    wait_until(Path(marks["begun"]).exists, SECONDS, "the process beside to begin")


def alive(pid: int) -> bool:
    """Whether a process is there and no mere entry that its parent has not read."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_what_is_asked_is_answered_by_one_process_that_stays(make: Make) -> None:
    beside = make("echo")
    assert json.loads(beside("echo", {"letters": "æøå ع"})) == {"letters": "æøå ع"}
    first = beside.pid("echo")
    assert first is not None
    assert first != os.getpid()
    beside("echo", {})
    assert beside.pid("echo") == first


def test_the_event_loop_turns_while_the_process_beside_computes(make: Make, marks: dict[str, str]) -> None:
    beside = make("ready")
    asking = eventlet.spawn(beside, "ready", marks)
    begun(marks)
    assert not asking.dead
    Path(marks["enough"]).touch()  # only a loop that turns comes here, and only this ends the computation
    assert asking.wait() == b"computed"


def test_one_request_is_at_work_at_a_time_and_the_line_has_an_end(make: Make, marks: dict[str, str]) -> None:
    beside = make("ready", waiting=2)
    asking = [eventlet.spawn(beside, "ready", marks) for _ in range(3)]
    begun(marks)
    with pytest.raises(Away):
        beside("ready", marks)
    Path(marks["enough"]).touch()
    assert [each.wait() for each in asking] == [b"computed"] * 3
    assert beside("ready", marks) == b"computed"


def test_an_answer_larger_than_a_pipe_comes_whole(make: Make) -> None:
    assert make("letters", max_bytes=3_000_000)("letters", {"count": 3_000_000}) == b"x" * 3_000_000


def test_a_request_larger_than_a_pipe_arrives_whole(make: Make) -> None:
    asked = {"letters": "y" * 2_000_000}
    assert json.loads(make("echo")("echo", asked)) == asked


def test_an_answer_that_is_too_large_is_an_outage_and_the_process_is_replaced(make: Make) -> None:
    beside = make("letters", max_bytes=1000)
    assert beside("letters", {"count": 1000})
    first = beside.pid("letters")
    with pytest.raises(Away):
        beside("letters", {"count": 1001})
    assert beside("letters", {"count": 3}) == b"xxx"
    assert beside.pid("letters") != first


def test_a_request_that_is_too_large_is_not_sent(make: Make) -> None:
    beside = make("echo", max_bytes=100)
    with pytest.raises(Away):
        beside("echo", {"letters": "y" * 100})
    assert beside.pid("echo") is None


def test_a_process_that_dies_at_work_is_an_outage_and_is_replaced(make: Make) -> None:
    beside = make("crash")
    for _ in range(2):
        with pytest.raises(Away):
            beside("crash", {})


def test_a_process_that_died_between_two_requests_is_replaced_unnoticed(make: Make) -> None:
    beside = make("echo")
    for _ in range(20):  # asked while it is dying, or when it is gone
        beside("echo", {})
        dying = beside.pid("echo")
        assert dying is not None
        os.kill(dying, signal.SIGKILL)
        assert beside("echo", {}) == b"{}"


def test_a_request_that_lasts_too_long_is_an_outage_and_its_process_ends(make: Make, marks: dict[str, str]) -> None:
    beside = make("ready", seconds=1.0)
    asking = eventlet.spawn(beside, "ready", marks)
    begun(marks)
    first = beside.pid("ready")
    assert first is not None
    with pytest.raises(Away):
        asking.wait()
    assert not alive(first)
    Path(marks["enough"]).touch()
    assert beside("ready", marks) == b"computed"


def test_an_answer_nobody_waits_for_any_more_is_not_the_next_ones(make: Make, marks: dict[str, str]) -> None:
    beside = make("ready")
    asking = eventlet.spawn(beside, "ready", marks)
    begun(marks)
    asking.kill()
    Path(marks["enough"]).touch()
    wait_until(lambda: beside.pid("ready") is None, SECONDS, "the process to be given up")
    with pytest.raises(Failed):
        beside("ready", {})


def test_of_a_mistake_only_type_and_place_are_told(make: Make) -> None:
    with capture_logs() as lines, pytest.raises(Failed) as failed:
        make("mistake")("mistake", {"name": "Amal"})
    (line,) = lines
    assert (line["event"], line["failure_type"], line["type"]) == ("aside_failed", "ValueError", "mistake")
    assert line["where"].startswith("tests.chassis.small_aside:")
    assert "Amal" not in f"{lines} {failed.value!r}"


def test_the_process_survives_a_mistake(make: Make) -> None:
    beside = make("mistake")
    for _ in range(2):
        with pytest.raises(Failed):
            beside("mistake", {"name": "Amal"})
        pid = beside.pid("mistake")
    assert beside.pid("mistake") == pid


def test_what_the_machine_lacks_is_named_by_its_packages(make: Make) -> None:
    with pytest.raises(NotInstalled) as lacking:
        make("lacking", packages=("libpaper", "fonts-paper"))("lacking", {})
    assert lacking.value.because == {"packages": "libpaper fonts-paper"}


@pytest.mark.parametrize("name", ["lacking", "nowhere"])
def test_an_import_that_no_package_brings_is_a_mistake(make: Make, name: str) -> None:
    with pytest.raises(Failed):
        make(name)(name, {})


def test_what_a_library_prints_disturbs_nobody(make: Make) -> None:
    assert make("chatter")("chatter", {}) == b"quiet"


def test_the_process_beside_is_told_no_secret(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL_ENROLLMENT", "BROKER_URL", "SAMSPIL_SERVICE_TOKEN"):
        monkeypatch.setenv(name, "secret")
    told = json.loads(make("surroundings")("surroundings", {}))
    assert "PATH" in told
    assert not [name for name in told if "URL" in name or "SAMSPIL" in name]


def test_who_reads_the_database_is_told_the_address_over_the_pipe_alone(make: Make) -> None:
    beside = make("witness", database_url=SECRET, reads_database=True)
    told = json.loads(beside("witness", {"programme": "a"}))
    assert told["asked"] == {"programme": "a", "database_url": SECRET}
    assert "hush" not in "".join(told["ways"])


def test_who_does_not_read_the_database_is_told_no_address(make: Make) -> None:
    assert json.loads(make("echo", database_url=SECRET)("echo", {"a": 1})) == {"a": 1}


def test_the_address_is_in_no_line_and_no_failure(make: Make) -> None:
    beside = make("stranger", database_url=SECRET, reads_database=True)
    with capture_logs() as lines, pytest.raises(Failed) as failed:
        beside("stranger", {})
    assert "hush" not in f"{lines} {failed.value!r} {beside._by_purpose['stranger'].declared!r}"


def test_who_keeps_a_purpose_alone_goes_on_after_the_one_before(make: Make) -> None:
    beside, order = make("echo"), []

    def errand(name: str) -> None:
        with beside.alone("echo"):
            order.append(name)
            beside("echo", {})
            order.append(name)

    for each in [eventlet.spawn(errand, name) for name in "abc"]:
        each.wait()
    assert "".join(order) == "aabbcc"


def test_the_line_of_those_who_want_it_alone_has_an_end_too(make: Make) -> None:
    beside = make("echo", waiting=0)
    with beside.alone("echo"), pytest.raises(Away), beside.alone("echo"):
        pass
    with beside.alone("echo"):
        assert beside("echo", {}) == b"{}"


def test_every_outcome_is_counted(make: Make) -> None:
    metrics = Metrics("small")
    beside = Companions(Clock(), metrics, log_for("small", "kfum"))
    names = ("echo", "crash", "lacking")
    beside.declare({name: Aside(function=f"tests.chassis.small_aside:{name}", packages=("p",)) for name in names})
    beside("echo", {})
    for name, outage in (("crash", Away), ("lacking", NotInstalled)):
        with pytest.raises(outage):
            beside(name, {})
    beside.stop()
    for purpose, outcome in (("echo", "done"), ("crash", "away"), ("lacking", "missing")):
        labels = f'outcome="{outcome}",purpose="{purpose}",service="small"'
        assert f"samspil_aside_seconds_count{{{labels}}} 1.0" in metrics.text().decode()


def test_stopping_ends_the_process(make: Make) -> None:
    beside = make("echo")
    beside("echo", {})
    pid = beside.pid("echo")
    assert pid is not None
    beside.stop()
    assert not alive(pid)


def test_a_process_that_nobody_holds_any_more_ends() -> None:
    beside = Companions(Clock(), Metrics("small"), log_for("small", "kfum"))
    beside.declare({"echo": Aside(function="tests.chassis.small_aside:echo")})
    beside("echo", {})
    pid = beside.pid("echo")
    assert pid is not None
    del beside
    gc.collect()
    assert not alive(pid)


class Parent(Server):
    """A process with a companion at work."""

    name = "parent"

    def command(self) -> list[str | Path]:
        marks = (self.folder / name for name in ("begun", "enough", "pid"))
        return [sys.executable, "-m", "tests.chassis.small_parent", *marks]

    def options(self) -> dict[str, Any]:
        return {"env": {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}}

    def answers(self) -> bool:
        return bool((self.folder / "pid").exists() and (self.folder / "pid").read_text(encoding="ascii"))


def test_a_process_at_work_ends_when_its_parent_is_killed() -> None:
    with Parent() as parent:
        pid = int((parent.folder / "pid").read_text(encoding="ascii"))
        assert alive(pid)
        os.kill(parent.pid, signal.SIGKILL)
        wait_until(lambda: not alive(pid), SECONDS, "the companion to end with its parent")
