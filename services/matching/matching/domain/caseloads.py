"""Coaches follow young people closely, and only so many of them; a match is realistic or it is none. # S3-07, S3-08"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contracts.programmes import Programme
from matching.domain.facts import Volunteer
from matching.domain.rules import Pair, objections

ROOM = "no_room_left"


@dataclass(frozen=True, kw_only=True)
class Load:
    """What one coach follows."""

    coach: Volunteer
    at_most: int
    followed: int
    proposed: int

    @property
    def free(self) -> int:
        """How many more can be followed closely."""
        return max(0, self.at_most - self.followed - self.proposed)


def employed_kinds(programme: Programme) -> frozenset[str]:
    """The kinds of volunteer who are employed, with a caseload rather than an offer."""
    return frozenset(code for code, kind in programme.volunteer_kinds.items() if kind.employed)


def at_most(programme: Programme, coach: Volunteer) -> int:
    """The caseload: what the coach has said, and never more than the programme lets one follow."""
    allowed = (programme.volunteer_kinds[kind].at_most for kind in coach.kinds & employed_kinds(programme))
    return min([coach.capacity, *allowed])


def is_realistic(pair: Pair) -> bool:
    """Whether nothing but room is in the way, and they want the same: a job, an education, a trade."""  # S3-07
    in_the_way = {blocked.code for blocked in objections(pair)}
    return in_the_way <= {ROOM} and bool(pair.need.topics & pair.volunteer.topics)


def most_room_first(loads: Iterable[Load]) -> Sequence[Load]:
    """So that nobody's caseload fills up while another's is empty."""
    return sorted(loads, key=lambda load: (-load.free, load.coach.id))
