"""Who is asked next to come instead, and why nobody is."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from chassis.work import Work
from matching.actions.holding import hold_one
from matching.actions.knowing import needs_known, volunteers_known
from matching.actions.showing import Shown
from matching.actions.vetted import blocked_view
from matching.domain import covering, facts, programmes, slots
from matching.domain.blocking import Blocked
from matching.queries import covers, meetings
from matching.tables import Cover, CoverAsk, Match, Need, Proposal, Volunteer

#: How many are looked at closely at a time.
AT_A_TIME = 100


def ask_next(work: Work, row: Cover) -> None:
    """Ask whoever's turn it is; say so where nobody is left."""
    work.session.flush()
    asked = covers.asks(work.session, row.id)
    row.state, row.volunteer_id = "open", None
    for id in _possible(work, row, {ask.volunteer_id for ask in asked}):
        hold_one(work, Volunteer, id)
        if not impossible(work, row, id):  # asked again now that nobody else can ask this volunteer
            _ask(work, row, id, len(asked) + 1)
            return
    row.state, row.closed_at = "nobody", work.now


def let_go_of_days(work: Work, volunteer: Volunteer) -> None:
    """A volunteer, who is held, comes to no day and is asked about none any more that is no longer possible.

    Whoever's turn it is next is asked by the timer, which holds the needs first.
    """
    for row, ask in covers.standing_with(work.session, volunteer.id):
        if impossible(work, row, volunteer.id):
            come_to_nothing(work, ask)
            row.state, row.volunteer_id = "open", None


def come_to_nothing(work: Work, ask: CoverAsk) -> None:
    """Nobody answered in time, or who said yes cannot come after all."""
    ask.answer, ask.answered_at = "prevented" if ask.answer else "silence", work.now


def impossible(work: Work, row: Cover, id: UUID) -> tuple[Blocked, ...]:
    """Why a volunteer cannot come, or can no longer."""
    volunteer = work.session.get_one(Volunteer, id)
    if volunteer.left_at or volunteer.born is None:
        return (Blocked(code="volunteer_has_left"),)
    [(_, blocked)] = _looked_at(work, row, place(work, row), [volunteer])
    return blocked


def reasons(work: Work, row: Cover) -> list[Shown]:
    """Why each of the nearest cannot come: who was asked has answered, and a rule is in the way of the others."""
    there = place(work, row)
    asked = {ask.volunteer_id for ask in covers.asks(work.session, row.id)}
    near = sorted(_offers(work, row), key=lambda offer: (offer.area != there.need.area, offer.id))
    near.sort(key=lambda offer: offer.municipality != there.need.municipality)
    rows = [work.session.get_one(Volunteer, offer.id) for offer in near[:AT_A_TIME]]
    looked_at = {
        volunteer: (Blocked(code="asked_already"), *blocked) if volunteer.id in asked else blocked
        for volunteer, blocked in _looked_at(work, row, there, rows)
    }
    return [
        {"volunteer": volunteer.id, "blocked_by": [blocked_view(each) for each in blocked]}
        for volunteer, blocked in covering.nearest_first(there, looked_at)
    ]


def place(work: Work, row: Cover) -> covering.Place:
    """The day that somebody is looked for, with the need it is about."""
    proposal = work.session.get_one(Proposal, work.session.get_one(Match, row.match_id).proposal_id)
    need = work.session.get_one(Need, proposal.need_id)
    [known] = needs_known(work, [need])
    return covering.Place(
        need=known,
        programme=programmes.named(str(need.programme)),
        on=row.happens_on,
        slot=row.slot,
        forbidden=frozenset(covers.forbidden(work.session, need.id)),
    )


def _possible(work: Work, row: Cover, asked: set[UUID]) -> Iterator[UUID]:
    """Everybody who can come, in turn. What is quickly seen is looked at first, the rest a hundred at a time."""
    there = place(work, row)
    kinds = set(there.programme.needs[there.need.kind].volunteers)
    ids = [
        offer.id
        for offer in _offers(work, row)
        if offer.id not in asked
        and row.slot in offer.slots
        and there.need.languages & set(offer.languages)
        and kinds & set(offer.kinds)
    ]
    turn = covering.in_turn(ids, covers.last_asked(work.session))
    for start in range(0, len(turn), AT_A_TIME):
        rows = [work.session.get_one(Volunteer, id) for id in turn[start : start + AT_A_TIME]]
        yield from (volunteer.id for volunteer, blocked in _looked_at(work, row, there, rows) if not blocked)


def _offers(work: Work, row: Cover) -> list[Any]:
    proposal = work.session.get_one(Proposal, work.session.get_one(Match, row.match_id).proposal_id)
    programme = work.session.get_one(Need, proposal.need_id).programme
    present = covers.offered(work.session, row.organisation, str(programme))
    return [offer for offer in present if offer.id != proposal.volunteer_id]


def _looked_at(
    work: Work, row: Cover, there: covering.Place, rows: Sequence[Volunteer]
) -> list[tuple[facts.Volunteer, tuple[Blocked, ...]]]:
    ids = [each.id for each in rows]
    busy = meetings.busy(work.session, ids, there.on)
    taken = covers.taken(work.session, ids, there.on, apart_from=row.id)
    met = {id: {when for starts, ends in busy[id] for when in slots.touched(starts, ends)} for id in ids}
    return [
        (volunteer, covering.in_the_way(there, volunteer, taken[volunteer.id] | met[volunteer.id]))
        for volunteer in volunteers_known(work, rows)
    ]


def _ask(work: Work, row: Cover, id: UUID, number: int) -> None:
    answer_by = covering.answer_by(work.today, row.happens_on)
    work.session.add(CoverAsk(cover_id=row.id, number=number, volunteer_id=id, asked_at=work.now, answer_by=answer_by))
    programme = place(work, row).programme.code
    told = {"volunteer": id, "on": row.happens_on, "slot": row.slot, "answer_by": answer_by}
    work.emit("cover.asked.v1", row.id, told, **programmes.label(programme))
