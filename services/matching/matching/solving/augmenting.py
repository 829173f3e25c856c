"""A best set of matches that takes in new places one at a time and stays best.

A new place lets in the unmatched need that has waited longest among those it can help, directly or by letting others
move along; nobody who is served is ever left out for it (served sets form a matroid). Deliberately not here: which
places are worth having (`gaps`).
"""

from collections import deque
from collections.abc import Sequence

import numpy as np

from matching.solving.optimum import Optimum
from matching.solving.pairs import Possible
from matching.solving.pool import Pool
from matching.solving.standing import NOBODY, capped


class Served:
    """Who is with whom, changing as places are added."""

    def __init__(self, pool: Pool, possible: Possible, best: Optimum) -> None:
        many = len(pool.volunteers.ids)
        self.waited = capped(pool).tolist()
        self.seat = np.full(len(pool.needs.ids), NOBODY, np.int64)
        self.seat[best.need] = best.volunteer
        self.pinned = set(best.need[best.is_pinned].tolist())
        order = np.argsort(possible.volunteer, kind="stable")
        ends = np.searchsorted(possible.volunteer[order], np.arange(1, many))
        self.suits = [part.tolist() for part in np.split(possible.need[order], ends)] if many else []

    def waiting(self) -> Sequence[int]:
        """The needs that are with nobody."""
        return np.flatnonzero(self.seat == NOBODY).tolist()

    def volunteer(self, suits: Sequence[int]) -> int:
        """A new volunteer whom these needs suit, as yet without a place."""
        self.suits.append(list(suits))
        return len(self.suits) - 1

    def add_place(self, volunteer: int) -> int | None:
        """One more place: the need that is served for it, or None if it helps nobody."""
        asked_by: dict[int, int] = {volunteer: NOBODY}
        found: dict[int, int] = {}
        queue = deque([volunteer])
        while queue:
            here = queue.popleft()
            for need in self.suits[here]:
                if need in found or need in self.pinned:
                    continue
                found[need] = here
                there = int(self.seat[need])
                if there != NOBODY and there not in asked_by:
                    asked_by[there] = need
                    queue.append(there)
        waiting = [need for need in found if self.seat[need] == NOBODY]
        if not waiting:
            return None
        best = need = min(waiting, key=lambda need: (-self.waited[need], need))
        while need != NOBODY:  # each takes the place of the next, up to the new one
            self.seat[need] = found[need]
            need = asked_by[found[need]]
        return best
