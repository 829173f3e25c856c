"""What matching knows about needs and volunteers when it decides: plain values, valid at one date.

No name and no address is among them: nobody is matched by what they are called.
"""

from dataclasses import dataclass
from datetime import date
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

    def waited(self, at: date) -> int:
        """Days of waiting at a date."""
        return max(0, (at - self.wanted_on).days)

    def has_child_under_15(self, at: date) -> bool:
        """Whether a visit on this date meets a child under 15."""
        return self.under_15_until is not None and at < self.under_15_until


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How one step of vetting went, and when. What a certificate said is not known here."""

    step: str
    passed: bool
    on: date


@dataclass(frozen=True, kw_only=True)
class Volunteer:
    """What a volunteer offers. `taken` of the `capacity` places are in use; `tried` are needs it did not work out for.

    `outcomes` stand in the order they were recorded.
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

    @property
    def room(self) -> int:
        """How many families more the volunteer can meet."""
        return max(0, self.capacity - self.taken)
