"""The places of an activity: who has one, who waits, and who is offered the next. Pure counting.

The line goes by the moment somebody asked. A free place is offered to the first in line whose whole party fits in; who
is passed over because its party is larger keeps its place in the line. Deliberately not here: who may sign up at all.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

FAMILIES = "families"


class State(StrEnum):
    """Where a sign-up stands. An offered place is kept for those it is offered to."""

    WAITING = "waiting"
    OFFERED = "offered"
    TAKEN = "taken"
    ENDED = "ended"


HOLDING = (State.OFFERED.value, State.TAKEN.value)
LIVE = (State.WAITING.value, *HOLDING)


@dataclass(frozen=True, kw_only=True)
class Party:
    """Those who sign up together, for one meeting or, without one, for the whole activity; `size` in its unit."""

    id: UUID
    size: int
    meeting: UUID | None = None

    def meets(self, other: "Party") -> bool:
        """Whether the two can take places from each other."""
        return self.meeting is None or other.meeting is None or self.meeting == other.meeting


@dataclass(frozen=True, kw_only=True)
class Room:
    """How many have room at each meeting, and the meetings that are still to come. No capacity is room for all."""

    capacity: int | None
    ahead: frozenset[UUID] = frozenset()

    def left(self, holding: Collection[Party], meeting: UUID | None) -> int | None:
        """The places that are free, at one meeting or at every meeting that is still to come."""
        if self.capacity is None:
            return None
        throughout = sum(party.size for party in holding if party.meeting is None)
        return self.capacity - throughout - self._most(holding, meeting)

    def fits(self, holding: Collection[Party], party: Party) -> bool:
        """Whether a party has room beside those who hold places."""
        left = self.left(holding, party.meeting)
        return left is None or party.size <= left

    def next_in_line(self, holding: Collection[Party], line: Sequence[Party]) -> list[Party]:
        """Who is offered a place now, of a line in its order."""
        kept, offered = list(holding), []
        for party in line:
            if self._is_ahead(party) and self.fits(kept, party):
                kept.append(party)
                offered.append(party)
        return offered

    def most_held(self, holding: Collection[Party]) -> int:
        """The places that are held where most are: what no capacity can go below."""
        return sum(party.size for party in holding if party.meeting is None) + self._most(holding, None)

    def _most(self, holding: Collection[Party], meeting: UUID | None) -> int:
        at = dict.fromkeys(self.ahead, 0) if meeting is None else {meeting: 0}
        for party in holding:
            if party.meeting in at:
                at[party.meeting] += party.size
        return max(at.values(), default=0)

    def _is_ahead(self, party: Party) -> bool:
        return party.meeting is None or party.meeting in self.ahead


def size(people: int, unit: str) -> int:
    """What a party takes up where places are counted in `unit`."""
    return 1 if unit == FAMILIES else people


def before(line: Sequence[Party], party: Party) -> tuple[int, int]:
    """The number of a party in the line, from 1, and how many places those before it need. Never who they are."""
    earlier = []
    for other in line:
        if other.id == party.id:
            break
        if other.meets(party):
            earlier.append(other.size)
    return len(earlier) + 1, sum(earlier)
