"""Pairs that a coordinator has pinned: fixed before anything is solved, or said to be impossible with the rules.

Deliberately not here: who may pin, and why; a ruling has its reason where it is kept.
"""

from dataclasses import dataclass

import numpy as np

from matching.solving.pairs import CODES, Possible, violations
from matching.solving.pool import Pool
from matching.solving.worth import Whole

#: A need has one volunteer: of two who are pinned to it, the later by id has to wait.
PINNED_TO_ANOTHER = "pinned_to_another"
NO_ROOM_LEFT = "no_room_left"
#: Rows of need and volunteer, and the codes of what is in the way.
Impossible = tuple[tuple[int, int, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Pinned:
    """The fixed `pairs`, the `room` left and the `open` pairs that can still be chosen: rows of the possible pairs.

    `impossible` are rows of need and volunteer, and the codes of what is in the way.
    """

    pairs: Whole
    impossible: Impossible
    room: Whole
    open: Whole


def pin(pool: Pool, possible: Possible) -> Pinned:
    """Fix what is pinned and possible."""
    pinned = pool.named.get("pinned")
    asked = zip(pinned.need.tolist(), pinned.volunteer.tolist(), strict=True) if pinned else ()
    room = np.maximum(0, pool.volunteers.room).astype(np.int64)
    fixed: dict[int, int] = {}
    impossible = []
    for need, volunteer in asked:
        if codes := _in_the_way(pool, need, volunteer, fixed, room):
            impossible.append((need, volunteer, codes))
        else:
            fixed[need] = volunteer
            room[volunteer] -= 1
    pairs = [_row(possible, need, volunteer) for need, volunteer in fixed.items()]
    taken = np.isin(possible.need, list(fixed)) if fixed else np.zeros(len(possible), bool)
    return Pinned(
        pairs=np.array(sorted(pairs), np.int64),
        impossible=tuple(impossible),
        room=room,
        open=np.flatnonzero(~taken & (room[possible.volunteer] > 0)),
    )


def _in_the_way(pool: Pool, need: int, volunteer: int, fixed: dict[int, int], room: Whole) -> tuple[str, ...]:
    [bits] = violations(pool, np.array([need], np.int32), np.array([volunteer], np.int32)).tolist()
    if bits:
        return tuple(code for place, code in enumerate(CODES) if bits >> place & 1)
    if need in fixed:
        return (PINNED_TO_ANOTHER,)
    return () if room[volunteer] > 0 else (NO_ROOM_LEFT,)


def _row(possible: Possible, need: int, volunteer: int) -> int:
    start, end = possible.start[need : need + 2]
    return int(start + np.searchsorted(possible.volunteer[start:end], volunteer))
