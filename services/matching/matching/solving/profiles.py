"""Kinds of volunteer nobody has yet: a kind, a home area, a language and a time, and the waiting needs each would suit.

A profile is somebody vetted for everybody, who goes as far as the programme takes a volunteer to go and has one place.
Deliberately not here: what the best of them are (`gaps`), and the sentence about one (`recruiting`).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from matching.domain.rules import KILOMETRE
from matching.solving.pairs import answered_by
from matching.solving.pool import Pool
from matching.solving.standing import Rows, stretches


@dataclass(frozen=True, kw_only=True)
class Profiles:
    """Which needs suit which profile: rows of `need` and `profile` belong together, sorted by profile.

    `parts` says of each profile its kind, area, language and slot, as places in their vocabularies.
    """

    parts: Rows
    need: Rows
    profile: Rows


def profiles(pool: Pool, needs: Rows, reach_km: int) -> Profiles:
    """Every profile that suits at least one of these needs and lives where one of them does."""
    asked = np.flatnonzero(pool.needs.consented & pool.needs.track_is_open)
    asked = asked[np.isin(asked, needs)]
    columns = (
        _words(answered_by(pool)[pool.needs.kind[asked]]),
        _areas(pool, asked, reach_km),
        _words(pool.needs.languages[asked]),
        _words(pool.needs.slots[asked]),
    )
    rows, parts = _products(len(asked), columns)
    distinct, profile = np.unique(parts, axis=0, return_inverse=True)
    order = np.lexsort((asked[rows], profile.ravel()))
    return Profiles(parts=distinct, need=asked[rows][order], profile=profile.ravel()[order])


def suits(pool: Pool, parts: Any, reach_km: int) -> Rows:
    """Every need, waiting or not, whom somebody of this profile could meet."""
    kind, area, language, slot = parts
    needs = pool.needs
    able = needs.consented & needs.track_is_open & _has(answered_by(pool)[needs.kind], kind)
    able &= _has(needs.languages, language) & _has(needs.slots, slot)
    rows = np.flatnonzero(able)
    east, north = home(pool, area)
    squared = (needs.east[rows].astype(np.int64) - east) ** 2 + (needs.north[rows].astype(np.int64) - north) ** 2
    return rows[(squared < (reach_km * KILOMETRE + 1) ** 2) | (needs.area[rows] == area)]


def home(pool: Pool, area: int) -> tuple[int, int]:
    """The middle of where the needs of an area are."""
    of = pool.needs.area == area
    return int(pool.needs.east[of].mean()), int(pool.needs.north[of].mean())


def _has(masks: Any, word: int) -> Any:
    return (masks[:, word // 64] >> np.uint64(word % 64)) & np.uint64(1) == 1


def _words(masks: Any) -> tuple[Rows, Rows]:
    """The words of each row, one row after the other, and how many there are."""
    if not len(masks):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    bits = np.unpackbits(masks.astype("<u8").view(np.uint8).reshape(len(masks), -1), axis=1, bitorder="little")
    return np.nonzero(bits)[1], bits.sum(axis=1, dtype=np.int64)


def _areas(pool: Pool, needs: Rows, reach_km: int) -> tuple[Rows, Rows]:
    """For each need the areas near enough, of those in which somebody waits; always its own."""
    areas = np.unique(pool.needs.area[needs])
    if not len(areas):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    homes = np.array([home(pool, int(area)) for area in areas])
    at = np.stack([pool.needs.east[needs], pool.needs.north[needs]], axis=1)
    spots, of = np.unique(at, axis=0, return_inverse=True)
    near = cKDTree(homes).query_ball_point(spots, reach_km * KILOMETRE + 0.5, return_sorted=True)
    found = [near[spot] for spot in of.ravel().tolist()]
    own = np.searchsorted(areas, pool.needs.area[needs]).tolist()
    lists = [sorted({mine, *others}) for mine, others in zip(own, found, strict=True)]
    return areas[np.concatenate([np.array(each) for each in lists])], np.array([len(each) for each in lists])


def _products(rows: int, columns: tuple[tuple[Rows, Rows], ...]) -> tuple[Rows, Any]:
    """Every combination of one value of each column, row by row."""
    of = np.arange(rows)
    parts = np.empty((rows, 0), np.int64)
    for values, lengths in columns:
        starts = np.cumsum(lengths) - lengths
        times = lengths[of]
        at = stretches(starts[of], times)
        parts = np.hstack([np.repeat(parts, times, axis=0), values[at][:, None]])
        of = np.repeat(of, times)
    return of, parts
