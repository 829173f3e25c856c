"""What the bits of broken rules stand for, pair by pair: codes, with the figures the domain gives them.

Columns do not know which steps of vetting are missing; that figure is left out and found when somebody looks.
Deliberately not here: which rules are broken (`pairs`).
"""

from collections.abc import Callable, Sequence
from math import isqrt
from typing import Any

import numpy as np

from matching.domain.blocking import listed
from matching.domain.rules import KILOMETRE
from matching.solving.listing import Reason, codes, per_value, reason, vocabulary
from matching.solving.pairs import BIT, CODES, Bits, answered_by, squared_metres
from matching.solving.pool import Numbers, Pool


def broken(pool: Pool, needs: Numbers, volunteers: Numbers, bits: Bits) -> list[list[Reason]]:
    """For each pair the rules behind its bits, in the order of the codes."""
    columns = []
    for code in CODES:
        has = (bits & BIT[code]) != 0
        said = iter(_figured(pool, code, needs[has], volunteers[has]))
        columns.append([next(said) if here else None for here in has.tolist()])
    return [[rule for rule in row if rule] for row in zip(*columns, strict=True)]


def _figured(pool: Pool, code: str, needs: Numbers, volunteers: Numbers) -> Sequence[Reason | None]:
    """The code for each of these pairs, with its figures."""
    asks, offers = pool.needs, pool.volunteers
    if code == "no_common_slot":
        return per_value(asks.slots[needs], _lists(pool, code, "slots"))
    if code == "no_common_language":
        return per_value(asks.languages[needs], _lists(pool, code, "languages"))
    if code == "kind_not_offered":
        return per_value(answered_by(pool)[asks.kind[needs]], _lists(pool, code, "kinds"))
    if code == "no_room_left":
        return per_value(offers.capacity[volunteers], lambda capacity: reason(code, capacity=capacity))
    if code == "too_far_apart":
        far = np.stack([squared_metres(pool, needs, volunteers), offers.reach[volunteers]], axis=1)
        return per_value(far, lambda pair: _far(*pair))
    plain = reason(code, organisation=pool.organisation) if code == "not_shared" else reason(code)
    return [plain] * len(needs)


def _lists(pool: Pool, code: str, name: str) -> Callable[[Any], Reason]:
    words = vocabulary(pool, name)
    return lambda mask: reason(code, **{name: listed(codes(mask, words))})


def _far(squared: int, reach: int) -> Reason:
    return reason("too_far_apart", km=-(-isqrt(squared) // KILOMETRE), reach=reach // KILOMETRE)
