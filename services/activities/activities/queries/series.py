"""Series as the API tells them, their meetings, and the school breaks a municipality has decided itself."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from activities.queries import reach
from activities.queries.meetings import CALLED_OFF, PLANNED
from activities.tables import Meeting, SchoolBreak, Series

Row = Mapping[str, Any]
SHOWN = (
    "id",
    "activity_id",
    "kind",
    "rule",
    "first_on",
    "minutes",
    "timezone",
    "on_holidays",
    "in_breaks",
    "without",
    "also",
    "venue_id",
    "called_off_from",
    "version",
)


def page(session: Session, activity_id: UUID, portion: Any) -> Sequence[Series]:
    """The series of an activity."""
    wanted = [Series.activity_id == activity_id, *reach.after(Series.id, portion)]
    return session.scalars(select(Series).where(*wanted).order_by(Series.id).limit(portion.limit + 1)).all()


def meetings(session: Session, series_id: UUID) -> Sequence[Meeting]:
    """The meetings of a series in their order, called off or not."""
    found = select(Meeting).where(Meeting.series_id == series_id)
    return session.scalars(found.order_by(Meeting.starts_at, Meeting.id)).all()


def ahead(session: Session, series_id: UUID, now: datetime) -> Sequence[Meeting]:
    """The meetings of a series that are planned and have not begun, in their order."""
    found = select(Meeting).where(Meeting.series_id == series_id, Meeting.state == PLANNED, Meeting.starts_at > now)
    return session.scalars(found.order_by(Meeting.starts_at, Meeting.id)).all()


def spans(
    session: Session, activity_id: UUID, between: tuple[datetime, datetime], *, but: Collection[UUID] = ()
) -> Sequence[tuple[datetime, datetime]]:
    """When an activity meets in a stretch of time, other than in the meetings `but`."""
    first, last = between
    wanted = (Meeting.activity_id == activity_id, Meeting.state != CALLED_OFF)
    near = (Meeting.starts_at < last, Meeting.ends_at > first)
    rows = session.execute(select(Meeting.id, Meeting.starts_at, Meeting.ends_at).where(*wanted, *near))
    left_out = set(but)
    return [(starts_at, ends_at) for id, starts_at, ends_at in rows if id not in left_out]


def own_breaks(session: Session, organisation: str, municipality: str, years: Collection[int]) -> Sequence[SchoolBreak]:
    """The breaks of some years that the organisation has been told of for a municipality."""
    found = select(SchoolBreak).where(
        SchoolBreak.organisation == organisation,
        SchoolBreak.municipality == municipality,
        SchoolBreak.year.in_(years),
    )
    return session.scalars(found).all()


def as_series(row: Series, meetings: Sequence[Meeting], skipped: Sequence[Row]) -> Row:
    """What the API says about a series: the rule, and what has become of it."""
    return {name: getattr(row, name) for name in SHOWN} | {
        "starts": f"{row.starts:%H:%M}",
        "meetings": [_as_sitting(each) for each in meetings],
        "skipped": skipped,
    }


def _as_sitting(row: Meeting) -> Row:
    return {
        "id": row.id,
        "on": row.series_on,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "state": row.state,
    }
