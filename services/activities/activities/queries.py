"""What can be read: intakes and meetings within the caller's reach, and the figures for monitoring."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, false, func, or_, select
from sqlalchemy.orm import Session

from activities.tables import Intake, Meeting, Participant

Row = Mapping[str, Any]
PLANNED, CALLED_OFF = "planned", "called_off"


def intakes(session: Session, caller: Any, page: Any, *, open: bool | None) -> list[Row]:
    """The requests of the caller's organisation; `open` ones wait for a meeting."""
    wanted = [Intake.organisation == caller.organisation, *_after(Intake.id, page)]
    if open is not None:
        wanted.append(_is_open() if open else ~_is_open())
    rows = session.execute(select(Intake, _is_open()).where(*wanted).order_by(Intake.id).limit(page.limit + 1))
    return [as_intake(row, is_open) for row, is_open in rows]


def meetings(session: Session, caller: Any, page: Any) -> list[Row]:
    """The meetings within the caller's reach."""
    wanted = [_within_reach(caller), *_after(Meeting.id, page)]
    rows = session.scalars(select(Meeting).where(*wanted).order_by(Meeting.id).limit(page.limit + 1))
    return [as_meeting(row) for row in rows]


def meeting(session: Session, caller: Any, meeting_id: UUID) -> Row | None:
    """One meeting within the caller's reach."""
    found = within_reach(session, caller, meeting_id)
    return as_meeting(found) if found else None


def place(session: Session, caller: Any, meeting_id: UUID) -> Row | None:
    """Where people meet, or have met until it is forgotten."""
    found = within_reach(session, caller, meeting_id)
    return {"place": found.place} if found and found.place else None


def within_reach(session: Session, caller: Any, meeting_id: UUID) -> Meeting | None:
    """The row of a meeting, if the caller may know that it exists."""
    return session.scalar(select(Meeting).where(Meeting.id == meeting_id, _within_reach(caller)))


def of_match(session: Session, match_id: UUID) -> Sequence[Meeting]:
    """The meetings of a match."""
    return session.scalars(select(Meeting).where(Meeting.match_id == match_id).order_by(Meeting.id)).all()


def with_place(session: Session, before: Any) -> Sequence[Meeting]:
    """The meetings that ended before a moment and whose place is still known."""
    return session.scalars(select(Meeting).where(Meeting.ends_at < before, Meeting.place.is_not(None))).all()


def planned_for(session: Session, intake_id: UUID) -> UUID | None:
    """The meeting that answers a request and has not been held yet."""
    return session.scalar(select(Meeting.id).where(Meeting.intake_id == intake_id, Meeting.state == PLANNED))


def overlapping(session: Session, people: Sequence[UUID], time: tuple[Any, Any], *, but: UUID | None) -> list[UUID]:
    """The meetings that any of these people has between two moments, other than the meeting `but`."""
    starts_at, ends_at = time
    taken = select(Participant.meeting_id).where(Participant.person.in_(people))
    at_that_time = (Meeting.starts_at < ends_at, Meeting.ends_at > starts_at, Meeting.state != CALLED_OFF)
    return list(session.scalars(select(Meeting.id).where(Meeting.id.in_(taken), *at_that_time, Meeting.id != but)))


def meetings_by_state(session: Session) -> dict[tuple[str, str], float]:
    """How many meetings there are, by programme and state."""
    by = (Meeting.programme, Meeting.state)
    rows = session.execute(select(*by, func.count()).group_by(*by))
    return {(programme, state): float(number) for programme, state, number in rows}


def open_intakes(session: Session) -> dict[tuple[str, ...], float]:
    """How many requests wait for a meeting, by programme."""
    rows = session.execute(select(Intake.programme, func.count()).where(_is_open()).group_by(Intake.programme))
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


def as_meeting(row: Meeting) -> Row:
    """What the API says about a meeting."""
    return {
        "id": row.id,
        "programme": row.programme,
        "kind": row.kind,
        "state": row.state,
        "intake_id": row.intake_id,
        "match_id": row.match_id,
        "family": row.family,
        "area": row.area,
        "participants": [{"person": one.person, "role": one.role, "came": one.came} for one in row.participants],
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "called_off_reason": row.called_off_reason,
        "version": row.version,
    }


def _within_reach(caller: Any) -> ColumnElement[bool]:
    """What `Caller.reaches` answers for one meeting, asked of the database, so that pages are full."""
    own = select(Participant.meeting_id).where(Participant.person == caller.subject)
    reached = {"organisation": Meeting.organisation == caller.organisation, "own": Meeting.id.in_(own)}
    return or_(false(), *(condition for relation, condition in reached.items() if relation in caller.relations))


def _is_open() -> ColumnElement[bool]:
    return ~exists().where(Meeting.intake_id == Intake.id, Meeting.state != CALLED_OFF)


def _after(column: Any, page: Any) -> list[ColumnElement[bool]]:
    return [column > page.after] if page.after else []
