"""What is no event is set aside with its reason: kept, never lost, never logged, and no trouble to its neighbours."""

from collections import Counter
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from chassis.events.broker import connected
from chassis.events.topology import dead_queue_name, queue_name
from tests.chassis.conftest import Start
from tests.chassis.small_house import SmallHouse
from tests.faults.envelopes import CANARY, good, malformed, put
from tests.servers import PostgreSQL, RabbitMQ, wait_until

GROWTH_LIMIT_KB = 64 * 1024


def dead_letters(broker: RabbitMQ, queue: str) -> Counter[str]:
    """The digests of what lies in the dead-letter queue; it is put back."""
    with connected(broker.url) as line:
        channel, found = line.channel(), Counter[str]()
        while message := channel.basic_get(queue):
            found[sha256(message.body or b"").hexdigest()] += 1
        return found


def peak_kb(house: SmallHouse) -> int:
    """The most memory the process has ever held."""
    lines = Path(f"/proc/{house.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def test_what_is_no_event_is_kept_with_its_reason_and_its_neighbours_are_handled(
    on_broker: Start,
    broker: RabbitMQ,
    organisation: str,
) -> None:
    house = on_broker("hearer")
    cases = malformed(organisation)
    first = [uuid4() for _ in range(3)]
    put(broker, organisation, [good(organisation, subject) for subject in first])
    house.until_heard(first)
    before = peak_kb(house)

    between = [uuid4() for _ in cases]
    put(
        broker,
        organisation,
        [each for pair in zip(cases, between, strict=True) for each in (pair[0], good(organisation, pair[1]))],
    )

    assert house.until_heard(between) == dict.fromkeys([*first, *between], 1)
    wait_until(lambda: len(house.operations("hearer", "quarantined")) >= len(cases), 20, "all of them to be set aside")
    rows = {row["digest"]: (row["reason"], row["size"]) for row in house.operations("hearer", "quarantined")}
    for case in cases:
        assert rows[sha256(case.body).hexdigest()] == (case.reason, len(case.body)), case.name
    expected = Counter(sha256(case.body).hexdigest() for case in cases)
    queue = dead_queue_name(organisation, "matching")
    wait_until(lambda: broker.depth(queue) == len(cases), 20, f"{len(cases)} dead letters")
    assert dead_letters(broker, queue) == expected
    wait_until(lambda: broker.depth(queue_name(organisation, "matching")) == 0, 20, "the queue to be empty")
    assert house.metric("hearer", 'samspil_events_consumed_total{outcome="quarantined"') == len(cases)
    assert CANARY not in house.log.read_text(errors="replace")
    assert house.operations("hearer", "parked") == []
    assert peak_kb(house) - before <= GROWTH_LIMIT_KB


def test_nothing_beside_it_is_lost_when_the_database_is_away(
    on_broker: Start,
    broker: RabbitMQ,
    postgres: PostgreSQL,
    organisation: str,
) -> None:
    house = on_broker("hearer")
    before, after, late = uuid4(), uuid4(), uuid4()
    postgres.kill()
    put(broker, organisation, [good(organisation, before), malformed(organisation)[0], good(organisation, after)])
    wait_until(lambda: "Unavailable" in house.log.read_text(), 20, "the outage to be noticed")
    postgres.start()
    wait_until(lambda: house.ready("hearer").get("ready"), 15, "the service to be ready again")
    put(broker, organisation, [good(organisation, late)])
    house.until_heard([late])
    assert house.until_heard([before, after], 10) == dict.fromkeys([before, after, late], 1)
    assert [row["reason"] for row in house.operations("hearer", "quarantined")] == ["not_json"]
