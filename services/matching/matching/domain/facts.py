"""What matching knows about needs and volunteers when it decides: plain values, valid at one date.

No name and no address is among them: nobody is matched by what they are called. Places are whole metres east and north
(`places`), so that every distance is exact.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Consent:
    """The latest that one person of a family has said about one purpose; `expires_on` is the last day it holds."""

    person: UUID
    purpose: str
    granted: bool
    expires_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Need:
    """A family would like the company of a volunteer, from `wanted_on`."""

    id: UUID
    family: UUID
    guardians: frozenset[UUID]
    kind: str
    topics: frozenset[str]
    languages: frozenset[str]
    area: str
    municipality: str
    slots: frozenset[str]
    under_15_until: date | None
    wanted_on: date
    consents: frozenset[Consent]
    waiting_since: date | None = None
    wishes: frozenset[str] = frozenset()
    #: The tracks the family has come to; None where enrollment did not say, having made sure itself.
    tracks: frozenset[str] | None = None
    east: int = 0
    north: int = 0

    def waited(self, at: date) -> int:
        """Days of waiting at a date."""
        return max(0, (at - (self.waiting_since or self.wanted_on)).days)

    def has_child_under_15(self, at: date) -> bool:
        """Whether a visit on this date meets a child under 15."""
        return self.under_15_until is not None and at < self.under_15_until


class Outcome(NamedTuple):  # a run compares half a million of them
    """How one step of vetting went, and when. What a certificate said is not known here."""

    step: str
    passed: bool
    on: date


@dataclass(frozen=True, kw_only=True)
class Exemption:
    """A step of vetting that need not be passed, until and including a day."""

    step: str
    until: date


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A time in which a volunteer is not asked, both days included; `until` is None while nobody knows."""

    begins: date
    until: date | None


@dataclass(frozen=True, kw_only=True)
class Volunteer:
    """What a volunteer offers. `taken` of the `capacity` places are in use; `tried` are needs it did not work out for.

    `outcomes` stand in the order they were recorded. `meets` are the wishes of families the volunteer answers to,
    `excluded` the families who are not to meet this volunteer, or whom the volunteer is not to meet.
    """

    id: UUID
    kinds: frozenset[str]
    born: date
    languages: frozenset[str]
    area: str
    municipality: str
    slots: frozenset[str]
    topics: frozenset[str]
    outcomes: tuple[Outcome, ...]
    capacity: int
    taken: int = 0
    tried: frozenset[UUID] = frozenset()
    organisation: str = ""
    shares_with: frozenset[str] = frozenset()
    meets: frozenset[str] = frozenset()
    without_young_children: bool = False
    excluded: frozenset[UUID] = frozenset()
    pauses: tuple[Pause, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    #: The day of the first order of a children's certificate that has no outcome yet; a later one changes nothing.
    certificate_asked: date | None = None
    source: str | None = None
    reach_km: int = 10
    east: int = 0
    north: int = 0

    @property
    def room(self) -> int:
        """How many families more the volunteer can meet."""
        return max(0, self.capacity - self.taken)

    def is_away(self, at: date) -> bool:
        """Whether the volunteer has asked not to be asked on this date."""
        return any(pause.begins <= at and (pause.until is None or at <= pause.until) for pause in self.pauses)


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What a coordinator has said about one pair: `pin`, `forbid`, or `override` of one rule."""

    need: UUID
    volunteer: UUID
    word: str
    rule: str | None = None


def is_shown_to(asking: str, organisation: str, shares_with: Collection[str]) -> bool:
    """Whether an organisation may look at a volunteer: its own, or one who has agreed to be shown to it.

    Where no organisation asks, as when a programme is tried out, everybody is.
    """
    return not asking or asking == organisation or asking in shares_with
