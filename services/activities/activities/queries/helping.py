"""What is known of volunteers who help."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from activities.queries.meetings import PLANNED
from activities.tables import Meeting, Participant, Volunteer

HELPS = "volunteer"


def volunteer(session: Session, person: UUID) -> Volunteer:
    """What matching has told about a volunteer; nothing about one nobody has told of."""
    return session.get(Volunteer, person) or Volunteer(id=person)


def at(session: Session, meetings: Sequence[UUID]) -> list[tuple[UUID, UUID]]:
    """The volunteers at some meetings: meeting and person."""
    wanted = (Participant.meeting_id.in_(meetings), Participant.role == HELPS)
    rows = session.execute(select(Participant.meeting_id, Participant.person).where(*wanted))
    return [(row.meeting_id, row.person) for row in rows]


def with_matched(session: Session, between: tuple[datetime, datetime]) -> list[tuple[Meeting, Volunteer | None]]:
    """The planned meetings of matches that begin between two moments, with what is known of each volunteer there."""
    soon = (Meeting.match_id.is_not(None), Meeting.state == PLANNED, Meeting.starts_at > between[0])
    found = (
        select(Meeting, Volunteer)
        .join(Participant, Participant.meeting_id == Meeting.id)
        .outerjoin(Volunteer, Volunteer.id == Participant.person)
        .where(*soon, Meeting.starts_at <= between[1], Participant.role == HELPS)
        .order_by(Meeting.id, Participant.person)
    )
    return [(row.Meeting, row.Volunteer) for row in session.execute(found)]
