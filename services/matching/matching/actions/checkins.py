"""How does it go? Both sides are asked on the days of the programme; silence and the wish to talk go to the staff.

Deliberately not here: the link and the page by which they answer (`clicking`).
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions.following import catch_up
from matching.actions.holding import hold, hold_all
from matching.actions.showing import Shown, stands_in
from matching.domain import programmes
from matching.domain.accompaniment import SIDES, after, checkin_due, next_checkin
from matching.domain.answers import Side
from matching.queries import checkins, matches
from matching.tables import Checkin, Match, Need, Proposal


def ask_how_it_goes(work: Work) -> None:
    """Ask both sides of every match whose day has come, each once."""
    found = matches.to_be_asked(work.session, work.today)
    hold_all(work, Need, {need.id for _, _, need in found})
    for match, proposal, need in found:
        work.session.refresh(match)
        if match.ended_at is None:
            _ask_both(work, match, proposal, need)


def page(work: Work, wanted: object, *, match: UUID | None) -> Sequence[Shown]:
    """A page of the organisation's check-ins, for staff who are in none of them."""
    rows = checkins.page(work.session, work.caller, wanted, match=match)
    return [_view(work, row) for row in rows]


def talk(work: Work, id: UUID, *, on: date) -> Shown:
    """Staff have talked with whoever asked for it, or was silent."""
    row = _reached(work, id)
    if row.talked_on:
        raise Refused("already_done")
    if on > work.today:
        raise Refused("met_in_the_future", field="on")
    row.talked_on, row.talked_by = on, work.caller.subject
    return _view(work, row)


def revoke_links(work: Work, id: UUID) -> Shown:
    """Whoever finds one of the links made so far can no longer answer with it."""
    row = _reached(work, id)
    for link in checkins.links(work.session, row.id):
        link.revoked_at = link.revoked_at or work.now
    return _view(work, row)


def forget_old_links(work: Work) -> None:
    """Links that have expired open nothing, and are not kept."""
    checkins.forget_links(work.session, work.today)


def people(proposal: Proposal, need: Need, side: str) -> list[UUID]:
    """Who may answer for a side."""
    return [UUID(guardian) for guardian in need.guardians or ()] if side == "family" else [proposal.volunteer_id]


def _ask_both(work: Work, match: Match, proposal: Proposal, need: Need) -> None:
    if match.started_on is None:
        catch_up(work, match, need)
    begun = match.started_on or work.today
    asks = programmes.named(str(need.programme)).matching
    number = checkin_due(asks.check_in_days, begun, work.today, checkins.numbers(work.session, match.id))
    if number and match.checkin_on and match.checkin_on <= work.today:
        for side in SIDES:
            row = _asked(work, match, number, side, after(work.today, asks.silence_days))
            _tell(work, row, people(proposal, need, side), need)
    match.checkin_on = next_checkin(asks.check_in_days, begun, work.today)


def _asked(work: Work, match: Match, number: int, side: str, answer_by: date) -> Checkin:
    row = Checkin(
        id=work.new_id(),
        organisation=match.organisation,
        match_id=match.id,
        number=number,
        side=side,
        asked_on=work.today,
        answer_by=answer_by,
    )
    work.session.add(row)
    return row


def _tell(work: Work, row: Checkin, people: Sequence[UUID], need: Need) -> None:
    told = {
        "match": row.match_id,
        "family": need.family_id,
        "side": row.side,
        "people": people,
        "answer_by": row.answer_by,
    }
    work.emit("checkin.asked.v1", row.id, told, **programmes.label(str(need.programme)))


def _reached(work: Work, id: UUID) -> Checkin:
    row = work.session.get(Checkin, id)
    if row is None or not _is_staff(work, row):
        raise Refused("not_found")
    hold(work, Need, Need.id == matches.of_need(work.session, row.match_id))
    work.session.refresh(row)
    return row


def _is_staff(work: Work, row: Checkin) -> bool:
    match = work.session.get_one(Match, row.match_id)
    return Side.MATCHER in stands_in(work, match)


def _view(work: Work, row: Checkin) -> Shown:
    """A check-in, and what was said if the caller is in none of its sides."""
    work.session.flush()
    seen = _is_staff(work, row)
    state = "answered" if row.answer else "silent" if row.answer_by < work.today else "asked"
    return {
        "id": row.id,
        "match": row.match_id,
        "side": row.side,
        "state": state,
        "asked_on": row.asked_on,
        "answer_by": row.answer_by,
        "answer": row.answer if seen else None,
        "answered_on": row.answered_on,
        "talked_on": row.talked_on,
    }
