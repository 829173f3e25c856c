"""Who may enrol a family, and which family. It then does not yet take part: everybody is asked first. # S0-17"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.domain import custody, moving
from enrollment.domain.contacts import row_of_own_wish
from enrollment.domain.families import Family, Kind


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A family to be enrolled.

    `roles` are the caller's, `asked_by` is who asked for contact, if anybody did, and `used` whether a family has been
    enrolled on that already. `named` are the people who were named by an id of their own rather than given a new one,
    `told` is what was told of custody by places in the list, `alike` whether two have the same name and birthday.
    """

    roles: frozenset[str]
    asked_by: UUID | None
    used: bool
    named: frozenset[UUID]
    area: str
    municipality: str
    family: Family
    told: tuple[custody.Told, ...] = ()
    alike: bool = False


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
    if refused := moving.objection(programme, entry.area, entry.municipality):
        yield refused
    if entry.alike or len(entry.family.people) < len(entry.family.members):
        yield Refused("person_twice", field="members")
    yield from people(programme, entry.family)
    told = entry.told or tuple(custody.Told(kind=each.kind, born=each.born) for each in entry.family.members)
    yield from custody.objections(told, on)


def people(programme: Programme, family: Family) -> Iterator[Refused]:
    """Whether those are in it whom the programme is for: somebody who decides, and a child or a young person."""
    kinds = {member.kind for member in family.members}
    young = Kind.YOUNG_PERSON in kinds and any("young_person" in track.ages for track in programme.tracks.values())
    alone = young and Kind.CHILD not in kinds  # S3-06: who decides for themselves needs nobody beside them
    if Kind.GUARDIAN not in kinds and not alone:
        yield Refused("no_guardian", rule=programme.row_of("wish.guardians"), field="members")
    if programme.target_group.with_children and Kind.CHILD not in kinds and not young:
        yield Refused("no_child", rule=programme.row_of("target_group.with_children"), field="members")
