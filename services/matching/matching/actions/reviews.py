"""Staff look at a match again and again, and support its volunteer. Nothing ends because a day has come. # S2-14"""

from datetime import date
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions.matches import Held, hold_running
from matching.actions.settling import let_go
from matching.actions.showing import Shown, match_view
from matching.domain import accompaniment, endings, programmes
from matching.domain.answers import Side
from matching.tables import Review, Support


def review(work: Work, id: UUID, *, goes_on: bool, next_on: date | None, reason: str | None) -> Shown:
    """It goes on until it is looked at again, or those in it would rather stop."""
    match, proposal, need, own = _held(work, id)
    if goes_on and reason:
        raise Refused("goes_on_without_reason", field="reason")
    programme = programmes.named(str(need.programme))
    match.review_on = accompaniment.next_review(programme, goes_on=goes_on, wanted=next_on, at=work.today)
    work.session.add(
        Review(
            id=work.new_id(),
            match_id=match.id,
            goes_on=goes_on,
            next_on=match.review_on,
            recorded_by=work.caller.subject,
            recorded_at=work.now,
        )
    )
    if not goes_on:
        let_go(work, proposal, endings.said(reason, own))
    return match_view(work, match)


def support(work: Work, id: UUID, *, on: date) -> Shown:
    """The volunteer was supported; the next time is counted from that day."""
    match, _, need, _ = _held(work, id)
    if on > work.today:
        raise Refused("met_in_the_future", field="on")
    days = programmes.named(str(need.programme)).matching.support_every_days
    match.support_on = max(match.support_on or on, accompaniment.after(on, days))
    work.session.add(
        Support(id=work.new_id(), match_id=match.id, given_on=on, recorded_by=work.caller.subject, recorded_at=work.now)
    )
    return match_view(work, match)


def _held(work: Work, id: UUID) -> Held:
    """A running match, for staff who are not in it themselves."""
    held = hold_running(work, id)
    if Side.MATCHER not in held.own:
        raise Refused("not_found")
    return held
