"""Gathering: from rows to the plain values that the rules ask for."""

from datetime import datetime
from uuid import UUID

from chassis.work import Work
from notifications import queries
from notifications.domain import facts
from notifications.domain.consents import Consent, refuses
from notifications.domain.letters import Matter, hours_before
from notifications.tables import Appointment, Match, Meeting, Message


def meeting_facts(work: Work, meeting: Meeting) -> facts.Meeting:
    """What is known of a meeting."""
    return facts.Meeting(
        appointments=tuple(_appointment(row) for row in queries.appointments(work.session, meeting.id)),
        called_off=_said(meeting.called_off_at, meeting.called_off_correlation),
        family_left_at=queries.left_at(work.session, meeting.family),
        hours_before=hours_before(meeting.programme),
    )


def match_facts(work: Work, match: Match) -> facts.Match:
    """What is known of a match."""
    return facts.Match(
        matched=_said(match.matched_at, match.matched_correlation),
        ended=_said(match.ended_at, match.ended_correlation),
        family_left_at=queries.left_at(work.session, match.family),
    )


def addressees(work: Work, about: UUID) -> list[facts.Addressee]:
    """Who is to hear of it, and who does not want to."""
    rows = queries.addressees(work.session, about)
    said: dict[UUID, list[Consent]] = {row.person: [] for row in rows}
    for consent in queries.consents(work.session, list(said)):
        said[consent.person].append(Consent(granted=bool(consent.granted_at), withdrawn=bool(consent.withdrawn_at)))
    return [
        facts.Addressee(person=row.person, role=row.role, refuses=refuses(row.role, said[row.person])) for row in rows
    ]


def matter(work: Work, message: Message) -> Matter:
    """What a message is about, as it stands now."""
    meeting = work.session.get(Meeting, message.about)
    times = queries.appointments(work.session, message.about)
    time = next((each for each in times if each.sequence == message.occasion), times[-1] if times else None)
    return Matter(
        template=message.template,
        programme=message.programme,
        kind=meeting.kind if meeting else None,
        starts_at=time.starts_at if time else None,
        ends_at=time.ends_at if time else None,
    )


def _appointment(row: Appointment) -> facts.Appointment:
    return facts.Appointment(
        sequence=row.sequence,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        said=facts.Said(at=row.said_at, correlation_id=row.correlation_id),
    )


def _said(at: datetime | None, correlation_id: UUID | None) -> facts.Said | None:
    return facts.Said(at=at, correlation_id=correlation_id) if at and correlation_id else None
