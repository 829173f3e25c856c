"""Many coordinators at once: a person is promised away once, on a real PostgreSQL and on SQLite."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from uuid import UUID

import eventlet
import pytest
from sqlalchemy import select

from activities.actions import facts, meetings
from activities.actions.rows import hold
from activities.tables import Meeting, Participant, metadata
from chassis.testing import Rehearsal, caller
from chassis.work import Work
from contracts.refusals import Refused
from tests.activities.make import (
    COORDINATOR,
    DAY,
    GUARDIAN,
    HOUR,
    INTAKE,
    MATCH,
    NOON,
    OTHER_GUARDIAN,
    PROFESSIONAL,
    SETTINGS,
    VOLUNTEER,
    approved,
    asked,
    ended,
    matched,
)

AT_ONCE = 50
# Of the same people, so that each request holds a match of its own and only the people stand between them.
MATCHES = [MATCH, *(UUID(int=number) for number in range(101, 100 + AT_ONCE))]
EVERYBODY = [GUARDIAN, OTHER_GUARDIAN, VOLUNTEER, PROFESSIONAL, COORDINATOR]
COORDINATING = caller("coordinator", subject=COORDINATOR)


@pytest.fixture(params=["postgresql, first meeting", "postgresql, met before", "sqlite, met before"])
def rehearsal(request, tmp_path) -> Iterator[Rehearsal]:
    database, _, met = request.param.partition(", ")
    url = f"sqlite:///{tmp_path}/a.db" if database == "sqlite" else request.getfixturevalue("database")
    made = Rehearsal("activities", metadata, settings=SETTINGS, url=url)
    with made.work() as work:
        facts.note_approval(work, approved())
        for match in MATCHES:
            facts.note_match(work, matched(match))
        facts.note_intake(work, asked())
        if met == "met before":
            hold(work.session, people=EVERYBODY)
    yield made
    made.store.engine.dispose()


def wanted(**changes: Any) -> dict[str, Any]:
    starts_at = changes.pop("starts_at", NOON)
    occasion = {"intake_id": None, "match_id": MATCH, "activity_id": None}
    ours = {**occasion, "kind": "one_to_one", "participants": (), "place": "Biblioteket"}
    return {**ours, "starts_at": starts_at, "ends_at": starts_at + HOUR, **changes}


def outcome(rehearsal: Rehearsal, **changes: Any) -> str:
    try:
        rehearsal.desk.transact(lambda work: meetings.schedule(work, **wanted(**changes)), caller=COORDINATING)
    except Refused as refused:
        return refused.code
    return "scheduled"


def all_at_once(rehearsal: Rehearsal, *each: dict[str, Any]) -> Counter[str]:
    pool = eventlet.GreenPool(AT_ONCE)
    return Counter(pool.imap(lambda changes: outcome(rehearsal, **changes), each))


def overlaps(rehearsal: Rehearsal) -> list[tuple[Any, Any]]:
    """Pairs of meetings that the same person should attend at the same time."""
    with rehearsal.store.session(write=False) as session:
        booked = session.execute(
            select(Participant.person, Meeting.starts_at, Meeting.ends_at)
            .join(Meeting, Meeting.id == Participant.meeting_id)
            .where(Meeting.state != "called_off")
            .order_by(Participant.person, Meeting.starts_at)
        ).all()
    return [(one, next) for one, next in pairwise(booked) if one.person == next.person and next.starts_at < one.ends_at]


def test_fifty_requests_for_the_same_hour_make_one_meeting(rehearsal):
    outcomes = all_at_once(rehearsal, *[{"match_id": match} for match in MATCHES])
    assert outcomes == {"scheduled": 1, "double_booked": AT_ONCE - 1}
    assert [event.type for event in rehearsal.stored()] == ["meeting.scheduled.v1"]


def test_a_guardian_is_booked_once_for_the_request_and_the_match(rehearsal):
    first = {"intake_id": INTAKE, "match_id": None, "kind": "joint_meeting"}
    outcomes = all_at_once(rehearsal, first, *[{"match_id": match} for match in MATCHES[1:]])
    assert outcomes == {"scheduled": 1, "double_booked": AT_ONCE - 1}


def test_fifty_meetings_that_partly_overlap_leave_nobody_in_two_places(rehearsal):
    times = [NOON + number * HOUR / 2 for number in range(AT_ONCE)]
    each = [{"match_id": match, "starts_at": time} for match, time in zip(MATCHES, times, strict=True)]
    outcomes = all_at_once(rehearsal, *each)
    assert outcomes["scheduled"] + outcomes["double_booked"] == AT_ONCE
    assert outcomes["scheduled"] >= AT_ONCE // 3
    assert overlaps(rehearsal) == []


def test_an_end_that_is_told_meanwhile_leaves_no_meeting_ahead(rehearsal):
    """Whichever comes first: a meeting is refused for the ended match, or arranged and then called off."""

    def end(work: Work) -> None:
        facts.note_match_ended(work, ended())

    pool = eventlet.GreenPool(AT_ONCE)
    days = [{"starts_at": NOON + number * DAY} for number in range(AT_ONCE)]
    tasks = [pool.spawn(outcome, rehearsal, **changes) for changes in days]
    pool.spawn(rehearsal.desk.transact, end)
    tasks += [pool.spawn(outcome, rehearsal, starts_at=day["starts_at"] + 2 * HOUR) for day in days]
    pool.waitall()
    outcomes = Counter(task.wait() for task in tasks)
    assert set(outcomes) <= {"scheduled", "match_ended"}
    with rehearsal.store.session(write=False) as session:
        states = Counter(session.scalars(select(Meeting.state)))
    assert states == {"called_off": outcomes["scheduled"]}
