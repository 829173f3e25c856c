"""Activities as the API tells them, their meetings without those who take part, and what an ending asks about.

Deliberately not here: which programmes an organisation takes part in; that is the programme's and asked by the action.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from activities.queries import reach
from activities.queries.meetings import PLANNED
from activities.tables import Activity, Meeting

Row = Mapping[str, Any]
HELD = "held"
SHOWN = (
    "id",
    "organisation",
    "programme",
    "course",
    "kind",
    "area",
    "state",
    "capacity",
    "volunteers_needed",
    "sign_up_until",
    "topics",
    "arranged",
    "languages",
    "planned_with",
    "opened_at",
    "ended_at",
    "ended_reason",
    "version",
)
FILTERS = {name: getattr(Activity, name) for name in ("programme", "course", "kind", "area", "state", "organisation")}


def page(session: Session, programmes: Collection[str], portion: Any, **like: str | None) -> Sequence[Activity]:
    """The activities of some programmes, of which what is said in `like` is so."""
    wanted = [Activity.programme.in_(programmes), *reach.after(Activity.id, portion)]
    wanted += [FILTERS[name] == value for name, value in like.items() if value is not None]
    return session.scalars(select(Activity).where(*wanted).order_by(Activity.id).limit(portion.limit + 1)).all()


def meetings(session: Session, activity_id: UUID, portion: Any) -> Sequence[Meeting]:
    """The meetings of an activity, called off or not."""
    wanted = [Meeting.activity_id == activity_id, *reach.after(Meeting.id, portion)]
    return session.scalars(select(Meeting).where(*wanted).order_by(Meeting.id).limit(portion.limit + 1)).all()


def ahead(session: Session, activity_id: UUID) -> Sequence[Meeting]:
    """The meetings of an activity that are planned, in their order."""
    planned = (Meeting.activity_id == activity_id, Meeting.state == PLANNED)
    return session.scalars(select(Meeting).where(*planned).order_by(Meeting.starts_at, Meeting.id)).all()


def kinds_held(session: Session, activity_id: UUID) -> frozenset[str]:
    """The kinds of meeting that an activity has held."""
    held = (Meeting.activity_id == activity_id, Meeting.state == HELD)
    return frozenset(session.scalars(select(Meeting.kind).where(*held).distinct()))


def activities_by_state(session: Session) -> dict[tuple[str, str], float]:
    """How many activities there are, by programme and state."""
    by = (Activity.programme, Activity.state)
    rows = session.execute(select(*by, func.count()).group_by(*by))
    return {(programme, state): float(number) for programme, state, number in rows}


def as_activity(row: Activity, *, room_for: int | None, unit: str, ours: bool) -> Row:
    """What the API says about an activity; who is responsible is said to its own organisation."""
    said = {name: getattr(row, name) for name in SHOWN}
    return said | {"room_for": room_for, "unit": unit, "responsible": row.responsible if ours else None}


def as_meeting(row: Meeting) -> Row:
    """A meeting of an activity as everybody may see it: when and what, never who. # S4-07"""
    return {
        "id": row.id,
        "kind": row.kind,
        "state": row.state,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "series_id": row.series_id,
        "venue_id": row.venue_id,
        "topics": row.topics or [],
        "arranged": row.arranged or [],
        "moved_reason": row.moved_reason,
        "called_off_reason": row.called_off_reason,
        "version": row.version,
    }
