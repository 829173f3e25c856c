"""Who may be near whom and share a time or a language: an index over squares of the map.

Volunteers who go about as far as each other are put into squares as wide as the farthest of them goes, so that whoever
is within reach stands in one of nine. A pair may be found twice, and many are found that turn out impossible; none that
is possible is missed. Deliberately not here: whether a pair is possible (`pairs`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.solving.pool import Masks, Numbers, Pool

#: Reach in metres of the first class of volunteers; each later class goes up to twice as far.
NEAREST = 1_000
#: So many pairs are looked at together, which bounds the memory.
TOGETHER = 1 << 21
#: What people may be found under; what finds least among some of them is taken.
INDEXES = (("slots", "languages"), ("languages",), ("slots",))
SAMPLED = 16
Rows = tuple[Numbers, Numbers]
Keys = NDArray[np.int64]


@dataclass(frozen=True)
class Entries:
    """Rows of the pool, once for each `word` they are found under."""

    row: Numbers
    word: Keys


@dataclass(frozen=True)
class Found:
    """For each row of needs, a stretch of the sorted volunteers."""

    needs: Numbers
    volunteers: Numbers
    first: Keys
    last: Keys

    def __len__(self) -> int:
        return int((self.last - self.first).sum())

    def pairs(self) -> Iterator[Rows]:
        """All of them, some at a time."""
        lengths = self.last - self.first
        upto = np.cumsum(lengths)
        begin = 0
        while begin < len(upto):
            done = upto[begin - 1] if begin else 0
            end = max(begin + 1, int(np.searchsorted(upto, done + TOGETHER, side="right")))
            yield self._between(begin, end, lengths[begin:end])
            begin = end

    def _between(self, begin: int, end: int, lengths: Keys) -> Rows:
        upto = np.cumsum(lengths)
        place = np.arange(upto[-1]) + np.repeat(self.first[begin:end] - upto + lengths, lengths)
        return np.repeat(self.needs[begin:end], lengths), self.volunteers[place]


def candidates(pool: Pool, needs: Numbers, volunteers: Numbers) -> Iterator[Rows]:
    """Pairs of these rows, among them all who share a time and a language and are within reach or of one area."""
    some = needs[::SAMPLED], volunteers[::SAMPLED]
    words = min(INDEXES, key=lambda words: sum(map(len, _found(pool, *some, words))))
    for found in _found(pool, needs, volunteers, words):
        yield from found.pairs()


def _found(pool: Pool, needs: Numbers, volunteers: Numbers, words: tuple[str, ...]) -> Iterator[Found]:
    asks, offers = _entries(pool.needs, needs, words), _entries(pool.volunteers, volunteers, words)
    yield from _by_area(pool, asks, offers)
    reach = np.maximum(pool.volunteers.reach[offers.row], NEAREST)
    kind = np.ceil(np.log2(reach / NEAREST)).astype(np.int32)
    for each in np.unique(kind):
        of_class = kind == each
        side = int(reach[of_class].max()) + 1
        yield from _by_square(pool, asks, Entries(offers.row[of_class], offers.word[of_class]), side)


def _by_square(pool: Pool, asks: Entries, offers: Entries, side: int) -> Iterator[Found]:
    """Those in the nine squares around each need; three that lie in a row are one stretch."""
    places = [(people.east[rows], people.north[rows]) for people, rows in _sides(pool, asks, offers)]
    west, south = (min(int(place[axis].min(initial=0)) for place in places) for axis in (0, 1))
    east = max(int(place[0].max(initial=0)) for place in places)
    north = max(int(place[1].max(initial=0)) for place in places)
    columns, lines = (east - west) // side + 3, (north - south) // side + 3
    keys = [
        ((people.word * lines + (y.astype(np.int64) - south) // side + 1) * columns)
        + (x.astype(np.int64) - west) // side
        + 1
        for people, (x, y) in zip((asks, offers), places, strict=True)
    ]
    order = np.argsort(keys[1], kind="stable")
    offered = keys[1][order]
    for line in (-1, 0, 1):
        middle = keys[0] + line * columns
        first, last = np.searchsorted(offered, middle - 1), np.searchsorted(offered, middle + 1, side="right")
        some = last > first
        yield Found(asks.row[some], offers.row[order], first[some], last[some])


def _by_area(pool: Pool, asks: Entries, offers: Entries) -> Iterator[Found]:
    """Those of an area whose people are not all in one place: they are near each other however far apart."""
    spread = _spread(pool)
    areas = [people.area[rows] for people, rows in _sides(pool, asks, offers)]
    (asked, wanted), (offered, there) = (
        (entries.row[spread[area]], (entries.word * len(spread) + area)[spread[area]])
        for entries, area in zip((asks, offers), areas, strict=True)
    )
    order = np.argsort(there, kind="stable")
    sides = (np.searchsorted(there[order], wanted, side=side) for side in ("left", "right"))
    yield Found(asked, offered[order], *sides)


def _sides(pool: Pool, asks: Entries, offers: Entries) -> tuple[Any, ...]:
    return (pool.needs, asks.row), (pool.volunteers, offers.row)


def _spread(pool: Pool) -> NDArray[np.bool_]:
    """The areas in which not everybody stands on the same spot."""
    people = (pool.needs, pool.volunteers)
    area, east, north = (np.concatenate([getattr(side, name) for side in people]) for name in ("area", "east", "north"))
    spot = np.zeros((2, len(pool.vocabularies["areas"])), np.int32)
    spot[0, area], spot[1, area] = east, north  # somebody's of each area
    elsewhere = (spot[0, area] != east) | (spot[1, area] != north)
    return np.bincount(area[elsewhere], minlength=spot.shape[1]) > 0


def _entries(people: Any, rows: Numbers, words: tuple[str, ...]) -> Entries:
    """These rows, once for each way to take one word of each vocabulary."""
    entries = Entries(rows, np.zeros(len(rows), np.int64))
    for name in words:
        entries = _spelled(entries, getattr(people, name))
    return entries


def _spelled(entries: Entries, masks: Masks) -> Entries:
    rows, words = [entries.row[:0]], [entries.word[:0]]
    width = 64 * masks.shape[1]
    for bit in range(width):
        has = (masks[entries.row, bit // 64] >> np.uint64(bit % 64) & np.uint64(1)).astype(bool)
        if has.any():
            rows.append(entries.row[has])
            words.append(entries.word[has] * width + bit)
    return Entries(np.concatenate(rows), np.concatenate(words))
