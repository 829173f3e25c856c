"""Who may enrol a family, and which family. It then does not yet take part: everybody is asked first. # S0-17"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.domain.contacts import row_of_own_wish
from enrollment.domain.days import age
from enrollment.domain.families import ADULT, Family, Kind


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A family to be enrolled.

    `roles` are the caller's, `asked_by` is who asked for contact, if anybody did, and `used` whether a family has been
    enrolled on that already. `named` are the people who were named by an id of their own rather than given a new one.
    """

    roles: frozenset[str]
    asked_by: UUID | None
    used: bool
    named: frozenset[UUID]
    area: str
    municipality: str
    family: Family


def objection(programme: Programme, entry: Entry, on: date) -> Refused | None:
    """The first reason why not."""
    return next(_objections(programme, entry, on), None)


def _objections(programme: Programme, entry: Entry, on: date) -> Iterator[Refused]:
    # A professional who is also a parent here comes as family, with a contact of their own.
    if entry.roles == {"professional"}:
        yield Refused("not_by_a_professional", rule=row_of_own_wish(programme))  # S0-18
    if entry.asked_by not in entry.family.people:
        yield Refused("no_own_contact", field="contact_id")  # S0-17, S0-31: a child may have been the one who asked
    if entry.used:
        yield Refused("already_done")
    # Nobody may enrol somebody else's pseudonym as their own child, and so come to speak for them.
    if "coordinator" not in entry.roles and entry.named - {entry.asked_by}:
        yield Refused("not_yours_to_name", field="members")
    yield from _place(programme, entry)
    yield from _people(programme, entry.family, on)


def _place(programme: Programme, entry: Entry) -> Iterator[Refused]:
    area = programme.areas.get(entry.area)
    if area is None:
        yield Refused("unknown_area", field="area", area=entry.area)
    elif programme.target_group.lives_in != "anywhere" and area.municipality != entry.municipality:
        yield Refused("lives_elsewhere", field="municipality", municipality=area.municipality)  # S0-19


def _people(programme: Programme, family: Family, on: date) -> Iterator[Refused]:
    if len(family.people) < len(family.members):
        yield Refused("person_twice", field="members")
    if not family.guardians:
        yield Refused("no_guardian", rule=programme.row_of("wish.guardians"), field="members")
    if programme.target_group.with_children and not family.children:
        yield Refused("no_child", rule=programme.row_of("target_group.with_children"), field="members")
    if any(member.born > on for member in family.members):
        yield Refused("born_after_today", field="members")
    if any(member.kind == Kind.CHILD and age(member.born, on) >= ADULT for member in family.members):
        yield Refused("not_a_child", field="members", age=ADULT)
