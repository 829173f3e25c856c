"""Reading whose vetting may have to be looked after: narrowed down, but never further than the domain would.

Deliberately not here: what runs out or is missing. Of somebody found here that may be nothing; of others it is.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, case, exists, false, or_, select
from sqlalchemy.orm import Session

from matching.queries.listing import has_word
from matching.queries.volunteers import KNOWN
from matching.tables import (
    STANDING,
    Assignment,
    CertificateRequest,
    Need,
    Pause,
    Proposal,
    VettingOutcome,
    Volunteer,
)


class Asked(NamedTuple):
    """What a programme asks: its certificate, the other steps, and the kinds of volunteer who meet children.

    A certificate taken no later than `taken_by` may have run out by the day that is looked ahead to.
    """

    programme: str
    certificate: str
    steps: Sequence[str]
    kinds: Sequence[str]
    taken_by: date


def page(caller: Any, asked: Sequence[Asked], reasons: Collection[str], days: tuple[date, date]) -> Any:
    """The query for the other volunteers of the caller's organisation, by id; `days` are today and the one ahead.

    Who has left counts only if for one of these reasons.
    """
    here = or_(Volunteer.left_at.is_(None), Volunteer.left_reason.in_(reasons)), Volunteer.born.is_not(None)
    ours = Volunteer.organisation == caller.organisation, Volunteer.id != caller.subject
    # One question a row, so that a database goes through them by id and stops as soon as it has enough.
    may_need = case(*((Volunteer.programme == each.programme, _may_need(each, *days)) for each in asked), else_=false())
    return select(*KNOWN).where(*ours, *here, may_need).order_by(Volunteer.id)


def after(session: Session, query: Any, id: UUID | None, limit: int) -> Sequence[Any]:
    """So many rows of a query by id, behind an id."""
    query = query.where(Volunteer.id > id) if id else query
    return session.execute(query.limit(limit)).all()


def _may_need(asked: Asked, today: date, until: date) -> Any:
    return or_(
        Volunteer.approved_until.is_(None),
        # Not passed but excused for a while, or asked for since.
        *(~_recorded(step, passed=True) for step in asked.steps),
        _about(CertificateRequest, CertificateRequest.answered_at.is_(None)),
        and_(_may_meet_children(asked.kinds, today), _certificate_may_end(asked, until)),
    )


def _may_meet_children(kinds: Sequence[str], today: date) -> Any:
    """A volunteer of these kinds, in a group, or with a family that has a child under 15."""
    family = exists().where(Need.id == Proposal.need_id, Need.under_15_until > today)
    return or_(
        *(has_word(Volunteer.kinds, kind) for kind in kinds),
        _about(Assignment, or_(Assignment.until.is_(None), Assignment.until >= today)),
        _about(Proposal, Proposal.state.in_(STANDING), family),
    )


def _certificate_may_end(asked: Asked, until: date) -> Any:
    """There is none, it is old or failed, or a pause may end it."""
    return or_(
        ~_recorded(asked.certificate, VettingOutcome.happened_on > asked.taken_by, passed=True),
        _recorded(asked.certificate, passed=False),
        _about(Pause, Pause.begins <= until),
    )


def _recorded(step: str, *conditions: Any, passed: bool) -> Any:
    return _about(VettingOutcome, VettingOutcome.step == step, VettingOutcome.passed.is_(passed), *conditions)


def _about(table: Any, *conditions: Any) -> Any:
    return exists().where(table.volunteer_id == Volunteer.id, *conditions)
