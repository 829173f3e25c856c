"""A family as the rules see it: who belongs to it, what each has wished, what they have consented to.

Deliberately not here: names and addresses, which no rule asks for, and whether what is told can be true (`custody`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.domain.consents import Consent
from enrollment.domain.days import age

ADULT = 18
YOUNG_UNTIL = 25


class Kind(StrEnum):
    """What somebody is in the family. A parent is a guardian, however young; roles outside it are another matter."""

    GUARDIAN = "guardian"
    CHILD = "child"
    YOUNG_PERSON = "young_person"


class Answer(StrEnum):
    """What somebody says about taking part."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, kw_only=True)
class Member:
    """One person of the family; `custody` are the guardians of a child, nobody named meaning every one of them."""

    person: UUID
    kind: Kind
    born: date
    custody: frozenset[UUID] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Family:
    """The people, the latest answer of each, and every consent ever given.

    `fits` is what was said to whether the programme is for it; `moved_out` whether it lives there no longer.
    """

    members: tuple[Member, ...]
    wishes: Mapping[UUID, Answer] = field(default_factory=dict)
    consents: tuple[Consent, ...] = ()
    fits: bool | None = None
    moved_out: bool = False

    @property
    def people(self) -> frozenset[UUID]:
        """Everybody in it."""
        return frozenset(member.person for member in self.members)

    @property
    def guardians(self) -> tuple[UUID, ...]:
        """Those who decide: its guardians, or young people who are here for themselves. # S3-06"""
        return self._those(Kind.GUARDIAN) or self._those(Kind.YOUNG_PERSON)

    @property
    def children(self) -> tuple[Member, ...]:
        """Those who came as children, also when they have meanwhile grown up (`minors`)."""
        return tuple(member for member in self.members if member.kind == Kind.CHILD)

    def _those(self, kind: Kind) -> tuple[UUID, ...]:
        return tuple(member.person for member in self.members if member.kind == kind)


def minors(family: Family, on: date) -> tuple[Member, ...]:
    """The children who are still children on a date."""
    return tuple(child for child in family.children if age(child.born, on) < ADULT)


def grown_up(family: Family, on: date) -> tuple[Member, ...]:
    """Those who came as children and are none any more: nobody speaks for them, and they are not asked as children."""
    return tuple(child for child in family.children if age(child.born, on) >= ADULT)


def custodians(family: Family, child: Member) -> tuple[UUID, ...]:
    """The guardians who decide for a child."""
    return tuple(person for person in family.guardians if not child.custody or person in child.custody)


def with_custody(family: Family) -> frozenset[UUID]:
    """The guardians who decide for some child; all who decide where there is no child."""
    groups = _deciding_together(family)
    return frozenset(person for group in groups for person in group)


def children_who_say(programme: Programme, family: Family, on: date) -> tuple[UUID, ...]:
    """The children who are old enough, on a date, to be asked themselves."""
    old_enough = programme.wish.child_says_from
    return tuple(child.person for child in minors(family, on) if age(child.born, on) >= old_enough)


def young_who_say(family: Family) -> tuple[UUID, ...]:
    """Young people who take part beside guardians; each is asked, and decides for nobody else."""
    young = (member.person for member in family.members if member.kind == Kind.YOUNG_PERSON)
    return tuple(person for person in young if person not in family.guardians)


def asked(programme: Programme, family: Family) -> tuple[UUID, ...]:
    """The guardians the programme asks: all, or where one is enough those who decide for some child.

    A guardian without custody is thus asked where everybody is, and otherwise neither waited for nor able to stop it.
    """
    if programme.wish.guardians == "both":
        return family.guardians
    deciding = with_custody(family)
    return tuple(person for person in family.guardians if person in deciding)


def still_asked(programme: Programme, family: Family, given: Collection[UUID]) -> tuple[UUID, ...]:
    """The guardians whose word the programme still waits for once those in `given` have given theirs.

    Where one is enough, it is one for every child: a child's own guardian, not somebody who has no custody of it.
    """
    if programme.wish.guardians == "both":
        return tuple(person for person in family.guardians if person not in given)
    silent = (group for group in _deciding_together(family) if not set(group) & set(given))
    waiting = {person for group in silent for person in group}
    return tuple(person for person in family.guardians if person in waiting)


def speaks_for(family: Family, speaker: UUID, person: UUID, on: date) -> bool:
    """Whether somebody may give or take back a consent: each for themselves, and who has custody for a child."""
    if speaker == person:
        return person in family.people
    return any(child.person == person and speaker in custodians(family, child) for child in minors(family, on))


def objection_to_deciding(family: Family, speaker: UUID) -> Refused | None:
    """Why somebody cannot decide for the whole family; everybody says no for themselves. # S1-04"""
    return None if speaker in family.guardians else Refused("guardians_decide")


def _deciding_together(family: Family) -> tuple[tuple[UUID, ...], ...]:
    """The guardians child by child. Grown-up children stay in it, so that a birthday moves nobody's word."""
    return tuple(custodians(family, child) for child in family.children) or (family.guardians,)
