"""Sign-ups as the API tells them, with the place in the line of those who wait: how many places before, never whose."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from activities.actions import places
from activities.actions.reaching_sign_ups import look, reaches
from activities.domain import places as counting
from activities.domain.places import State
from activities.queries import sign_ups as kept
from activities.tables import Activity, SignUp
from chassis.work import Work

Row = Mapping[str, Any]


def show(work: Work, sign_up_id: UUID) -> Row | None:
    """One sign-up."""
    found = look(work, sign_up_id)
    return view(work, *found) if found else None


def page(work: Work, portion: Any) -> list[Row]:
    """The caller's own sign-ups, or those of the activities of the organisation."""
    found = kept.page(work.session, work.caller, portion)
    return [view(work, work.session.get_one(Activity, row.activity_id), row) for row in found]


def of_activity(work: Work, activity_id: UUID) -> Row | None:
    """Everybody who has a place, is offered one or waits, in the order in which they asked; for its coordinators."""
    activity = work.session.get(Activity, activity_id)
    if activity is None or not work.caller.reaches(organisation=activity.organisation):
        return None
    terms, coming = places.terms_of(activity), places.ahead(work, activity)
    live = kept.live(work.session, activity_id)
    holding = places.parties(live, terms, *counting.HOLDING)
    room = places.room(terms, coming)
    return {
        "activity_id": activity.id,
        "unit": terms.unit,
        "capacity": terms.capacity,
        "held": room.most_held(holding),
        "free": room.left(holding, None),
        "waiting": sum(party.size for party in places.parties(live, terms, State.WAITING)),
        # Nobody sees here what their own family or they themselves have signed up for.
        "sign_ups": [view(work, activity, row) for row in live if reaches(work, activity, row)],
    }


def view(work: Work, activity: Activity, row: SignUp) -> Row:
    """What the API says about a sign-up."""
    work.session.flush()
    number, needed = _in_line(work, activity, row)
    return {
        "id": row.id,
        "activity_id": row.activity_id,
        "meeting_id": row.meeting_id,
        "role": row.role,
        "state": row.state,
        "family": row.family,
        "people": [{"person": one.person, "role": one.role} for one in row.people],
        "asked_at": row.asked_at,
        "asked_by": row.asked_by,
        "wished_by": row.wished_by,
        "offered_until": row.offered_until,
        "ended_at": row.ended_at,
        "ended_reason": row.ended_reason,
        "number_in_line": number,
        "places_before": needed,
        "version": row.version,
    }


def _in_line(work: Work, activity: Activity, row: SignUp) -> tuple[int | None, int | None]:
    if row.state != State.WAITING:
        return None, None
    terms = places.terms_of(activity)
    line = places.parties(kept.live(work.session, activity.id), terms, State.WAITING)
    return counting.before(line, places.party(row, terms))
