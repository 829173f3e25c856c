"""What a set of matches is worth, in whole numbers: safety, then waiting, then fit, then nearness.

Safety is a matter of the volunteer alone and waiting of the need alone. Deliberately not here: what `domain.worth` says
of one pair in words; a test holds the two together.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.solving.pairs import Possible, squared_metres
from matching.solving.pool import Numbers, Pool

Whole = NDArray[np.int64]
#: What counts, the weightiest first.
ORDER = ("safety", "waiting", "fit", "nearness")
#: What a family and a volunteer may have in common: the columns of the one, and of the other.
IN_COMMON = (("wishes", "meets"), ("topics", "topics"), ("slots", "slots"), ("languages", "languages"))


@dataclass(frozen=True, kw_only=True)
class Worth:
    """`safe` by volunteer, `waiting` by need, `fit` and `distance` (hundreds of metres) by possible pair."""

    safe: Whole
    waiting: Whole
    fit: Whole
    distance: Whole


def worth(pool: Pool, possible: Possible) -> Worth:
    """What each possible pair would add."""
    return Worth(
        safe=pool.volunteers.stays_vetted.astype(np.int64),
        waiting=np.clip(pool.needs.waited, 0, pool.terms["ceiling"]).astype(np.int64) + 1,
        fit=fit(pool, possible.need, possible.volunteer),
        distance=distance(pool, possible.need, possible.volunteer),
    )


def fit(pool: Pool, needs: Numbers, volunteers: Numbers) -> Whole:
    """How many things each pair has in common."""
    common = np.zeros(len(needs), np.int64)
    for asked, offered in IN_COMMON:
        common += _shared(getattr(pool.needs, asked), needs, getattr(pool.volunteers, offered), volunteers)
    return common


def distance(pool: Pool, needs: Numbers, volunteers: Numbers) -> Whole:
    """Whole hundreds of metres between each pair; 0 in one area."""
    # The root of a whole number below 2**52 that is no square is far enough from the next whole one to round down.
    metres = np.sqrt(squared_metres(pool, needs, volunteers)).astype(np.int64)
    return np.where(pool.needs.area[needs] == pool.volunteers.area[volunteers], 0, metres // 100)


def _shared(masks: Any, rows: Numbers, others: Any, other_rows: Numbers) -> Whole:
    shared = np.zeros(len(rows), np.int64)
    for word in range(min(masks.shape[1], others.shape[1])):
        shared += np.bitwise_count(masks[rows, word] & others[other_rows, word])
    return shared
