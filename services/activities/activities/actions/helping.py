"""Volunteers help at an activity: how many are still needed, and a vetting that holds on the day of every meeting."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from activities.actions import line, places, rows
from activities.actions.activities import reach
from activities.actions.reaching import insist
from activities.actions.showing_sign_ups import view
from activities.actions.sign_ups import is_own, meeting_of, new
from activities.actions.taking_part import join
from activities.actions.weighing import Wanted, busy_at, doors_of
from activities.domain import helping, signing_up
from activities.domain.helping import Staffed
from activities.domain.people import Participant, Role
from activities.domain.places import State
from activities.domain.signing_up import Ahead
from activities.queries import helping as kept
from activities.queries import sign_ups
from activities.tables import Activity, Meeting
from chassis.work import Work
from contracts.refusals import Refused

Row = Mapping[str, Any]


def volunteer(work: Work, activity_id: UUID, *, volunteer: UUID | None, meeting_id: UUID | None) -> Row:
    """Somebody helps at an activity, or at one meeting of it; a coordinator may take more than are needed.

    Raises:
        Refused: the first thing that speaks against it.
    """
    person = volunteer or work.caller.subject
    activity = places.hold(work, activity_id)
    insist_on_reach(work, activity, person)
    people = (Participant(person=person, role=Role.VOLUNTEER.value),)
    wanted = Wanted(activity=activity, people=people, meeting=meeting_of(work, activity, meeting_id))
    rows.hold(work.session, people=wanted.persons)
    insist(iter(objections(work, wanted)))
    if is_own(work):
        insist(helping.objections_to_more(staffed(work.session, activity, coming_to(work, wanted))))
    row = new(work, wanted, places.VOLUNTEER, State.TAKEN)
    work.session.flush()
    join(work, activity, people, [each.id for each in coming_to(work, wanted)])
    line.tell_signed_up(work, activity, row)
    return view(work, activity, row)


def objections(work: Work, wanted: Wanted) -> list[Refused]:
    """Everything that speaks against somebody helping, or coming as a professional."""
    terms, coming = wanted.terms, coming_to(work, wanted)
    others = [row for row in sign_ups.live(work.session, wanted.activity.id) if row.id != wanted.but]
    there = [
        one.person
        for row in others
        if None in (row.meeting_id, wanted.only) or row.meeting_id == wanted.only
        for one in row.people
    ]
    found = [*signing_up.objections_to_running(doors_of(work, wanted))]
    if any(one.role == Role.VOLUNTEER for one in wanted.people):
        vetted = places.vetted(work.session, wanted.persons[0])
        found += helping.objections(vetted, terms, coming, work.today)
    found += signing_up.objections_to_twice(there, wanted.persons)
    found += signing_up.objections_to_time(busy_at(work, wanted, terms, coming))
    return found


def insist_on_reach(work: Work, activity: Activity, person: UUID) -> None:
    """Insist that somebody helps of their own wish, or is asked by whoever coordinates the activity.

    Raises:
        Refused: `not_about_oneself` or `not_found`.
    """
    if person == work.caller.subject and not is_own(work):
        raise Refused("not_about_oneself")
    if not work.caller.reaches(organisation=activity.organisation, subjects=[person]):
        raise Refused("not_found")


def coming_to(work: Work, wanted: Wanted) -> tuple[Ahead, ...]:
    """The meetings to come that are meant and that have room for whoever is meant."""
    coming = [each for each in places.ahead(work, wanted.activity) if wanted.only in (None, each.id)]
    return helping.comes_to(wanted.people[0].role, wanted.terms, coming)


def staffed(session: Session, activity: Activity, coming: Sequence[Ahead]) -> list[Staffed]:
    """How many volunteers each meeting needs, and how many come who may be there on that day."""
    terms, by_id = places.terms_of(activity), {each.id: each for each in coming}
    have: dict[UUID, int] = dict.fromkeys(by_id, 0)
    for meeting, person in kept.at(session, list(by_id)):
        each = by_id[meeting]
        have[meeting] += helping.may_help(places.vetted(session, person), terms, each.kind, each.on)
    return [
        Staffed(meeting=each.id, needed=helping.needed(each, terms, activity.volunteers_needed), have=have[each.id])
        for each in coming
    ]


def needed(work: Work, activity_id: UUID) -> Row:
    """The volunteers an activity needs and still needs, meeting by meeting; anybody who might help may ask.

    Raises:
        Refused: `not_found`.
    """
    activity = reach(work, activity_id)
    coming = places.ahead(work, activity)
    each = staffed(work.session, activity, coming)
    return {
        "activity_id": activity.id,
        "still_needed": max((one.still for one in each), default=0),
        "meetings": [_as_row(one, at) for one, at in zip(each, coming, strict=True)],
    }


def short(session: Session, soon: Iterable[Meeting]) -> list[Meeting]:
    """Those of some meetings to come that still need volunteers."""
    found = []
    for meeting in soon:
        activity = session.get(Activity, meeting.activity_id) if meeting.activity_id else None
        if activity and any(each.still for each in staffed(session, activity, [places.as_ahead(meeting)])):
            found.append(meeting)
    return found


def _as_row(one: Staffed, at: Ahead) -> Row:
    return {
        "meeting_id": one.meeting,
        "kind": at.kind,
        "starts_at": at.starts_at,
        "needed": one.needed,
        "have": one.have,
        "still_needed": one.still,
    }
