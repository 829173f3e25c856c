"""Why, and why not: every pair of a best set with its reasons, every other need with the smallest change.

A change is about one need and the one volunteer who comes nearest. Made alone, and the pool solved again, it serves
that need and takes nobody's place who was served; a volunteer who changes for everybody may be wanted by families who
waited longer, and then a pin keeps the place. Deliberately not here: words and source rows (`matching.domain`).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from matching.solving.beside import beside, without_collecting
from matching.solving.blocking import broken
from matching.solving.listing import reason
from matching.solving.misses import nearest_misses
from matching.solving.optimum import Optimum
from matching.solving.pairs import Possible, squared_metres, violations
from matching.solving.pool import Pool
from matching.solving.saying import reasons
from matching.solving.standing import Rows, Standing, capped, standing, stretches

Answer = dict[str, Any]
#: What a second process takes of the needs that nobody suits, which are the most work; fewer are done before it begins.
OTHERS_SHARE, WORTH_A_PROCESS = 0.6, 2_000


@dataclass(frozen=True, kw_only=True)
class Explained:
    """What a run says of each need: `proposed`, `unmatched`, and the pins that nothing came of."""

    proposed: list[Answer]
    unmatched: list[Answer]
    impossible_pins: list[Answer]


def explain(pool: Pool, possible: Possible, best: Optimum) -> Explained:
    """Everything there is to say about a best set of matches, and about who is not in it."""
    stands = standing(pool, possible, best)
    alone = np.flatnonzero(stands.seat < 0)
    has_edges = np.diff(possible.start)[alone] > 0
    missed, share = alone[~has_edges], int(OTHERS_SHARE * np.count_nonzero(~has_edges))
    with (
        without_collecting(),
        beside(lambda: _missed(pool, stands, missed[:share]), share >= WORTH_A_PROCESS) as others,
    ):
        proposed, pins = _proposed(pool, best), _impossible_pins(pool, best)
        said = [*_contested(pool, possible, stands, alone[has_edges]), *_missed(pool, stands, missed[share:])]
        said += others()
    return Explained(
        proposed=proposed,
        unmatched=sorted(said, key=lambda answer: str(answer["need"])),
        impossible_pins=pins,
    )


def _proposed(pool: Pool, best: Optimum) -> list[Answer]:
    return [
        {"need": need, "volunteer": volunteer, "reasons": why, "pinned": pinned}
        for need, volunteer, why, pinned in zip(
            _ids(pool.needs.ids[best.need]),
            _ids(pool.volunteers.ids[best.volunteer]),
            reasons(pool, best.need, best.volunteer),
            best.is_pinned.tolist(),
            strict=True,
        )
    ]


def _contested(pool: Pool, possible: Possible, stands: Standing, needs: Rows) -> list[Answer]:
    """Needs whose possible volunteers are all taken: one more place with the one where they are first in line."""
    lengths = possible.start[needs + 1] - possible.start[needs]
    rows = stretches(possible.start[needs], lengths)
    asked, volunteers = np.repeat(needs, lengths), possible.volunteer[rows]
    first = (stands.claimant[volunteers] == asked) & (stands.longest[volunteers] == capped(pool)[asked])
    near = pool.needs.area[asked] == pool.volunteers.area[volunteers]
    squared = np.where(near, 0, squared_metres(pool, asked.astype(np.int32), volunteers))
    order = np.lexsort((volunteers, squared, ~first, asked))
    best = order[np.flatnonzero(np.diff(asked[order], prepend=-1))]
    longer, too = reason("others_waited_longer"), reason("others_wait_too")
    return [
        {"need": need, "nearest": nearest, "blocked_by": [longer] if is_first else [longer, too]}
        for need, nearest, is_first in zip(
            _ids(pool.needs.ids[asked[best]]),
            _ids(pool.volunteers.ids[volunteers[best]]),
            first[best].tolist(),
            strict=True,
        )
    ]


def _missed(pool: Pool, stands: Standing, needs: Rows) -> list[Answer]:
    """Needs without a possible volunteer: the one with whom the fewest things would have to change."""
    misses = nearest_misses(pool, stands, needs)
    found = misses.volunteer >= 0
    nobody = [{"code": "no_volunteers", "figures": {}}]
    said = [{"need": need, "nearest": None, "blocked_by": nobody} for need in _ids(pool.needs.ids[misses.need[~found]])]
    n, v = misses.need[found].astype(np.int32), misses.volunteer[found].astype(np.int32)
    full = ~stands.can_take[v] & (pool.volunteers.room[v] > 0)
    claimed = full & (stands.longest[v] >= capped(pool)[n])
    longer, too = reason("others_waited_longer"), reason("others_wait_too")
    places = [
        [*([longer] * is_full), *([too] * more)] for is_full, more in zip(full.tolist(), claimed.tolist(), strict=True)
    ]
    ids = zip(_ids(pool.needs.ids[n]), _ids(pool.volunteers.ids[v]), strict=True)
    for (need, nearest), rules, others in zip(ids, broken(pool, n, v, misses.bits[found]), places, strict=True):
        said.append({"need": need, "nearest": nearest, "blocked_by": [*rules, *others]})
    return said


def _impossible_pins(pool: Pool, best: Optimum) -> list[Answer]:
    """Pairs a coordinator wanted kept together that are not possible, with all that is in the way, or another pin."""
    rows = [(need, volunteer) for need, volunteer, _ in best.impossible_pins]
    n, v = np.array(rows, np.int32).reshape(-1, 2).T
    figured = broken(pool, n, v, violations(pool, n, v))
    ids = zip(_ids(pool.needs.ids[n]), _ids(pool.volunteers.ids[v]), strict=True)
    return [
        {"need": need, "volunteer": volunteer, "blocked_by": rules or [reason(code) for code in codes]}
        for (need, volunteer), rules, (_, _, codes) in zip(ids, figured, best.impossible_pins, strict=True)
    ]


def _ids(ids: Any) -> list[str]:
    return [id.decode() for id in ids.tolist()]
