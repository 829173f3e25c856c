"""Reading small groups and what has become of their proposals."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.queries import portions
from matching.tables import STANDING, Proposal, Ruling, Trial, TrialMember


def page(session: Session, caller: Any, wanted: Any, *, programme: str | None) -> Sequence[Trial]:
    """A page of the groups of the caller's organisation that others lead."""
    query = select(Trial).where(Trial.organisation == caller.organisation, Trial.volunteer_id != caller.subject)
    query = query.where(Trial.programme == programme) if programme else query
    query = query.where(Trial.id > wanted.after) if wanted.after else query
    return session.scalars(query.order_by(Trial.id).limit(wanted.limit + 1)).all()


def members(session: Session, trials: Collection[UUID]) -> dict[UUID, list[Proposal]]:
    """The proposals of groups, by group."""
    query = select(TrialMember.trial_id, Proposal).join(Proposal, Proposal.id == TrialMember.proposal_id)
    found: dict[UUID, list[Proposal]] = defaultdict(list)
    for trial, proposal in session.execute(query.where(TrialMember.trial_id.in_(trials)).order_by(Proposal.need_id)):
        found[trial].append(proposal)
    return found


def taken(session: Session, volunteers: Collection[UUID]) -> dict[UUID, set[str]]:
    """The times of the week at which role models have a group that anybody is still in, by role model."""
    query = select(Trial.volunteer_id, Trial.slot).join(TrialMember, TrialMember.trial_id == Trial.id)
    query = query.join(Proposal, Proposal.id == TrialMember.proposal_id).where(Proposal.state.in_(STANDING))
    found: dict[UUID, set[str]] = defaultdict(set)
    for volunteer, slot in portions.rows(session, query, Trial.volunteer_id, volunteers):
        found[volunteer].add(slot)
    return found


def rulings(session: Session, needs: Collection[UUID]) -> Sequence[Ruling]:
    """What coordinators have ruled about needs."""
    query = select(Ruling).where(Ruling.lifted_at.is_(None))
    return list(portions.scalars(session, query, Ruling.need_id, needs))
