"""What becomes free is offered to the first in line whose party fits in, and kept for it until it answers.

Nobody chooses whom: the order is that of asking. Deliberately not here: what anybody answers (`sign_ups`).
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from activities.actions import places
from activities.actions.taking_part import leave
from activities.domain import places as counting
from activities.domain.places import State
from activities.queries import sign_ups as kept
from activities.tables import Activity, SignUp
from chassis.work import Work

LAPSED, WITHDRAWN, DECLINED, OVER = "lapsed", "withdrawn", "declined", "activity_ended"
MEETING_OVER = "meeting_over"
NEVER_CAME_KEPT = timedelta(days=90)


class Desk(Protocol):
    """What the passing of time needs of the running service: transactions of its own."""

    def transact(self, do: Callable[[Work], Any]) -> Any: ...


def move_up(work: Work, activity: Activity) -> None:
    """Offer the places that are free to those who are next."""
    work.session.flush()
    if activity.ended_at is not None or activity.state != "open":
        return
    terms, coming = places.terms_of(activity), places.ahead(work, activity)
    live = kept.live(work.session, activity.id)
    holding = places.parties(live, terms, *counting.HOLDING)
    waiting = places.parties(live, terms, State.WAITING)
    by_id = {row.id: row for row in live}
    for party in places.room(terms, coming).next_in_line(holding, waiting):
        row = by_id[party.id]
        row.state, row.offered_until = State.OFFERED.value, answer_by(work, activity, row.meeting_id)
        tell_offered(work, activity, row)


def let_time_pass(desk: Desk) -> None:
    """An offered place that nobody has answered about in time goes to the next, activity by activity."""
    for activity_id in desk.transact(lambda work: kept.with_line(work.session)):
        desk.transact(partial(bring_up_to_date, activity_id=activity_id))


def forget(work: Work) -> None:
    """Nothing is kept for long about those who would have liked to come, and never did."""
    kept.forget(work.session, work.now - NEVER_CAME_KEPT)


def bring_up_to_date(work: Work, activity_id: UUID) -> None:
    """End what is over, and offer what is free: a meeting called off may have made room, too."""
    activity = places.hold(work, activity_id)
    coming = {each.id for each in places.ahead(work, activity)}
    for row in kept.live(work.session, activity_id):
        if row.state == State.OFFERED and row.offered_until and row.offered_until <= work.now:
            end(work, activity, row, LAPSED)
        elif row.state != State.TAKEN and row.meeting_id is not None and row.meeting_id not in coming:
            end(work, activity, row, MEETING_OVER)
    move_up(work, activity)


def end(work: Work, activity: Activity, row: SignUp, reason: str) -> None:
    """A sign-up is over, and whoever had a place has it no longer; the caller lets the line move up."""
    asked = row.state != State.OFFERED or row.role == places.PARTICIPANT
    if row.state == State.TAKEN:
        leave(work, activity, [one.person for one in row.people], row.meeting_id)
    row.state, row.ended_reason, row.ended_at, row.offered_until = State.ENDED.value, reason, work.now, None
    if asked:
        work.emit("activity.withdrawn.v1", row.id, _of(activity, row), **places.of_programme(activity))


def end_all(work: Work, activity: Activity) -> None:
    """The activity is over, and so is every place and every place in the line."""
    for row in kept.live(work.session, activity.id):
        end(work, activity, row, OVER)


def tell_signed_up(work: Work, activity: Activity, row: SignUp) -> None:
    """Say that people have a place, or wait for one."""
    state = "waiting" if row.state == State.WAITING else "taken"
    data = {**_of(activity, row), "people": len(row.people), "state": state, "meeting": row.meeting_id, **_as(row)}
    work.emit("activity.signed_up.v1", row.id, data, **places.of_programme(activity))


def tell_gone(work: Work, activity: Activity, row: SignUp, persons: Sequence[UUID]) -> None:
    """Say that some of those who had signed up no longer take part."""
    if persons:
        data = {**_of(activity, row), "persons": list(persons)}
        work.emit("activity.withdrawn.v1", row.id, data, **places.of_programme(activity))


def tell_offered(work: Work, activity: Activity, row: SignUp) -> None:
    """Say that a place is kept for people until they answer."""
    data = {
        "activity": activity.id,
        "family": row.family,
        "people": [one.person for one in row.people],
        "answer_by": row.offered_until,
        **_as(row),
    }
    work.emit("activity.place_offered.v1", row.id, data, **places.of_programme(activity))


def answer_by(work: Work, activity: Activity, meeting: UUID | None) -> datetime:
    """Until when a place is kept: as long as the programme says, and never beyond the last meeting that it is for."""
    starts = [each.starts_at for each in places.ahead(work, activity) if meeting in (None, each.id)]
    return min([work.now + places.terms_of(activity).offer, *starts[-1:]])


def _of(activity: Activity, row: SignUp) -> dict[str, object]:
    return {"activity": activity.id, "family": row.family, "persons": [one.person for one in row.people]}


def _as(row: SignUp) -> dict[str, object]:
    """As what each of them takes part."""
    return {"participants": [{"person": one.person, "role": one.role} for one in row.people]}
