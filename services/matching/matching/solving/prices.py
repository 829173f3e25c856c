"""What a place costs in days of waiting: the longest-waiting need that has to do without one, seen from each place.

A set of needs that can all have places at once is one of a matroid, so the sets with the longest waiting are those that
a greedy choice would find. The prices prove it (`certificate`), and say which pairs are in any best set at all. They
are found by halving: for a number of days, who wants a place and cannot have one among those who waited as long?
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_bipartite_matching

from matching.solving.beside import beside
from matching.solving.worth import Whole

Rows = NDArray[np.int32]
Flags = NDArray[np.bool_]
#: If either half has fewer pairs than this, both are done before a second process has begun.
WORTH_A_PROCESS = 200_000


@dataclass(frozen=True)
class Part:
    """Some askers and places of the whole, and the pairs among them by their own numbers, sorted by asker."""

    asker: Rows
    place: Rows
    askers: Whole
    places: Whole

    def only(self, pairs: Flags, askers: Flags, places: Flags) -> "Part":
        """What is left of it."""
        new_asker, new_place = np.cumsum(askers, dtype=np.int32) - 1, np.cumsum(places, dtype=np.int32) - 1
        return Part(
            new_asker[self.asker[pairs]].astype(np.int32),
            new_place[self.place[pairs]].astype(np.int32),
            self.askers[askers],
            self.places[places],
        )


def prices(asker: Rows, place: Rows, worth: Whole, places: int) -> Whole:
    """The price of each place, where an asker is worth a positive number; the pairs are sorted by asker."""
    levels, price = np.concatenate([[0], np.unique(worth)]), np.zeros(places, np.int64)
    whole = Part(asker, place, np.arange(len(worth)), np.arange(places))
    for some, cost in _priced(whole, np.searchsorted(levels, worth), 0, len(levels) - 1):
        price[some] = levels[cost]
    return price


def _priced(part: Part, level: Whole, low: int, high: int) -> list[tuple[Whole, int]]:
    """The places of a part, by the level of their price."""
    if low == high or not len(part.asker):
        return [(part.places, low)]
    middle = (low + high + 1) // 2
    dear, cheap = _halved(part, level[part.askers] >= middle)
    are_worth_it = min(len(dear.asker), len(cheap.asker)) >= WORTH_A_PROCESS
    with beside(lambda: _priced(dear, level, middle, high), are_worth_it) as dearer:
        return _priced(cheap, level, low, middle - 1) + dearer()


def _halved(part: Part, wanting: Flags) -> tuple[Part, Part]:
    """The places that somebody wanting has to do without, with who may have them; and all the others."""
    pairs = wanting[part.asker]
    among = part.only(pairs, wanting, np.ones(len(part.places), bool))
    without, dear = without_a_place(among.asker, among.place, len(among.askers), len(among.places))
    reached = np.zeros(len(wanting), bool)
    reached[np.flatnonzero(wanting)[without]] = True
    inside = reached[part.asker]
    return part.only(inside, reached, dear), part.only(~inside & ~dear[part.place], ~reached, ~dear)


def without_a_place(asker: Rows, place: Rows, askers: int, places: int) -> tuple[Flags, Flags]:
    """Who is left without a place in some largest set of pairs, and the places they would take."""
    start = np.zeros(askers + 1, np.int32)
    np.cumsum(np.bincount(asker, minlength=askers), out=start[1:])
    mate = maximum_bipartite_matching(_table(place, start, (askers, places)), perm_type="column")
    seated = np.flatnonzero(mate >= 0).astype(np.int32)
    left = np.flatnonzero((mate < 0) & (np.diff(start) > 0)).astype(np.int32)
    holder = np.full(places, askers, np.int32)  # nobody who is left reaches a free place, or the set would grow
    holder[mate[seated]] = seated
    reached, dear = np.zeros(askers + 1, bool), np.zeros(places, bool)
    if len(left):
        steps = np.concatenate([holder[place], left])
        table = _table(steps, np.append(start, np.int32(len(steps))), (askers + 1, askers + 1))
        reached[breadth_first_order(table, askers, return_predecessors=False)] = True
    dear[mate[seated[reached[seated]]]] = True
    return reached[:askers], dear


def _table(column: Rows, start: Rows, shape: tuple[int, int]) -> Any:
    return csr_array((np.ones(len(column), np.int8), column, start), shape=shape)
