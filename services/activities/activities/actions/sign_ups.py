"""Families sign up, answer an offered place, become more or fewer, and withdraw; themselves or through a coordinator.

A coordinator acts at the wish of one of the family, whose wish it is is kept, and never for their own family. # S0-17
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from activities.actions import line, places, rows
from activities.actions.reaching import insist
from activities.actions.reaching_sign_ups import decide
from activities.actions.showing_sign_ups import view
from activities.actions.taking_part import join, leave
from activities.actions.weighing import Wanted, busy_at, home_of, weigh
from activities.domain import answering, signing_up
from activities.domain.people import Participant
from activities.domain.places import State
from activities.domain.signing_up import Home
from activities.tables import Activity, Meeting, SignedUp, SignUp
from chassis.work import Work
from contracts.refusals import Refused

Row = Mapping[str, Any]
Named = Iterable[Mapping[str, Any]]


def sign_up(work: Work, activity_id: UUID, *, family: UUID, people: Named, meeting_id: UUID | None, **how: Any) -> Row:
    """Sign a family, or some of it, up: to a place if there is one, or else to the waiting list.

    Raises:
        Refused: the first thing that speaks against it, or `activity_full` for those who would not wait.
    """
    home = home_of(work, family)
    activity = places.hold(work, activity_id)
    insist_on_reach(work, activity, home)
    wished_by = signing_up.wisher(home, work.caller.subject, family=is_own(work), named=how["wished_by"])
    wanted = Wanted(activity=activity, people=as_people(people), meeting=meeting_of(work, activity, meeting_id))
    insist(answering.objections_to_names(wanted.persons))
    rows.hold(work.session, people=wanted.persons)
    weighed = weigh(work, wanted, home)
    insist(iter(weighed.objections))
    if not weighed.fits and not how["waits"]:
        raise Refused("activity_full")
    row = new(work, wanted, places.PARTICIPANT, State.TAKEN if weighed.fits else State.WAITING)
    row.family, row.wished_by = family, wished_by
    work.session.flush()
    if weighed.fits:
        join(work, activity, wanted.people, [each.id for each in weighed.coming])
    line.tell_signed_up(work, activity, row)
    return view(work, activity, row)


def answer(work: Work, sign_up_id: UUID, *, answer: str) -> Row:
    """Say yes or no to the place one is offered, or to an invitation."""
    activity, row = decide(work, sign_up_id)
    insist(answering.objections(row.state, row.offered_until, work.now))
    if answer == "no":
        line.end(work, activity, row, line.DECLINED)
        line.move_up(work, activity)
    else:
        _take(work, activity, row)
    return view(work, activity, row)


def withdraw(work: Work, sign_up_id: UUID) -> Row:
    """Give up a place or a place in the line: without a reason, and at once."""
    activity, row = decide(work, sign_up_id)
    insist(answering.objections_to_ending(row.state))
    line.end(work, activity, row, line.WITHDRAWN)
    line.move_up(work, activity)
    return view(work, activity, row)


def change_people(work: Work, sign_up_id: UUID, version: int | None, *, people: Named) -> Row:
    """Let more or fewer of the family come; the place, and the place in the line, are kept.

    Raises:
        Refused: the first thing that speaks against it, `no_room_for_more` among them.
    """
    before = work.session.get(SignUp, sign_up_id)
    home = home_of(work, before.family) if before and before.family else None
    activity, row = decide(work, sign_up_id)
    if row.version != version:
        raise Refused("stale")
    insist(answering.objections_to_change(row.state, row.role))
    wanted = Wanted(
        activity=activity, people=as_people(people), meeting=meeting_of(work, activity, row.meeting_id), but=row.id
    )
    insist(answering.objections_to_names(wanted.persons))
    rows.hold(work.session, people=wanted.persons)
    weighed = weigh(work, wanted, home or Home(id=sign_up_id))
    if not set(wanted.people) <= set(places.people_of(row)):  # S0-17: to be fewer, nobody needs leave
        insist(iter(weighed.objections))
    if row.state != State.WAITING and not weighed.fits and len(wanted.people) > len(row.people):
        raise Refused("no_room_for_more", field="people", left=(weighed.left or 0) - len(row.people))
    _become(work, activity, row, wanted.people, [each.id for each in weighed.coming])
    line.move_up(work, activity)
    return view(work, activity, row)


def insist_on_reach(work: Work, activity: Activity, home: Home) -> None:
    """Insist that the caller is of the family or coordinates the activity; of an unknown family more is said later.

    Raises:
        Refused: `not_found`.
    """
    theirs = home.guardians or ({work.caller.subject} if is_own(work) else set())
    if not work.caller.reaches(organisation=activity.organisation, subjects=theirs):
        raise Refused("not_found")


def is_own(work: Work) -> bool:
    """Whether the caller acts for themselves and their own."""
    return "own" in work.caller.relations


def meeting_of(work: Work, activity: Activity, meeting_id: UUID | None) -> Meeting | None:
    """The meeting of an activity that is signed up for.

    Raises:
        Refused: `unknown_meeting`.
    """
    if meeting_id is None:
        return None
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None or meeting.activity_id != activity.id:
        raise Refused("unknown_meeting", field="meeting_id")
    return meeting


def as_people(named: Named) -> tuple[Participant, ...]:
    """People as the rules see them."""
    return tuple(Participant(**each) for each in named)


def new(work: Work, wanted: Wanted, role: str, state: State) -> SignUp:
    """A sign-up that is asked for now, by the caller."""
    row = SignUp(
        id=work.new_id(),
        activity_id=wanted.activity.id,
        meeting_id=wanted.only,
        role=role,
        state=state.value,
        asked_at=work.now,
        asked_by=work.caller.subject,
        people=[SignedUp(person=one.person, role=one.role) for one in wanted.people],
    )
    work.session.add(row)
    return row


def _take(work: Work, activity: Activity, row: SignUp) -> None:
    people = places.people_of(row)
    wanted = Wanted(activity=activity, people=people, meeting=meeting_of(work, activity, row.meeting_id), but=row.id)
    rows.hold(work.session, people=wanted.persons)
    coming = [each for each in places.ahead(work, activity) if row.meeting_id in (None, each.id)]
    insist(signing_up.objections_to_time(busy_at(work, wanted, wanted.terms, coming)))
    row.state, row.offered_until = State.TAKEN.value, None
    work.session.flush()
    join(work, activity, people, [each.id for each in coming])
    line.tell_signed_up(work, activity, row)


def _become(
    work: Work, activity: Activity, row: SignUp, people: Sequence[Participant], meetings: Sequence[UUID]
) -> None:
    """Put others in the place of those who have signed up; who stays, stays as what they come.

    Whoever is new comes to these meetings.
    """
    before = {one.person: one for one in row.people}
    coming = {one.person: one for one in people}
    gone = [person for person, one in before.items() if person not in coming or coming[person].role != one.role]
    more = [one for one in people if one.person not in before or one.person in gone]
    if row.state == State.TAKEN:
        leave(work, activity, gone, row.meeting_id)
    row.people = [one for person, one in before.items() if person not in gone]
    work.session.flush()
    row.people.extend(SignedUp(person=one.person, role=one.role) for one in more)
    # A change of people only is a new version of the sign-up all the same.
    flag_modified(row, "state")
    work.session.flush()
    if row.state == State.TAKEN:
        join(work, activity, more, meetings)
    line.tell_gone(work, activity, row, [person for person in gone if person not in coming])
    line.tell_signed_up(work, activity, row)
