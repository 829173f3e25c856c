"""What a family has taken part in, by what has been recorded, and who may ask about it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from activities.queries.activities import HELD
from activities.queries.successes import FAMILY
from activities.tables import Activity, Consent, Match, Meeting, Participant, SignedUp, SignUp

Had = tuple[str, list[str], datetime]


def had(
    session: Session, family: UUID, guardians: Collection[UUID], programme: str, kinds: Collection[str]
) -> list[Had]:
    """Every held meeting of these kinds to which somebody of the family came: its kind, its topics and when it was."""
    signed_up = select(SignedUp.person).join(SignUp).where(SignUp.family == family, SignedUp.role.in_(FAMILY))
    consenting = select(Consent.person).where(Consent.family == family)
    person = Participant.person
    of_family = or_(
        Meeting.family == family, person.in_(signed_up), person.in_(consenting), person.in_(list(guardians))
    )
    came = exists().where(
        Participant.meeting_id == Meeting.id, Participant.came.is_(True), Participant.role.in_(FAMILY), of_family
    )
    wanted = (Meeting.state == HELD, Meeting.programme == programme, Meeting.kind.in_(kinds), came)
    rows = session.execute(select(Meeting.kind, Meeting.topics, Meeting.starts_at).where(*wanted))
    return [(kind, list(topics or ()), starts_at) for kind, topics, starts_at in rows]


def is_known_to(session: Session, family: UUID, organisation: str) -> bool:
    """Whether a family takes part in something of an organisation: an activity, a match or a meeting of its own."""
    signed_up = select(SignUp.id).join(Activity, Activity.id == SignUp.activity_id)
    ways = (
        signed_up.where(SignUp.family == family, Activity.organisation == organisation),
        select(Match.id).where(Match.family == family, Match.organisation == organisation),
        select(Meeting.id).where(Meeting.family == family, Meeting.organisation == organisation),
    )
    return any(session.scalar(way.limit(1)) for way in ways)
