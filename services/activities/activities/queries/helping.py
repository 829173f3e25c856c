"""What is known of volunteers who help, and the meetings to come that may lack some."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from activities.tables import Activity, Meeting, Participant, Volunteer

PLANNED, HELPS = "planned", "volunteer"


def volunteer(session: Session, person: UUID) -> Volunteer:
    """What matching has told about a volunteer; nothing about one nobody has told of."""
    return session.get(Volunteer, person) or Volunteer(id=person)


def at(session: Session, meetings: Sequence[UUID]) -> list[tuple[UUID, UUID]]:
    """The volunteers at some meetings: meeting and person."""
    wanted = (Participant.meeting_id.in_(meetings), Participant.role == HELPS)
    rows = session.execute(select(Participant.meeting_id, Participant.person).where(*wanted))
    return [(row.meeting_id, row.person) for row in rows]


def coming(
    session: Session, organisation: str, between: tuple[datetime, datetime]
) -> Sequence[tuple[Meeting, Activity]]:
    """The meetings of an organisation's activities that are planned between two moments, the first first."""
    when = (Meeting.state == PLANNED, Meeting.starts_at > between[0], Meeting.starts_at <= between[1])
    query = select(Meeting, Activity).join(Activity, Activity.id == Meeting.activity_id)
    query = query.where(Activity.organisation == organisation, *when).order_by(Meeting.starts_at, Meeting.id)
    return [(meeting, activity) for meeting, activity in session.execute(query)]
