"""The best set of matches a pool allows: the largest sums of safety, then waiting, then fit, then nearness.

Which needs can be met is settled by waiting alone and which volunteers meet them by safety alone; both optima are
reached at once, also with capacities (Mendelsohn and Dulmage). The prices of each stage leave to the next one exactly
the pairs that may be in a best set, and are kept as the proof (`certificate`). All numbers are whole.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.solving import certificate
from matching.solving.assigning import Graph
from matching.solving.beside import beside
from matching.solving.certificate import Prices
from matching.solving.pairs import Possible
from matching.solving.pinning import Impossible, Pinned, pin
from matching.solving.pool import Numbers, Pool
from matching.solving.prices import prices, without_a_place
from matching.solving.seating import seated
from matching.solving.worth import Whole, Worth, worth

Priced = tuple[Whole, Whole]  # of needs, and of places
#: Fewer pairs than this are done before a second process has begun.
WORTH_A_PROCESS = 200_000


@dataclass(frozen=True, kw_only=True)
class Optimum:
    """The pairs proposed, by need; what they come to; and the proof that no set comes to more.

    `open` are the pairs the solver could choose from, once the `pinned` were fixed: rows of the possible pairs.
    """

    need: Numbers
    volunteer: Numbers
    is_pinned: NDArray[np.bool_]
    impossible_pins: Impossible
    figures: dict[str, int]
    room: Whole
    open: Whole
    chosen: Whole
    prices: Prices


@dataclass(frozen=True, kw_only=True)
class Places:
    """The open pairs, once for each place of the volunteer: `pair` is the row among the possible ones."""

    pair: Whole
    need: NDArray[np.int32]
    place: NDArray[np.int32]
    volunteer: Whole  # by place

    def __len__(self) -> int:
        return len(self.volunteer)


def solve(pool: Pool, possible: Possible) -> Optimum:
    """The best set of matches, with its proof; the proof is checked before anything is answered."""
    fixed, value = pin(pool, possible), worth(pool, possible)
    places = _places(possible, fixed)
    priced, chosen = _priced(places, value)
    certificate.check(fixed, possible, value, chosen, priced)
    pairs = np.sort(np.concatenate([fixed.pairs, chosen]))
    return Optimum(
        need=possible.need[pairs],
        volunteer=possible.volunteer[pairs],
        is_pinned=np.isin(pairs, fixed.pairs),
        impossible_pins=fixed.impossible,
        figures={
            **_figures(pool, possible, value, pairs),
            "gap": certificate.gap(fixed, possible, value, chosen, priced),
        },
        room=fixed.room,
        open=fixed.open,
        chosen=chosen,
        prices=priced,
    )


def _places(possible: Possible, fixed: Pinned) -> Places:
    volunteer = possible.volunteer[fixed.open]
    # More places than could ever be taken and one make nothing possible; the one shows that there is room to spare.
    room = np.minimum(fixed.room, np.bincount(volunteer, minlength=len(fixed.room)) + 1)
    first, copies = np.cumsum(room) - room, room[volunteer]
    pair = np.repeat(fixed.open, copies)
    number = np.arange(len(pair)) - np.repeat(np.cumsum(copies) - copies, copies)
    return Places(
        pair=pair,
        need=possible.need[pair],
        place=(first[possible.volunteer[pair]] + number).astype(np.int32),
        volunteer=np.repeat(np.arange(len(room)), room),
    )


def _priced(places: Places, value: Worth) -> tuple[Prices, Whole]:
    """The prices of all stages, and the rows of the pairs chosen."""
    needs, volunteers = len(value.waiting), len(value.safe)
    safety, waiting = _by_safety_and_waiting(places, value)
    of_both = [np.concatenate(pair) for pair in (safety, waiting)]
    vertex = needs + places.place.astype(np.int64)
    worths = value.safe[places.volunteer][places.place], value.waiting[places.need]
    tight = np.ones(len(places.pair), bool)
    for price, each in zip(of_both, worths, strict=True):
        tight &= price[places.need] + price[vertex] == each
    left = np.flatnonzero(tight)
    need, place, pair = places.need[left].astype(np.int64), vertex[left], places.pair[left]
    # Either everybody of a component has a place, or every place is taken: one side is seated in full.
    turned = of_both[1][place] > 0
    graph = Graph(
        seated=np.where(turned, place, need), seat=np.where(turned, need, place), must=(of_both[0] + of_both[1]) > 0
    )
    chosen, later = seated(graph, value.fit[pair], -value.distance[pair])
    columns = np.stack([*of_both, *later], axis=1)
    of_volunteers = np.zeros((volunteers, columns.shape[1]), np.int64)
    of_volunteers[places.volunteer] = columns[needs:]
    return Prices(need=columns[:needs], volunteer=of_volunteers), np.sort(pair[chosen])


def _by_safety_and_waiting(places: Places, value: Worth) -> tuple[Priced, Priced]:
    """Both, side by side where there is enough to do; neither depends on the other."""
    with beside(lambda: _by_safety(places, value), len(places.pair) >= WORTH_A_PROCESS) as safety:
        waiting = _by_waiting(places, value)
        return safety(), waiting


def _by_waiting(places: Places, value: Worth) -> Priced:
    """Prices of needs and places for the longest waiting."""
    of_place = prices(places.need, places.place, value.waiting, len(places))
    return _rest(places.need, value.waiting[places.need] - of_place[places.place], len(value.waiting)), of_place


def _by_safety(places: Places, value: Worth) -> Priced:
    """Prices of needs and places for the safest volunteers: a need costs 1 that a safe place has to do without."""
    is_safe = value.safe[places.volunteer][places.place] > 0
    order = np.flatnonzero(is_safe)[np.argsort(places.place[is_safe], kind="stable")]
    _, dear = without_a_place(places.place[order], places.need[order], len(places), len(value.waiting))
    of_need = dear.astype(np.int64)
    return of_need, _rest(places.place[order], 1 - of_need[places.need[order]], len(places))


def _rest(who: Any, left: Whole, number: int) -> Whole:
    """What is left of the worth at the best price there is; nothing less than nothing."""
    rest = np.zeros(number, np.int64)
    np.maximum.at(rest, who, left)
    return rest


def _figures(pool: Pool, possible: Possible, value: Worth, pairs: Whole) -> dict[str, int]:
    needs = possible.need[pairs]
    return {
        "needs": len(pool.needs.ids),
        "volunteers": len(pool.volunteers.ids),
        "possible_pairs": len(possible),
        "served": len(pairs),
        "safe": int(value.safe[possible.volunteer[pairs]].sum()),
        "waiting": int(value.waiting[needs].sum()),
        "fit": int(value.fit[pairs].sum()),
        "hundreds_of_metres": int(value.distance[pairs].sum()),
    }
