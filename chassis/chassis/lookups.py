"""What the people concerned may see of who looked at what: when, in which role and why; never which employee."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from chassis.clock import COPENHAGEN
from chassis.tables import lookups


def about(session: Session, ids: Collection[UUID]) -> list[Mapping[str, Any]]:
    """Every look at any of these, the latest first."""
    c = lookups.c
    rows = session.execute(
        select(c.at, c.organisation, c.roles, c.purpose).where(c.resource_id.in_(ids)).order_by(c.at.desc())
    )
    return [
        {
            "on": row.at.astimezone(COPENHAGEN).date(),
            "organisation": row.organisation,
            "roles": row.roles.split(),
            "purpose": row.purpose,
        }
        for row in rows
    ]


def forget(session: Session, ids: Collection[UUID]) -> None:
    """Delete every look at any of these: when there is nothing more to look at, nobody has to know who looked."""
    session.execute(delete(lookups).where(lookups.c.resource_id.in_(ids)))
