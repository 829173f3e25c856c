"""Lines to the broker, real and embedded: what is published over them, what is read, and that a lost one is noticed."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import eventlet
import pytest
from kombu import Exchange, Queue

from chassis.events.broker import TROUBLE, Line, connected
from chassis.events.publisher import Outgoing, Publisher
from chassis.events.subscription import Delivery, Subscription
from tests.servers import RabbitMQ

EMBEDDED = "inproc://"
SECONDS = 5.0


@pytest.fixture(params=["embedded", "rabbitmq"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of either broker; the real one is started only when it is asked for."""
    return EMBEDDED if request.param == "embedded" else str(request.getfixturevalue("broker").url)


def copy(position: int, name: str, receiver: str, id: UUID | None = None) -> Outgoing:
    return Outgoing(position, id or uuid4(), name, f"{receiver}.goal.reached.v1", b"{}")


def declare(line: Line, name: str, *receivers: str) -> None:
    facts = Exchange(name, "topic", channel=line.channel())
    facts.declare()
    for receiver in receivers:
        Queue(name, facts, f"{receiver}.goal.reached.v1", channel=line.channel(), durable=True).declare()


@contextmanager
def reader(url: str, name: str, *, prefetch: int, set_aside: bool = False) -> Iterator[list[Delivery]]:
    """Reads the queue in a green thread of its own; another one settles, as the consumer does."""
    taken: list[Delivery] = []
    waiting = eventlet.queue.LightQueue()
    with connected(url) as line:
        subscription = Subscription(line, name, prefetch=prefetch)
        subscription.consume(waiting.put)

        def read() -> None:
            while True:
                subscription.read(60)

        def work() -> None:
            while True:
                delivery = waiting.get()
                taken.append(delivery)
                subscription.set_aside(delivery) if set_aside else subscription.settle([delivery])

        threads = [eventlet.spawn(each) for each in (read, work)]
        try:
            yield taken
        finally:
            for thread in threads:
                thread.kill()


def test_of_two_copies_of_one_event_only_the_one_that_nobody_wants_comes_back(url: str, organisation: str) -> None:
    event = uuid4()
    with connected(url) as line:
        declare(line, organisation, "ours")
        with reader(url, organisation, prefetch=10):
            batch = [copy(1, organisation, "theirs", event), copy(2, organisation, "ours", event)]
            assert Publisher(line, seconds=SECONDS).publish(batch) == {1}


def test_a_batch_far_larger_than_what_may_be_in_hand_goes_through_at_once(url: str, organisation: str) -> None:
    with connected(url) as line:
        declare(line, organisation, "ours")
        with reader(url, organisation, prefetch=5) as taken:
            batch = [copy(number, organisation, "ours") for number in range(200)]
            assert Publisher(line, seconds=SECONDS).publish(batch) == set()
            with eventlet.Timeout(SECONDS):
                while len(taken) < len(batch):
                    eventlet.sleep(0)
    assert [delivery.message_id for delivery in taken] == [str(each.id) for each in batch]


def test_what_is_set_aside_does_not_hold_up_its_publisher(organisation: str) -> None:
    with connected(EMBEDDED) as line:
        declare(line, organisation, "ours")
        with reader(EMBEDDED, organisation, prefetch=5, set_aside=True):
            assert Publisher(line, seconds=SECONDS).publish([copy(1, organisation, "ours")]) == set()


def test_a_lost_line_stays_lost(broker: RabbitMQ) -> None:
    with connected(broker.url) as line:
        broker.kill()
        broker.start()
        for _ in range(3):
            with pytest.raises(TROUBLE):
                hear(line)


def hear(line: Line) -> None:
    line.read(SECONDS)
    line.beat()
