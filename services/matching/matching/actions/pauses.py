"""A volunteer is away for a while and is not asked; whoever meets a family already decides with it what to do.

A proposal that is still being answered lapses, so that the family need not wait for somebody who is away.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions.holding import hold, hold_present, hold_volunteer
from matching.actions.knowing import pause_known
from matching.actions.offered import paused
from matching.actions.reconsidering import reconsidered
from matching.actions.settling import let_go
from matching.actions.vetting import follow
from matching.domain import facts
from matching.domain.pauses import check, ended, is_over
from matching.queries import pauses, proposals
from matching.tables import Pause, Proposal, Volunteer


def take(work: Work, id: UUID, *, begins: date, until: date | None) -> Mapping[str, Any]:
    """The volunteer is not asked from one day through another, or until further notice."""
    row = hold_present(work, id)
    known = map(pause_known, pauses.of_volunteers(work.session, [id])[id])
    check(facts.Pause(begins=begins, until=until), known)
    with reconsidered(work, row):
        work.session.add(Pause(id=work.new_id(), volunteer_id=id, begins=begins, until=until, recorded_at=work.now))
    follow(work, row)
    return paused(work, id)


def end(work: Work, id: UUID, pause_id: UUID) -> Mapping[str, Any]:
    """The volunteer is back today, earlier than thought."""
    row = hold_volunteer(work, id)
    pause = work.session.get(Pause, pause_id)
    if pause is None or pause.volunteer_id != id:
        raise Refused("not_found")
    known = pause_known(pause)
    if is_over(known, work.today):
        raise Refused("already_done")
    if left := ended(known, work.today):
        pause.until = left.until
    else:
        work.session.delete(pause)
    work.session.flush()
    follow(work, row)
    return paused(work, id)


def note_absence(work: Work, row: Volunteer) -> None:
    """Who said goodbye and comes back has been away meanwhile; a certificate may be too old for that."""
    if row.left_at and row.left_at.date() < work.today:
        begins, until = row.left_at.date(), work.today - timedelta(days=1)
        work.session.add(Pause(id=work.new_id(), volunteer_id=row.id, begins=begins, until=until, recorded_at=work.now))
        work.session.flush()


def let_begin(work: Work) -> None:
    """Nobody waits for the answer of somebody whose pause has begun."""
    asked = select(Proposal.volunteer_id).where(Proposal.state == "open")
    for row in hold(work, Volunteer, Volunteer.id.in_(asked), pauses.is_away(work.today)):
        for proposal in proposals.of_volunteer(work.session, row.id):
            if proposal.state == "open":
                let_go(work, proposal, "other")


def forget(work: Work, id: UUID) -> None:
    """When nothing is known of a volunteer any more, nobody has to know when the volunteer was away."""
    for row in pauses.of_volunteers(work.session, [id])[id]:
        work.session.delete(row)
