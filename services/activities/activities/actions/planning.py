"""Putting meetings into everybody's time, moving them there, and giving the time free again.

Whoever arranges meetings comes through here, so that meetings, participants and bookings are always in step: one by
one, by a series, or because people join and leave. Deliberately not here: who may ask, and why a meeting is called off.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from activities.actions import booking, occasions, sites
from activities.actions.reaching import of_programme
from activities.domain import course, kinds
from activities.domain.claim import Claim
from activities.domain.people import Participant
from activities.domain.spans import Span
from activities.domain.time_taken import clashes
from activities.tables import Meeting
from activities.tables import Participant as ParticipantRow
from chassis.work import Work

OCCASIONS = {"intake": "intake_id", "match": "match_id", "programme": "activity_id"}


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A meeting to be put down; without participants those whom the occasion knows."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    place: str | None
    venue_id: UUID | None = None
    resources: tuple[UUID, ...] = ()
    participants: tuple[Participant, ...] = ()
    arranged: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    series_id: UUID | None = None
    series_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Move:
    """Another time for a meeting, perhaps with a reason; a place, venue or resources that are None stay as they are."""

    meeting: Meeting
    starts_at: datetime
    ends_at: datetime
    place: str | None = None
    venue_id: UUID | None = None
    resources: tuple[UUID, ...] | None = None
    reason: str | None = None


def put_down(work: Work, held: occasions.Held, plans: Sequence[Planned]) -> list[Meeting]:
    """Put down all of these meetings of one occasion, or none.

    Raises:
        Refused: the first thing that speaks against a kind, a company, a time or a place; of times that are taken,
            every day.
    """
    claims = [_claim(work, held, plan) for plan in plans]
    booking.insist_free(work, claims)
    meetings = [_new(work, held, plan, claim) for plan, claim in zip(plans, claims, strict=True)]
    work.session.add_all(meetings)
    work.session.flush()
    booking.book(work.session, meetings, claims)
    for meeting in meetings:
        work.emit("meeting.scheduled.v1", meeting.id, _scheduled(meeting), **of_programme(meeting))
    return meetings


def in_the_way(session: Session, subjects: Collection[UUID], times: Sequence[Span]) -> dict[int, list[UUID]]:
    """Which of the times, by index, are taken for any of these subjects, and by which meetings."""
    taken = booking.taken(session, subjects, times)
    found = {number: [each.meeting for each in clashes(time, taken)] for number, time in enumerate(times)}
    return {number: sorted(set(meetings)) for number, meetings in found.items() if meetings}


def retime(work: Work, meeting: Meeting, starts_at: datetime, ends_at: datetime, **changes: Any) -> None:
    """Give one planned meeting another time, and perhaps another place, venue or resources."""
    retime_all(work, [Move(meeting=meeting, starts_at=starts_at, ends_at=ends_at, **changes)])


def retime_all(work: Work, moves: Sequence[Move]) -> None:
    """Give all of these planned meetings other times, or none; one may take the time another has had.

    Raises:
        Refused: as when they were put down.
    """
    claims = [_claim_again(work, move) for move in moves]
    for move, claim in zip(moves, claims, strict=True):
        booking.insist_vetted(work, move.meeting, claim)
    booking.insist_free(work, claims, but=[move.meeting.id for move in moves])
    for move in moves:
        _set(move)
    work.session.flush()
    booking.rebook(work.session, [move.meeting for move in moves], claims)
    for move in moves:
        told = {"starts_at": move.starts_at, "ends_at": move.ends_at, "reason": move.reason}
        work.emit("meeting.moved.v1", move.meeting.id, told, **of_programme(move.meeting))


def release(work: Work, meeting: Meeting) -> None:
    """Give free everybody and everything that a meeting has booked, for it will not be."""
    meeting.sequence += 1
    work.session.flush()
    booking.unbook(work.session, [meeting])


def add_people(work: Work, meeting: Meeting, people: Sequence[Participant]) -> None:
    """Let these people take part in a planned meeting as well; whoever does already stays as before.

    Raises:
        Refused: their role, their vetting, the room at the venue or another meeting speaks against it.
    """
    known = {one.person for one in meeting.participants}
    new = [one for one in people if one.person not in known]
    if not new:
        return
    claim = Claim(
        organisation=meeting.organisation, starts_at=meeting.starts_at, ends_at=meeting.ends_at, people=tuple(new)
    )
    booking.insist_fitting(work, meeting, claim)
    booking.insist_free(work, [claim])
    meeting.participants.extend(_rows(new))
    _changed(work, meeting)
    booking.book(work.session, [meeting], [claim])


def remove_people(work: Work, meeting: Meeting, persons: Collection[UUID]) -> None:
    """Let these people no longer take part in a planned meeting, and give their time free."""
    meeting.participants[:] = [one for one in meeting.participants if one.person not in persons]
    _changed(work, meeting)
    booking.unbook(work.session, [meeting], only=persons)


def _claim(work: Work, held: occasions.Held, plan: Planned) -> Claim:
    where, row = sites.where(held.row.programme, plan.kind)
    return Claim(
        organisation=held.row.organisation or work.organisation,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        people=tuple(booking.gather(work, held, plan.kind, plan.participants, plan.starts_at)),
        venue=plan.venue_id,
        resources=plan.resources,
        where=where,
        row=row,
    )


def _claim_again(work: Work, move: Move) -> Claim:
    meeting = move.meeting
    where, row = sites.where(meeting.programme, meeting.kind)
    return Claim(
        organisation=meeting.organisation,
        starts_at=move.starts_at,
        ends_at=move.ends_at,
        people=tuple(Participant(person=one.person, role=one.role) for one in meeting.participants),
        venue=move.venue_id or meeting.venue_id,
        resources=booking.resources_of(work.session, meeting) if move.resources is None else move.resources,
        where=where,
        row=row,
    )


def _set(move: Move) -> None:
    meeting = move.meeting
    meeting.starts_at, meeting.ends_at = move.starts_at, move.ends_at
    meeting.place, meeting.venue_id = move.place or meeting.place, move.venue_id or meeting.venue_id
    meeting.moved_reason = move.reason
    meeting.sequence += 1


def _changed(work: Work, meeting: Meeting) -> None:
    # Only participants change; it is a new version of the meeting all the same.
    flag_modified(meeting, "state")
    work.session.flush()


def _new(work: Work, held: occasions.Held, plan: Planned, claim: Claim) -> Meeting:
    return Meeting(
        id=work.new_id(),
        organisation=held.row.organisation,
        programme=held.row.programme,
        programmeversion=held.row.programmeversion,
        kind=plan.kind,
        family=held.family,
        area=held.row.area,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        place=plan.place,
        venue_id=plan.venue_id,
        needed=kinds.needed(booking.kind_of(held, plan.kind)),
        arranged=list(plan.arranged),
        topics=list(plan.topics),
        series_id=plan.series_id,
        series_on=plan.series_on,
        state=course.State.PLANNED.value,
        sequence=0,
        participants=_rows(claim.people),
        **{OCCASIONS[held.occasion.name]: held.row.id},
    )


def _rows(people: Sequence[Participant]) -> list[ParticipantRow]:
    return [ParticipantRow(person=one.person, role=one.role) for one in people]


def _scheduled(meeting: Meeting) -> Mapping[str, Any]:
    return {
        "kind": meeting.kind,
        "intake": meeting.intake_id,
        "match": meeting.match_id,
        "family": meeting.family,
        "participants": [{"person": one.person, "role": one.role} for one in meeting.participants],
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "area": meeting.area,
        "activity": meeting.activity_id,
        "series": meeting.series_id,
    }
