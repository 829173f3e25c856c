"""What is read: messages for those who look after them, and the rows that a decision needs."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, union
from sqlalchemy.orm import Session

from notifications.tables import (
    Addressee,
    Appointment,
    Consent,
    Enquiry,
    Family,
    Match,
    Meeting,
    Member,
    Message,
    Need,
    Question,
    Series,
    Volunteer,
)

SHOWN = ("id", "template", "about", "person", "role", "channel", "state", "reason", "due_at", "attempts", "settled_at")


def messages(session: Session, wanted: Mapping[str, Any], page: Any) -> list[dict[str, Any]]:
    """One page of messages, and one more if there is more."""
    filters = [getattr(Message, name) == value for name, value in wanted.items() if value is not None]
    beyond = [Message.id > page.after] if page.after else []
    rows = session.scalars(select(Message).where(*filters, *beyond).order_by(Message.id).limit(page.limit + 1))
    return [{name: getattr(row, name) for name in SHOWN} for row in rows]


def tried_in_vain(session: Session) -> dict[tuple[str, ...], float]:
    """How many messages were tried and are not over."""
    counted = select(func.count()).where(Message.attempts > 0, Message.next_at.is_not(None))
    return {(): float(session.scalar(counted) or 0)}


def messages_about(session: Session, about: Collection[UUID], people: Collection[UUID] | None) -> Sequence[Message]:
    """Every message about these things, to these people or to everybody."""
    return session.scalars(select(Message).where(Message.about.in_(about), *_among(Message.person, people))).all()


def next_due(session: Session, now: datetime) -> Message | None:
    """The message that has waited longest, unless another replica has it in hand."""
    return session.scalars(
        select(Message)
        # What was heard of a series since may have changed what there is to say of it.
        .where(Message.next_at <= now, Message.about.not_in(select(Series.id).where(_is_unsettled())))
        # Of two that are due at once, the invitation comes before its reminder.
        .order_by(Message.next_at, Message.template)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()


def unsettled(session: Session, most: int) -> Sequence[UUID]:
    """The series of which something was heard, the one that has waited longest first."""
    return session.scalars(select(Series.id).where(_is_unsettled()).order_by(Series.unsettled_since).limit(most)).all()


def about_activity(session: Session, activity: UUID) -> Sequence[UUID]:
    """The meetings and series of an activity."""
    ours = Meeting.activity == activity
    return session.scalars(
        union(select(Meeting.id).where(ours), select(Meeting.series).where(ours, Meeting.series.is_not(None)))
    ).all()


def of_series(session: Session, series: UUID) -> Sequence[Meeting]:
    """The meetings of a series."""
    return session.scalars(select(Meeting).where(Meeting.series == series).order_by(Meeting.id)).all()


def members(session: Session, meetings: Sequence[Meeting], people: Collection[UUID] | None) -> Sequence[Member]:
    """Everybody, or who of these people, ever took part in the activities of these meetings, or in one of them."""
    activities = {each.activity for each in meetings if each.activity}
    theirs = or_(Member.meeting.is_(None), Member.meeting.in_([each.id for each in meetings]))
    found = select(Member).where(Member.activity.in_(activities), theirs, *_among(Member.person, people))
    return session.scalars(found.order_by(Member.sign_up, Member.person)).all() if activities else ()


def is_answered(session: Session, sign_up: UUID) -> bool:
    """Whether those to whom a place was offered have taken it, or let it go."""
    return session.scalar(select(func.count()).where(Member.sign_up == sign_up)) != 0


def addressees(
    session: Session, about: Collection[UUID], people: Collection[UUID] | None = None
) -> Sequence[Addressee]:
    """Who is to hear of these things, among these people or everybody."""
    return session.scalars(select(Addressee).where(Addressee.about.in_(about), *_among(Addressee.person, people))).all()


def consents(session: Session, people: Collection[UUID]) -> Sequence[Consent]:
    """What these people have said about messages."""
    return session.scalars(select(Consent).where(Consent.person.in_(people))).all()


def appointments(session: Session, meetings: Collection[UUID]) -> Sequence[Appointment]:
    """Every time these meetings were given, those of each in order."""
    return session.scalars(
        select(Appointment).where(Appointment.meeting.in_(meetings)).order_by(Appointment.sequence)
    ).all()


def families_left(session: Session, families: Collection[UUID | None]) -> Mapping[UUID | None, datetime | None]:
    """When each of these families last left."""
    known = {each for each in families if each}
    return {row.id: row.left_at for row in session.scalars(select(Family).where(Family.id.in_(known)))} if known else {}


def about_person(session: Session, person: UUID) -> Sequence[UUID]:
    """What there are messages about that this person may still be sent."""
    open_ones = (Message.person == person, Message.settled_at.is_(None))
    return session.scalars(select(Message.about).where(*open_ones).distinct()).all()


def about_family(session: Session, family: UUID) -> Sequence[UUID]:
    """The meetings, matches and enquiries of a family."""
    return session.scalars(
        union(*(select(table.id).where(table.family == family) for table in (Meeting, Match, Enquiry)))
    ).all()


def enquiries(session: Session, match: UUID) -> Sequence[UUID]:
    """The check-ins of a match."""
    return session.scalars(select(Enquiry.id).where(Enquiry.match == match)).all()


def about_need(session: Session, need: UUID) -> Sequence[UUID]:
    """The proposals about a need."""
    return session.scalars(select(Enquiry.id).where(Enquiry.need == need)).all()


def withdrawn_at(session: Session, need: UUID | None) -> datetime | None:
    """When a need was last withdrawn."""
    return session.scalar(select(Need.withdrawn_at).where(Need.id == need)) if need else None


def questions(session: Session, enquiry: UUID) -> Sequence[Question]:
    """Everybody who was asked, in the order of asking."""
    return session.scalars(
        select(Question).where(Question.enquiry == enquiry).order_by(Question.sequence, Question.person)
    ).all()


def volunteers_left(session: Session, people: Sequence[UUID]) -> Mapping[UUID, datetime | None]:
    """When each of these volunteers last left."""
    return {row.id: row.left_at for row in session.scalars(select(Volunteer).where(Volunteer.id.in_(people)))}


def _among(column: Any, people: Collection[UUID] | None) -> Sequence[Any]:
    return () if people is None else (column.in_(people),)


def _is_unsettled() -> Any:
    return Series.unsettled_since.is_not(None)
