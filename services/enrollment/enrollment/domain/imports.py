"""A family from a list that was kept elsewhere: it too comes in only by what it has itself asked for. # S0-17

An imported family is enrolled and takes part no more than any other: everybody asked must first say yes.
"""

from dataclasses import dataclass
from datetime import date

from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.domain import contacts


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What the list says of the family's own request: when, by which contact route, and for which first meeting."""

    asked_on: date | None
    route: str | None
    wanted: str
    area: str


def objection(programme: Programme, ask: Ask, on: date) -> Refused | None:
    """Why this is no request of the family's own."""
    if ask.asked_on is None:
        return Refused("no_own_contact", field="asked_on")
    if ask.route is None:
        return Refused("no_own_contact", field="contact_route")
    if ask.asked_on > on:
        return Refused("asked_after_today", field="asked_on")
    # Whether a professional came along was settled long ago.
    refused = contacts.objection_to_route(programme, ask.route, professional_present=False)
    if refused:
        return Refused(refused.code, rule=refused.rule, field="contact_route", **refused.because)
    return contacts.objection_to_asking(programme, area=ask.area, wanted=ask.wanted)
