"""Meetings within the caller's reach and the figures about them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from activities.queries import reach, together
from activities.tables import Meeting, Venue

Row = Mapping[str, Any]
PLANNED, CALLED_OFF = "planned", "called_off"


def page(session: Session, caller: Any, portion: Any) -> list[Row]:
    """The meetings within the caller's reach."""
    wanted = [reach.within_reach(caller), *reach.after(Meeting.id, portion)]
    rows = session.scalars(select(Meeting).where(*wanted).order_by(Meeting.id).limit(portion.limit + 1))
    own = together.with_caller(session, caller)
    return [_as_told(row, caller, own) for row in rows]


def one(session: Session, caller: Any, meeting_id: UUID) -> Row | None:
    """One meeting within the caller's reach."""
    found = within_reach(session, caller, meeting_id)
    return _as_told(found, caller, together.with_caller(session, caller)) if found else None


def place(session: Session, caller: Any, meeting_id: UUID) -> Row | None:
    """Where people meet, or have met until it is forgotten; a venue is not forgotten, for it is nobody's home."""
    found = within_reach(session, caller, meeting_id)
    if found is None:
        return None
    venue = session.get(Venue, found.venue_id) if found.venue_id else None
    told = [venue.name, venue.address, found.place] if venue else [found.place]
    place = ", ".join(each for each in told if each)
    return {"place": place} if place else None


def within_reach(session: Session, caller: Any, meeting_id: UUID) -> Meeting | None:
    """The row of a meeting, if the caller may know that it exists."""
    return session.scalar(select(Meeting).where(Meeting.id == meeting_id, reach.within_reach(caller)))


def of_match(session: Session, match_id: UUID) -> Sequence[Meeting]:
    """The meetings of a match."""
    return session.scalars(select(Meeting).where(Meeting.match_id == match_id).order_by(Meeting.id)).all()


def with_place(session: Session, before: Any) -> Sequence[Meeting]:
    """The meetings that ended before a moment and whose place is still known."""
    return session.scalars(select(Meeting).where(Meeting.ends_at < before, Meeting.place.is_not(None))).all()


def planned_for(session: Session, intake_id: UUID) -> UUID | None:
    """The meeting that answers a request and has not been held yet."""
    return session.scalar(select(Meeting.id).where(Meeting.intake_id == intake_id, Meeting.state == PLANNED))


def missing(row: Meeting) -> list[str]:
    """Who must come and does not take part yet, and what has not been arranged yet."""
    there = {one.role for one in row.participants} | set(row.arranged or ())
    return [each for each in row.needed or () if each not in there]


def meetings_by_state(session: Session) -> dict[tuple[str, str], float]:
    """How many meetings there are, by programme and state."""
    by = (Meeting.programme, Meeting.state)
    rows = session.execute(select(*by, func.count()).group_by(*by))
    return {(programme, state): float(number) for programme, state, number in rows}


def as_meeting(row: Meeting, *, only: Collection[UUID] | None = None) -> Row:
    """What the API says about a meeting; of its participants all, or `only` these."""
    told = [one for one in row.participants if only is None or one.person in only]
    return {
        "id": row.id,
        "programme": row.programme,
        "kind": row.kind,
        "state": row.state,
        "intake_id": row.intake_id,
        "match_id": row.match_id,
        "activity_id": row.activity_id,
        "series_id": row.series_id,
        "venue_id": row.venue_id,
        "family": row.family,
        "area": row.area,
        "participants": [{"person": one.person, "role": one.role, "came": one.came} for one in told],
        "expected": len(row.participants),
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "arranged": row.arranged or [],
        "missing": missing(row),
        "topics": row.topics or [],
        "moved_reason": row.moved_reason,
        "called_off_reason": row.called_off_reason,
        "version": row.version,
    }


def _as_told(row: Meeting, caller: Any, own: Collection[UUID]) -> Row:
    """Who only takes part in an activity hears of nobody else's family there; those of a match know each other."""
    whole = row.activity_id is None or caller.reaches(organisation=row.organisation)
    return as_meeting(row, only=None if whole else own)
