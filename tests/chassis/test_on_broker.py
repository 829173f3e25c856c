"""The chassis on RabbitMQ and PostgreSQL: trouble of every part is waited out, and every fact has one effect."""

import signal
from time import monotonic

from chassis.events.topology import queue_name
from tests.chassis.conftest import Start
from tests.chassis.small import FAILING
from tests.servers import PostgreSQL, RabbitMQ, wait_until

PENDING = "samspil_outbox_pending"
UNROUTABLE = "samspil_unroutable_events"


def test_what_is_told_is_heard_once(on_broker: Start) -> None:
    house = on_broker("teller", "hearer")
    told = [house.tell() for _ in range(100)]
    assert house.until_heard(told) == dict.fromkeys(told, 1)


def test_http_works_while_the_broker_is_down_from_the_start(on_broker: Start, broker: RabbitMQ) -> None:
    broker.stop()
    house = on_broker("teller", "hearer", wait=False)
    told = [house.tell() for _ in range(20)]
    assert house.metric("teller", PENDING) == 20
    assert house.ready("teller")["ready"]
    broker.start()
    house.attached()
    assert house.until_heard(told) == dict.fromkeys(told, 1)


def test_a_killed_broker_loses_nothing_and_http_goes_on(on_broker: Start, broker: RabbitMQ) -> None:
    house = on_broker("teller", "hearer")
    told = [house.tell() for _ in range(50)]
    queue = queue_name(house.settings["hearer"]["organisation"], "matching")
    wait_until(lambda: broker.remembers(queue), 20, "the new queue to be on the broker's disk")
    broker.kill()
    told += [house.tell() for _ in range(50)]
    broker.start()
    assert house.until_heard(told) == dict.fromkeys(told, 1)


def test_what_no_queue_wants_waits_and_is_heard_once_when_one_does(on_broker: Start) -> None:
    house = on_broker("teller")
    told = [house.tell() for _ in range(20)]
    wait_until(lambda: house.metric("teller", UNROUTABLE) == 1, 20, "the broker to send them back")
    assert house.metric("teller", PENDING) == 20
    ears = on_broker("hearer")
    assert ears.until_heard(told) == dict.fromkeys(told, 1)
    wait_until(lambda: house.metric("teller", UNROUTABLE) == 0, 20, "the count to end")


def test_a_hung_broker_does_not_slow_requests(on_broker: Start, broker: RabbitMQ) -> None:
    house = on_broker("teller", "hearer", confirm_seconds=2.0)
    told = [house.tell()]
    house.until_heard(told)
    broker.suspend()
    started = monotonic()
    told += [house.tell() for _ in range(20)]
    wait_until(lambda: house.metric("teller", "samspil_broker_up") == 0, 20, "the hang to be noticed")
    assert monotonic() - started < 20
    broker.resume()
    assert house.until_heard(told) == dict.fromkeys(told, 1)


def test_a_stop_ends_well_while_the_broker_is_down(on_broker: Start, broker: RabbitMQ) -> None:
    house = on_broker("teller", "hearer")
    house.tell()
    broker.kill()
    house.tell()
    assert house.process is not None
    house.process.send_signal(signal.SIGTERM)
    assert house.process.wait(20) == 0


def test_a_restarted_database_is_waited_for_and_is_no_failure_of_the_event(
    on_broker: Start, postgres: PostgreSQL
) -> None:
    house = on_broker("teller", "hearer")
    told = [house.tell() for _ in range(30)]
    postgres.kill()
    refused = house.ready("teller")
    assert not refused["ready"]
    postgres.start()
    wait_until(lambda: house.ready("teller").get("ready"), 15, "the service to be ready again")
    told += [house.tell() for _ in range(30)]
    assert house.until_heard(told) == dict.fromkeys(told, 1)
    assert house.operations("hearer", "parked") == []


def test_a_failing_event_is_parked_after_its_schedule_and_its_neighbours_go_on(on_broker: Start) -> None:
    house = on_broker("teller", "hearer", retry_seconds=[0.2, 0.4])
    neighbours = [house.tell() for _ in range(10)]
    house.tell(FAILING)
    neighbours += [house.tell() for _ in range(10)]
    assert house.until_heard(neighbours) == dict.fromkeys(neighbours, 1)

    def given_up() -> bool:
        (row,) = house.operations("hearer", "parked")
        return row["attempts"] == 3 and row["next_at"] is None

    wait_until(given_up, 20, "the schedule to end")
    (row,) = house.operations("hearer", "parked")
    assert row["outcome"] == "parked"
    assert "RuntimeError" in row["reason"]


def test_a_wait_for_the_database_does_not_stop_the_process(database: str) -> None:
    import eventlet

    from chassis.green import longest_stall
    from chassis.store import Store

    store = Store(database)
    started = monotonic()
    both = [eventlet.spawn(store.wait, 0.3) for _ in range(2)]
    stall = longest_stall(lambda: [one.wait() for one in both])
    assert monotonic() - started < 0.55, "two queries of 0.3 s did not overlap"
    assert stall < 0.15
