"""What promises are drawn from, and the promises as they stand.

Deliberately not here: what a promise is; that is drawn by the domain.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, Uuid, case, cast, delete, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from activities.queries.reach import after
from activities.queries.successes import own_families
from activities.tables import Activity, Match, Meeting, Promise

Row = Mapping[str, Any]
HELD, PLANNED = "held", "planned"
OPEN, KEPT, MISSED, WAIVED = "open", "kept", "missed", "waived"
TO: Mapping[str, Any] = {
    "programme": Meeting.programme,
    "area": Meeting.area,
    "match": Meeting.match_id,
    "course": Meeting.activity_id,
}


@dataclass(frozen=True)
class Kinds:
    """Some kinds of meeting of a programme, by what each of them belongs to, and perhaps only some of those."""

    programme: str
    kinds: Collection[str]
    per: str
    only: Collection[str] | None

    @property
    def by(self) -> Any:
        """The column of what a meeting belongs to."""
        return TO[self.per]

    @property
    def meetings(self) -> list[ColumnElement[bool]]:
        """The condition that a meeting is one of these."""
        return [Meeting.programme == self.programme, Meeting.kind.in_(self.kinds), self.some(self.by)]

    def some(self, column: Any) -> ColumnElement[bool]:
        """The condition that it is about those that are asked about."""
        wanted = [UUID(each) if isinstance(column.type, Uuid) else each for each in self.only or ()]
        return column.is_not(None) if self.only is None else column.in_(wanted)


def first_meetings(session: Session, of: Kinds) -> dict[Any, datetime]:
    """For when the first of these meetings was planned, whatever became of it, by what it belongs to."""
    query = select(of.by, func.min(Meeting.starts_at)).where(*of.meetings).group_by(of.by)
    return dict(session.execute(query).all())


def first_area(session: Session, of: Kinds) -> str | None:
    """Where the first of them was planned."""
    query = select(Meeting.area).where(*of.meetings).order_by(Meeting.starts_at, Meeting.id)
    return session.scalar(query.limit(1))


def held(session: Session, of: Kinds, since: datetime) -> Iterator[tuple[Any, datetime, UUID]]:
    """Those of these meetings that were held: to what they belong, when, and which, the last first."""
    query = select(of.by, Meeting.starts_at, Meeting.id).where(*of.meetings)
    query = query.where(Meeting.state == HELD, Meeting.starts_at >= since)
    for row in session.execute(query.order_by(Meeting.starts_at.desc(), Meeting.id.desc())):
        yield row[0], row[1], row[2]


def matches(session: Session, of: Kinds, since: datetime) -> Sequence[Match]:
    """The matches of the programme that have not ended before then."""
    query = select(Match).where(Match.programme == of.programme, Match.matched_at.is_not(None), of.some(Match.id))
    return session.scalars(query.where(or_(Match.ended_at.is_(None), Match.ended_at >= since))).all()


def of_course(session: Session, of: Kinds, course: str) -> Sequence[Activity]:
    """The activities of a course of the programme."""
    query = select(Activity).where(Activity.programme == of.programme, Activity.course == course)
    return session.scalars(query.where(of.some(Activity.id))).all()


def last_sessions(session: Session, of: Kinds) -> dict[UUID, datetime]:
    """When the last of these meetings was held, by activity, where none of them is planned or still to be recorded."""
    planned = func.sum(case((Meeting.state == PLANNED, 1), else_=0))
    last = func.max(case((Meeting.state == HELD, Meeting.starts_at)))
    query = select(of.by, last).where(*of.meetings).group_by(of.by).having(planned == 0)
    return {activity: starts_at for activity, starts_at in session.execute(query) if starts_at}


def standing(session: Session, of: Kinds, rhythm: str, since: date) -> dict[tuple[str, date], Promise]:
    """The promises of a rhythm that may still change, by what they are to and their first day."""
    query = select(Promise).where(Promise.programme == of.programme, Promise.rhythm == rhythm)
    query = query.where(or_(Promise.last_on >= since, Promise.state == OPEN), of.some(Promise.promised_to))
    return {(row.promised_to, row.first_on): row for row in session.scalars(query)}


def drop_unwatched(session: Session, today: date) -> None:
    """Delete what is open although its time is long over: no programme promises it any longer."""
    session.execute(delete(Promise).where(Promise.state == OPEN, Promise.closes_on < today))


def page(session: Session, caller: Any, portion: Any, **like: Any) -> list[Row]:
    """Promises of the caller's organisation, but never about the caller's own match or family."""
    query = select(Promise).where(Promise.organisation == caller.organisation, *after(Promise.id, portion))
    query = query.where(not_own(session, caller.subject), *_like(**like))
    return [as_promise(each) for each in session.scalars(query.order_by(Promise.id).limit(portion.limit + 1))]


def not_own(session: Session, person: UUID) -> ColumnElement[bool]:
    """The condition that a promise is not to a match that somebody is part of."""
    own = or_(
        Match.volunteer == person,
        Match.family.in_(own_families(session, person)),
        func.coalesce(cast(Match.guardians, String), "").contains(str(person)),
    )
    return or_(Promise.match_id.is_(None), Promise.match_id.not_in(select(Match.id).where(own)))


def by_state(session: Session) -> dict[tuple[str, ...], float]:
    """How many promises there are, by programme, rhythm and what became of them."""
    by = (Promise.programme, Promise.rhythm, Promise.state)
    found = session.execute(select(*by, func.count()).group_by(*by))
    return {(programme, rhythm, state): float(number) for programme, rhythm, state, number in found}


def missed_in_a_row(session: Session, since: date) -> list[tuple[str, str, int]]:
    """How often each running line of a rhythm was missed since it was kept last: programme, rhythm, how often."""
    line = (Promise.programme, Promise.rhythm, Promise.promised_to)
    kept = select(*line, func.max(Promise.first_on).label("on")).where(Promise.state == KEPT).group_by(*line).subquery()
    same = [Promise.programme == kept.c.programme, Promise.rhythm == kept.c.rhythm]
    query = select(Promise.programme, Promise.rhythm, func.count()).outerjoin_from(
        Promise, kept, (Promise.promised_to == kept.c.promised_to) & same[0] & same[1]
    )
    query = query.where(Promise.state == MISSED, Promise.last_on >= since, is_running())
    query = query.where(or_(kept.c.on.is_(None), Promise.first_on > kept.c.on))
    return [(programme, rhythm, number) for programme, rhythm, number in session.execute(query.group_by(*line))]


def last_missed(since: date) -> Any:
    """The ids of the latest promise of each running line that was missed and has not been kept since."""
    later = aliased(Promise)
    same = [getattr(later, name) == getattr(Promise, name) for name in ("programme", "rhythm", "promised_to")]
    after_it = exists().where(*same, later.first_on > Promise.first_on, later.state.in_((KEPT, MISSED)))
    return select(Promise.id).where(Promise.state == MISSED, Promise.last_on >= since, is_running(), ~after_it)


def is_running() -> ColumnElement[bool]:
    """The condition that what a promise is to has not ended."""
    over = (
        select(Match.id).where(Match.ended_at.is_not(None)),
        select(Activity.id).where(Activity.ended_at.is_not(None)),
    )
    return or_(Promise.match_id.is_(None), Promise.match_id.not_in(over[0])) & or_(
        Promise.activity_id.is_(None), Promise.activity_id.not_in(over[1])
    )


def as_promise(row: Promise) -> Row:
    """What the API says about a promise."""
    names = ("id", "programme", "rhythm", "area", "match_id", "activity_id", "first_on", "last_on", "due_on", "state")
    return {**{name: getattr(row, name) for name in names}, "meeting_id": row.kept_by, "since": row.since}


def _like(*, due_until: date | None, **like: str | None) -> list[ColumnElement[bool]]:
    same = [getattr(Promise, name) == value for name, value in like.items() if value is not None]
    return same if due_until is None else [*same, Promise.due_on <= due_until]
