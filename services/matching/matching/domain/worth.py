"""How much a possible pair is worth, in figures that can be said aloud: safety, waiting, fit, nearness, in that order.

Of whole sets of matches the sums are compared part by part, so that no weight has to be invented or defended. Safety
is the volunteer's alone, waiting the need's. Deliberately not here: whether the pair is possible at all (`rules`).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from contracts.programmes import Programme
from matching.domain import vetting
from matching.domain.facts import Need, Volunteer
from matching.domain.rules import Pair, metres_apart

STEP = 100  # metres; who lives a few doors nearer is not better for it


@dataclass(frozen=True, kw_only=True, order=True)
class Worth:
    """More is better; an earlier field outweighs all later ones. `nearness` is 0 in one area, and less further away."""

    safe: int
    waiting: int
    fit: int
    nearness: int


def worth(pair: Pair) -> Worth:
    """What a pair adds to a set of matches."""
    return Worth(
        safe=int(stays_vetted(pair.programme, pair.volunteer, pair.at)),
        waiting=waiting(pair.programme, pair.need, pair.at),
        fit=fit(pair.need, pair.volunteer),
        nearness=-(metres_apart(pair) // STEP),
    )


def stays_vetted(programme: Programme, volunteer: Volunteer, at: date) -> bool:
    """Whether the vetting holds until the first warning and beyond, for whomever the volunteer may meet today."""
    return vetted(programme, volunteer, at)[2]


def vetted(programme: Programme, volunteer: Volunteer, at: date) -> tuple[bool, bool, bool]:
    """Whether the vetting holds for adults, for children under 15 too, and long enough for whom it holds for."""
    ahead = at + timedelta(days=max(programme.vetting.warn_days))
    if vetting.missing(programme, volunteer, at, kinds=()):
        return False, False, False
    young = not vetting.missing(programme, volunteer, at, kinds=(), young_child=True)
    return True, young, not vetting.missing(programme, volunteer, ahead, kinds=(), young_child=young)


def waiting(programme: Programme, need: Need, at: date) -> int:
    """Days waited, one more for being there at all; beyond a ceiling nobody's wait outweighs another's."""
    return min(need.waited(at), programme.matching.ceiling_days) + 1


def fit(need: Need, volunteer: Volunteer) -> int:
    """How many things the two have in common, wishes that are answered among them."""
    return (
        len(need.wishes & volunteer.meets)
        + len(need.topics & volunteer.topics)
        + len(need.slots & volunteer.slots)
        + len(need.languages & volunteer.languages)
    )
