"""Who comes to a meeting, and that all of it can be had: people vetted on the day, and nothing promised to others."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from activities.actions import afterwards, occasions, rows, sites
from activities.actions.members import coming
from activities.actions.reaching import insist
from activities.domain import company, kinds, running, scheduling, time_taken, vetting
from activities.domain.claim import Claim
from activities.domain.local import local_day
from activities.domain.people import CHILDREN, Participant, Role
from activities.domain.spans import Span
from activities.queries import bookings as kept
from activities.tables import Activity, Booking, Meeting, Volunteer
from chassis.work import Work
from contracts.programmes import load
from contracts.programmes.shape import MeetingKind
from contracts.refusals import Refused

Company = Sequence[Participant]
BOOKINGS: Any = Booking.__table__


def gather(work: Work, held: occasions.Held, kind: str, named: Company, starts_at: datetime) -> Company:
    """The company the caller named or, where nobody is named, the usual one of the occasion on that day.

    Raises:
        Refused: what speaks against the kind of meeting or against this company.
    """
    found = kind_of(held, kind)
    people = named or _usual(work, held, kind, starts_at)
    insist(company.objections(people, held.occasion, found.roles))
    if isinstance(held.row, Activity):
        insist(company.objections_to_guests(people, _welcome(work, held, held.row, kind)))
    insist(_unvetted(work, people, starts_at, found.roles))
    return people


def kind_of(held: occasions.Held, kind: str) -> MeetingKind:
    """What the programme says of this kind of meeting, which the occasion must be able to have.

    Raises:
        Refused: there is no such kind, or it is for another occasion or another course.
    """
    programme = kinds.programme_named(held.row.programme, load())
    if isinstance(held.row, Activity):
        running.kind_of(running.frame(programme, held.row.course, held.row.kind), kind)
    return kinds.kind_for(held.occasion.name, kind, programme)


def usual_on(work: Work, held: occasions.Held, activity: Activity, kind: str, day: date) -> list[Participant]:
    """Those with a place in an activity who come to such a meeting of it on a day."""
    roles = kind_of(held, kind).roles
    return [one for one in coming(work.session, activity, held.members, kind, day) if one.role in roles]


def insist_fitting(work: Work, meeting: Meeting, claim: Claim) -> None:
    """Insist that people who join a planned meeting have roles and room there, and are vetted where they must be."""
    programme = kinds.programme_named(meeting.programme, load())
    found = programme.meetings.get(meeting.kind)
    if found:
        insist(company.objections_to_roles(claim.people, found.roles))
    insist_vetted(work, meeting, claim)
    if meeting.venue_id:
        sites.insist_room(work.session, meeting.venue_id, len(meeting.participants) + len(claim.people))


def insist_vetted(work: Work, meeting: Meeting, claim: Claim) -> None:
    """Insist that the volunteers of a claim may be at a meeting on its day, whichever day it has had before. # S4-21

    Raises:
        Refused: `volunteer_not_vetted`.
    """
    found = kinds.programme_named(meeting.programme, load()).meetings.get(meeting.kind)
    insist(_unvetted(work, claim.people, claim.starts_at, found.roles if found else CHILDREN))


def insist_free(work: Work, claims: Sequence[Claim], *, but: Collection[UUID] = ()) -> None:
    """Insist that all these claims can be met, disregarding the meetings `but`.

    From here to the end of the transaction nobody else books any of these people, venues and things.

    Raises:
        Refused: what speaks against a time by itself or against a place, or every day on which something is taken.
    """
    for claim in claims:
        insist(scheduling.objections(claim.starts_at, claim.ends_at, now=work.now))
    insist(time_taken.objections_among(_spans(claims)))
    _hold(work.session, claims)
    sites.insist_usable(work.session, claims)
    insist(_taken(work, claims, but))


def taken(session: Session, subjects: Collection[UUID], times: Sequence[Span]) -> list[time_taken.Taken]:
    """What takes any of these subjects between the first and the last of these times, the earliest first."""
    if not times or not subjects:
        return []
    found = kept.between(session, subjects, min(start for start, _ in times), max(end for _, end in times))
    return [
        time_taken.Taken(
            subject=row.subject, what=row.what, meeting=row.meeting_id, starts_at=row.starts_at, ends_at=row.ends_at
        )
        for row in found
    ]


def book(session: Session, meetings: Sequence[Meeting], claims: Sequence[Claim]) -> None:
    """Write down what these meetings take. The database has the last word on whether it is free."""
    found = [
        {
            "meeting_id": meeting.id,
            "subject": subject,
            "what": what,
            "starts_at": claim.starts_at,
            "ends_at": claim.ends_at,
        }
        for meeting, claim in zip(meetings, claims, strict=True)
        for subject, what in sorted(claim.subjects().items())
    ]
    if found:
        session.execute(BOOKINGS.insert(), found)


def rebook(session: Session, meetings: Sequence[Meeting], claims: Sequence[Claim]) -> None:
    """Write down anew what these meetings take; all is given free first, for one may take what another had."""
    unbook(session, meetings)
    book(session, meetings, claims)


def unbook(session: Session, meetings: Sequence[Meeting], *, only: Collection[UUID] | None = None) -> None:
    """Give free what these meetings have taken, or only some of it."""
    wanted = BOOKINGS.delete().where(BOOKINGS.c.meeting_id.in_([meeting.id for meeting in meetings]))
    session.execute(wanted if only is None else wanted.where(BOOKINGS.c.subject.in_(only)))


def resources_of(session: Session, meeting: Meeting) -> tuple[UUID, ...]:
    """The things that a meeting has booked."""
    return tuple(row.subject for row in kept.of_meeting(session, meeting.id) if row.what == "resource")


def _usual(work: Work, held: occasions.Held, kind: str, starts_at: datetime) -> Company:
    if not isinstance(held.row, Activity):
        return company.usual(held.occasion, kind_of(held, kind).roles, coordinator=work.caller.subject)
    # Of many days ahead a vetting may end before the last; who helps then is found later.
    people = usual_on(work, held, held.row, kind, local_day(starts_at))
    if Role.COORDINATOR in kind_of(held, kind).must_come and held.row.responsible not in {one.person for one in people}:
        people.append(Participant(person=held.row.responsible, role=Role.COORDINATOR.value))
    return people


def _welcome(work: Work, held: occasions.Held, activity: Activity, kind: str) -> Collection[Participant]:
    frame = running.frame(kinds.programme_named(activity.programme, load()), activity.course, activity.kind)
    return {*held.members, *(afterwards.welcome(work, activity) if kind in frame.afterwards else ())}


def _hold(session: Session, claims: Sequence[Claim]) -> None:
    rows.hold(
        session,
        venues={claim.venue for claim in claims if claim.venue},
        resources=set(chain.from_iterable(claim.resources for claim in claims)),
        people={one.person for claim in claims for one in claim.people},
    )


def _spans(claims: Sequence[Claim]) -> dict[UUID, list[Span]]:
    spans: dict[UUID, list[Span]] = {}
    for claim in claims:
        for subject in claim.subjects():
            spans.setdefault(subject, []).append(claim.span)
    return spans


def _taken(work: Work, claims: Sequence[Claim], but: Collection[UUID]) -> Iterator[Refused]:
    subjects = set(chain.from_iterable(claim.subjects() for claim in claims))
    others = [
        each for each in taken(work.session, subjects, [claim.span for claim in claims]) if each.meeting not in but
    ]
    found: list[time_taken.Taken] = []
    days = set()
    for claim in claims:
        mine = claim.subjects()
        if met := [each for each in time_taken.clashes(claim.span, others) if each.subject in mine]:
            found += met
            days.add(local_day(claim.starts_at))
    yield from time_taken.objections(found, days, known=_known(work, {each.meeting for each in found}))


def _known(work: Work, meetings: Collection[UUID]) -> set[UUID]:
    """Those of the meetings that the caller may know of: who only takes part hears that time is taken, not by what."""
    found = kept.organisations(work.session, meetings)
    return {meeting for meeting, organisation in found.items() if work.caller.reaches(organisation=organisation)}


def _unvetted(work: Work, people: Company, starts_at: datetime, roles: Collection[str]) -> Iterator[Refused]:
    """Volunteers whose vetting does not hold that day, where children can come: to train, nobody needs it yet."""
    if not CHILDREN & set(roles):
        return
    day = local_day(starts_at)
    for one in people:
        row = work.session.get(Volunteer, one.person)
        # A volunteer whom somebody else names as a coordinator is a volunteer still.
        named = row is not None and one.role == Role.COORDINATOR and one.person != work.caller.subject
        if named or one.role == Role.VOLUNTEER:
            row = row or Volunteer()
            vetted = vetting.Vetted(approved_at=row.approved_at, valid_until=row.valid_until, left_at=row.left_at)
            yield from vetting.objections(vetted, day)
