"""Devices and coordinators at the same moment, on PostgreSQL: one effect each, and nothing is counted twice."""

from collections.abc import Iterator
from typing import Any

import eventlet
import pytest

from chassis.testing import Stage
from tests.activities.make import AS_COORDINATOR, COORDINATOR, told
from tests.activities.make_presence import DAD, DAUGHTER, HELPER, MUM, club, entry, held, known, meeting, outcomes, send

AS_HELPER, AS_OTHER = ("volunteer", "kfum", HELPER), ("coordinator", "kfum", DAD)


@pytest.fixture
def on(database: str) -> Iterator[Stage]:
    made = club(meetings=3, people=[MUM, DAD, DAUGHTER, HELPER, COORDINATOR], url=database)
    yield made
    made.desk.store.engine.dispose()


def at_once(*acts: Any) -> list[Any]:
    """What comes of acts that all begin before any of them is over."""
    threads = [eventlet.spawn(act) for act in acts]
    return [thread.wait() for thread in threads]


def test_the_same_delivery_sent_many_times_at_once_has_one_effect(on):
    sent = [entry(number, number, came=[MUM], absent=[DAD, DAUGHTER]) for number in range(3)]
    replies = at_once(*[lambda: outcomes(send(on, *sent))] * 8)
    assert sorted(replies) == [["already"] * 3] * 7 + [["recorded"] * 3]
    assert len([event for event in told(on) if event.type == "meeting.held.v1"]) == 3
    assert len(known(on)["asked_after"]) == 1


def test_absences_recorded_at_once_are_one_run(on):
    sent = [entry(number, number, came=[MUM], absent=[DAD]) for number in range(3)]
    assert at_once(*[lambda each=each: outcomes(send(on, each)) for each in sent]) == [["recorded"]] * 3
    assert [row[5] for row in known(on)["asked_after"]] == [3]


def test_two_claims_approved_at_once_share_one_allowance(on):
    send(on, entry(1, came=[MUM, HELPER]))
    path = f"/meetings/{meeting()}/expenses"
    claims = [
        on.call("POST", path, {"allowance": "food", "amount": 30_000, "receipt": f"R-{each}"}, as_=AS_HELPER).json["id"]
        for each in range(4)
    ]

    def approve(claim: str, as_: tuple[Any, ...]) -> int:
        sent = {"reason": "prices"}
        return int(on.call("POST", f"/expenses/{claim}/approval", sent, as_=as_).json["over"])

    found = at_once(*[lambda claim=claim: approve(claim, AS_COORDINATOR) for claim in claims])
    assert sorted(found) == [0, 10_000, 30_000, 30_000]


def test_a_device_and_a_coordinator_at_once_end_in_what_the_coordinator_saw_last(on):
    sent = {"came": [str(MUM)], "absent": [str(DAD)]}

    def put() -> int:
        path = f"/meetings/{meeting()}/attendance"
        return on.call("PUT", path, sent, as_=AS_COORDINATOR, headers={"If-Match": '"1"'}).status

    statuses = at_once(put, lambda: outcomes(send(on, entry(1, came=[MUM, DAD]))))
    came = held(on)[meeting()]["came"]
    assert (statuses, came) in (([200, ["older_than_known"]], 1), ([412, ["recorded"]], 2))
