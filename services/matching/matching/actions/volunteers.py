"""Volunteers register, correct what they offer, and leave again.

Deliberately not here: how they are vetted (`vetting`), when they are away (`pauses`) and whom they are not to meet
(`exclusions`).
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions.holding import hold_one, hold_present, hold_volunteer
from matching.actions.pauses import note_absence
from matching.actions.reconsidering import reconsidered
from matching.actions.settling import send_home
from matching.actions.showing import Shown, volunteer_view
from matching.actions.vetting import announce, follow
from matching.domain import offers, programmes
from matching.queries import vetting as vettings
from matching.queries import volunteers
from matching.tables import Volunteer

NOT_AS_SAID = ("point", "reach_km")


def register(work: Work, **offer: Any) -> Shown:
    """The caller offers to meet families, for the first time or again after having left.

    Who is guardian of a family, or employed, registers like everybody else. # S0-01, S3-08, S4-21
    """
    _check(work, offer, work.caller.organisation)
    row = hold_one(work, Volunteer, work.caller.subject)
    if row is None:
        row = Volunteer(id=work.caller.subject, organisation=work.caller.organisation)
        work.session.add(row)
    elif row.left_at is None:
        raise Refused("already_a_volunteer")
    else:
        note_absence(work, row)
    _belong(work, row)
    _check_birthday(work, row, offer)
    _note(row, offer)
    row.registered_at, row.left_at, row.left_reason = work.now, None, None
    announce(work, row)
    return volunteer_view(work, row)


def correct(work: Work, id: UUID, version: int | None, **offer: Any) -> Shown:
    """A volunteer offers otherwise, in any part; a proposal nobody has agreed to yet may lapse by it."""
    row = hold_present(work, id)
    if row.version != version:
        raise Refused("stale")
    offer = {**offer, "programme": row.programme}
    _check(work, offer, row.organisation)
    _check_whose(work, row, offer)
    told = row.kinds, row.area
    with reconsidered(work, row):
        _note(row, offer)
    follow(work, row, before=() if told != (row.kinds, row.area) else None)  # the others are told anew
    return volunteer_view(work, row)


def leave(work: Work, id: UUID, *, reason: str) -> Shown:
    """A volunteer says goodbye; nobody has to explain."""
    row = hold_volunteer(work, id)
    if row.left_at:
        raise Refused("already_done")
    send_home(work, row, reason)
    return volunteer_view(work, row)


def _check(work: Work, offer: Mapping[str, Any], organisation: str) -> None:
    programme = programmes.named(offer["programme"])
    said = {field.name: offer[field.name] for field in fields(offers.Offer) if field.name in offer}
    offers.check(programme, offers.Offer(**said, organisation=organisation), work.today)


def _check_whose(work: Work, row: Volunteer, offer: Mapping[str, Any]) -> None:
    """Others do not consent for a volunteer; and what vetting has gone by is not the volunteer's to change."""
    is_own = work.caller.subject == row.id
    if not is_own and set(offer["shares_with"]) - set(row.shares_with):
        raise Refused("not_yours_to_share", field="shares_with")
    if is_own:
        _check_birthday(work, row, offer)


def _check_birthday(work: Work, row: Volunteer, offer: Mapping[str, Any]) -> None:
    """Nobody grows younger after the vetting, least of all by going and coming back."""
    if row.born is not None and offer["born"] != row.born and volunteers.outcomes(work.session, [row.id])[row.id]:
        raise Refused("birthday_is_vetted", field="born")


def _belong(work: Work, row: Volunteer) -> None:
    """Vetting holds for one organisation; with another one it begins from the beginning."""
    if row.organisation != work.caller.organisation:
        row.organisation = work.caller.organisation
        for record in vettings.records(work.session, row.id):
            work.session.delete(record)
        work.session.flush()


def _note(row: Volunteer, offer: Mapping[str, Any]) -> None:
    programme, point = programmes.named(offer["programme"]), offer["point"]
    for name in offer.keys() - set(NOT_AS_SAID):
        setattr(row, name, offer[name])
    row.reach_km = offer["reach_km"] or programme.matching.reach_km
    row.latitude, row.longitude = point or (None, None)
    row.east, row.north = programmes.place_at(programme, row.area, point)
