"""How a family comes to ask: by which route, and whether the programme has that route at all.

Every route begins with the family. There is none by which somebody else can put it forward. # S0-18
Deliberately not here: who may hand out a code that carries a route (`informing`).
"""

from contracts.programmes import Programme
from contracts.refusals import Refused

POSTCARD, JOINT_MEETING, OWN_CONTACT = "postcard", "joint_meeting", "own_contact"
# By these somebody of the programme itself told of it, so that there is no professional to come along. # S3-05, S3-15
WITHOUT_PROFESSIONAL = frozenset({"outreach", "selected_after_dialogue"})


def route(programme: Programme, *, by_code: str | None, wanted: str, professional_present: bool) -> str:
    """The contact route of a family's own request; a code it was handed says its own."""
    if by_code:
        return by_code  # S0-27
    asked_together = wanted == JOINT_MEETING and professional_present
    if asked_together and programme.allows_route(JOINT_MEETING):
        return JOINT_MEETING  # S0-28
    return OWN_CONTACT  # S0-29


def objection_to_asking(programme: Programme, *, area: str, wanted: str) -> Refused | None:
    """Why nobody can ask for this. It is looked at before a code is, so that a no to it says nothing of the code."""
    if wanted not in programme.first_contact.wanted:
        return Refused("meeting_not_offered", rule=programme.row_of("first_contact.wanted"), field="wanted")
    return unknown_area(programme, area)


def objection_to_route(programme: Programme, route: str, *, professional_present: bool) -> Refused | None:
    """Why the programme does not open this route."""
    if not programme.allows_route(route):
        return not_used(programme, route)
    if professional_present and route in WITHOUT_PROFESSIONAL:
        row = programme.row_of(f"contact_routes.{route}")
        return Refused("no_professional", rule=row, field="professional_present")
    return None


def not_used(programme: Programme, route: str, field: str | None = None) -> Refused:
    """The no to a contact route that the programme does not have."""
    return Refused("route_not_used", rule=row_of_own_wish(programme), field=field, route=route)


def unknown_area(programme: Programme, area: str) -> Refused | None:
    """The no to an area that is none of the programme's."""
    return None if area in programme.areas else Refused("unknown_area", field="area", area=area)


def row_of_own_wish(programme: Programme) -> str:
    """The row in which the programme itself says that nobody is put forward. # S0-18, S1-04, S2-20, S3-15"""
    return programme.row_of("information_phase.put_forward")
