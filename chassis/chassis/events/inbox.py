"""What has been received already: the mark that makes a second delivery harmless."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from chassis.tables import inbox
from contracts.envelope import Event

# Built once: putting a statement together costs as much as running it.
MARK = {
    "postgresql": insert_postgresql(inbox).on_conflict_do_nothing().returning(inbox.c.id),
    "sqlite": insert_sqlite(inbox).on_conflict_do_nothing().returning(inbox.c.id),
}


def mark(session: Session, events: Sequence[Event], now: datetime) -> set[UUID]:
    """Mark these as received; the ids of those that are new. The others are counted as duplicates."""
    connection = session.connection()
    rows = [{"id": event.id, "type": event.type, "received_at": now} for event in events]
    marked = connection.execute(MARK[connection.dialect.name], rows if len(rows) > 1 else rows[0])
    new = set(marked.scalars())
    if known := [event.id for event in events if event.id not in new]:
        session.execute(update(inbox).where(inbox.c.id.in_(known)).values(duplicates=inbox.c.duplicates + 1))
    return new


def forget(session: Session, before: datetime) -> None:
    """Drop marks older than any delivery can be."""
    session.execute(delete(inbox).where(inbox.c.received_at < before))
