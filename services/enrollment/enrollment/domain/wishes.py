"""Whose wish it is: each says their own, and a child may say it to the coordinator. # S0-17"""

from datetime import date
from uuid import UUID

from contracts.refusals import Refused
from enrollment.domain.families import Family, minors


def objection(family: Family, person: UUID, on: date, *, speaker: UUID, coordinator: bool) -> Refused | None:
    """Why this wish cannot be taken from this speaker."""
    if person not in family.people:
        return Refused("not_in_the_family", field="person")
    heard_from_child = coordinator and person in {child.person for child in minors(family, on)}
    return None if speaker == person or heard_from_child else Refused("not_your_wish", field="person")
