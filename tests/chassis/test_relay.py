"""A copy that no queue wants stays in the outbox, keeps nobody waiting, and is counted until a queue wants it."""

from collections.abc import Sequence
from uuid import UUID

import eventlet
import pytest
from eventlet.event import Event as Signal

from chassis.events import outbox
from chassis.events.publisher import Outgoing, Publisher
from chassis.events.relay import UNWANTED_SECONDS, Relay
from chassis.testing import Rehearsal
from tests.chassis.small import Tables

FAMILY = UUID(int=7)
UNHEARD, HEARD = "kfum.goal.reached.v1", "kfum.person.erased.v1"


class Broker(Publisher):
    """Takes what some queue wants and sends the rest back; without a network."""

    def __init__(self, *wanted: str) -> None:
        self.wanted, self.took = list(wanted), list[str]()

    def publish(self, batch: Sequence[Outgoing]) -> set[int]:
        self.took += [copy.routing_key for copy in batch if copy.routing_key in self.wanted]
        return {copy.position for copy in batch if copy.routing_key not in self.wanted}


@pytest.fixture
def rehearsal() -> Rehearsal:
    rehearsal = Rehearsal("enrollment", Tables.metadata)
    with rehearsal.work() as work:
        work.emit("goal.reached.v1", FAMILY, {"family": FAMILY})
        work.emit("person.erased.v1", FAMILY, {})
    return rehearsal


def unroutable(rehearsal: Rehearsal) -> float | None:
    return rehearsal.desk.metrics.registry.get_sample_value("samspil_unroutable_events", {"service": "enrollment"})


def test_it_waits_in_the_outbox_while_others_go_on(rehearsal: Rehearsal) -> None:
    broker = Broker(HEARD)
    Relay(rehearsal.desk).carry(broker)
    assert broker.took == [HEARD]
    with rehearsal.store.session(write=False) as session:
        assert [row.type for row in outbox.waiting(session, 10)] == ["goal.reached.v1"]


def test_the_gauge_does_not_fall_while_it_is_tried_again(rehearsal: Rehearsal) -> None:
    relay, seen = Relay(rehearsal.desk), []
    for _ in range(10):
        relay.carry(Broker(HEARD))
        seen.append(unroutable(rehearsal))
        rehearsal.later(seconds=UNWANTED_SECONDS / 2)
    assert seen == [1] * 10


def test_it_goes_as_soon_as_a_queue_wants_it(rehearsal: Rehearsal) -> None:
    relay, broker = Relay(rehearsal.desk), Broker(HEARD)
    relay.carry(broker)
    broker.wanted.append(UNHEARD)
    rehearsal.later(seconds=UNWANTED_SECONDS)
    relay.carry(broker)
    assert broker.took == [HEARD, UNHEARD]
    assert unroutable(rehearsal) == 0


class Slow(Broker):
    """Takes its time: until it is let go on."""

    def __init__(self) -> None:
        super().__init__(HEARD, UNHEARD)
        self.begun, self.go_on = Signal(), Signal()

    def publish(self, batch: Sequence[Outgoing]) -> set[int]:
        self.begun.send()
        self.go_on.wait()
        return super().publish(batch)


def test_of_two_replicas_one_carries_and_the_other_soon_looks_again(database: str) -> None:
    first, second = (Rehearsal("enrollment", Tables.metadata, url=database) for _ in range(2))
    with first.work() as work:
        work.emit("goal.reached.v1", FAMILY, {"family": FAMILY})
    slow, other = Slow(), Broker(HEARD, UNHEARD)
    carrying = eventlet.spawn(Relay(first.desk).carry, slow)
    slow.begun.wait()
    relay = Relay(second.desk)
    assert relay.carry(other) is None
    slow.go_on.send()
    assert carrying.wait() == 1
    assert relay.carry(other) == 0
    assert (slow.took, other.took) == ([UNHEARD], [])
    for each in (first, second):
        each.store.engine.dispose()
