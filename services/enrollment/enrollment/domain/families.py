"""A family as the rules see it: who belongs to it, what each has wished, what they have consented to.

Deliberately not here: names and addresses; no rule asks for them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from contracts.programmes import Programme
from enrollment.domain.consents import Consent
from enrollment.domain.days import age

ADULT = 18


class Kind(StrEnum):
    """What somebody is in the family."""

    GUARDIAN = "guardian"
    CHILD = "child"


class Answer(StrEnum):
    """What somebody says about taking part."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, kw_only=True)
class Member:
    """One person of the family."""

    person: UUID
    kind: Kind
    born: date


@dataclass(frozen=True, kw_only=True)
class Family:
    """The people, the latest answer of each, and every consent ever given."""

    members: tuple[Member, ...]
    wishes: Mapping[UUID, Answer] = field(default_factory=dict)
    consents: tuple[Consent, ...] = ()

    @property
    def people(self) -> frozenset[UUID]:
        """Everybody in it."""
        return frozenset(member.person for member in self.members)

    @property
    def guardians(self) -> tuple[UUID, ...]:
        """Those with custody."""
        return tuple(member.person for member in self.members if member.kind == Kind.GUARDIAN)

    @property
    def children(self) -> tuple[Member, ...]:
        """Its children."""
        return tuple(member for member in self.members if member.kind == Kind.CHILD)


def children_who_say(programme: Programme, family: Family, on: date) -> tuple[UUID, ...]:
    """The children who are old enough, on a date, to be asked themselves."""
    return tuple(child.person for child in family.children if age(child.born, on) >= programme.wish.child_says_from)


def still_asked(programme: Programme, family: Family, given: Collection[UUID]) -> tuple[UUID, ...]:
    """The guardians whose word the programme still waits for once those in `given` have given theirs."""
    waiting = tuple(person for person in family.guardians if person not in given)
    enough = programme.wish.guardians == "one" and len(waiting) < len(family.guardians)
    return () if enough else waiting


def speaks_for(family: Family, speaker: UUID, person: UUID) -> bool:
    """Whether somebody may give or take back a consent: each for themselves, and a guardian for a child."""
    child = person in {member.person for member in family.children}
    return person in family.people and (speaker == person or (child and speaker in family.guardians))
