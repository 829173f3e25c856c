"""Who has a place in an activity and comes to its meetings.

Deliberately not here: who gets a place (`sign_ups`, `line`), and putting them into meetings (`planning`).
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from activities.actions import places
from activities.domain import helping
from activities.domain import places as counting
from activities.domain.people import Participant, Role
from activities.domain.terms import Terms
from activities.queries import sign_ups as kept
from activities.tables import Activity


def members(session: Session, activity_id: UUID) -> tuple[Participant, ...]:
    """Everybody with a place in the whole activity, volunteers, and professionals who said yes."""
    rows = (row for row in kept.live(session, activity_id) if row.state == counting.State.TAKEN)
    return tuple(one for row in rows if row.meeting_id is None for one in places.people_of(row))


def coming(
    session: Session, activity: Activity, people: Iterable[Participant], kind: str, on: date
) -> tuple[Participant, ...]:
    """Those of these people who come to a meeting of a kind on a day; no volunteer who may not help then."""
    terms = places.terms_of(activity)
    return tuple(one for one in people if comes(session, one, terms, kind, on))


def comes(session: Session, one: Participant, terms: Terms, kind: str, on: date) -> bool:
    """Whether somebody with a place comes to a meeting of this kind on this day."""
    if not terms.has_room_for(one.role, kind):
        return False
    return one.role != Role.VOLUNTEER or helping.may_help(places.vetted(session, one.person), terms, kind, on)
