"""Who has a place in an activity and comes to its meetings.

Deliberately not here: who gets a place (`sign_ups`, `line`), and putting them into meetings (`planning`).
"""

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


def members(
    session: Session, activity_id: UUID, *, kind: str | None = None, on: date | None = None
) -> tuple[Participant, ...]:
    """Everybody with a place in the whole activity, volunteers, and professionals who said yes.

    For a meeting of a `kind` only those whose role comes to it; with a day `on`, no volunteer who may not help then.
    """
    activity = session.get_one(Activity, activity_id)
    terms = places.terms_of(activity)
    rows = (row for row in kept.live(session, activity_id) if row.state == counting.State.TAKEN)
    people = [one for row in rows if row.meeting_id is None for one in places.people_of(row)]
    return tuple(one for one in people if comes(session, one, terms, kind, on))


def comes(session: Session, one: Participant, terms: Terms, kind: str | None, on: date | None) -> bool:
    """Whether somebody with a place comes to a meeting of this kind on this day."""
    if kind is not None and not terms.has_room_for(one.role, kind):
        return False
    if one.role != Role.VOLUNTEER or kind is None or on is None:
        return True
    return helping.may_help(places.vetted(session, one.person), terms, kind, on)
