"""Whom to ask after: how people stood at the meetings of an activity or match, and the rows that come of it."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from activities.queries.attendance import HELD
from activities.queries.reach import after
from activities.queries.successes import of_families_of
from activities.tables import Activity, Family, FollowUp, Match, Meeting, Participant, SignedUp, SignUp

Row = Mapping[str, Any]
TAKEN = "taken"


class Stood(NamedTuple):
    """One person at one meeting that was held."""

    meeting: UUID
    starts_at: datetime
    person: UUID
    role: str
    came: bool | None
    excused: bool


def stood(session: Session, line: UUID) -> list[Stood]:
    """Everybody at every meeting held of an activity or match, in the order of the meetings."""
    query = (
        select(
            Meeting.id, Meeting.starts_at, Participant.person, Participant.role, Participant.came, Participant.excused
        )
        .join(Participant, Participant.meeting_id == Meeting.id)
        .where(or_(Meeting.activity_id == line, Meeting.match_id == line), Meeting.state == HELD)
        .order_by(Meeting.starts_at, Meeting.id, Participant.person)
    )
    return [Stood(*row) for row in session.execute(query)]


def gone(session: Session, line: UUID, people: Collection[UUID]) -> set[UUID]:
    """Those of these people who signed up to the activity and have no place in it any longer."""
    signed_up = (
        select(SignedUp.person)
        .join(SignUp, SignUp.id == SignedUp.sign_up_id)
        .where(SignUp.activity_id == line, SignedUp.person.in_(people))
    )
    have_a_place = set(session.scalars(signed_up.where(SignUp.state == TAKEN)))
    return set(session.scalars(signed_up)) - have_a_place


def of_line(session: Session, reason: str, line: UUID) -> dict[UUID, FollowUp]:
    """Whom to ask after in an activity or match, or of a meeting, by whom it is about."""
    query = select(FollowUp).where(FollowUp.reason == reason, FollowUp.line == line)
    return {row.subject: row for row in session.scalars(query)}


def within_reach(session: Session, caller: Any, id: UUID) -> tuple[FollowUp, Meeting] | None:
    """One row the caller may see, with the meeting it comes from."""
    found = session.execute(_seen_by(caller).where(FollowUp.id == id)).one_or_none()
    return (found[0], found[1]) if found else None


def page(session: Session, caller: Any, portion: Any, *, open: bool | None) -> list[Row]:
    """Whom to ask after in the caller's organisation, but never the caller or one of the caller's family."""
    query = _seen_by(caller).where(*after(FollowUp.id, portion))
    if open is not None:
        query = query.where(FollowUp.talked_on.is_(None) if open else FollowUp.talked_on.is_not(None))
    rows = session.execute(query.order_by(FollowUp.id).limit(portion.limit + 1))
    return [as_follow_up(row, meeting) for row, meeting in rows]


def open_by_reason(session: Session) -> dict[tuple[str, ...], float]:
    """How many wait for a coordinator, by programme and reason."""
    by = (FollowUp.programme, FollowUp.reason)
    query = select(*by, func.count()).where(FollowUp.talked_on.is_(None), ~is_over()).group_by(*by)
    return {(programme, reason): float(number) for programme, reason, number in session.execute(query)}


def forget(session: Session, talked_before: date) -> None:
    """Delete what is over, and what was talked about before a day."""
    over = select(FollowUp.id).where(is_over())
    session.execute(delete(FollowUp).where(or_(FollowUp.id.in_(over), FollowUp.talked_on < talked_before)))


def as_follow_up(row: FollowUp, meeting: Meeting) -> Row:
    """What the API says about somebody to ask after."""
    return {
        "id": row.id,
        "programme": row.programme,
        "reason": row.reason,
        "activity_id": meeting.activity_id,
        "match_id": meeting.match_id,
        "meeting_id": row.meeting_id,
        "family": row.family,
        "person": None if row.family else row.subject,
        "since": row.since,
        "times": row.times,
        "open": row.talked_on is None,
        "talked_on": row.talked_on,
    }


def _seen_by(caller: Any) -> Any:
    """Whom the caller may ask after, with the meeting: of the same organisation, and nobody of the own family."""
    not_own = (
        or_(FollowUp.family.is_(None), FollowUp.family.not_in(families)) for families in of_families_of(caller.subject)
    )
    return (
        select(FollowUp, Meeting)
        .join(Meeting, Meeting.id == FollowUp.meeting_id)
        .where(FollowUp.organisation == caller.organisation, FollowUp.subject != caller.subject, *not_own, ~is_over())
    )


def is_over() -> ColumnElement[bool]:
    """Nobody is asked after in what has ended, nor in a family that has left since."""
    return or_(
        exists().where(Activity.id == FollowUp.line, Activity.ended_at.is_not(None)),
        exists().where(Match.id == FollowUp.line, Match.ended_at.is_not(None)),
        exists().where(Family.id == FollowUp.family, Family.left_at > FollowUp.since),
    )
