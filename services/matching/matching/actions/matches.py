"""A match ends because somebody in it wishes so, or because the need is met."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions.holding import hold_one
from matching.actions.settling import let_go
from matching.domain.endings import check_may_say
from matching.queries import matches, proposals
from matching.tables import Match, Need, Proposal


def end(work: Work, id: UUID, *, reason: str) -> Mapping[str, Any]:
    """End a match at once."""
    match = work.session.get(Match, id)
    proposal = work.session.get(Proposal, match.proposal_id) if match else None
    stands_on = proposals.sides_of(work.session, work.caller, proposal) if proposal else frozenset()
    if match is None or proposal is None or not stands_on:
        raise Refused("not_found")
    check_may_say(reason, stands_on)
    hold_one(work.session, Need, proposal.need_id)
    work.session.refresh(match)
    if match.ended_at:
        raise Refused("already_done")
    let_go(work, proposal, reason)
    work.session.flush()
    return matches.view(work.session, match)
