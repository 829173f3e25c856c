"""Venues, things and mixed company at once: each is booked once, and the database itself has the last word."""

import random
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from uuid import UUID

import eventlet
import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError

from activities.tables import Booking, Resource, Venue, metadata
from chassis.testing import Rehearsal
from contracts.refusals import Refused
from tests.activities.make import DAY, HOUR, NOON, SETTINGS
from tests.activities.make_planning import COORDINATING, plan, put_down, with_activity
from tests.servers import wait_until

AT_ONCE = 50
ACTIVITIES = [UUID(int=number) for number in range(1001, 1001 + AT_ONCE)]
VENUES = [UUID(int=number) for number in range(2001, 2004)]
THINGS = [UUID(int=number) for number in range(3001, 3004)]


@pytest.fixture(params=["postgresql", "sqlite"])
def rehearsal(request, tmp_path) -> Iterator[Rehearsal]:
    url = f"sqlite:///{tmp_path}/a.db" if request.param == "sqlite" else request.getfixturevalue("database")
    made = with_activity(Rehearsal("activities", metadata, settings=SETTINGS, url=url), *ACTIVITIES)
    with made.work() as work:
        for number, id in enumerate(VENUES):
            work.session.add(Venue(id=id, organisation="kfum", name=f"Hus {number}", outdoors=False, opening=[]))
        for number, id in enumerate(THINGS):
            work.session.add(Resource(id=id, organisation="kfum", name=f"Kasse {number}"))
    yield made
    made.store.engine.dispose()


def outcome(rehearsal: Rehearsal, activity_id: UUID, wanted: Any) -> str:
    """What becomes of one request; each is of an activity of its own, so that only bookings stand between them."""
    try:
        rehearsal.desk.transact(lambda work: put_down(work, wanted, activity_id=activity_id), caller=COORDINATING)
    except Refused as refused:
        said: Any = refused.because
        return f"{refused.code}: {said['who']['en']}"
    return "booked"


def all_at_once(rehearsal: Rehearsal, wanted: list[Any]) -> Counter[str]:
    pool = eventlet.GreenPool(AT_ONCE)
    return Counter(pool.starmap(outcome, [(rehearsal, *each) for each in zip(ACTIVITIES, wanted, strict=True)]))


def overlaps(rehearsal: Rehearsal) -> list[Any]:
    """Pairs of bookings of one subject that meet."""
    with rehearsal.store.session(write=False) as session:
        rows = session.scalars(select(Booking).order_by(Booking.subject, Booking.starts_at)).all()
        return [one for one, next in pairwise(rows) if one.subject == next.subject and next.starts_at < one.ends_at]


def bookings(rehearsal: Rehearsal) -> int:
    with rehearsal.store.session(write=False) as session:
        return len(session.scalars(select(Booking.subject)).all())


@pytest.mark.parametrize(
    ("wanted", "who"),
    [
        ({"venue_id": VENUES[0]}, "The venue"),
        ({"resources": (THINGS[0],)}, "Something that is to be used"),
    ],
)
def test_fifty_requests_for_one_venue_or_thing_book_it_once(rehearsal, wanted, who):
    outcomes = all_at_once(rehearsal, [plan(5000 + number, **wanted) for number in range(AT_ONCE)])
    assert outcomes == {"booked": 1, f"double_booked: {who}": AT_ONCE - 1}
    assert bookings(rehearsal) == 2


def test_fifty_requests_for_one_person_book_it_once(rehearsal):
    outcomes = all_at_once(rehearsal, [plan(5000, 5001 + number) for number in range(AT_ONCE)])
    assert outcomes == {"booked": 1, "double_booked: One of the participants": AT_ONCE - 1}


def test_requests_for_much_that_overlaps_in_any_order_end_without_a_deadlock(rehearsal):
    chance = random.Random(7)
    wanted = [
        plan(
            *chance.sample(range(5000, 5012), 4),
            starts_at=NOON + chance.randrange(4) * HOUR / 2,
            venue_id=chance.choice(VENUES),
            resources=tuple(chance.sample(THINGS, 2)),
        )
        for _ in range(AT_ONCE)
    ]
    outcomes = all_at_once(rehearsal, wanted)
    assert outcomes["booked"] >= 1
    assert {outcome.partition(":")[0] for outcome in outcomes} <= {"booked", "double_booked"}
    assert bookings(rehearsal) == outcomes["booked"] * 7
    assert overlaps(rehearsal) == []


@pytest.mark.parametrize("shift", [0 * HOUR, HOUR / 2, -HOUR / 2])
def test_the_database_itself_refuses_a_second_booking(rehearsal, shift):
    booked = [_booked(rehearsal, ACTIVITIES[number], NOON + number * DAY) for number in range(2)]
    row = {"what": "person", "starts_at": NOON + shift, "ends_at": NOON + shift + HOUR, "subject": UUID(int=5000)}
    taken = update(Booking).where(Booking.meeting_id == booked[1]).values(**row)
    with pytest.raises(IntegrityError, match="bookings_apart"), rehearsal.work() as work:
        work.session.execute(taken)
    fresh = insert(Booking).values(meeting_id=_unbooked(rehearsal), **row)
    with pytest.raises(IntegrityError, match="bookings_apart"), rehearsal.work() as work:
        work.session.execute(fresh)


def test_the_database_itself_refuses_a_span_that_does_not_go_forward(rehearsal):
    row = {"subject": UUID(int=1), "what": "person", "starts_at": NOON, "ends_at": NOON}
    statement = insert(Booking).values(meeting_id=_unbooked(rehearsal), **row)
    with pytest.raises(IntegrityError, match="bookings_forward"), rehearsal.work() as work:
        work.session.execute(statement)


@pytest.mark.parametrize("rehearsal", ["postgresql"], indirect=True)  # SQLite has one writer at a time
def test_whoever_books_past_the_rules_meanwhile_is_found_at_the_next_try_and_named(rehearsal):
    """Somebody else's transaction books without holding anybody; ours meets the constraint and then says why."""
    meeting = _unbooked(rehearsal)
    with rehearsal.store.engine.connect() as bare:
        row = {"subject": UUID(int=5000), "what": "person", "starts_at": NOON, "ends_at": NOON + HOUR}
        bare.execute(insert(Booking).values(meeting_id=meeting, **row))
        ours = eventlet.spawn(_refused, rehearsal, ACTIVITIES[0])
        _until_somebody_waits(rehearsal)
        bare.commit()
        said: Any = ours.wait().because
        assert said["meeting"]["en"] == f"the meeting {meeting}"


def _refused(rehearsal: Rehearsal, activity_id: UUID) -> Refused:
    with pytest.raises(Refused) as refused:
        rehearsal.desk.transact(lambda work: put_down(work, plan(5000), activity_id=activity_id), caller=COORDINATING)
    return refused.value


def _until_somebody_waits(rehearsal: Rehearsal) -> None:
    waiting = text(
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
    )
    with rehearsal.store.engine.connect() as connection:
        wait_until(lambda: connection.execute(waiting).scalar() == 1, 10, "a request that waits")


def _booked(rehearsal: Rehearsal, activity_id: UUID, starts_at: Any) -> UUID:
    with rehearsal.work(COORDINATING) as work:
        (meeting,) = put_down(work, plan(5000, starts_at=starts_at), activity_id=activity_id)
        return meeting.id


def _unbooked(rehearsal: Rehearsal) -> UUID:
    with rehearsal.work(COORDINATING) as work:
        (meeting,) = put_down(work, plan(starts_at=NOON + 50 * DAY), activity_id=ACTIVITIES[-1])
        return meeting.id
