"""Organisations: which may join, and which may be admitted to a programme. # S1-02

Deliberately not here: what a consent to one of them says (`consents`). Being admitted opens nothing by itself.
"""

from dataclasses import dataclass

from contracts.programmes import Programme
from contracts.refusals import Refused

WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where an organisation stands towards a programme: in the directory or not, and already admitted or not."""

    organisation: str
    joined: bool
    admitted: bool


def is_cvr(number: str) -> bool:
    """Whether eight digits can be a CVR number: weighted, they add up to a multiple of eleven. # S1-25"""
    if len(number) != len(WEIGHTS) or not number.isascii() or not number.isdigit() or number[0] == "0":
        return False
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=True)) % 11 == 0


def objection(cvr: str | None) -> Refused | None:
    """Why an organisation cannot stand in the directory as it says."""
    return Refused("invalid_cvr", field="cvr") if cvr is not None and not is_cvr(cvr) else None


def objection_to_admitting(programme: Programme, standing: Standing) -> Refused | None:
    """Why an organisation cannot become a partner of a programme."""
    if standing.organisation == programme.organisation:
        return Refused("own_partner", rule=programme.row_of("organisation"), field="organisation")
    if standing.organisation in programme.partners:
        return Refused("already_done", rule=programme.row_of("partners"))
    if not standing.joined:
        return Refused("not_joined", field="organisation", organisation=standing.organisation)
    return Refused("already_done") if standing.admitted else None


def objection_to_removing(programme: Programme, standing: Standing) -> Refused | None:
    """Why an organisation cannot be taken off the partners of a programme."""
    if standing.organisation in programme.partners:
        row = programme.row_of("partners")
        return Refused("written_partner", rule=row, field="organisation", organisation=standing.organisation)
    return None if standing.admitted else Refused("not_found")
