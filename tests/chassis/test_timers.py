"""Every replica keeps time and one of them acts."""

from collections.abc import Callable
from typing import Any

import pytest

from chassis.testing import Rehearsal
from chassis.timers import Timer
from chassis.work import Work
from tests.chassis.small import Tables

HOURLY = 3600.0


@pytest.fixture(params=["sqlite", "postgresql"])
def rehearsal(request: pytest.FixtureRequest) -> Rehearsal:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("database")
    return Rehearsal("matching", Tables.metadata, url=url)


def replicas(rehearsal: Rehearsal, act: Callable[..., Any], *, own: bool = False) -> tuple[Timer, Timer]:
    first, second = (Timer(rehearsal.desk, "remind", HOURLY, act, own=own) for _ in range(2))
    return first, second


def runs(rehearsal: Rehearsal, outcome: str = "done") -> float:
    labels = {"service": "matching", "timer": "remind", "outcome": outcome}
    return rehearsal.desk.metrics.registry.get_sample_value("samspil_timer_runs_total", labels) or 0.0


def test_one_of_two_replicas_acts_in_each_round(rehearsal: Rehearsal) -> None:
    acted: list[Any] = []
    for _ in range(3):
        for timer in replicas(rehearsal, acted.append):
            timer.tick()
        rehearsal.later(seconds=HOURLY)
    assert len(acted) == runs(rehearsal) == 3


def test_many_at_once_still_act_once(rehearsal: Rehearsal) -> None:
    import eventlet

    acted: list[Any] = []
    timers = [timer for _ in range(5) for timer in replicas(rehearsal, acted.append)]
    for thread in [eventlet.spawn(timer.tick) for timer in timers]:
        thread.wait()
    assert len(acted) == 1


def test_what_a_timer_with_transactions_of_its_own_does_is_done_by_one(rehearsal: Rehearsal) -> None:
    acted: list[Any] = []
    for timer in replicas(rehearsal, acted.append, own=True):
        timer.tick()
    assert acted == [rehearsal.desk]


def test_a_failing_act_is_counted_and_the_timer_lives_on(rehearsal: Rehearsal) -> None:
    def fail(_work: Work) -> None:
        raise LookupError

    timer, _ = replicas(rehearsal, fail)
    timer.tick()
    timer.tick()
    assert runs(rehearsal, "failed") == 2
