"""Remembering, in one statement that any order and any number of deliveries leave the same.

Two replicas may write about one subject at the same moment; the database puts their columns together.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from contracts.envelope import Event
from reporting.tables import Tables


def remember(
    session: Session, table: type[Tables], id: UUID, *, fact: str, event: Event, kept: Mapping[str, object]
) -> None:
    """Set the columns of one fact, and what is kept besides, unless a later telling of it is already there."""
    at, sequence = f"{fact}_at", f"{fact}_sequence"
    told = {at: event.time, sequence: event.sequence}
    # What this event does not say, another fact about the same subject may have said.
    told |= {name: value for name, value in kept.items() if value is not None}
    known = table.__table__.c[sequence]
    adding = _insert(session, table).values(id=id, **told)
    earlier = known.is_(None) | (known < event.sequence)
    session.execute(adding.on_conflict_do_update(index_elements=["id"], set_=told, where=earlier))


def remember_once(session: Session, table: type[Tables], row: Mapping[str, object]) -> None:
    """Add a row, unless it is there."""
    session.execute(_insert(session, table).values(**row).on_conflict_do_nothing(index_elements=["id"]))


def _insert(session: Session, table: type[Tables]) -> Any:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)
