"""The embedded default: in-memory broker and SQLite files, and still nothing lost and nothing done twice."""

import signal

from tests.chassis.conftest import Start
from tests.servers import wait_until


def test_what_is_told_is_heard_once(start: Start) -> None:
    house = start("teller", "hearer")
    told = [house.tell() for _ in range(50)]
    assert house.until_heard(told) == dict.fromkeys(told, 1)


def test_a_crash_between_telling_and_hearing_loses_nothing_and_doubles_nothing(start: Start) -> None:
    house = start("teller", "hearer")
    told = []
    for _ in range(4):
        told += [house.tell() for _ in range(60)]
        house.kill()
        house.start()
        house.attached()
    assert house.until_heard(told) == dict.fromkeys(told, 1)


def test_a_stop_finishes_what_is_in_hand_and_ends_well(start: Start) -> None:
    house = start("teller", "hearer")
    told = [house.tell() for _ in range(20)]
    assert house.process is not None
    house.process.send_signal(signal.SIGTERM)
    assert house.process.wait(15) == 0
    house.start()
    assert house.attached().until_heard(told) == dict.fromkeys(told, 1)


def test_a_timer_runs_and_is_counted(start: Start) -> None:
    house = start("hearer")
    wait_until(lambda: house.metric("hearer", 'samspil_timer_runs_total{outcome="done"') > 2, 10, "three ticks")


def test_no_log_line_holds_the_words_of_an_exception(start: Start) -> None:
    from tests.chassis.small import FAILING

    house = start("teller", "hearer", retry_seconds=[0.1])
    house.tell(FAILING)
    wait_until(lambda: house.operations("hearer", "parked"), 10, "the failing event to be parked")
    log = house.log.read_text()
    assert '"failure_type": "RuntimeError"' in log
    assert "words of an exception" not in log
    assert "Traceback" not in log
