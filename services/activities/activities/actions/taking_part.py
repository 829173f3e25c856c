"""Whoever has a place in an activity takes part in its meetings to come, and whoever gives it up no longer does.

Deliberately not here: who gets a place (`sign_ups`, `line`), and whether people have time (`planning`).
"""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from activities.actions import places, planning
from activities.actions.members import comes
from activities.actions.reaching import insist
from activities.domain import places as counting
from activities.domain import signing_up
from activities.domain.local import local_day
from activities.domain.people import Participant
from activities.queries import sign_ups as kept
from activities.tables import Activity, Meeting
from chassis.work import Work

People = Sequence[Participant]


def join(work: Work, activity: Activity, people: People, meetings: Collection[UUID] | None = None) -> None:
    """Let people take part in the meetings that are still to come, or in some of them; twice is the same as once.

    Raises:
        Refused: what speaks against one of them at a meeting.
    """
    terms = places.terms_of(activity)
    for meeting in kept.ahead(work.session, activity.id, work.now):
        if meetings is None or meeting.id in meetings:
            day = local_day(meeting.starts_at)
            there = {one.person for one in meeting.participants}
            coming = [one for one in people if one.person not in there]
            _sit(work, meeting, [one for one in coming if comes(work.session, one, terms, meeting.kind, day)])


def leave(work: Work, activity: Activity, persons: Iterable[UUID], meeting_id: UUID | None = None) -> None:
    """Let people no longer take part in what is still to come, or in one meeting of it."""
    gone = set(persons)
    for meeting in kept.ahead(work.session, activity.id, work.now):
        if meeting_id in (None, meeting.id):
            _rise(work, meeting, gone)


def insist_on_room(work: Work, activity: Activity) -> None:
    """Insist that a capacity that has changed leaves everybody the place they have.

    Raises:
        Refused: `capacity_below_sign_ups`.
    """
    terms, coming = places.terms_of(activity), places.ahead(work, activity)
    holding = places.parties(kept.live(work.session, activity.id), terms, *counting.HOLDING)
    insist(signing_up.objections_to_capacity(terms.capacity, places.room(terms, coming).most_held(holding)))


def _sit(work: Work, meeting: Meeting, people: People) -> None:
    if people:
        planning.add_people(work, meeting, people)


def _rise(work: Work, meeting: Meeting, persons: Collection[UUID]) -> None:
    there = {one.person for one in meeting.participants} & set(persons)
    if there:
        planning.remove_people(work, meeting, there)
