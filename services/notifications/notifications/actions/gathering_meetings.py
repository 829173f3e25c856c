"""Gathering what is known of meetings, many at a time, and who is to hear of them.

Everything is asked for once, of all the meetings together and only about the people who are asked for.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from chassis.work import Work
from notifications import queries
from notifications.actions.gathering import appointment, said, said_by
from notifications.domain import facts, members
from notifications.domain.consents import refuses
from notifications.domain.facts import Invited
from notifications.domain.letters import hours_before
from notifications.tables import Meeting, Member

# Who takes part, by activity, and by meeting if only in that one.
Stays: TypeAlias = Mapping[tuple[UUID | None, UUID | None], list[members.Stay]]


def invited(work: Work, meetings: Sequence[Meeting], people: Collection[UUID] | None = None) -> list[Invited]:
    """Everybody, or who of these people, is to hear of these meetings, with what is known of each."""
    coming = _coming(work, meetings, people)
    said = said_by(work.session, {one.person for _, one in coming})
    return [Invited(meeting=known, who=_addressee(one, refuses(one.role, said[one.person]))) for known, one in coming]


def _coming(
    work: Work, meetings: Sequence[Meeting], people: Collection[UUID] | None
) -> list[tuple[facts.Meeting, members.Coming]]:
    ids = [meeting.id for meeting in meetings]
    times, there, stays = _times(work, ids), _there(work, ids, people), _stays(work, meetings, people)
    left_at = queries.families_left(work.session, {meeting.family for meeting in meetings})
    found = []
    for meeting in meetings:
        known = _facts(meeting, times[meeting.id], left_at.get(meeting.family))
        joined = [*stays[meeting.activity, None], *stays[meeting.activity, meeting.id]]
        roles = members.roles_of(meeting.programme, meeting.kind)
        found += [(known, one) for one in members.coming(known.appointments, there[meeting.id], joined, roles)]
    return found


def _times(work: Work, meetings: Collection[UUID]) -> dict[UUID, list[facts.Appointment]]:
    found: dict[UUID, list[facts.Appointment]] = defaultdict(list)
    for row in queries.appointments(work.session, meetings):
        found[row.meeting].append(appointment(row))
    return found


def _there(work: Work, meetings: Collection[UUID], people: Collection[UUID] | None) -> dict[UUID, dict[UUID, str]]:
    found: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    for row in queries.addressees(work.session, meetings, people):
        found[row.about][row.person] = row.role
    return found


def _stays(work: Work, meetings: Sequence[Meeting], people: Collection[UUID] | None) -> Stays:
    found: dict[tuple[UUID | None, UUID | None], list[members.Stay]] = defaultdict(list)
    for row in queries.members(work.session, meetings, people):
        if row.joined_at:
            found[row.activity, row.meeting].append(_stay(row, row.joined_at))
    return found


def _stay(row: Member, joined_at: datetime) -> members.Stay:
    gone = row.left_sequence > row.joined_sequence
    return members.Stay(person=row.person, role=row.role, joined_at=joined_at, left_at=row.left_at if gone else None)


def _facts(meeting: Meeting, times: Sequence[facts.Appointment], family_left_at: datetime | None) -> facts.Meeting:
    return facts.Meeting(
        id=meeting.id,
        appointments=tuple(times),
        called_off=said(meeting.called_off_at, meeting.called_off_correlation),
        family_left_at=family_left_at,
        hours_before=hours_before(meeting.programme),
        in_series=meeting.series is not None,
    )


def _addressee(one: members.Coming, refuses: bool) -> facts.Addressee:
    return facts.Addressee(
        person=one.person, role=one.role, refuses=refuses, joined_at=one.joined_at, left_at=one.left_at
    )
