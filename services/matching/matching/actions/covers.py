"""Somebody else is found for one day of a match: one volunteer at a time is asked, in a fair turn."""

from datetime import date
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions import asking
from matching.actions.asking import ask_next, come_to_nothing, impossible
from matching.actions.holding import hold_one
from matching.actions.showing import Shown, stands_in
from matching.domain import covering
from matching.domain.answers import Side
from matching.queries import covers
from matching.tables import Cover, CoverAsk, Match, Need, Proposal, Volunteer

MAY_WANT = {Side.VOLUNTEER, Side.MATCHER}


def want(work: Work, match_id: UUID, *, on: date, slot: str, family_wishes: bool) -> Shown:
    """A volunteer cannot come, and the family would like somebody else to."""
    match = work.session.get(Match, match_id)
    if match is None or not stands_in(work, match) & MAY_WANT:
        raise Refused("not_found")
    _hold(work, match)
    for objection in covering.objections_to_wanting(on=on, slot=slot, today=work.today, family_wishes=family_wishes):
        raise objection
    if covers.wanted_at(work.session, match.id, on, slot):
        raise Refused("already_done")
    row = _new(work, match, on, slot)
    ask_next(work, row)
    return cover_view(work, row)


def answer(work: Work, id: UUID, *, answer: str) -> Shown:
    """Whoever is asked says yes or no; who has said yes may still say no."""
    row, ask = _asked(work, id)
    if row.state != "open" and not (row.volunteer_id == work.caller.subject and answer == "no"):
        raise Refused("cover_settled")
    if answer == "yes":
        if row.happens_on < work.today:
            raise Refused("cover_day_is_over")
        if blocked := impossible(work, row, work.caller.subject):
            raise blocked[0].refused()
        row.state, row.volunteer_id = "found", work.caller.subject
    ask.answer, ask.answered_at = answer, work.now
    if answer == "no":
        ask_next(work, row)
    return cover_view(work, row)


def call_off(work: Work, id: UUID) -> Shown:
    """Nobody is needed after all."""
    row = work.session.get(Cover, id)
    if row is None or not stands_in(work, work.session.get_one(Match, row.match_id)):
        raise Refused("not_found")
    _hold(work, work.session.get_one(Match, row.match_id))
    work.session.refresh(row)
    if row.state not in covers.WANTED:
        raise Refused("cover_settled")
    close(work, row, "called_off")
    return cover_view(work, row)


def let_time_pass(work: Work) -> None:
    """No answer in time is a no; whoever can no longer come is replaced; what is over is closed."""
    for row in covers.standing(work.session):
        match = work.session.get_one(Match, row.match_id)
        hold_one(work, Need, work.session.get_one(Proposal, match.proposal_id).need_id)
        work.session.refresh(row)
        if row.state in covers.WANTED:
            _bring_up_to_date(work, row, match)


def close(work: Work, row: Cover, state: str) -> None:
    """Nobody is looked for any longer."""
    row.state, row.closed_at = state, work.now


def page(work: Work, wanted: object, *, state: str | None) -> list[Shown]:
    """A page of the organisation's covers."""
    return [cover_view(work, row) for row in covers.page(work.session, work.caller, wanted, state=state)]


def cover(work: Work, id: UUID) -> Shown | None:
    """A cover, for its match's own people, for staff, and for those who have been asked."""
    row = work.session.get(Cover, id)
    if row is None:
        return None
    asked = {ask.volunteer_id for ask in covers.asks(work.session, id)}
    own = stands_in(work, work.session.get_one(Match, row.match_id))
    return cover_view(work, row) if own or work.caller.reaches(subjects=asked) else None


def reasons(work: Work, id: UUID) -> Shown | None:
    """Why nobody comes instead, for staff."""
    row = work.session.get(Cover, id)
    if row is None or not work.caller.reaches(organisation=row.organisation):
        return None
    return {"nearest": asking.reasons(work, row)}


def cover_view(work: Work, row: Cover) -> Shown:
    """A cover as the caller may see it: the family's pseudonym only for staff and for whom it concerns."""
    work.session.flush()
    match = work.session.get_one(Match, row.match_id)
    need = work.session.get_one(Need, work.session.get_one(Proposal, match.proposal_id).need_id)
    asks, sides = covers.asks(work.session, row.id), stands_in(work, match)
    mine = next((ask for ask in asks if ask.volunteer_id == work.caller.subject), None)
    knows = bool(sides) or row.volunteer_id == work.caller.subject
    open_ask = next((ask for ask in asks if ask.answer is None), None)
    return {
        "id": row.id,
        "match": match.id if knows else None,
        "family": need.family_id if knows else None,
        "area": need.area,
        "on": row.happens_on,
        "slot": row.slot,
        "state": row.state if match.ended_at is None else "called_off",
        "volunteer": row.volunteer_id if knows else None,
        "asked": len(asks) if sides else None,
        "answer": mine.answer if mine else None,
        "answer_by": open_ask.answer_by if open_ask and row.state == "open" and (sides or open_ask is mine) else None,
        "version": row.version,
    }


def _new(work: Work, match: Match, on: date, slot: str) -> Cover:
    row = Cover(
        id=work.new_id(),
        organisation=match.organisation,
        match_id=match.id,
        happens_on=on,
        slot=slot,
        state="open",
        wanted_by=work.caller.subject,
        wanted_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    return row


def _asked(work: Work, id: UUID) -> tuple[Cover, CoverAsk]:
    """The cover and the caller's own ask, both as they are once the match's need and the caller are held."""
    row = work.session.get(Cover, id)
    ask = next((ask for ask in covers.asks(work.session, id) if ask.volunteer_id == work.caller.subject), None)
    if row is None or ask is None:
        raise Refused("not_found")
    _hold(work, work.session.get_one(Match, row.match_id))
    hold_one(work, Volunteer, ask.volunteer_id)
    work.session.refresh(row)
    work.session.refresh(ask)
    if ask.answer is not None and row.volunteer_id != work.caller.subject:
        raise Refused("cover_settled")
    return row, ask


def _hold(work: Work, match: Match) -> None:
    hold_one(work, Need, work.session.get_one(Proposal, match.proposal_id).need_id)
    work.session.refresh(match)
    if match.ended_at:
        raise Refused("match_is_over")


def _bring_up_to_date(work: Work, row: Cover, match: Match) -> None:
    if match.ended_at:
        close(work, row, "called_off")
    elif row.happens_on < work.today:
        if row.state == "open":
            close(work, row, "nobody")
    elif _is_nobodys(work, row):
        ask_next(work, row)


def _is_nobodys(work: Work, row: Cover) -> bool:
    """Whether nobody is being asked who can still come; an ask that has come to nothing ends here."""
    asks = covers.asks(work.session, row.id)
    ask = next((ask for ask in asks if ask.answer in (None, "yes")), None)
    if ask is None:
        return True
    is_late = ask.answer is None and ask.answer_by < work.today
    if is_late or impossible(work, row, ask.volunteer_id):
        come_to_nothing(work, ask)
        return True
    return False
