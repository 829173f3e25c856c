"""Gathering what is known of meetings, one or a whole series at a time, and who is to hear of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from chassis.work import Work
from notifications import queries
from notifications.actions.gathering import appointment, said, said_by
from notifications.domain import facts, members
from notifications.domain.consents import refuses
from notifications.domain.facts import Invited
from notifications.domain.letters import hours_before
from notifications.tables import Meeting, Member, Series


def invited(work: Work, *meetings: Meeting) -> list[Invited]:
    """Everybody who is to hear of these meetings, with what is known of each."""
    ids = [meeting.id for meeting in meetings]
    times, there = _times(work, ids), _there(work, ids)
    stays = {each: queries.members(work.session, each) for each in {meeting.activity for meeting in meetings}}
    found = []
    for meeting in meetings:
        known = _facts(work, meeting, times[meeting.id])
        joined = _stays(stays[meeting.activity], meeting.id)
        roles = members.roles_of(meeting.programme, meeting.kind)
        found += [(known, one) for one in members.coming(times[meeting.id], there[meeting.id], joined, roles)]
    said = said_by(work.session, sorted({one.person for _, one in found}))
    return [Invited(meeting=known, who=_addressee(one, refuses(one.role, said[one.person]))) for known, one in found]


def of_series(work: Work, series: Series) -> list[Invited]:
    """The same of a whole series."""
    return invited(work, *queries.of_series(work.session, series.id))


def _times(work: Work, meetings: Sequence[UUID]) -> dict[UUID, list[facts.Appointment]]:
    found: dict[UUID, list[facts.Appointment]] = defaultdict(list)
    for row in queries.appointments(work.session, *meetings):
        found[row.meeting].append(appointment(row))
    return found


def _there(work: Work, meetings: Sequence[UUID]) -> dict[UUID, dict[UUID, str]]:
    found: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    for row in queries.addressees(work.session, *meetings):
        found[row.about][row.person] = row.role
    return found


def _facts(work: Work, meeting: Meeting, times: Sequence[facts.Appointment]) -> facts.Meeting:
    return facts.Meeting(
        appointments=tuple(times),
        called_off=said(meeting.called_off_at, meeting.called_off_correlation),
        family_left_at=queries.left_at(work.session, meeting.family),
        hours_before=hours_before(meeting.programme),
        in_series=meeting.series is not None,
    )


def _stays(found: Sequence[Member], meeting: UUID) -> Iterator[members.Stay]:
    for member in found:
        if member.joined_at and member.meeting in (None, meeting):
            gone = member.left_sequence > member.joined_sequence
            yield members.Stay(
                person=member.person,
                role=member.role,
                joined_at=member.joined_at,
                left_at=member.left_at if gone else None,
            )


def _addressee(one: members.Coming, refuses: bool) -> facts.Addressee:
    return facts.Addressee(
        person=one.person, role=one.role, refuses=refuses, joined_at=one.joined_at, left_at=one.left_at
    )
