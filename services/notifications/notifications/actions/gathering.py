"""Gathering: from rows to the plain values that the rules ask for."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.work import Work
from notifications import queries
from notifications.domain import facts, words
from notifications.domain.consents import Consent, refuses
from notifications.tables import Appointment, Enquiry, Match, Question


def match_facts(work: Work, match: Match) -> facts.Match:
    """What is known of a match."""
    return facts.Match(
        matched=said(match.matched_at, match.matched_correlation),
        ended=said(match.ended_at, match.ended_correlation),
        family_left_at=queries.families_left(work.session, [match.family]).get(match.family),
    )


def enquiry_facts(work: Work, enquiry: Enquiry) -> facts.Enquiry:
    """What is known of an enquiry: who was asked, and what has been said since."""
    rows = queries.questions(work.session, enquiry.id)
    people = [row.person for row in rows]
    consents, left = said_by(work.session, people), queries.volunteers_left(work.session, people)
    match = work.session.get(Match, enquiry.match) if enquiry.match else None
    return facts.Enquiry(
        questions=tuple(_question(row, refuses(row.role, consents[row.person]), left.get(row.person)) for row in rows),
        settled=enquiry.settled_at is not None or queries.is_answered(work.session, enquiry.id),
        ended=bool(match and match.ended_at),
        answered_at={
            words.GUARDIAN: match.family_answered_at if match else None,
            words.VOLUNTEER: match.volunteer_answered_at if match else None,
        },
        need_withdrawn_at=queries.withdrawn_at(work.session, enquiry.need),
        family_left_at=queries.families_left(work.session, [enquiry.family]).get(enquiry.family),
    )


def addressees(work: Work, about: UUID) -> list[facts.Addressee]:
    """Who is to hear of it, and who does not want to."""
    rows = queries.addressees(work.session, [about])
    consents = said_by(work.session, [row.person for row in rows])
    return [
        facts.Addressee(person=row.person, role=row.role, refuses=refuses(row.role, consents[row.person]))
        for row in rows
    ]


def said_by(session: Session, people: Collection[UUID]) -> Mapping[UUID, list[Consent]]:
    """What each of these people has said about messages."""
    found: dict[UUID, list[Consent]] = {person: [] for person in people}
    for consent in queries.consents(session, list(found)):
        found[consent.person].append(Consent(granted=bool(consent.granted_at), withdrawn=bool(consent.withdrawn_at)))
    return found


def _question(row: Question, refuses: bool, left_at: datetime | None) -> facts.Question:
    return facts.Question(
        sequence=row.sequence,
        template=row.template,
        person=row.person,
        role=row.role,
        until=row.until,
        said=facts.Said(at=row.said_at, correlation_id=row.correlation_id),
        refuses=refuses,
        left_at=left_at if row.role == words.VOLUNTEER else None,
        answer_by=row.answer_by,
    )


def appointment(row: Appointment) -> facts.Appointment:
    """One time of a meeting."""
    return facts.Appointment(
        sequence=row.sequence,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        said=facts.Said(at=row.said_at, correlation_id=row.correlation_id),
    )


def said(at: datetime | None, correlation_id: UUID | None) -> facts.Said | None:
    """When something was told, if it was."""
    return facts.Said(at=at, correlation_id=correlation_id) if at and correlation_id else None
