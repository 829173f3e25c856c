"""Asking a housing board for its venue, and what the board says. # S3-03"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from activities.actions import venues as holding
from activities.actions.reaching import insist
from activities.domain import venues
from activities.queries import venues as kept
from activities.tables import Approval
from chassis.work import Work
from contracts.refusals import Refused

Row = Mapping[str, Any]


def ask(work: Work, venue_id: UUID, *, from_on: date, until_on: date, answer: str | None) -> Row:
    """Ask the board of a venue for some days, or record what it has said already."""
    venue = holding.hold(work, venue_id)
    if venue.board is None:
        raise Refused("no_board", field="venue_id")
    insist(venues.objections_to_period(from_on, until_on, today=work.today))
    approval = Approval(
        id=work.new_id(),
        venue_id=venue.id,
        board=venue.board,
        from_on=from_on,
        until_on=until_on,
        state=kept.ASKED,
        asked_at=work.now,
        asked_by=work.caller.subject,
        recorded=False,
    )
    work.session.add(approval)
    return _answered(work, approval, answer) if answer else _saved(work, approval)


def answer(work: Work, approval_id: UUID, version: int | None, *, answer: str) -> Row:
    """Say yes or no to the days; a yes may be taken back, and meetings that are planned by it stay until called off."""
    approval = kept.approval(work.session, work.caller, approval_id)
    if approval is None:
        raise Refused("not_found")
    holding.hold(work, approval.venue_id)
    if approval.version != version:
        raise Refused("stale")
    return _answered(work, approval, answer)


def _answered(work: Work, approval: Approval, answer: str) -> Row:
    approval.state, approval.answered_at, approval.answered_by = answer, work.now, work.caller.subject
    approval.recorded = work.caller.organisation != approval.board
    return _saved(work, approval)


def _saved(work: Work, approval: Approval) -> Row:
    work.session.flush()
    return kept.as_approval(approval)
