"""Events whose handling failed: kept with the reason, retried on a schedule, then left to an operator."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from chassis.logs import failure
from chassis.tables import parked, quarantined
from chassis.work import Work
from contracts.envelope import Event, encode
from contracts.refusals import Refused

Row = dict[str, Any]


def park(work: Work, event: Event, problem: Exception, schedule: Sequence[float]) -> str:
    """Set the event aside; the outcome: `refused` by a rule, or `parked` for another try."""
    refused = isinstance(problem, Refused)
    next_at = None if refused or not schedule else work.now + timedelta(seconds=schedule[0])
    outcome = "refused" if refused else "parked"
    work.session.execute(
        insert(parked).values(
            id=event.id,
            type=event.type,
            subject=event.subject,
            body=encode(event),
            outcome=outcome,
            reason=reason_of(problem),
            attempts=1,
            next_at=next_at,
            parked_at=work.now,
        )
    )
    return outcome


def due(session: Session, work: Work, limit: int = 20) -> list[Row]:
    """Parked events whose next try has come, longest waiting first."""
    rows = session.execute(select(parked).where(parked.c.next_at <= work.now).order_by(parked.c.next_at).limit(limit))
    return [dict(row._mapping) for row in rows]


def postpone(work: Work, id: UUID, attempts: int, problem: Exception, schedule: Sequence[float]) -> None:
    """After another failure: the next try, or none when the schedule is used up."""
    again = work.now + timedelta(seconds=schedule[attempts]) if attempts < len(schedule) else None
    values = {"attempts": attempts + 1, "next_at": again, "reason": reason_of(problem)}
    work.session.execute(update(parked).where(parked.c.id == id).values(values))


def remove(session: Session, id: UUID) -> bool:
    """Take an event out of parking; whether it was there."""
    return bool(session.execute(delete(parked).where(parked.c.id == id)).rowcount)  # type: ignore[attr-defined]


def retry_now(work: Work, id: UUID) -> bool:
    """Let the event be tried again at once; whether it is parked."""
    changed = work.session.execute(update(parked).where(parked.c.id == id).values(next_at=work.now))
    return bool(changed.rowcount)  # type: ignore[attr-defined]


def listed(session: Session, limit: int = 200) -> list[Row]:
    """What is parked, without bodies."""
    columns = [column for column in parked.c if column.name != "body"]
    rows = session.execute(select(*columns).order_by(parked.c.parked_at).limit(limit))
    return [dict(row._mapping) for row in rows]


def count(session: Session) -> int:
    """How many events are parked."""
    return session.execute(select(func.count()).select_from(parked)).scalar_one()


def quarantine(work: Work, reason: str, digest: str, size: int) -> None:
    """Remember that something undecodable came; its bytes stay in the broker's dead-letter queue."""
    values = {"id": work.new_id(), "at": work.now, "reason": reason, "digest": digest, "size": size}
    work.session.execute(insert(quarantined).values(values))


def quarantine_listed(session: Session, limit: int = 200) -> list[Row]:
    """What was set aside as undecodable, and why."""
    rows = session.execute(select(quarantined).order_by(quarantined.c.at.desc()).limit(limit))
    return [dict(row._mapping) for row in rows]


def reason_of(problem: Exception) -> str:
    """Why, without a word of the exception's own text, which may quote data."""
    if isinstance(problem, Refused):
        return f"refused: {problem.code}"
    return " at ".join(failure(problem).values())[:200]
