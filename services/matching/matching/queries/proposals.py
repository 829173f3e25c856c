"""Reading proposals, as far as each caller may see them.

The matchers see everything. A guardian or volunteer sees a proposal from the moment it is their turn, and of the
answers only the one from their own side.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.domain.answers import Side, has_been_asked, sides, turn
from matching.domain.reasons import Reason
from matching.tables import STANDING, Answer, Match, Need, Proposal

Shown = dict[str, Any]


def listed(session: Session, caller: Any, page: Any, *, state: str | None) -> list[Shown]:
    """A page of the proposals of the caller's organisation."""
    query = select(Proposal).where(Proposal.organisation == caller.organisation)
    query = query.where(Proposal.id > page.after) if page.after else query
    query = query.where(Proposal.state == state) if state else query
    rows = session.scalars(query.order_by(Proposal.id).limit(page.limit + 1)).all()
    return views(session, rows, frozenset({Side.MATCHER}))


def found(session: Session, caller: Any, id: UUID) -> Shown | None:
    """One proposal, for those who have been asked about it."""
    row = session.get(Proposal, id)
    stands_on = sides_asked(session, caller, row) if row else frozenset()
    return views(session, [row], stands_on)[0] if row and stands_on else None


def sides_asked(session: Session, caller: Any, proposal: Proposal) -> frozenset[Side]:
    """The sides the caller stands on, of those that have been asked."""
    yeses = yeses_to(session, proposal)
    return frozenset(side for side in sides_of(session, caller, proposal) if has_been_asked(side, yeses))


def sides_of(session: Session, caller: Any, proposal: Proposal) -> frozenset[Side]:
    """The sides the caller stands on in a proposal or its match, asked or not."""
    need = session.get_one(Need, proposal.need_id)
    guardians = frozenset(map(UUID, need.guardians or ()))
    parties = {*guardians, proposal.volunteer_id}
    if not caller.reaches(organisation=proposal.organisation, subjects=parties):
        return frozenset()
    return sides(caller.roles, caller.subject, guardians=guardians, volunteer=proposal.volunteer_id)


def yeses_to(session: Session, proposal: Proposal) -> frozenset[str]:
    """The sides that have said yes."""
    query = select(Answer.side).where(Answer.proposal_id == proposal.id, Answer.answer == "yes")
    return frozenset(session.scalars(query))


def of_need(session: Session, need: UUID) -> Proposal | None:
    """The proposal that stands for a need."""
    return session.scalar(select(Proposal).where(Proposal.need_id == need, Proposal.state.in_(STANDING)))


def of_volunteer(session: Session, volunteer: UUID) -> Sequence[Proposal]:
    """The proposals that stand for a volunteer."""
    query = select(Proposal).where(Proposal.volunteer_id == volunteer, Proposal.state.in_(STANDING))
    return session.scalars(query.order_by(Proposal.id)).all()


def views(session: Session, rows: Sequence[Proposal], stands_on: frozenset[Side]) -> list[Shown]:
    """Proposals as somebody standing on these sides may see them."""
    ids = [row.id for row in rows]
    families = dict(_pairs(session, select(Need.id, Need.family_id).where(Need.id.in_({row.need_id for row in rows}))))
    matches = dict(_pairs(session, select(Match.proposal_id, Match.id).where(Match.proposal_id.in_(ids))))
    answers = session.scalars(select(Answer).where(Answer.proposal_id.in_(ids)).order_by(Answer.answered_at)).all()
    return [
        {
            **{name: getattr(row, name) for name in ("id", "run_id", "proposed_at", "expires_on", "state")},
            "need": row.need_id,
            "family": families[row.need_id],
            "volunteer": row.volunteer_id,
            "match": matches.get(row.id),
            "reasons": [_reason(Reason(**reason)) for reason in row.reasons],
            **_answers(row, [answer for answer in answers if answer.proposal_id == row.id], stands_on),
        }
        for row in rows
    ]


def _answers(row: Proposal, answers: Iterable[Answer], stands_on: frozenset[Side]) -> Shown:
    known = list(answers)
    awaited = turn({answer.side for answer in known if answer.answer == "yes"})
    shown = known if Side.MATCHER in stands_on else [answer for answer in known if answer.side in stands_on]
    return {
        "awaits": awaited if row.state == "open" else None,
        "answers": [{"side": one.side, "answer": one.answer, "reason": one.reason} for one in shown],
    }


def _reason(reason: Reason) -> Mapping[str, Any]:
    words = {language: reason.text(language) for language in ("da", "en")}
    return {"code": reason.code, "figures": reason.figures, "text": words}


def _pairs(session: Session, query: Any) -> list[tuple[UUID, Any]]:
    return [(key, value) for key, value in session.execute(query)]
