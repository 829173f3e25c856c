"""For one need, the volunteers worth looking at: the best of those who are possible, else those who come nearest.

Deliberately not here: the best for everybody at once; that is a run (`matching.solving`).
"""

from collections.abc import Iterable, Sequence

from matching.domain.blocking import Blocked
from matching.domain.rules import UNCHANGEABLE, Pair, is_possible, metres_apart, objections
from matching.domain.worth import worth

Miss = tuple[Pair, tuple[Blocked, ...]]


def best(pairs: Iterable[Pair], most: int) -> Sequence[Pair]:
    """The possible ones, the worthiest first; of those alike, in the order of ids."""
    possible = sorted(filter(is_possible, pairs), key=lambda pair: pair.volunteer.id)
    return sorted(possible, key=worth, reverse=True)[:most]


def nearest(pairs: Iterable[Pair], most: int) -> Sequence[Miss]:
    """Those with the fewest things in the way, then the nearest; whoever nothing can be changed about is left out."""
    judged = ((pair, objections(pair)) for pair in pairs)
    misses = [(pair, found) for pair, found in judged if found and not {each.code for each in found} & UNCHANGEABLE]
    return sorted(misses, key=_distance)[:most]


def _distance(miss: Miss) -> tuple[int, int, str]:
    pair, found = miss
    return len(found), metres_apart(pair), str(pair.volunteer.id)
