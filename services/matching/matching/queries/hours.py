"""Reading hours given: minutes of meetings that volunteers came to, as they corrected them, and what they added."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from matching.queries.meetings import CAME, MINUTES, ON
from matching.tables import Attendance, HoursSaid, Meeting, Volunteer

LATEST = HoursSaid.superseded_at.is_(None)
SAID_OF_MEETING = and_(HoursSaid.about == Meeting.id, HoursSaid.volunteer_id == Attendance.volunteer_id, LATEST)


def at_meetings(session: Session, volunteer: UUID) -> Sequence[Any]:
    """Each meeting held that the volunteer came to, or has said something of, with `told` and `said` minutes."""
    query = select(
        Meeting.id, Meeting.programme, ON.label("on"), MINUTES.label("told"), HoursSaid.minutes.label("said")
    )
    query = query.join(Attendance, Attendance.meeting_id == Meeting.id).outerjoin(HoursSaid, SAID_OF_MEETING)
    query = query.where(Attendance.volunteer_id == volunteer, Meeting.held_sequence.is_not(None), ON.is_not(None))
    came = (Attendance.came_sequence == Meeting.held_sequence) | HoursSaid.minutes.is_not(None)
    return session.execute(query.where(came).order_by(ON, Meeting.id)).all()


def beside(session: Session, volunteer: UUID) -> Sequence[HoursSaid]:
    """What the volunteer has added that was no meeting, the latest word on each."""
    query = select(HoursSaid).where(HoursSaid.volunteer_id == volunteer, HoursSaid.what.is_not(None), LATEST)
    return session.scalars(query.order_by(HoursSaid.happened_on, HoursSaid.about)).all()


def latest(session: Session, volunteer: UUID, about: UUID) -> HoursSaid | None:
    """The latest word on a meeting or on an entry."""
    query = select(HoursSaid).where(HoursSaid.volunteer_id == volunteer, HoursSaid.about == about, LATEST)
    return session.scalar(query)


def sums(session: Session, caller: Any, since: date, until: date) -> Sequence[tuple[str, int, int, int, int]]:
    """By programme: how many volunteers gave hours in a period, to how many meetings, minutes there and beside."""
    meetings = _given_at_meetings(caller, since, until)
    added = _given_beside(caller, since, until)
    there = {row.programme: row for row in session.execute(_by_programme(meetings))}
    other = {row.programme: row for row in session.execute(_by_programme(added))}
    both = meetings.union(added).subquery()
    people = select(both.c.programme, func.count(both.c.volunteer.distinct())).group_by(both.c.programme)
    return [
        (
            programme,
            number,
            there[programme].number if programme in there else 0,
            there[programme].minutes if programme in there else 0,
            other[programme].minutes if programme in other else 0,
        )
        for programme, number in sorted(session.execute(people).all())
    ]


def minutes_per_programme(session: Session) -> dict[tuple[str], int]:
    """All minutes given, by programme."""
    found: dict[tuple[str], int] = {}
    for query in (_given_at_meetings(), _given_beside()):
        for row in session.execute(_by_programme(query)):
            found[(row.programme,)] = found.get((row.programme,), 0) + int(row.minutes)
    return found


def _given_at_meetings(caller: Any = None, since: date = date.min, until: date = date.max) -> Any:
    minutes = func.coalesce(HoursSaid.minutes, MINUTES)
    query = select(Meeting.id, Attendance.volunteer_id.label("volunteer"), Meeting.programme, minutes.label("minutes"))
    query = query.join(Attendance, Attendance.meeting_id == Meeting.id).outerjoin(HoursSaid, SAID_OF_MEETING)
    query = query.join(Volunteer, Volunteer.id == Attendance.volunteer_id)
    came = CAME[1] | HoursSaid.minutes.is_not(None)
    return _of(query.where(CAME[0], came, minutes > 0, ON.between(since, until)), caller)


def _given_beside(caller: Any = None, since: date = date.min, until: date = date.max) -> Any:
    query = select(HoursSaid.id, HoursSaid.volunteer_id.label("volunteer"), HoursSaid.programme, HoursSaid.minutes)
    query = query.join(Volunteer, Volunteer.id == HoursSaid.volunteer_id)
    there = HoursSaid.happened_on.between(since, until)
    return _of(query.where(HoursSaid.what.is_not(None), LATEST, HoursSaid.minutes > 0, there), caller)


def _of(query: Any, caller: Any) -> Any:
    return query if caller is None else query.where(Volunteer.organisation == caller.organisation)


def _by_programme(query: Any) -> Any:
    rows = query.subquery()
    columns = func.count(rows.c.id.distinct()).label("number"), func.sum(rows.c.minutes).label("minutes")
    return select(rows.c.programme, *columns).group_by(rows.c.programme)
