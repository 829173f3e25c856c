"""Transactions that meet: each is tried again until it has had its turn, and no change is lost."""

from collections.abc import Iterator
from uuid import UUID

import eventlet
import pytest
from sqlalchemy import Uuid, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.orm.exc import StaleDataError

from chassis.desk import TRIES
from chassis.store import Unavailable
from chassis.testing import Rehearsal
from chassis.work import Work

ONE = UUID(int=1)
WRITERS = 30


class Tables(DeclarativeBase):
    """One row that everybody wants to change."""


class Tally(Tables):
    __tablename__ = "tally"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    count: Mapped[int]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}


@pytest.fixture
def rehearsal(database: str) -> Iterator[Rehearsal]:
    rehearsal = Rehearsal("enrollment", Tables.metadata, url=database)
    rehearsal.desk.transact(lambda work: work.session.add(Tally(id=ONE, count=0)))
    yield rehearsal
    rehearsal.store.engine.dispose()


def count_up(work: Work) -> None:
    work.session.get_one(Tally, ONE).count += 1
    work.emit("goal.reached.v1", ONE, {"family": ONE})


def test_many_writers_of_one_thing_all_have_their_turn(rehearsal: Rehearsal) -> None:
    for writer in [eventlet.spawn(rehearsal.desk.transact, count_up) for _ in range(WRITERS)]:
        writer.wait()
    with rehearsal.store.session(write=False) as session:
        assert session.get_one(Tally, ONE).count == WRITERS
    assert [event.sequence for event in rehearsal.stored()] == list(range(1, WRITERS + 1))


def test_who_never_has_a_turn_is_told_to_come_again(rehearsal: Rehearsal) -> None:
    tries = []

    def always_late(_work: Work) -> None:
        tries.append(1)
        raise StaleDataError

    with pytest.raises(Unavailable):
        rehearsal.desk.transact(always_late)
    assert len(tries) == TRIES


def test_what_can_never_be_written_is_no_outage(rehearsal: Rehearsal) -> None:
    with pytest.raises(IntegrityError):
        rehearsal.desk.transact(lambda work: work.session.execute(insert(Tally).values(id=ONE, count=0, version=1)))
