"""Reading proposals, the answers to them and the matches they have led to."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from matching.queries import needs
from matching.tables import STANDING, Answer, Match, Need, Proposal, Volunteer


def page(session: Session, caller: Any, wanted: Any, *, state: str | None) -> Sequence[Proposal]:
    """A page of the proposals of the caller's organisation, in one state or in all."""
    query = select(Proposal).where(Proposal.organisation == caller.organisation, *of_others(caller.subject))
    query = query.where(Proposal.id > wanted.after) if wanted.after else query
    query = query.where(Proposal.state == state) if state else query
    return session.scalars(query.order_by(Proposal.id).limit(wanted.limit + 1)).all()


def of_need(session: Session, need: UUID) -> Proposal | None:
    """The proposal that stands for a need."""
    return session.scalar(select(Proposal).where(Proposal.need_id == need, Proposal.state.in_(STANDING)))


def of_volunteer(session: Session, volunteer: UUID) -> Sequence[Proposal]:
    """The proposals that stand for a volunteer."""
    query = select(Proposal).where(Proposal.volunteer_id == volunteer, Proposal.state.in_(STANDING))
    return session.scalars(query.order_by(Proposal.id)).all()


def between(session: Session, family: UUID, volunteer: UUID) -> Sequence[Proposal]:
    """Every proposal there has been between a family and a volunteer."""
    query = select(Proposal).join(Need, Proposal.need_id == Need.id)
    query = query.where(Need.family_id == family, Proposal.volunteer_id == volunteer)
    return session.scalars(query.order_by(Proposal.id)).all()


def standing(session: Session) -> Sequence[tuple[Need, Volunteer]]:
    """Every need with the volunteer who is proposed or matched to it."""
    query = select(Need, Volunteer).join(Proposal, Proposal.need_id == Need.id)
    query = query.join(Volunteer, Volunteer.id == Proposal.volunteer_id).where(Proposal.state.in_(STANDING))
    return session.execute(query.order_by(Need.id)).all()


def families(session: Session, needs: Sequence[UUID]) -> dict[UUID, UUID | None]:
    """Whose needs these are; the needs themselves are then at hand too."""
    return {need.id: need.family_id for need in session.scalars(select(Need).where(Need.id.in_(needs)))}


def matches(session: Session, ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """The matches that proposals have led to, by proposal."""
    return dict(session.execute(select(Match.proposal_id, Match.id).where(Match.proposal_id.in_(ids))).all())


def answers(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[Answer]]:
    """What has been answered, by proposal, in the order it was said."""
    found: dict[UUID, list[Answer]] = defaultdict(list)
    for row in session.scalars(select(Answer).where(Answer.proposal_id.in_(ids)).order_by(Answer.answered_at)):
        found[row.proposal_id].append(row)
    return found


def yeses(session: Session, id: UUID) -> dict[str, UUID]:
    """Who has said yes to a proposal, by side."""
    query = select(Answer.side, Answer.person).where(Answer.proposal_id == id, Answer.answer == "yes")
    return dict(session.execute(query).all())


def running_match(session: Session, id: UUID) -> Match | None:
    """The match that a proposal has led to, while it runs."""
    return session.scalar(select(Match).where(Match.proposal_id == id, Match.ended_at.is_(None)))


def matches_per_programme(session: Session) -> dict[tuple[str | None], int]:
    """How many matches run."""
    query = select(Need.programme, func.count()).join(Proposal, Proposal.need_id == Need.id)
    query = query.where(Proposal.state == "matched").group_by(Need.programme)
    return {(programme,): count for programme, count in session.execute(query)}


def of_others(person: UUID) -> tuple[Any, ...]:
    """The conditions on a proposal that somebody is not to meet in; of one's own one hears when one is asked."""
    own = exists().where(Need.id == Proposal.need_id, needs.guarded_by(person))
    return Proposal.volunteer_id != person, ~own
