"""Coordinators rule on pairs: these two, never these two, or these two in spite of one rule; and take it back."""

from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions.holding import hold, hold_one
from matching.actions.ours import is_about_oneself
from matching.actions.pairing import ruling_known
from matching.actions.showing import Shown
from matching.domain import facts, rulings
from matching.queries import needs
from matching.queries import rulings as queries
from matching.tables import Need, Ruling, Volunteer

OF_RULING = ("id", "programme", "word", "rule", "reason", "made_at", "made_by", "lifted_at", "lifted_by")


def rule(work: Work, *, need: UUID, volunteer: UUID, word: str, rule: str | None, reason: str) -> Shown:
    """Say something about a pair that the next run goes by."""
    rulings.check(word, rule, reason)
    asks = _held(work, need, volunteer)
    said = facts.Ruling(need=need, volunteer=volunteer, word=word, rule=rule)
    rulings.check_beside(said, map(ruling_known, queries.standing(work.session, [need])))
    row = Ruling(
        id=work.new_id(),
        organisation=work.organisation,
        programme=asks.programme,
        need_id=need,
        volunteer_id=volunteer,
        word=word,
        rule=rule,
        reason=reason,
        made_at=work.now,
        made_by=work.caller.subject,
    )
    work.session.add(row)
    return shown(row)


def lift(work: Work, id: UUID) -> Shown:
    """Take a ruling back."""
    row = work.session.get(Ruling, id, with_for_update=True)
    if row is None or not work.caller.reaches(organisation=row.organisation) or _is_about_oneself(work, row):
        raise Refused("not_found")
    if row.lifted_at:
        raise Refused("already_done")
    row.lifted_at, row.lifted_by = work.now, work.caller.subject
    return shown(row)


def end_with_needs(work: Work) -> None:
    """What was ruled about a need that is no longer open has nothing left to say."""
    for row in queries.without_need(work.session, needs.still_wanted(Ruling.programme)):
        row.lifted_at, row.lifted_by = work.now, work.caller.subject


def page(work: Work, wanted: Any, **which: Any) -> list[Shown]:
    """A page of the organisation's rulings."""
    return [shown(row) for row in queries.page(work.session, work.caller, wanted, **which)]


def shown(row: Ruling) -> Shown:
    """A ruling as staff sees it."""
    return {**{name: getattr(row, name) for name in OF_RULING}, "need": row.need_id, "volunteer": row.volunteer_id}


def _is_about_oneself(work: Work, row: Ruling) -> bool:
    return is_about_oneself(work, work.session.get_one(Need, row.need_id), row.volunteer_id)


def _held(work: Work, need: UUID, volunteer: UUID) -> Need:
    found = hold(work, Need, Need.id == need, *needs.still_wanted(Need.programme))
    offers = hold_one(work, Volunteer, volunteer)
    if not (found and offers and work.caller.reaches(organisation=work.organisation)):
        raise Refused("not_found")
    if offers.left_at or found[0].programme != offers.programme:
        raise Refused("not_found")
    if not facts.is_shown_to(work.organisation, offers.organisation, offers.shares_with):
        raise Refused("not_found")
    if is_about_oneself(work, found[0], offers.id):
        raise Refused("not_about_oneself")
    return found[0]
