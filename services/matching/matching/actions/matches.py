"""A match begins with the child's own word, ends whenever somebody in it wishes so, and is parted from well."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions.holding import hold_one
from matching.actions.settling import let_go
from matching.actions.showing import Shown, match_view, stands_on
from matching.domain import accompaniment, endings, programmes
from matching.domain.answers import Side
from matching.queries import matches
from matching.tables import Match, Need, Proposal


class Held(NamedTuple):
    """A match with its proposal and need, as they are once the need is held, and the sides the caller stands on."""

    match: Match
    proposal: Proposal
    need: Need
    own: frozenset[Side]


def hold_match(work: Work, id: UUID) -> Held:
    """A match the caller has to do with.

    Raises:
        Refused: `not_found`.
    """
    match = work.session.get(Match, id)
    proposal = work.session.get(Proposal, match.proposal_id) if match else None
    own = stands_on(work, proposal) if proposal else frozenset()
    if match is None or proposal is None or not own:
        raise Refused("not_found")
    need = hold_one(work, Need, proposal.need_id)
    work.session.refresh(match)
    work.session.refresh(proposal)
    return Held(match, proposal, need or work.session.get_one(Need, proposal.need_id), own)


def hold_running(work: Work, id: UUID) -> Held:
    """The same, while it runs.

    Raises:
        Refused: `not_found` or `already_done`.
    """
    held = hold_match(work, id)
    if held.match.ended_at:
        raise Refused("already_done")
    return held


def page(work: Work, wanted: object, *, state: str | None) -> Sequence[Shown]:
    """A page of the organisation's matches, in one state or in all."""
    return [match_view(work, match) for match, *_ in matches.page(work.session, work.caller, wanted, state=state)]


def end(work: Work, id: UUID, *, reason: str | None) -> Shown:
    """End a match at once. Who is in it needs no reason."""
    held = hold_running(work, id)
    let_go(work, held.proposal, endings.said(reason, held.own))
    return match_view(work, held.match)


def meet_first(work: Work, id: UUID, *, met_on: date, child_says: str | None) -> Shown:
    """They have met, and the child says yes or no. A no ends it; nobody asks why or tells whose no it was. # S1-17"""
    match, proposal, need, own = hold_running(work, id)
    if not own & {Side.MATCHER, Side.GUARDIAN}:
        raise Refused("not_found")
    if match.met_on and match.child_says:
        raise Refused("already_done")
    if met_on > work.today:
        raise Refused("met_in_the_future", field="met_on")
    programme = programmes.named(str(need.programme))
    accompaniment.check_first_meeting(programme, need.under_15_until, on=met_on, says=child_says)
    match.met_on, match.child_says, match.met_recorded_by = met_on, child_says, work.caller.subject
    if child_says == "no":
        let_go(work, proposal, "family_wish")
    return match_view(work, match)


def say_goodbye(work: Work, id: UUID, *, how: str, on: date) -> Shown:
    """Goodbye was said, or somebody would rather not; either way it is done with."""
    match = hold_match(work, id).match
    if match.ended_at is None:
        raise Refused("still_together")
    if match.goodbye:
        raise Refused("already_done")
    if on > work.today:
        raise Refused("met_in_the_future", field="on")
    match.goodbye, match.goodbye_on, match.goodbye_recorded_by = how, on, work.caller.subject
    return match_view(work, match)
