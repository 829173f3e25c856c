"""An activity as those see it who sign up: held, with its terms, its meetings to come, and its places.

Deliberately not here: who signs up (`sign_ups`), and who is offered what becomes free (`line`).
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from activities.domain import kinds
from activities.domain.local import local_day
from activities.domain.people import Participant
from activities.domain.places import Party, Room, size
from activities.domain.signing_up import Ahead
from activities.domain.terms import Terms, terms
from activities.domain.vetting import Vetted
from activities.queries import helping
from activities.queries import sign_ups as kept
from activities.tables import Activity, Meeting, SignUp
from chassis.work import Work
from contracts.programmes import Programme, load
from contracts.refusals import Refused

PARTICIPANT, VOLUNTEER, PROFESSIONAL = "participant", "volunteer", "professional"


def hold(work: Work, activity_id: UUID) -> Activity:
    """The activity, held until this work is done: of two who want the last place, the second finds it taken.

    Raises:
        Refused: `not_found`.
    """
    activity = kept.held(work.session, activity_id)
    if activity is None:
        raise Refused("not_found")
    return activity


def programme_of(activity: Activity) -> Programme:
    """The programme an activity belongs to."""
    return kinds.programme_named(activity.programme, load())


def programmes() -> Collection[Programme]:
    """Every programme that is known here."""
    return load().values()


def terms_of(activity: Activity, only: str | None = None) -> Terms:
    """What holds for signing up to an activity, or to its meetings of one kind."""
    programme = programme_of(activity)
    return terms(programme, course=activity.course, kind=activity.kind, capacity=activity.capacity, only=only)


def ahead(work: Work, activity: Activity) -> tuple[Ahead, ...]:
    """The meetings of an activity that are still to come."""
    return tuple(as_ahead(meeting) for meeting in kept.ahead(work.session, activity.id, work.now))


def as_ahead(meeting: Meeting) -> Ahead:
    """A meeting as the rules see it."""
    return Ahead(
        id=meeting.id,
        kind=meeting.kind,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        on=local_day(meeting.starts_at),
    )


def room(terms: Terms, coming: Iterable[Ahead]) -> Room:
    """How many have room."""
    return Room(capacity=terms.capacity, ahead=frozenset(each.id for each in coming))


def party(row: SignUp, terms: Terms) -> Party:
    """A sign-up as the line counts it."""
    return Party(id=row.id, size=size(len(row.people), terms.unit), meeting=row.meeting_id)


def parties(rows: Iterable[SignUp], terms: Terms, *states: str) -> list[Party]:
    """Those who take part, or want to, and stand in one of these states; volunteers take nobody's place."""
    return [party(row, terms) for row in rows if row.role == PARTICIPANT and row.state in states]


def people_of(row: SignUp) -> tuple[Participant, ...]:
    """The people of a sign-up, and as what they come."""
    return tuple(Participant(person=one.person, role=one.role) for one in row.people)


def vetted(session: Session, person: UUID) -> Vetted:
    """What matching has told about a volunteer's vetting."""
    row = helping.volunteer(session, person)
    return Vetted(approved_at=row.approved_at, valid_until=row.valid_until, left_at=row.left_at)


def of_programme(activity: Activity) -> Mapping[str, Any]:
    """What the envelope of an event says about the programme of an activity."""
    return {"programme": activity.programme, "programmeversion": activity.programmeversion}
