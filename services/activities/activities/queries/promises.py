"""What promises are drawn from, and the promises as they stand.

`per` is what a rhythm is promised for each of; `only` are some of those, where not all are asked about.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, Uuid, case, cast, delete, func, or_, select
from sqlalchemy.orm import Session

from activities.queries.reach import after
from activities.queries.successes import own_families
from activities.tables import Activity, Match, Meeting, Promise

Row = Mapping[str, Any]
Only = Collection[UUID | str] | None
HELD, PLANNED = "held", "planned"
OPEN, KEPT, MISSED, WAIVED = "open", "kept", "missed", "waived"
TO: Mapping[str, Any] = {
    "programme": Meeting.programme,
    "area": Meeting.area,
    "match": Meeting.match_id,
    "course": Meeting.activity_id,
}


def first_meetings(session: Session, of: tuple[str, Collection[str]], per: str, only: Only) -> dict[Any, datetime]:
    """When the first meeting of some kinds of a programme was planned for, whatever became of it."""
    query = select(TO[per], func.min(Meeting.starts_at)).where(*_of(of, per, only)).group_by(TO[per])
    return {to: starts_at for to, starts_at in session.execute(query) if to is not None}


def first_area(session: Session, of: tuple[str, Collection[str]]) -> str | None:
    """Where the first of them was planned."""
    query = select(Meeting.area).where(*_of(of, "programme", None)).order_by(Meeting.starts_at, Meeting.id)
    return session.scalar(query.limit(1))


def held(
    session: Session, of: tuple[str, Collection[str]], per: str, only: Only, since: datetime
) -> Iterator[tuple[Any, datetime, UUID]]:
    """The meetings of some kinds that were held since then: to what they belong, when, and which, the last first."""
    query = select(TO[per], Meeting.starts_at, Meeting.id).where(*_of(of, per, only))
    query = query.where(Meeting.state == HELD, Meeting.starts_at >= since)
    for to, starts_at, id in session.execute(query.order_by(Meeting.starts_at.desc(), Meeting.id.desc())):
        yield to, starts_at, id


def matches(session: Session, programme: str, since: datetime, only: Only) -> Sequence[Match]:
    """The matches of a programme that have not ended before then."""
    query = select(Match).where(Match.programme == programme, Match.matched_at.is_not(None), _some(Match.id, only))
    return session.scalars(query.where(or_(Match.ended_at.is_(None), Match.ended_at >= since))).all()


def of_course(session: Session, programme: str, course: str, only: Only) -> Sequence[Activity]:
    """The activities of a course."""
    query = select(Activity).where(Activity.programme == programme, Activity.course == course)
    return session.scalars(query.where(_some(Activity.id, only))).all()


def last_sessions(session: Session, of: tuple[str, Collection[str]], only: Only) -> dict[UUID, datetime]:
    """When the last meeting of these kinds was held, of each activity that has none of them planned or unrecorded."""
    planned = func.sum(case((Meeting.state == PLANNED, 1), else_=0))
    last = func.max(case((Meeting.state == HELD, Meeting.starts_at)))
    query = select(Meeting.activity_id, last).where(*_of(of, "course", only), Meeting.activity_id.is_not(None))
    found = session.execute(query.group_by(Meeting.activity_id).having(planned == 0))
    return {activity: starts_at for activity, starts_at in found if activity and starts_at}


def standing(
    session: Session, programme: str, rhythm: str, since: date, only: Collection[str] | None
) -> dict[tuple[str, date], Promise]:
    """The promises of a rhythm that may still change, by what they are to and their first day."""
    query = select(Promise).where(Promise.programme == programme, Promise.rhythm == rhythm)
    query = query.where(or_(Promise.last_on >= since, Promise.state == OPEN), _some(Promise.promised_to, only))
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


def is_running() -> ColumnElement[bool]:
    """The condition that what a promise is to has not ended."""
    over = select(Match.id).where(Match.ended_at.is_not(None)), select(Activity.id).where(Activity.ended_at.is_not(None))
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


def _of(of: tuple[str, Collection[str]], per: str, only: Only) -> list[ColumnElement[bool]]:
    return [Meeting.programme == of[0], Meeting.kind.in_(of[1]), _some(TO[per], only)]


def _some(column: Any, only: Only) -> ColumnElement[bool]:
    wanted = [UUID(str(each)) if isinstance(column.type, Uuid) else each for each in only or ()]
    return column.is_not(None) if only is None else column.in_(wanted)
