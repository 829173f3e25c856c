"""A match ends because somebody in it wishes so, or because the need is met."""

from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions.holding import hold_one
from matching.actions.settling import let_go
from matching.actions.showing import Shown, match_view, stands_on
from matching.domain.endings import check_may_say
from matching.tables import Match, Need, Proposal


def end(work: Work, id: UUID, *, reason: str) -> Shown:
    """End a match at once."""
    match = work.session.get(Match, id)
    proposal = work.session.get(Proposal, match.proposal_id) if match else None
    own = stands_on(work, proposal) if proposal else frozenset()
    if match is None or proposal is None or not own:
        raise Refused("not_found")
    check_may_say(reason, own)
    hold_one(work, Need, proposal.need_id)
    work.session.refresh(match)
    if match.ended_at:
        raise Refused("already_done")
    let_go(work, proposal, reason)
    return match_view(work, match)
