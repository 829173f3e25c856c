"""Whose time is taken when: what stands in the way of a booking, and what is booked by a meeting."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from activities.tables import Activity, Booking, Meeting, Participant, SignedUp, SignUp

# No meeting is longer, so none that began earlier reaches into a span; the index then need not read all of the past.
LONGEST = timedelta(hours=12)
Subjects = Collection[UUID]


def between(session: Session, subjects: Subjects, starts_at: datetime, ends_at: datetime) -> Sequence[Any]:
    """The bookings of these subjects that reach into a span of time, the earliest first."""
    reaching = (Booking.starts_at > starts_at - LONGEST, Booking.starts_at < ends_at, Booking.ends_at > starts_at)
    wanted = select(Booking.subject, Booking.what, Booking.meeting_id, Booking.starts_at, Booking.ends_at)
    wanted = wanted.where(Booking.subject.in_(subjects), *reaching)
    return session.execute(wanted.order_by(Booking.starts_at, Booking.meeting_id, Booking.subject)).all()


def of_meeting(session: Session, meeting_id: UUID) -> Sequence[Booking]:
    """Everybody and everything that a meeting has booked."""
    return session.scalars(select(Booking).where(Booking.meeting_id == meeting_id).order_by(Booking.subject)).all()


def with_organisation(session: Session, organisation: str, people: Subjects) -> set[UUID]:
    """Those of these people who take part in meetings of an organisation, or have signed up to its activities."""
    met = select(Participant.person).join(Meeting, Meeting.id == Participant.meeting_id)
    signed = select(SignedUp.person).join(SignUp, SignUp.id == SignedUp.sign_up_id)
    signed = signed.join(Activity, Activity.id == SignUp.activity_id)
    return {
        *session.scalars(met.where(Participant.person.in_(people), Meeting.organisation == organisation)),
        *session.scalars(signed.where(SignedUp.person.in_(people), Activity.organisation == organisation)),
    }


def organisations(session: Session, meetings: Collection[UUID]) -> dict[UUID, str]:
    """Which organisation each of some meetings belongs to."""
    if not meetings:
        return {}
    rows = session.execute(select(Meeting.id, Meeting.organisation).where(Meeting.id.in_(meetings)))
    return {row.id: row.organisation for row in rows}
