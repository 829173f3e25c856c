"""Rows held until the transaction ends, so that two replicas cannot both act on what only one may.

PostgreSQL holds single rows; SQLite has one writer at a time and holds everything anyway. Always in the same order:
family, match, intake or activity, then venues, resources and people, each by id. So two bookings never wait for each
other: the constraint alone would end such a meeting in a deadlock, of which one dies only after a second.
"""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from activities.tables import Person, Resource, Tables, Venue

T = TypeVar("T", bound=Tables)
Ids = Iterable[UUID]


def made(session: Session, table: type[T], **key: object) -> T:
    """The row with this key, made if nobody has told of it before, and held."""
    _make(session, table, [key])
    return session.get_one(table, key, with_for_update=True)


def hold(session: Session, *, venues: Ids = (), resources: Ids = (), people: Ids = ()) -> None:
    """Let every other booking of any of these wait for this one."""
    known = sorted(set(people))
    if known:
        _make(session, Person, [{"id": person} for person in known])
    for table, ids in ((Venue, set(venues)), (Resource, set(resources)), (Person, set(known))):
        if ids:
            # Meetings that only refer to them need not wait.
            wanted = select(table.id).where(table.id.in_(ids)).order_by(table.id)
            session.execute(wanted.with_for_update(key_share=True))


def _make(session: Session, table: type[Tables], keys: list[dict[str, object]]) -> None:
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    session.execute(dialect.insert(table).values(keys).on_conflict_do_nothing())
