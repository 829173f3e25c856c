"""A database that is away for long: its events wait with the broker, and nothing counts that against them."""

from uuid import uuid4

from chassis.events.topology import dead_queue_name, queue_name
from tests.chassis.conftest import Start
from tests.faults.envelopes import good, put
from tests.servers import PostgreSQL, RabbitMQ, wait_until


def test_what_cannot_be_handled_for_long_is_given_back_and_asked_for_again(
    on_broker: Start, broker: RabbitMQ, postgres: PostgreSQL, organisation: str
) -> None:
    house = on_broker("hearer")
    subjects = [uuid4() for _ in range(5)]
    postgres.kill()
    put(broker, organisation, [good(organisation, subject) for subject in subjects])
    wait_until(lambda: "Unavailable" in house.log.read_text(), 20, "the outage to be noticed")
    wait_until(lambda: house.ready("hearer").get("broker") == "down", 40, "the service to let go of the queue")
    wait_until(lambda: broker.depth(queue_name(organisation, "matching")) == len(subjects), 20, "them to be given back")
    postgres.start()
    assert house.until_heard(subjects) == dict.fromkeys(subjects, 1)
    assert broker.depth(dead_queue_name(organisation, "matching")) == 0
