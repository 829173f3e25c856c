"""Outgoing events commit with the rows that made them true, in their subject's order."""

from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from chassis.events import outbox
from chassis.tables import outbox as table
from chassis.testing import Rehearsal
from chassis.work import Work
from contracts.envelope import Malformed
from tests.chassis.small import Tables, Told

FAMILY = UUID(int=7)
OTHER = UUID(int=8)
CONSENT = UUID(int=9)


@pytest.fixture
def rehearsal() -> Rehearsal:
    return Rehearsal("enrollment", Tables.metadata, settings={"exports": {"goal.reached.v1": ["kolding"]}})


def reach_goal(work: Work, subject: UUID = FAMILY, **options: object) -> None:
    work.emit("goal.reached.v1", subject, {"family": subject}, **options)  # type: ignore[arg-type]


def test_an_event_is_stored_with_the_rows_it_tells_of(rehearsal: Rehearsal) -> None:
    with rehearsal.work() as work:
        work.session.add(Told(id=FAMILY))
        reach_goal(work)
    (event,) = rehearsal.stored()
    assert (event.type, event.subject, event.sequence) == ("goal.reached.v1", FAMILY, 1)
    assert event.source == "/kfum/enrollment"


def test_a_refused_transaction_leaves_no_event(rehearsal: Rehearsal) -> None:
    def fail(work: Work) -> None:
        reach_goal(work)
        raise LookupError

    with pytest.raises(LookupError):
        rehearsal.desk.transact(fail)
    assert rehearsal.stored() == []


def test_events_of_one_subject_are_numbered_in_order_across_transactions(rehearsal: Rehearsal) -> None:
    for _ in range(2):
        with rehearsal.work() as work:
            reach_goal(work)
            reach_goal(work, OTHER)
            reach_goal(work)
    numbers = [(event.subject.int, event.sequence) for event in rehearsal.stored()]
    assert numbers == [(7, 1), (8, 1), (7, 2), (7, 3), (8, 2), (7, 4)]


def test_each_receiver_gets_a_copy_under_the_consent_that_allows_it(rehearsal: Rehearsal) -> None:
    with rehearsal.work() as work:
        reach_goal(work, to={"kolding": CONSENT})
    with rehearsal.store.session(write=False) as session:
        receivers = session.scalars(select(table.c.receiver).order_by(table.c.position)).all()
    ours, theirs = rehearsal.stored()
    assert receivers == ["kfum", "kolding"]
    assert (ours.consentref, theirs.consentref) == (None, CONSENT)
    assert ours.sequence == theirs.sequence == 1


def test_a_fact_is_passed_on_to_others_without_being_told_to_ourselves_again(rehearsal: Rehearsal) -> None:
    with rehearsal.work() as work:
        reach_goal(work)
        work.pass_on("goal.reached.v1", FAMILY, {"family": FAMILY}, to={"kolding": CONSENT, "vejle": CONSENT})
    with rehearsal.store.session(write=False) as session:
        assert session.scalars(select(table.c.receiver).order_by(table.c.position)).all() == ["kfum", "kolding"]
    ours, theirs = rehearsal.stored()
    assert (theirs.consentref, ours.sequence, theirs.sequence) == (CONSENT, 1, 2)


def test_a_consent_alone_sends_nothing_to_an_organisation_nothing_is_agreed_with(rehearsal: Rehearsal) -> None:
    with rehearsal.work() as work:
        reach_goal(work, to={"vejle": CONSENT})
        work.emit("person.erased.v1", FAMILY, {}, to={"kolding": CONSENT})
    with rehearsal.store.session(write=False) as session:
        assert session.scalars(select(table.c.receiver)).all() == ["kfum", "kfum"]


def test_an_event_that_breaks_its_contract_stops_the_transaction(rehearsal: Rehearsal) -> None:
    def tell_too_much(work: Work) -> None:
        work.session.add(Told(id=FAMILY))
        work.emit("goal.reached.v1", FAMILY, {"family": FAMILY, "name": "Amal"})

    with pytest.raises(Malformed, match="wrong_data"):
        rehearsal.desk.transact(tell_too_much)
    with rehearsal.store.session(write=False) as session:
        assert session.get(Told, FAMILY) is None


def test_two_writers_of_one_subject_conflict_instead_of_sharing_a_number(rehearsal: Rehearsal) -> None:
    with rehearsal.work() as work:
        reach_goal(work)
    with rehearsal.store.session() as session:
        row = session.execute(select(table)).mappings().one()
        with pytest.raises(IntegrityError):
            session.execute(table.insert().values({**row, "position": 99}))


def test_the_backlog_shrinks_when_copies_are_confirmed(rehearsal: Rehearsal) -> None:
    with rehearsal.work() as work:
        reach_goal(work)
        reach_goal(work, OTHER)
    with rehearsal.store.session() as session:
        first, _second = outbox.waiting(session, 10)
        assert outbox.backlog(session) == (2, rehearsal.clock.now())
        outbox.mark_published(session, [first.position], rehearsal.clock.now())
        assert outbox.backlog(session)[0] == 1
        session.commit()
