"""Outgoing events, stored in the transaction that made them true."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, bindparam, func, insert, or_, select, update
from sqlalchemy.orm import Session

from chassis.tables import outbox
from chassis.work import Copy
from contracts.envelope import Event, seal

# Built once: putting a statement together costs as much as running it.
STORE = insert(outbox)
LAST = select(func.max(outbox.c.sequence)).where(outbox.c.subject == bindparam("subject"))
LAST_OF_MANY = (
    select(outbox.c.subject, func.max(outbox.c.sequence))
    .where(outbox.c.subject.in_(bindparam("subjects", expanding=True)))
    .group_by(outbox.c.subject)
)


def write(session: Session, copies: Sequence[Copy]) -> None:
    """Give each event its place in its subject's order and store it. Two writers of one subject conflict here."""
    if not copies:
        return
    last = _last_sequences(session, {copy.event.subject for copy in copies})
    rows, numbered = [], {}
    for copy in copies:
        event = copy.event
        if event.id not in numbered:
            last[event.subject] = last.get(event.subject, 0) + 1
            numbered[event.id] = last[event.subject]
        rows.append(_row(copy.receiver, replace(event, sequence=numbered[event.id])))
    session.connection().execute(STORE, rows if len(rows) > 1 else rows[0])


def waiting(session: Session, limit: int, *, without: Collection[tuple[str, str]] = ()) -> Sequence[Row]:  # type: ignore[type-arg]
    """The oldest copies that the broker has not confirmed, in order; `without` are (receiver, type) to pass over."""
    columns = (outbox.c.position, outbox.c.id, outbox.c.type, outbox.c.receiver, outbox.c.body)
    found = select(*columns).where(outbox.c.published_at.is_(None)).order_by(outbox.c.position).limit(limit)
    for receiver, type in sorted(without):
        found = found.where(or_(outbox.c.receiver != receiver, outbox.c.type != type))
    return session.execute(found).all()


def mark_published(session: Session, positions: Sequence[int], at: datetime) -> None:
    """Remember that the broker has taken these over."""
    session.execute(update(outbox).where(outbox.c.position.in_(positions)).values(published_at=at))


def backlog(session: Session) -> tuple[int, datetime | None]:
    """How many copies wait and since when the oldest does."""
    count, oldest = session.execute(
        select(func.count(), func.min(outbox.c.recorded_at)).where(outbox.c.published_at.is_(None))
    ).one()
    return count, oldest


def _last_sequences(session: Session, subjects: set[UUID]) -> dict[UUID, int]:
    connection = session.connection()
    if len(subjects) > 1:
        rows = connection.execute(LAST_OF_MANY, {"subjects": subjects})
        return {subject: sequence for subject, sequence in rows}  # noqa: C416 - rows are not pairs to the type checker
    (subject,) = subjects
    return {subject: connection.execute(LAST, {"subject": subject}).scalar() or 0}


def _row(receiver: str, event: Event) -> dict[str, object]:
    return {
        "id": event.id,
        "type": event.type,
        "subject": event.subject,
        "sequence": event.sequence,
        "receiver": receiver,
        "body": seal(event),
        "recorded_at": event.time,
    }
