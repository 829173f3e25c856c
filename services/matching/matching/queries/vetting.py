"""Reading what was ordered, excused and said ahead about the vetting of volunteers, and whom time may have reached."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from matching.queries import portions
from matching.tables import (
    STANDING,
    Assignment,
    CertificateRequest,
    Need,
    Pause,
    Proposal,
    VettingExemption,
    VettingOutcome,
    VettingWarning,
    Volunteer,
)


def requests(session: Session, ids: Collection[UUID]) -> dict[UUID, CertificateRequest]:
    """The last order of a children's certificate, by volunteer."""
    return {volunteer: rows[-1] for volunteer, rows in orders(session, ids).items()}


def orders(session: Session, ids: Collection[UUID]) -> dict[UUID, list[CertificateRequest]]:
    """Every order of a children's certificate, the first one first, by volunteer."""
    found: dict[UUID, list[CertificateRequest]] = defaultdict(list)
    query = select(CertificateRequest).order_by(CertificateRequest.number)
    for row in portions.scalars(session, query, CertificateRequest.volunteer_id, ids):
        found[row.volunteer_id].append(row)
    return found


def exemptions(session: Session, ids: Collection[UUID]) -> dict[UUID, list[VettingExemption]]:
    """The exemption that counts for each step, by volunteer: the last one recorded."""
    query = select(VettingExemption).order_by(VettingExemption.number)
    recorded = portions.scalars(session, query, VettingExemption.volunteer_id, ids)
    last = {(row.volunteer_id, row.step): row for row in recorded}
    found: dict[UUID, list[VettingExemption]] = defaultdict(list)
    for (volunteer, _), row in sorted(last.items()):
        found[volunteer].append(row)
    return found


def next_number(session: Session, table: type[CertificateRequest] | type[VettingExemption], id: UUID) -> int:
    """The number of the next record about a volunteer, who is held."""
    return 1 + (session.scalar(select(func.max(table.number)).where(table.volunteer_id == id)) or 0)


def records(session: Session, id: UUID) -> Iterator[Any]:
    """Every row about the vetting of a volunteer, and about the groups it was for."""
    for table in (VettingOutcome, CertificateRequest, VettingExemption, VettingWarning, Assignment):
        yield from session.scalars(select(table).where(table.volunteer_id == id))


def run_out(session: Session, programmes: Iterable[tuple[str, date]], today: date) -> Sequence[UUID]:
    """Who is approved, and was so until before today, or has not consented to a certificate ordered by a day.

    The days are those of each programme.
    """
    approved = select(Volunteer.id).where(Volunteer.left_at.is_(None), Volunteer.approved_until.is_not(None))
    found = list(session.scalars(approved.where(Volunteer.approved_until < today)))
    for programme, ordered_by in programmes:
        found += session.scalars(approved.where(Volunteer.programme == programme, _unanswered(ordered_by)))
    return found


def not_renewed(session: Session, programme: str, today: date, before: date) -> int:
    """How many are approved until before a day, with no certificate ordered that may come."""
    approved = and_(Volunteer.left_at.is_(None), Volunteer.approved_until >= today, Volunteer.approved_until < before)
    ordered = exists().where(_about(CertificateRequest), CertificateRequest.answered_at.is_(None))
    query = select(func.count()).select_from(Volunteer).where(Volunteer.programme == programme, approved, ~ordered)
    return session.scalar(query) or 0


def young_children(session: Session, ids: Collection[UUID], at: date) -> set[UUID]:
    """The volunteers for whom a proposal or match stands with a family that has a child under 15."""
    query = select(Proposal.volunteer_id).join(Need, Need.id == Proposal.need_id)
    standing = query.where(Proposal.state.in_(STANDING), Need.under_15_until > at)
    return set(portions.scalars(session, standing, Proposal.volunteer_id, ids))


def running_out(
    session: Session, programme: str, *, step: str, taken_by: date, born_after: date, until: date
) -> Sequence[Volunteer]:
    """The volunteers of a programme for whom something may run out by a day: looked at closer before it is said.

    A certificate, an exemption, a pause, or an age that asks for no certificate yet.
    """
    reasons = or_(
        exists().where(_about(VettingOutcome), VettingOutcome.step == step, VettingOutcome.happened_on <= taken_by),
        exists().where(_about(VettingExemption), VettingExemption.until <= until),
        exists().where(_about(Pause), Pause.begins <= until),
        Volunteer.born > born_after,
    )
    query = select(Volunteer).where(Volunteer.programme == programme, Volunteer.left_at.is_(None), reasons)
    return session.scalars(query.order_by(Volunteer.id)).all()


def warned(session: Session, today: date) -> Sequence[Volunteer]:
    """The volunteers of whom it was said that something runs out today or later."""
    ahead = exists().where(_about(VettingWarning), VettingWarning.expires_on >= today)
    return session.scalars(select(Volunteer).where(ahead, Volunteer.left_at.is_(None)).order_by(Volunteer.id)).all()


def warnings(session: Session, ids: Collection[UUID], today: date) -> Sequence[VettingWarning]:
    """What was said ahead of volunteers and is still to come."""
    query = select(VettingWarning).where(VettingWarning.expires_on >= today)
    return list(portions.scalars(session, query, VettingWarning.volunteer_id, ids))


def said(session: Session, ids: Collection[UUID]) -> set[tuple[UUID, str, date, int]]:
    """What was said ahead already."""
    columns = (VettingWarning.volunteer_id, VettingWarning.step, VettingWarning.expires_on, VettingWarning.days)
    found = portions.rows(session, select(*columns), VettingWarning.volunteer_id, ids)
    return {(volunteer, step, expires_on, days) for volunteer, step, expires_on, days in found}


def _about(table: Any) -> Any:
    return table.volunteer_id == Volunteer.id


def _unanswered(ordered_by: date) -> Any:
    request = CertificateRequest
    return exists().where(_about(request), request.answered_at.is_(None), request.asked_on < ordered_by)
