"""Where a best set of matches could still take somebody in: who has or can free a place, and who waits for the rest.

A volunteer can free a place if one whom they are to meet could meet somebody else who can. Deliberately not here: the
best set itself (`optimum`), and how far from possible the other pairs are (`misses`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from matching.solving.optimum import Optimum
from matching.solving.pairs import Possible
from matching.solving.pool import Flags, Numbers, Pool

NOBODY, SEVERAL = -1, 1 << 30
Rows = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """`can_take` says of each volunteer whether a place is free or can be freed.

    For the others `longest` is the longest wait, up to the ceiling, among the unmatched needs whom one more place there
    would help, and `claimant` the row of that need, `SEVERAL` if there is more than one; -1 where there is none.
    """

    seat: Numbers
    can_take: Flags
    longest: Numbers
    claimant: Numbers


def standing(pool: Pool, possible: Possible, best: Optimum) -> Standing:
    """How things stand once a best set is found; whoever is pinned stays."""
    seat = np.full(len(pool.needs.ids), NOBODY, np.int32)
    seat[best.need] = best.volunteer
    movable = seat >= 0
    movable[best.need[best.is_pinned]] = False
    can_take = _can_take(pool, possible, seat, movable)
    longest, claimant = _claims(pool, possible, seat, movable, len(can_take))
    return Standing(seat=seat, can_take=can_take, longest=longest, claimant=claimant)


def capped(pool: Pool) -> Numbers:
    """How long each need counts as having waited."""
    return np.minimum(pool.needs.waited, pool.terms["ceiling"]).astype(np.int32)


def stretches(starts: Rows, lengths: Rows) -> Rows:
    """The numbers of several stretches, one stretch after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts - ends + lengths, lengths)


def _can_take(pool: Pool, possible: Possible, seat: Numbers, movable: Flags) -> Flags:
    """Everybody from whom a chain of moves leads to a free place, found backwards from the free places."""
    many = len(pool.volunteers.ids)
    taken = np.bincount(seat[seat >= 0], minlength=many)
    free = np.flatnonzero(pool.volunteers.room > taken)
    seated = movable[possible.need]
    here, there = seat[possible.need[seated]], possible.volunteer[seated]
    rows = np.concatenate([there, np.full(len(free), many)])
    columns = np.concatenate([here, free])
    moves = csr_array((np.ones(len(rows), np.int8), (rows, columns)), shape=(many + 1, many + 1))
    found = breadth_first_order(moves, many, return_predecessors=False)
    can_take = np.zeros(many + 1, bool)
    can_take[found] = True
    return can_take[:many]


def _claims(pool: Pool, possible: Possible, seat: Numbers, movable: Flags, many: int) -> tuple[Numbers, Numbers]:
    longest, claimant = np.full(many, NOBODY, np.int32), np.full(many, NOBODY, np.int32)
    waited, degree = capped(pool), np.diff(possible.start)
    waiting = np.flatnonzero((seat < 0) & (degree > 0))
    waiting = waiting[np.argsort(-waited[waiting], kind="stable")]
    chain = _Chain(possible, np.where(movable, seat, NOBODY), many)
    for level in np.split(waiting, np.flatnonzero(np.diff(waited[waiting])) + 1):
        reached, label = chain.of_needs(level, level)
        while len(reached):
            changed = _claim(longest, claimant, reached, label, int(waited[level[0]]))
            reached, label = chain.of_volunteers(changed, claimant[changed].astype(np.int64))
    return longest, claimant


def _claim(longest: Numbers, claimant: Numbers, reached: Rows, label: Rows, waited: int) -> Rows:
    """Note who claims these volunteers, unless somebody who waited longer does; the volunteers this is news about."""
    news = longest[reached] <= waited
    reached, label = reached[news], label[news]
    order = np.lexsort((label, reached))
    reached, label = reached[order], label[order]
    first = np.flatnonzero(np.diff(reached, prepend=-1))
    final = np.flatnonzero(np.diff(reached, append=-1))
    here, one, last = reached[first], label[first], label[final]
    before = claimant[here]
    now = np.where((one == last) & ((before == NOBODY) | (before == one)), one, SEVERAL)
    changed = now != before
    claimant[here], longest[here] = now, waited
    return np.asarray(here[changed])


class _Chain:
    """From needs to the volunteers they could meet, and from those to whoever would have to move on."""

    def __init__(self, possible: Possible, seat: Numbers, many: int) -> None:
        self.possible = possible
        self.order = np.flatnonzero(seat >= 0)[np.argsort(seat[seat >= 0], kind="stable")]
        self.starts = np.searchsorted(seat[self.order], np.arange(many + 1))

    def of_needs(self, needs: Rows, labels: Rows) -> tuple[Rows, Rows]:
        """Everybody these needs could meet, with the label of the need."""
        lengths = self.possible.start[needs + 1] - self.possible.start[needs]
        at = stretches(self.possible.start[needs], lengths)
        return self.possible.volunteer[at].astype(np.int64), np.repeat(labels, lengths)

    def of_volunteers(self, volunteers: Rows, labels: Rows) -> tuple[Rows, Rows]:
        """Everybody whom those could meet who are to meet these volunteers."""
        lengths = self.starts[volunteers + 1] - self.starts[volunteers]
        at = stretches(self.starts[volunteers], lengths)
        return self.of_needs(self.order[at], np.repeat(labels, lengths))
