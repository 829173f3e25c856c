"""What is known of volunteers who help."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from activities.tables import Participant, Volunteer

HELPS = "volunteer"


def volunteer(session: Session, person: UUID) -> Volunteer:
    """What matching has told about a volunteer; nothing about one nobody has told of."""
    return session.get(Volunteer, person) or Volunteer(id=person)


def at(session: Session, meetings: Sequence[UUID]) -> list[tuple[UUID, UUID]]:
    """The volunteers at some meetings: meeting and person."""
    wanted = (Participant.meeting_id.in_(meetings), Participant.role == HELPS)
    rows = session.execute(select(Participant.meeting_id, Participant.person).where(*wanted))
    return [(row.meeting_id, row.person) for row in rows]
