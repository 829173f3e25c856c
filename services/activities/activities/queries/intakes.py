"""Requests as the API tells them, and whether they wait."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from activities.queries.meetings import CALLED_OFF
from activities.queries.reach import after
from activities.tables import Intake, Meeting

Row = Mapping[str, Any]


def page(session: Session, caller: Any, portion: Any, *, open: bool | None) -> list[Row]:
    """The requests of the caller's organisation; `open` ones wait for a meeting."""
    wanted = [Intake.organisation == caller.organisation, *after(Intake.id, portion)]
    if open is not None:
        wanted.append(is_open() if open else ~is_open())
    rows = session.execute(select(Intake, is_open()).where(*wanted).order_by(Intake.id).limit(portion.limit + 1))
    return [as_intake(row, is_open) for row, is_open in rows]


def open_intakes(session: Session) -> dict[tuple[str, ...], float]:
    """How many requests wait for a meeting, by programme."""
    rows = session.execute(select(Intake.programme, func.count()).where(is_open()).group_by(Intake.programme))
    return {(programme or "",): float(number) for programme, number in rows}


def as_intake(row: Intake, is_open: bool) -> Row:
    """What the API says about a request."""
    return {
        "id": row.id,
        "programme": row.programme,
        "person": row.person,
        "contact_route": row.contact_route,
        "wanted": row.wanted,
        "area": row.area,
        "professional": row.professional,
        "professional_organisation": row.professional_organisation,
        "requested_at": row.requested_at,
        "open": is_open,
    }


def is_open() -> ColumnElement[bool]:
    return ~exists().where(Meeting.intake_id == Intake.id, Meeting.state != CALLED_OFF)
