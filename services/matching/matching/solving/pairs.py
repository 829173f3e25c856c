"""Which pairs of a pool are possible: the hard rules as masks over columns, code by code as `rules.CODES` has them.

Two who share a time and a language and live within reach are found through an index (`nearby`), so that nobody is
compared with the whole country. Deliberately not here: what makes one possible pair better than another (`optimum`),
and the words for a code.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.solving.nearby import candidates
from matching.solving.pool import Numbers, Pool

#: In the order of their bits. # the same words as `rules.CODES`, which a test holds together
CODES = (
    "no_common_slot",
    "no_common_language",
    "no_room_left",
    "too_far_apart",
    "kind_not_offered",
    "own_family",
    "tried_before",
    "excluded",
    "on_pause",
    "not_shared",
    "rather_not_young_children",
    "forbidden",
    "track_not_open",
    "consent_not_live",
    "vetting_missing",
)
BIT = {code: np.uint32(1 << place) for place, code in enumerate(CODES)}
#: The rules that are about a pair named one by one, and the name of those pairs.
NAMED = {"own_family": "own_family", "tried_before": "tried", "excluded": "excluded", "forbidden": "forbidden"}
#: A coordinator who knows both may set these aside, and no others.
OVERRIDABLE = ("no_common_slot", "no_common_language", "too_far_apart", "tried_before")
Bits = NDArray[np.uint32]
Keys = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Possible:
    """The possible pairs of a pool, by need: those of row `n` stand from `start[n]` to `start[n + 1]`, in order."""

    start: NDArray[np.int64]
    need: Numbers
    volunteer: Numbers

    def __len__(self) -> int:
        return len(self.need)


def violations(pool: Pool, needs: Numbers, volunteers: Numbers) -> Bits:
    """What is in the way of each of these pairs, one bit a rule; 0 where nothing is."""
    bits = np.zeros(len(needs), np.uint32)
    for code, broken in _broken(pool, needs, volunteers):
        np.bitwise_or(bits, BIT[code], out=bits, where=broken)
    for code, name in NAMED.items():
        bits[_found(pool, name, needs, volunteers)] |= BIT[code]
    for code in OVERRIDABLE:
        bits[_found(pool, f"override:{code}", needs, volunteers)] &= ~BIT[code]
    return bits


def feasible(pool: Pool) -> Possible:
    """Every pair that nothing is in the way of."""
    return possible(pool, keys(pool, 0, len(pool.needs.ids)))


def keys(pool: Pool, begin: int, end: int) -> Keys:
    """A number for each possible pair of the needs from one row up to another, in order."""
    needs, volunteers = _of_themselves(pool)
    pairs = candidates(pool, needs[(needs >= begin) & (needs < end)], volunteers)
    found = [_key(pool, *_possible(pool, *some)) for some in pairs]
    ruled_needs, ruled_volunteers = _overridden(pool)
    here = (ruled_needs >= begin) & (ruled_needs < end)
    found.append(_key(pool, *_possible(pool, ruled_needs[here], ruled_volunteers[here])))
    return _sorted_once(np.concatenate(found))


def possible(pool: Pool, keys: Keys) -> Possible:
    """The pairs that have these numbers."""
    width = max(1, len(pool.volunteers.ids))
    needs, volunteers = (keys // width).astype(np.int32), (keys % width).astype(np.int32)
    starts = np.searchsorted(needs, np.arange(len(pool.needs.ids) + 1))
    return Possible(start=starts, need=needs, volunteer=volunteers)


def squared_metres(pool: Pool, needs: Numbers, volunteers: Numbers) -> NDArray[np.int64]:
    """The square of the distance of each pair, exactly."""
    east = pool.needs.east[needs].astype(np.int64) - pool.volunteers.east[volunteers]
    north = pool.needs.north[needs].astype(np.int64) - pool.volunteers.north[volunteers]
    return east * east + north * north


def answered_by(pool: Pool) -> NDArray[np.uint64]:
    """For each kind in the vocabulary, the mask of the kinds of volunteer who answer a need of that kind."""
    kinds = pool.vocabularies["kinds"]
    masks = np.zeros((len(kinds), max(1, pool.volunteers.kinds.shape[1])), np.uint64)
    for row, kind in enumerate(kinds):
        masks[row] = words_of(pool, pool.terms["answered_by"].get(kind, 0))
    return masks


def words_of(pool: Pool, mask: int) -> NDArray[np.uint64]:
    """A mask of kinds, as the 64-bit words that the columns of kinds have."""
    width = max(1, pool.volunteers.kinds.shape[1])
    return np.array([mask >> 64 * word & (1 << 64) - 1 for word in range(width)], np.uint64)


def _of_themselves(pool: Pool) -> tuple[Numbers, Numbers]:
    """Who is not ruled out alone, before anybody else is looked at."""
    needs, volunteers = pool.needs, pool.volunteers
    asks = needs.consented & needs.track_is_open
    offers = (volunteers.room > 0) & ~volunteers.is_away & volunteers.is_shared & volunteers.vetted
    return np.flatnonzero(asks).astype(np.int32), np.flatnonzero(offers).astype(np.int32)


def _broken(pool: Pool, n: Numbers, v: Numbers) -> Any:
    """The rules on columns, and for each the pairs that break it."""
    needs, volunteers = pool.needs, pool.volunteers
    young, answers = needs.meets_young[n], _share(answered_by(pool)[needs.kind], n, volunteers.kinds, v)
    yield "no_common_slot", ~_share(needs.slots, n, volunteers.slots, v)
    yield "no_common_language", ~_share(needs.languages, n, volunteers.languages, v)
    yield "no_room_left", (volunteers.room <= 0)[v]
    yield "too_far_apart", _is_far(pool, n, v)
    yield "kind_not_offered", ~answers
    yield "on_pause", volunteers.is_away[v]
    yield "not_shared", ~volunteers.is_shared[v]
    yield "rather_not_young_children", volunteers.without_young[v] & young
    yield "track_not_open", ~needs.track_is_open[n]
    yield "consent_not_live", ~needs.consented[n]
    with_children = young | _with_children(pool, n, v, answers)
    yield "vetting_missing", ~np.where(with_children, volunteers.vetted_for_young[v], volunteers.vetted[v])


def _with_children(pool: Pool, n: Numbers, v: Numbers, answers: Any) -> Any:
    """Whether a kind in which the volunteer answers the need means contact with children, or would have to."""
    kinds, of_kind = pool.needs.kind, answered_by(pool) & words_of(pool, pool.terms["with_children"])
    offered = _share(of_kind[kinds], n, pool.volunteers.kinds, v)
    return offered | ~answers & np.asarray(of_kind.any(axis=1))[kinds[n]]


def _share(masks: Any, n: Numbers, others: Any, v: Numbers) -> Any:
    """Whether each pair has a word in common, a 64-bit word of the masks at a time."""
    shared = np.zeros(len(n), bool)
    for word in range(min(masks.shape[1], others.shape[1])):
        shared |= (masks[n, word] & others[v, word]) != 0
    return shared


def _is_far(pool: Pool, n: Numbers, v: Numbers) -> Any:
    # Whole metres are more than the reach exactly when the square is at least that of the next whole metre.
    beyond = (pool.volunteers.reach.astype(np.int64) + 1) ** 2
    return (squared_metres(pool, n, v) >= beyond[v]) & (pool.needs.area[n] != pool.volunteers.area[v])


def _found(pool: Pool, name: str, n: Numbers, v: Numbers) -> Any:
    """Which of the pairs are among the pool's named ones."""
    named = pool.named.get(name)
    if named is None or not len(named.need) or not len(n):
        return np.zeros(len(n), bool)
    known, asked = (_key(pool, *rows) for rows in ((named.need, named.volunteer), (n, v)))
    known.sort()
    return known[np.minimum(np.searchsorted(known, asked), len(known) - 1)] == asked


def _possible(pool: Pool, n: Numbers, v: Numbers) -> tuple[Numbers, Numbers]:
    """Those of the pairs that nothing is in the way of; most fall for the distance alone."""
    near = ~_is_far(pool, n, v) | _found(pool, "override:too_far_apart", n, v)
    n, v = n[near], v[near]
    free = violations(pool, n, v) == 0
    return n[free], v[free]


def _sorted_once(keys: Keys) -> Keys:
    keys.sort()  # much faster here than what `unique` does
    return keys[np.diff(keys, prepend=-1) != 0]


def _overridden(pool: Pool) -> tuple[Numbers, Numbers]:
    """The pairs that a ruling may have made possible; no index knows them."""
    ruled = [pool.named[name] for code in OVERRIDABLE if (name := f"override:{code}") in pool.named]
    empty = np.empty(0, np.int32)
    return np.concatenate([empty, *(r.need for r in ruled)]), np.concatenate([empty, *(r.volunteer for r in ruled)])


def _key(pool: Pool, n: Numbers, v: Numbers) -> Keys:
    return n.astype(np.int64) * len(pool.volunteers.ids) + v
