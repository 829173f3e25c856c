"""Telling of a programme: who may, what is handed over, and by which route the family comes that was handed a code.

Deliberately not here: anything about who was told. # S0-14
"""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.domain.contacts import JOINT_MEETING, OWN_CONTACT, POSTCARD, not_used, unknown_area

NOTHING, INVITATION = "none", "invitation"
INVITED = "partner_invites"


@dataclass(frozen=True, kw_only=True)
class Teller:
    """Who tells: in which roles, and for which organisation."""

    roles: frozenset[str]
    organisation: str


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What is said and done: where, to whom in a word, what is handed over, and the route if one was named."""

    area: str
    told: str
    handed: str
    route: str | None


def route(telling: Telling) -> str | None:
    """The route that the code will carry: the one named, or the one that follows from what is handed over."""
    follows = {POSTCARD: POSTCARD, INVITATION: INVITED}  # S0-27, S2-20
    return telling.route or follows.get(telling.handed)


def objection(programme: Programme, teller: Teller, telling: Telling) -> Refused | None:
    """The first reason why nobody can be told like this."""
    return next(_objections(programme, teller, telling), None)


def _objections(programme: Programme, teller: Teller, telling: Telling) -> Iterator[Refused]:
    phase = programme.information_phase
    if telling.handed not in phase.handed:
        row = programme.row_of("information_phase.handed")
        yield Refused("not_handed_out", rule=row, field="handed", handed=telling.handed)
    if telling.told not in phase.told:
        yield Refused("not_told", rule=programme.row_of("information_phase.told"), field="told")
    if refused := unknown_area(programme, telling.area):
        yield refused
    if telling.handed == NOTHING:
        yield from _word_of_mouth(programme, teller, telling)
    else:
        yield from _by_code(programme, teller, telling)


def _word_of_mouth(programme: Programme, teller: Teller, telling: Telling) -> Iterator[Refused]:
    if telling.route is not None:
        yield Refused("route_and_handed_differ", field="contact_route", route=telling.route)
    if not teller.roles & set(programme.information_phase.informed_by):
        yield Refused("not_yours_to_tell", rule=programme.row_of("information_phase.informed_by"))


def _by_code(programme: Programme, teller: Teller, telling: Telling) -> Iterator[Refused]:
    carried = route(telling)
    if carried is None:
        yield Refused("route_not_said", field="contact_route")
        return
    if not programme.allows_route(carried):
        yield not_used(programme, carried, field="contact_route")
        return
    if carried == OWN_CONTACT or (carried == POSTCARD) != (telling.handed == POSTCARD):
        yield Refused("route_and_handed_differ", field="contact_route", route=carried)
    if not _hands_out(programme, teller, carried):
        row = programme.row_of(f"contact_routes.{carried}")
        yield Refused("route_not_yours", rule=row, field="contact_route", route=carried)


def _hands_out(programme: Programme, teller: Teller, carried: str) -> bool:
    if carried in (POSTCARD, JOINT_MEETING):  # S0-27, S0-28
        return "professional" in teller.roles
    if carried == INVITED:  # S2-20
        return teller.organisation in programme.partners and bool(teller.roles & {"professional", "coordinator"})
    # S3-05, S3-15: whoever in the programme acts as coordinator, be it called family guide or outreach worker
    acts = any(part.acts_as == "coordinator" for part in programme.roles.values())
    return acts and "coordinator" in teller.roles and teller.organisation == programme.organisation
