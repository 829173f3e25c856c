"""What each caller gets to see of volunteers, proposals and matches.

Staff see everything of their organisation. A guardian or volunteer sees a proposal from the moment it is their turn,
and of the answers only their own. What a child has said is for its guardians and the staff.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from chassis.work import Work
from matching.actions import offered, vetted
from matching.actions.knowing import volunteer_known
from matching.domain import programmes
from matching.domain.answers import Side, has_been_asked, order, sides, turn
from matching.domain.reasons import Reason
from matching.queries import proposals, volunteers
from matching.tables import Answer, Match, Need, Proposal, Volunteer

Shown = Mapping[str, Any]
HEAR_THE_CHILD = {Side.MATCHER, Side.GUARDIAN}

OF_VOLUNTEER = (
    *("id", "programme", "name", "email", "born", "languages", "kinds", "contributions", "topics", "slots", "area"),
    *("municipality", "capacity", "approved_until", "left_at", "version"),
)
OF_PROPOSAL = ("id", "run_id", "proposed_at", "expires_on", "state")
OF_MATCH = (
    *("id", "started_at", "met_on", "review_on", "support_on", "ended_at", "ended_reason"),
    *("goodbye_by", "goodbye", "goodbye_on", "version"),
)


def volunteer(work: Work, id: UUID) -> Shown | None:
    """A volunteer within the caller's reach."""
    row = volunteers.within_reach(work.session, work.caller, id)
    return volunteer_view(work, row) if row else None


def volunteer_view(work: Work, row: Volunteer) -> Shown:
    """A volunteer with the steps of vetting that are missing today. Who has left needs none."""
    work.session.flush()  # what has just changed shows, with its new version
    known = volunteer_known(work, row)
    called = {name: getattr(row, name) for name in OF_VOLUNTEER}
    is_ours = work.caller.subject == row.id or work.caller.organisation == row.organisation
    said = vetted.of_volunteer(work, row, known) if is_ours else vetted.UNTOLD
    return {**called, **offered.details(work, row), **said}


def proposal(work: Work, id: UUID) -> Shown | None:
    """One proposal, for those who have been asked about it."""
    row = work.session.get(Proposal, id)
    if row is None:
        return None
    asked, yeses = sides_of(work, row), proposals.yeses(work.session, row.id)
    has_heard = any(has_been_asked(side, asked, yeses) for side in stands_on(work, row))
    return proposal_views(work, [row])[0] if has_heard else None


def page(work: Work, wanted: Any, *, state: str | None) -> Sequence[Shown]:
    """A page of the organisation's proposals."""
    return proposal_views(work, proposals.page(work.session, work.caller, wanted, state=state))


def proposal_views(work: Work, rows: Sequence[Proposal]) -> Sequence[Shown]:
    """Proposals as the caller may see them."""
    ids = [row.id for row in rows]
    families = proposals.families(work.session, [row.need_id for row in rows])
    matches, answers = proposals.matches(work.session, ids), proposals.answers(work.session, ids)
    return [
        {
            **{name: getattr(row, name) for name in OF_PROPOSAL},
            "need": row.need_id,
            "family": families[row.need_id],
            "volunteer": row.volunteer_id,
            "match": matches.get(row.id),
            "reasons": [_reason(work, row, Reason(**reason)) for reason in row.reasons],
            "awaits": _awaited(row, sides_of(work, row), answers[row.id]),
            "answers": _answers(answers[row.id], stands_on(work, row), work.caller.subject),
        }
        for row in rows
    ]


def match(work: Work, id: UUID) -> Shown | None:
    """One match, for the people in it and the staff of the organisation."""
    row = work.session.get(Match, id)
    if row is None or not stands_in(work, row):
        return None
    return match_view(work, row)


def match_view(work: Work, row: Match) -> Shown:
    """A match as everybody in it may see it."""
    work.session.flush()
    of_proposal = work.session.get_one(Proposal, row.proposal_id)
    need = work.session.get_one(Need, of_proposal.need_id)
    return {
        **{name: getattr(row, name) for name in OF_MATCH},
        "proposal": of_proposal.id,
        "need": need.id,
        "family": need.family_id,
        "volunteer": of_proposal.volunteer_id,
        "kind": need.kind,
        "area": need.area,
        "child_says": row.child_says if stands_on(work, of_proposal) & HEAR_THE_CHILD else None,
        "state": "running" if row.ended_at is None else "ended",
    }


def stands_on(work: Work, row: Proposal) -> frozenset[Side]:
    """The sides the caller stands on in a proposal or its match, asked or not."""
    need = work.session.get_one(Need, row.need_id)
    guardians = frozenset(map(UUID, need.guardians or ()))
    if not work.caller.reaches(organisation=row.organisation, subjects={*guardians, row.volunteer_id}):
        return frozenset()
    return sides(work.caller.roles, work.caller.subject, guardians=guardians, volunteer=row.volunteer_id)


def stands_in(work: Work, row: Match) -> frozenset[Side]:
    """The sides the caller stands on in a match."""
    return stands_on(work, work.session.get_one(Proposal, row.proposal_id))


def sides_of(work: Work, row: Proposal) -> tuple[Side, ...]:
    """Who is asked about a proposal, in order."""
    need = work.session.get_one(Need, row.need_id)
    return order(programmes.named(str(need.programme)), len(need.guardians or ()))


def in_words(text: Callable[[str], str]) -> Mapping[str, str]:
    """The same words in Danish and English."""
    return {language: text(language) for language in ("da", "en")}


def _awaited(row: Proposal, asked: Collection[Side], answers: Iterable[Answer]) -> Side | None:
    yeses = {answer.side for answer in answers if answer.answer == "yes"}
    return turn(asked, yeses) if row.state == "open" else None


def _answers(rows: Iterable[Answer], own: Collection[Side], person: UUID) -> Sequence[Shown]:
    seen = [row for row in rows if Side.MATCHER in own or (own and row.person == person)]
    return [{"side": row.side, "answer": row.answer, "reason": row.reason} for row in seen]


def _reason(work: Work, row: Proposal, reason: Reason) -> Shown:
    programme = programmes.named(str(work.session.get_one(Need, row.need_id).programme))
    text = in_words(lambda language: reason.text(language, programme))
    return {"code": reason.code, "figures": reason.figures, "text": text}
