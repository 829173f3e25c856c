"""Events received: one effect each, whatever the order, the number of deliveries and the neighbours."""

from collections.abc import Iterable
from uuid import UUID

import pytest
from sqlalchemy import select, update

from chassis.doors import subscriptions_of
from chassis.events import parking
from chassis.events.handling import Handling
from chassis.tables import inbox
from chassis.tables import parked as parked_table
from chassis.testing import Rehearsal
from contracts.envelope import Event
from contracts.refusals import Refused
from tests.chassis.small import FAILING, Heard, Hearer, Tables


@pytest.fixture
def rehearsal() -> Rehearsal:
    return Rehearsal("matching", Tables.metadata, settings={"retry_seconds": [1.0, 5.0]})


@pytest.fixture
def handling(rehearsal: Rehearsal) -> Handling:
    return Handling(rehearsal.desk, subscriptions_of(Hearer()))


def told(rehearsal: Rehearsal, *subjects: int | UUID) -> list[Event]:
    teller = Rehearsal("enrollment", Tables.metadata)
    with teller.work() as work:
        work.clock = rehearsal.clock
        for subject in subjects:
            id = subject if isinstance(subject, UUID) else UUID(int=subject)
            work.emit("goal.reached.v1", id, {"family": id})
    return teller.emitted


def effects(rehearsal: Rehearsal) -> list[int]:
    with rehearsal.store.session(write=False) as session:
        return sorted(subject.int for subject in session.scalars(select(Heard.subject)))


def parked(rehearsal: Rehearsal) -> list[parking.Row]:
    with rehearsal.store.session(write=False) as session:
        return parking.listed(session)


def counted(rehearsal: Rehearsal, outcome: str) -> float:
    labels = {"service": "matching", "type": "goal.reached.v1", "outcome": outcome}
    return rehearsal.desk.metrics.registry.get_sample_value("samspil_events_consumed_total", labels) or 0.0


def deliver(handling: Handling, batches: Iterable[list[Event]]) -> None:
    for batch in batches:
        handling.handle(batch)


def test_every_event_of_a_batch_has_its_effect(rehearsal: Rehearsal, handling: Handling) -> None:
    handling.handle(told(rehearsal, 1, 2, 3))
    assert effects(rehearsal) == [1, 2, 3]
    assert counted(rehearsal, "done") == 3


def test_a_second_delivery_has_no_second_effect_and_is_counted(rehearsal: Rehearsal, handling: Handling) -> None:
    first, second = told(rehearsal, 1, 2)
    deliver(handling, [[first, first], [first, second], [second]])
    assert effects(rehearsal) == [1, 2]
    assert counted(rehearsal, "duplicate") == 3
    with rehearsal.store.session(write=False) as session:
        assert dict(row for row in session.execute(select(inbox.c.id, inbox.c.duplicates)))[second.id] == 1


def test_a_failing_event_is_parked_with_its_reason_and_its_neighbours_go_on(
    rehearsal: Rehearsal, handling: Handling
) -> None:
    handling.handle(told(rehearsal, 1, FAILING, 2))
    assert effects(rehearsal) == [1, 2]
    (row,) = parked(rehearsal)
    assert row["outcome"] == "parked"
    assert row["reason"].startswith("RuntimeError at tests.chassis.small:")
    assert "words of an exception" not in row["reason"]


def test_a_parked_event_is_retried_on_its_schedule_and_then_left_to_a_person(
    rehearsal: Rehearsal, handling: Handling
) -> None:
    handling.handle(told(rehearsal, FAILING))
    tries = []
    for wait in (0.9, 0.2, 4.9, 0.2, 1000):
        rehearsal.later(seconds=wait)
        handling.retry_due(rehearsal.desk)
        tries.append(parked(rehearsal)[0]["attempts"])
    assert tries == [1, 2, 2, 3, 3]
    assert parked(rehearsal)[0]["next_at"] is None


def test_a_retry_that_succeeds_has_its_effect_once_and_leaves_the_parking(
    rehearsal: Rehearsal, handling: Handling
) -> None:
    (event,) = told(rehearsal, FAILING)
    handling.handle([event])
    handling.doors = {**handling.doors, event.type: lambda work, event: work.session.add(heard(work, event))}
    rehearsal.later(seconds=2)
    handling.retry_due(rehearsal.desk)
    handling.retry_due(rehearsal.desk)
    handling.handle([event])
    assert effects(rehearsal) == [FAILING.int]
    assert parked(rehearsal) == []


def heard(work: object, event: Event) -> Heard:
    return Heard(row=work.new_id(), subject=event.subject, type=event.type, at=work.now)  # type: ignore[attr-defined]


def test_a_parked_event_that_cannot_be_read_any_more_does_not_keep_others_from_their_turn(
    rehearsal: Rehearsal, handling: Handling
) -> None:
    old, (other,) = told(rehearsal, FAILING), told(rehearsal, FAILING)
    deliver(handling, [old, [other]])
    spoil = update(parked_table).where(parked_table.c.id == old[0].id).values(body=b"{}")
    rehearsal.desk.transact(lambda work: work.session.execute(spoil))
    rehearsal.later(seconds=2)
    handling.retry_due(rehearsal.desk)
    rows = {row["id"]: row for row in parked(rehearsal)}
    assert rows[old[0].id]["reason"].startswith("Malformed at contracts.")
    assert [row["attempts"] for row in rows.values()] == [2, 2]


def test_a_rule_that_says_no_is_parked_as_refused_and_not_retried(rehearsal: Rehearsal, handling: Handling) -> None:
    def refuse(_work: object, _event: Event) -> None:
        raise Refused("not_found")

    handling.doors = {"goal.reached.v1": refuse}
    handling.handle(told(rehearsal, 1))
    (row,) = parked(rehearsal)
    assert (row["outcome"], row["reason"], row["next_at"]) == ("refused", "refused: not_found", None)


def test_what_a_handler_tells_goes_out_with_its_effect_under_the_same_correlation(
    rehearsal: Rehearsal, handling: Handling
) -> None:
    def pass_on(work: object, event: Event) -> None:
        work.emit("volunteer.left.v1", event.subject, {"reason": "other"})  # type: ignore[attr-defined]

    handling.doors = {"goal.reached.v1": pass_on}
    (cause,) = told(rehearsal, 1)
    handling.handle([cause, cause])
    (effect,) = rehearsal.stored()
    assert (effect.correlationid, effect.causationid) == (cause.correlationid, cause.id)
