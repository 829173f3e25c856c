"""For a need without a match, the volunteer with whom the fewest things would have to change; then the nearest.

Looked for among everybody in the need's own area and in the places nearest to it, until nobody can come closer. The
fewest is over all whom that covers: the whole pool where it has few places, at least `PLACES` of them where it has
more. Deliberately not here: what a change is called, and how it is said (`explaining`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from matching.domain.rules import UNCHANGEABLE
from matching.solving.pairs import BIT, OVERRIDABLE, Bits, squared_metres, violations
from matching.solving.pool import Numbers, Pool
from matching.solving.standing import NOBODY, Rows, Standing, capped, stretches

#: So many of the nearest places are searched, a few at a time.
PLACES = 8
STEPS = (2, PLACES)
BLOCKS = (12, 48, 192, 1 << 30)  # volunteers of the own area, looked at together
TOGETHER = 1 << 20
NEVER = np.bitwise_or.reduce([BIT[code] for code in sorted(UNCHANGEABLE)])
IMPOSSIBLE = 31
NEVER_MIND = IMPOSSIBLE << 58
FARTHEST = (1 << 38) - 1  # square metres; wider than the country


@dataclass(frozen=True, kw_only=True)
class Misses:
    """For each of `need` the `volunteer` who comes nearest (-1: nobody may be considered) and what is in the way."""

    need: Rows
    volunteer: Rows
    bits: Bits


def nearest_misses(pool: Pool, stands: Standing, needs: Rows) -> Misses:
    """The nearest miss of each of these needs, none of which has a possible volunteer."""
    search = _Search(pool, stands, needs)
    for places in (search.of_the_area(), search.of_places(), search.ruled()):
        for asked, volunteers in places:
            search.look(asked, volunteers)
    bits = np.zeros(len(needs), np.uint32)
    found = search.volunteer >= 0
    bits[found] = violations(pool, needs[found].astype(np.int32), search.volunteer[found].astype(np.int32))
    return Misses(need=needs, volunteer=search.volunteer, bits=bits)


def changes(pool: Pool, stands: Standing, needs: Numbers, volunteers: Numbers) -> Any:
    """How many things would have to change for each of these pairs."""
    bits = violations(pool, needs, volunteers)
    full = ~stands.can_take[volunteers] & (pool.volunteers.room[volunteers] > 0)
    claimed = full & (stands.longest[volunteers] >= capped(pool)[needs])
    many = np.bitwise_count(bits).astype(np.int64) + full + claimed
    return np.where(bits & NEVER, IMPOSSIBLE, many)


class _Search:
    """The best found so far for each need, and the stretches of volunteers that are still to be looked at."""

    def __init__(self, pool: Pool, stands: Standing, needs: Rows) -> None:
        self.pool, self.stands, self.needs = pool, stands, needs
        self.best = np.full(len(needs), NEVER_MIND, np.int64)
        self.bound = _at_least(pool, needs)

    def look(self, asked: Rows, volunteers: Rows) -> None:
        """Compare the needs at these places of the list with these volunteers."""
        if not len(asked):
            return
        needs, rows = self.needs[asked].astype(np.int32), volunteers.astype(np.int32)
        near = self.pool.needs.area[needs] == self.pool.volunteers.area[rows]
        squared = np.minimum(squared_metres(self.pool, needs, rows), FARTHEST)
        many = changes(self.pool, self.stands, needs, rows)
        # Fewest, then nearest, then first: three numbers in one, so that one pass finds the least.
        key = (many << 58) | (np.where(near, 0, squared) << 20) | volunteers
        first = np.flatnonzero(np.diff(asked, prepend=-1))
        here = asked[first]
        self.best[here] = np.minimum(self.best[here], np.minimum.reduceat(key, first))

    @property
    def volunteer(self) -> Rows:
        """Who comes nearest so far."""
        return np.where(self.best < NEVER_MIND, self.best & ((1 << 20) - 1), NOBODY)

    def open(self) -> Rows:
        """The needs for whom somebody else may still come closer."""
        return np.flatnonzero(self.best >> 58 > self.bound)

    def ruled(self) -> Iterator[tuple[Rows, Rows]]:
        """The pairs for which a coordinator has set something aside."""
        for code in OVERRIDABLE:
            if (named := self.pool.named.get(f"override:{code}")) is not None:
                known = np.isin(named.need, self.needs)
                at = np.searchsorted(self.needs, named.need[known])
                yield at, named.volunteer[known].astype(np.int64)

    def of_the_area(self) -> Iterator[tuple[Rows, Rows]]:
        """Everybody in the need's own area, a block at a time."""
        order = np.argsort(self.pool.volunteers.area, kind="stable")
        areas = np.arange(len(self.pool.vocabularies["areas"]) + 1)
        starts = np.searchsorted(self.pool.volunteers.area[order], areas)
        done = 0
        for block in BLOCKS:
            asked = self.open()
            area = self.pool.needs.area[self.needs[asked]]
            begins = np.minimum(starts[area] + done, starts[area + 1])
            ends = np.minimum(begins + block, starts[area + 1])
            yield from _portions(asked, begins, ends, order)
            done += block

    def of_places(self) -> Iterator[tuple[Rows, Rows]]:
        """Everybody in the nearest places, some places at a time."""
        people = self.pool.volunteers
        spots = np.stack([people.east, people.north], axis=1)
        places, of = np.unique(spots, axis=0, return_inverse=True)
        if not len(places):
            return
        order = np.argsort(of.ravel(), kind="stable")
        starts = np.searchsorted(of.ravel()[order], np.arange(len(places) + 1))
        tree = cKDTree(places)
        for step in STEPS:
            asked = self.open()
            rows = self.needs[asked]
            at = np.stack([self.pool.needs.east[rows], self.pool.needs.north[rows]], axis=1)
            # From the nearest on each time: of places equally far away the tree gives now one first, now another.
            ranks = np.arange(1, min(step, len(places)) + 1)
            _, nearest = tree.query(at, k=list(ranks))
            asked, nearest = np.repeat(asked, len(ranks)), nearest.ravel()
            yield from _portions(asked, starts[nearest], starts[nearest + 1], order)


def _portions(asked: Rows, begins: Rows, ends: Rows, order: Rows) -> Iterator[tuple[Rows, Rows]]:
    """Needs with their stretches of volunteers, in portions that fit into memory."""
    lengths = (ends - begins).astype(np.int64)
    portion = np.cumsum(lengths) // TOGETHER
    for part in np.split(np.arange(len(asked)), np.flatnonzero(np.diff(portion)) + 1):
        if lengths[part].sum():
            yield np.repeat(asked[part], lengths[part]), order[stretches(begins[part], lengths[part])]


def _at_least(pool: Pool, needs: Rows) -> Rows:
    """How many things are in the way of these needs whoever the volunteer is: one at least, as nobody is possible."""
    asks, offers = pool.needs, pool.volunteers
    alone = (~asks.consented[needs]).astype(np.int64) + ~asks.track_is_open[needs]
    for wanted, offered in ((asks.slots, offers.slots), (asks.languages, offers.languages)):
        width = min(wanted.shape[1], offered.shape[1])
        known = np.bitwise_or.reduce(offered[:, :width], axis=0)
        alone += ~((wanted[needs][:, :width] & known) != 0).any(axis=1)
    return np.maximum(1, alone)
