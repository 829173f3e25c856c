"""How a family comes to ask: by which route, and whether the programme has that route at all.

Every route begins with the family. There is none by which somebody else can put it forward. # S0-18
"""

from contracts.programmes import Programme
from contracts.refusals import Refused

POSTCARD = "postcard"


def route(*, by_postcard: bool, wanted: str, professional_present: bool) -> str:
    """The contact route of a family's own request."""
    if by_postcard:
        return POSTCARD  # S0-27
    if wanted == "joint_meeting" and professional_present:
        return "joint_meeting"  # S0-28
    return "own_contact"  # S0-29


def objection_to_informing(programme: Programme, *, area: str, handed: str) -> Refused | None:
    """Why nobody can be told of the programme like this."""
    if handed not in programme.information_phase.handed:
        return Refused("route_not_used", field="handed", route=handed)
    return _unknown(programme, area)


def objection_to_asking(programme: Programme, *, area: str, route: str, wanted: str) -> Refused | None:
    """Why the programme does not open this route towards this first meeting."""
    if not programme.allows_route(route):
        return Refused("route_not_used", route=route)
    if wanted not in programme.first_contact.wanted:
        return Refused("meeting_not_offered", rule=programme.row_of("first_contact.wanted"), field="wanted")
    return _unknown(programme, area)


def _unknown(programme: Programme, area: str) -> Refused | None:
    return None if area in programme.areas else Refused("unknown_area", field="area", area=area)
