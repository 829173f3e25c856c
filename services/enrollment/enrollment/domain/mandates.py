"""A mandate: the family asks somebody to speak with one body for it, or to build a bridge there. # S0-24, S0-26

It is for one kind of thing and one body, holds from the day everybody asked has given it, and ends at once when one of
them takes it back. Speaking with another body leaves the organisation, so every guardian whom the programme asks gives
it; a young person gives it alone. Deliberately not here: what is said; nothing of that is written down.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.domain.bridges import decides_alone
from enrollment.domain.families import Family, Kind, still_asked


@dataclass(frozen=True, kw_only=True)
class Mandate:
    """What the rules need to know of it; `person` is the young person it is about, None for the family."""

    kind: str
    body: str
    person: UUID | None = None
    agreed_on: date | None = None
    expires_on: date | None = None
    withdrawn_on: date | None = None


def holds(mandate: Mandate, on: date) -> bool:
    """Whether it may be used that day: from `agreed_on` through `expires_on`, and from `withdrawn_on` no more."""
    agreed = mandate.agreed_on is not None and mandate.agreed_on <= on
    return agreed and not has_ended(mandate, on)


def has_ended(mandate: Mandate, on: date) -> bool:
    """Whether it was taken back or its time is over."""
    withdrawn = mandate.withdrawn_on is not None and mandate.withdrawn_on <= on
    return withdrawn or (mandate.expires_on is not None and mandate.expires_on < on)


def state(mandate: Mandate, on: date) -> str:
    """Where it stands, in a word."""
    if mandate.withdrawn_on is not None and mandate.withdrawn_on <= on:
        return "withdrawn"
    if has_ended(mandate, on):
        return "expired"
    return "live" if holds(mandate, on) else "waiting"


def objection(
    programme: Programme, family: Family, wanted: Mandate, given: Iterable[Mandate], *, giver: UUID, on: date
) -> Refused | None:
    """Why this mandate cannot be given."""
    asked = programme.mandates.get(wanted.kind)
    if asked is None:
        return Refused("unknown_mandate", field="kind", kind=wanted.kind)
    if wanted.body not in asked.bodies:
        row = programme.row_of(f"mandates.{wanted.kind}.bodies")
        return Refused("unknown_body", rule=row, field="body", body=wanted.body)
    if not may_give(family, wanted, giver):
        return Refused("not_yours_to_give", rule=programme.row_of(f"mandates.{wanted.kind}.held_by"))
    if wanted.expires_on is not None and wanted.expires_on < on:
        return Refused("ends_in_the_past", field="expires_on")
    if any(_same(each, wanted) and not has_ended(each, on) for each in given):
        return Refused("already_done")
    return None


def about(family: Family, giver: UUID, on: date) -> UUID | None:
    """Whom a mandate from this giver is about: a young person speaks alone, a guardian for the family (None)."""
    member = next((each for each in family.members if each.person == giver), None)
    grown_up = member is not None and member.kind != Kind.GUARDIAN and decides_alone(member, on)
    return giver if grown_up else None


def may_give(family: Family, mandate: Mandate, giver: UUID) -> bool:
    """Whether this person gives and takes back this mandate."""
    return giver == mandate.person if mandate.person else giver in family.guardians


def still_to_give(programme: Programme, family: Family, mandate: Mandate, yes: Collection[UUID]) -> tuple[UUID, ...]:
    """Who must still say yes before it holds."""
    if mandate.person is not None:
        return () if mandate.person in yes else (mandate.person,)
    return still_asked(programme, family, yes)


def is_left_alone(mandate: Mandate, yes: Collection[UUID], people: Collection[UUID]) -> bool:
    """Whether nobody who gave it is there any more to take it back."""
    given_by = {mandate.person} if mandate.person else {*yes}
    return given_by.isdisjoint(people)


def needs_of(programme: Programme, held_by: str) -> frozenset[str]:
    """The kinds of need whose volunteers have this role: all, or if it is a kind of volunteer, that one's. # S2-13"""
    part = programme.roles.get(held_by)
    if part is None or part.acts_as != "volunteer":
        return frozenset()
    needs, alike = programme.needs.items(), held_by not in programme.volunteer_kinds
    return frozenset(kind for kind, need in needs if alike or held_by in need.volunteers)


def use_objection(mandate: Mandate, *, used: date, on: date) -> Refused | None:
    """Why it cannot be noted that it was used on a day. # S0-24"""
    if used > on:
        return Refused("in_the_future", field="on")
    if not holds(mandate, used):
        return Refused("mandate_not_live", field="on", body=mandate.body)
    return None


def _same(one: Mandate, other: Mandate) -> bool:
    return (one.kind, one.body, one.person) == (other.kind, other.body, other.person)
