"""Many at once, on PostgreSQL and on SQLite: the last place has one taker, and the line loses and doubles nobody."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import eventlet
import pytest
from sqlalchemy import select

from activities.actions import facts, following, helping, line, sign_ups
from activities.tables import Booking, Meeting, SignUp, metadata
from chassis.store import Unavailable
from chassis.testing import AT, Rehearsal, caller
from chassis.work import Caller, Work
from contracts.refusals import Refused
from tests.activities.make import COORDINATOR, DAY, SETTINGS
from tests.activities.make_sign_ups import (
    ACTIVITY,
    EVENINGS,
    HELPER,
    activity,
    child,
    evening,
    family,
    guardian,
    joined,
    left,
    vetted,
)

AT_ONCE = 12
COORDINATING = caller("coordinator", subject=COORDINATOR, relations=frozenset({"organisation"}))


@pytest.fixture(params=["postgresql", "sqlite"])
def on(request: pytest.FixtureRequest, tmp_path) -> Iterator[Rehearsal]:
    database = request.getfixturevalue("database") if request.param == "postgresql" else f"sqlite:///{tmp_path}/a.db"
    made = Rehearsal("activities", metadata, settings=SETTINGS, url=database)
    with made.work() as work:
        work.session.add(activity(capacity=2, volunteers_needed=1))
        work.session.flush()
        work.session.add_all(evening(number) for number in range(2))
        for number in range(AT_ONCE):
            following.note_family_joined(work, joined(number))
    yield made
    made.store.engine.dispose()


def asking(number: int, **changes: Any) -> Callable[[Work], Any]:
    people = [{"person": guardian(number), "role": "guardian"}, {"person": child(100 * number), "role": "child"}]
    sent = {"family": family(number), "people": people, "meeting_id": None, "wished_by": guardian(number)}
    return lambda work: sign_ups.sign_up(work, ACTIVITY, **{**sent, "waits": True, **changes})


def outcome(on: Rehearsal, do: Callable[[Work], Any], who: Caller = COORDINATING) -> str:
    while True:
        try:
            return str(on.desk.transact(do, caller=who)["state"])
        except Refused as no:
            return no.code
        except Unavailable:
            eventlet.sleep(0)  # a slow machine keeps somebody waiting too long: nothing is written, and they ask again


def at_once(on: Rehearsal, *each: Callable[[Work], Any]) -> Counter[str]:
    return Counter(eventlet.GreenPool(AT_ONCE).imap(lambda do: outcome(on, do), each))


def states(on: Rehearsal) -> Counter[str]:
    with on.store.session(write=False) as session:
        return Counter(session.scalars(select(SignUp.state)))


def there(on: Rehearsal, meeting: UUID) -> tuple[set[UUID], set[UUID]]:
    """Who takes part in a meeting, and whose time it takes."""
    with on.store.session(write=False) as session:
        people = {one.person for one in session.get_one(Meeting, meeting).participants}
        return people, set(session.scalars(select(Booking.subject).where(Booking.meeting_id == meeting)))


def test_of_many_who_want_the_last_place_exactly_one_gets_it_and_the_others_wait(on):
    outcomes = at_once(on, *map(asking, range(AT_ONCE)))
    assert outcomes == {"taken": 1, "waiting": AT_ONCE - 1}
    people, booked = there(on, EVENINGS[0])
    assert people == booked
    assert len(people) == 2


def test_the_same_holds_before_any_meeting_is_planned(on):
    with on.work() as work:
        for each in EVENINGS[:2]:
            work.session.get_one(Meeting, each).state = "called_off"
    assert at_once(on, *map(asking, range(AT_ONCE))) == {"taken": 1, "waiting": AT_ONCE - 1}


def test_a_family_that_asks_many_times_at_once_is_in_it_once(on):
    outcomes = at_once(on, *[asking(1)] * 10)
    assert outcomes == {"taken": 1, "already_signed_up": 9}


def test_places_given_up_and_asked_for_at_once_are_never_too_many_nor_left_empty(on):
    first = on.desk.transact(asking(0), caller=COORDINATING)["id"]
    each = [lambda work: sign_ups.withdraw(work, first), *map(asking, range(1, AT_ONCE))]
    at_once(on, *each[AT_ONCE // 2 :], *each[: AT_ONCE // 2])
    found = states(on)
    assert (found["taken"] + found["offered"], found["waiting"], found["ended"]) == (1, AT_ONCE - 2, 1)


def test_a_family_that_leaves_at_the_moment_it_signs_up_has_no_place(on):
    def leave(work: Work) -> Any:
        following.note_family_left(work, left(1, at=AT + DAY))
        return {"state": "left"}

    outcomes = at_once(on, asking(1), leave, asking(2))
    assert outcomes["left"] == 1
    with on.store.session(write=False) as session:
        live = select(SignUp.family).where(SignUp.state.in_(("taken", "offered", "waiting")))
        assert list(session.scalars(live)) == [family(2)]
    assert guardian(1) not in there(on, EVENINGS[0])[1]


def test_an_answer_at_the_moment_the_offer_lapses_is_either_in_time_or_not(on):
    first, second = (on.desk.transact(asking(number), caller=COORDINATING)["id"] for number in (0, 1))
    on.desk.transact(asking(2), caller=COORDINATING)
    on.desk.transact(lambda work: sign_ups.withdraw(work, first), caller=COORDINATING)
    on.later(hours=48)

    def lapse(work: Work) -> Any:
        line.bring_up_to_date(work, ACTIVITY)
        return {"state": "moved"}

    at_once(on, lambda work: sign_ups.answer(work, second, answer="yes"), lapse, lapse)
    assert states(on) == {"ended": 2, "offered": 1}


def test_volunteers_who_come_forward_at_once_are_no_more_than_needed(on):
    others = [UUID(int=7_000 + number) for number in range(10)]
    with on.work() as work:
        for person in (HELPER, *others):
            facts.note_approval(work, vetted(person))

    def forward(person: UUID) -> str:
        them = caller("volunteer", subject=person, relations=frozenset({"own"}))
        return outcome(on, lambda work: helping.volunteer(work, ACTIVITY, volunteer=None, meeting_id=None), them)

    found = Counter(eventlet.GreenPool(AT_ONCE).imap(forward, [HELPER, *others]))
    assert found == {"taken": 1, "volunteers_enough": 10}
