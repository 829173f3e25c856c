"""Sign-ups, the line of those who wait, and the meetings of an activity that are still to come."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, cast, false, func, or_, select
from sqlalchemy.orm import Session

from activities.queries.bookings import LONGEST
from activities.queries.reach import after
from activities.tables import Activity, Booking, Consent, Family, Meeting, Participant, SignedUp, SignUp, Volunteer

Row = Mapping[str, Any]
PLANNED, CALLED_OFF = "planned", "called_off"
WAITING, OFFERED, TAKEN = "waiting", "offered", "taken"
LIVE = (WAITING, OFFERED, TAKEN)
PARTICIPANT, VOLUNTEER = "participant", "volunteer"
ACTIVITY_ENDED = "activity_ended"
ADULTS = ("guardian", "volunteer", "coordinator", "professional")


def held(session: Session, activity_id: UUID) -> Activity | None:
    """An activity, held until this work is done: whoever wants a place in it waits for this one."""
    query = select(Activity).where(Activity.id == activity_id).with_for_update()
    return session.scalar(query, execution_options={"populate_existing": True})


def live(session: Session, activity_id: UUID) -> Sequence[SignUp]:
    """Every sign-up to an activity that has not ended, in the order in which they asked."""
    return _all(session, select(SignUp).where(SignUp.activity_id == activity_id, SignUp.state.in_(LIVE)))


def of_person(session: Session, person: UUID) -> Sequence[SignUp]:
    """Everything somebody has signed up for that has not ended."""
    return _all(session, select(SignUp).where(SignUp.id.in_(_with(person)), SignUp.state.in_(LIVE)))


def of_family(session: Session, family: UUID) -> Sequence[SignUp]:
    """Everything a family has signed up for that has not ended, and whom it wished to have invited."""
    return _all(session, select(SignUp).where(SignUp.family == family, SignUp.state.in_(LIVE)))


def to_the_end(session: Session, activity_id: UUID) -> Sequence[SignUp]:
    """Every sign-up with a place, and of an activity that is over every one that ended with it."""
    stayed = or_(SignUp.state == TAKEN, SignUp.ended_reason == ACTIVITY_ENDED)
    return _all(session, select(SignUp).where(SignUp.activity_id == activity_id, stayed))


def have_met(session: Session, activity_id: UUID) -> set[UUID]:
    """Those who were at a meeting of an activity."""
    there = select(Participant.person).join(Meeting, Meeting.id == Participant.meeting_id)
    return set(session.scalars(there.where(Meeting.activity_id == activity_id, Participant.came.is_(True))))


def with_line(session: Session) -> Sequence[UUID]:
    """The activities in which somebody waits for a place, or is offered one."""
    waiting = SignUp.state.in_((WAITING, OFFERED))
    return session.scalars(select(SignUp.activity_id).where(waiting).distinct().order_by(SignUp.activity_id)).all()


def helped_by_unvetted(session: Session, today: Any) -> Sequence[UUID]:
    """The volunteers who have signed up to help and whose vetting has run out."""
    helping = select(SignedUp.person).join(SignUp).where(SignUp.role == VOLUNTEER, SignUp.state.in_(LIVE))
    out = (Volunteer.id.in_(helping), Volunteer.valid_until < today)
    return session.scalars(select(Volunteer.id).where(*out).order_by(Volunteer.id)).all()


def ahead(session: Session, activity_id: UUID, now: datetime) -> Sequence[Meeting]:
    """The meetings of an activity that are planned and have not begun."""
    wanted = (Meeting.activity_id == activity_id, Meeting.state == PLANNED, Meeting.starts_at > now)
    return session.scalars(select(Meeting).where(*wanted).order_by(Meeting.starts_at, Meeting.id)).all()


def has_had_meetings(session: Session, activity_id: UUID, now: datetime) -> bool:
    """Whether an activity has had meetings already."""
    wanted = (Meeting.activity_id == activity_id, Meeting.state != CALLED_OFF, Meeting.starts_at <= now)
    return session.scalar(select(Meeting.id).where(*wanted).limit(1)) is not None


def times_taken(
    session: Session, people: Collection[UUID], between: tuple[datetime, datetime], *, but: UUID
) -> list[tuple[datetime, datetime]]:
    """When these people have meetings of anything but this activity, between two moments."""
    others = or_(Meeting.activity_id.is_(None), Meeting.activity_id != but)
    when = (Booking.starts_at > between[0] - LONGEST, Booking.starts_at < between[1], Booking.ends_at > between[0])
    query = select(Booking.starts_at, Booking.ends_at).join(Meeting, Meeting.id == Booking.meeting_id)
    rows = session.execute(query.where(Booking.subject.in_(people), others, *when))
    return [(starts_at, ends_at) for starts_at, ends_at in rows]


def forget(session: Session, ended_before: datetime) -> None:
    """Delete what ended before a moment and of which nobody has been among those of a meeting."""
    there = (
        select(SignedUp.sign_up_id)
        .join(SignUp, SignUp.id == SignedUp.sign_up_id)
        .join(Meeting, Meeting.activity_id == SignUp.activity_id)
        .join(Participant, (Participant.meeting_id == Meeting.id) & (Participant.person == SignedUp.person))
    )
    over = (SignUp.state.not_in(LIVE), SignUp.ended_at < ended_before, SignUp.id.not_in(there))
    for row in session.scalars(select(SignUp).where(*over)):
        session.delete(row)


def adults(session: Session, people: Collection[UUID]) -> set[UUID]:
    """Those of these people who have come to a meeting as somebody no child is, or are volunteers."""
    came = select(Participant.person).where(Participant.person.in_(people), Participant.role.in_(ADULTS))
    return {*session.scalars(came), *session.scalars(select(Volunteer.id).where(Volunteer.id.in_(people)))}


def consents(session: Session, family: UUID) -> Sequence[Consent]:
    """What the people of a family have said to us as one who may know."""
    wanted = (Consent.family == family, Consent.granted.is_not(None))
    return session.scalars(select(Consent).where(*wanted).order_by(Consent.person, Consent.purpose)).all()


def page(session: Session, caller: Any, portion: Any) -> Sequence[SignUp]:
    """The caller's own sign-ups, and for a coordinator those of the organisation's activities but not their own."""
    wanted = [_within_reach(caller), *after(SignUp.id, portion)]
    return session.scalars(select(SignUp).where(*wanted).order_by(SignUp.id).limit(portion.limit + 1)).all()


def by_state(session: Session) -> dict[tuple[str, ...], float]:
    """How many people have signed up, by programme, role and state."""
    by = (Activity.programme, SignUp.role, SignUp.state)
    query = select(*by, func.count()).select_from(SignUp).join(Activity).join(SignedUp).group_by(*by)
    return {tuple(row[:3]): float(row[3]) for row in session.execute(query)}


def _within_reach(caller: Any) -> ColumnElement[bool]:
    # Ids stand in the list as text, so this means the same on every database.
    family = select(Family.id).where(cast(Family.guardians, String).contains(str(caller.subject)))
    own = or_(
        SignUp.id.in_(_with(caller.subject)),
        func.coalesce(SignUp.wished_by == caller.subject, false()),
        func.coalesce(SignUp.family.in_(family), false()),
    )
    ours = select(Activity.id).where(Activity.organisation == caller.organisation)
    reached = {"organisation": SignUp.activity_id.in_(ours) & ~own, "own": own}
    return or_(false(), *(condition for relation, condition in reached.items() if relation in caller.relations))


def _with(person: UUID) -> Select[Any]:
    return select(SignedUp.sign_up_id).where(SignedUp.person == person)


def _all(session: Session, query: Select[Any]) -> Sequence[SignUp]:
    ordered = query.order_by(SignUp.asked_at, SignUp.id)
    return session.scalars(ordered, execution_options={"populate_existing": True}).all()
