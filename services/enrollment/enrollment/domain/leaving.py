"""Leaving, alone or together: no reason is needed, and nobody who still decides for a child is left out of it.

Deliberately not here: the goodbye afterwards (`goodbyes`).
"""

from datetime import date
from uuid import UUID

from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.domain.families import Family, custodians, minors, speaks_for


def objection_to_reason(programme: Programme, reason: str) -> Refused | None:
    """Why a family cannot say this; it may also say nothing."""
    return None if reason in programme.leaving else Refused("unknown_reason", field="reason", reason=reason)


def objection_to_moving_out(
    family: Family, person: UUID, on: date, *, speaker: UUID, coordinator: bool
) -> Refused | None:
    """Why somebody cannot be taken out of the family while the others go on."""
    if person not in family.people:
        return Refused("not_in_the_family")
    if not coordinator and not speaks_for(family, speaker, person, on):
        return Refused("not_yours_to_say")
    # Who has custody is asked wherever they live, so custody must end first.
    if any(person in custodians(family, child) for child in minors(family, on)):
        return Refused("still_has_custody")
    return Refused("last_who_decides") if family.guardians == (person,) else None
