"""Rows held until the transaction ends, so that two replicas cannot both act on what only one may.

PostgreSQL holds single rows; SQLite has one writer at a time and holds everything anyway. Always in the same order:
family, match or intake, then people by id.
"""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from activities.tables import Person, Tables

T = TypeVar("T", bound=Tables)


def made(session: Session, table: type[T], **key: object) -> T:
    """The row with this key, made if nobody has told of it before, and held."""
    _make(session, table, [key])
    return session.get_one(table, key, with_for_update=True)


def hold_people(session: Session, people: Iterable[UUID]) -> None:
    """Let every other booking of any of these people wait for this one."""
    ids = sorted(people)
    _make(session, Person, [{"id": person} for person in ids])
    session.execute(select(Person.id).where(Person.id.in_(ids)).order_by(Person.id).with_for_update())


def _make(session: Session, table: type[Tables], keys: list[dict[str, object]]) -> None:
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    session.execute(dialect.insert(table).values(keys).on_conflict_do_nothing())
