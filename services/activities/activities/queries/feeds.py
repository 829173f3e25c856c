"""Calendars by their link and by whose they are, and the meetings in them: their time, kind, area and venue only."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from activities.queries import reach
from activities.tables import Feed, Match, Meeting, Participant, SignedUp, SignUp, Venue

SHOWN = (
    Meeting.id,
    Meeting.starts_at,
    Meeting.ends_at,
    Meeting.programme,
    Meeting.kind,
    Meeting.area,
    Meeting.state,
    Meeting.sequence,
    Venue.name.label("venue"),
    Venue.address,
)
# Nothing of it is at hand in this session.
AS_IT_IS = {"synchronize_session": False}
FAMILY = ("guardian", "child", "young_person")


def page(session: Session, caller: Any, portion: Any) -> Sequence[Feed]:
    """One's own calendars and, for those who arrange, those of the organisation's activities and venues."""
    wanted = [_within_reach(caller), *reach.after(Feed.id, portion)]
    return session.scalars(select(Feed).where(*wanted).order_by(Feed.id).limit(portion.limit + 1)).all()


def within_reach(session: Session, caller: Any, feed_id: UUID) -> Feed | None:
    """The calendar, if the caller may know that it exists."""
    return session.scalar(select(Feed).where(Feed.id == feed_id, _within_reach(caller)))


def by_digest(session: Session, digest: str) -> Feed | None:
    """The calendar that a link leads to, unless it has been stopped."""
    return session.scalar(select(Feed).where(Feed.digest == digest, Feed.stopped_at.is_(None)))


def standing(session: Session, maker: UUID) -> int:
    """How many calendars somebody has made that have not been stopped."""
    counted = select(func.count()).where(Feed.made_by == maker, Feed.stopped_at.is_(None))
    return session.execute(counted).scalar_one()


def meetings(session: Session, of: str, subject: UUID, time: tuple[Any, Any]) -> Sequence[Any]:
    """The meetings of a person, an activity or a venue that begin between two moments, in their order."""
    taking_part = select(Participant.meeting_id).where(Participant.person == subject)
    belongs = {
        "person": Meeting.id.in_(taking_part),
        "activity": Meeting.activity_id == subject,
        "venue": Meeting.venue_id == subject,
    }[of]
    between = (Meeting.starts_at >= time[0], Meeting.starts_at < time[1])
    shown = select(*SHOWN).outerjoin(Venue, Venue.id == Meeting.venue_id).where(belongs, *between)
    return session.execute(shown.order_by(Meeting.starts_at, Meeting.id)).all()


def meeting(session: Session, meeting_id: UUID) -> Any:
    """One meeting, as far as a calendar tells of it."""
    shown = select(*SHOWN).outerjoin(Venue, Venue.id == Meeting.venue_id).where(Meeting.id == meeting_id)
    return session.execute(shown).one()


def is_venue_of(session: Session, venue_id: UUID, organisation: str) -> bool:
    """Whether there is such a venue of an organisation."""
    found = session.get(Venue, venue_id)
    return found is not None and found.organisation == organisation


def of_family(session: Session, family: UUID) -> set[UUID]:
    """The people known to be of a family: by its matches, the meetings it has had, and what it has signed up for."""
    met = select(Participant.person).join(Meeting, Meeting.id == Participant.meeting_id)
    signed = select(SignedUp.person).join(SignUp, SignUp.id == SignedUp.sign_up_id)
    in_meetings = met.where(Meeting.family == family, Participant.role.in_(FAMILY))
    signed_up = signed.where(SignUp.family == family, SignedUp.role.in_(FAMILY))
    matched = session.scalars(select(Match.guardians).where(Match.family == family, Match.guardians.is_not(None)))
    guardians = {UUID(guardian) for each in matched for guardian in each or ()}
    return {*session.scalars(in_meetings), *session.scalars(signed_up), *guardians}


def stop(session: Session, people: Iterable[UUID], at: Any) -> None:
    """Let every calendar of one of these people end that was made before a moment."""
    theirs = (Feed.of == "person", Feed.subject.in_(list(people)), Feed.made_at <= at, Feed.stopped_at.is_(None))
    session.execute(update(Feed).where(*theirs).values(stopped_at=at), execution_options=AS_IT_IS)


def stop_unused(session: Session, *, since: Any, made_before: Any, at: Any) -> None:
    """Let every calendar end that nobody has fetched since a day."""
    fetched_before = or_(Feed.fetched_on < since, Feed.fetched_on.is_(None))
    unused = (fetched_before, Feed.made_at < made_before, Feed.stopped_at.is_(None))
    session.execute(update(Feed).where(*unused).values(stopped_at=at), execution_options=AS_IT_IS)


def forget(session: Session, before: Any) -> None:
    """Delete the calendars that were stopped before a moment."""
    session.execute(delete(Feed).where(Feed.stopped_at < before), execution_options=AS_IT_IS)


def standing_by_what(session: Session) -> dict[tuple[str, ...], float]:
    """How many calendars can be fetched, by what they are of."""
    counted = select(Feed.of, func.count()).where(Feed.stopped_at.is_(None)).group_by(Feed.of)
    return {(of,): float(number) for of, number in session.execute(counted)}


def _within_reach(caller: Any) -> ColumnElement[bool]:
    # The calendar of a person is that person's own, whoever else arranges; a lost phone can be a colleague's too.
    own = Feed.made_by == caller.subject
    shared = (Feed.organisation == caller.organisation) & (Feed.of != "person")
    return or_(own, shared) if "organisation" in caller.relations else own
