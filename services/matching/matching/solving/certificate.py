"""The proof that a set of matches is the best: prices that nobody could better, checked with plain arithmetic.

Prices have four parts, compared like words in a dictionary: safety, waiting, fit, nearness. If no possible pair is
worth more than its need and its volunteer cost together, no set of matches is worth more than all of them cost; a set
that is worth just that is best. Nothing here knows how either was found.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.solving.pairs import Possible
from matching.solving.pinning import Pinned
from matching.solving.worth import Whole, Worth


class NotProven(Exception):
    """The prices do not prove the set of matches; what is wrong, in a word."""


@dataclass(frozen=True, kw_only=True)
class Prices:
    """What each need costs, and each place of a volunteer: a column for each part."""

    need: Whole
    volunteer: Whole


def check(fixed: Pinned, possible: Possible, value: Worth, chosen: Whole, prices: Prices) -> None:
    """Prove that the `chosen` pairs are the best of those that are open.

    Raises:
        NotProven: what does not hold.
    """
    used = np.bincount(possible.volunteer[chosen], minlength=len(fixed.room))
    met = np.bincount(possible.need[chosen], minlength=len(prices.need))
    sign = _sign(_slack(fixed.open, possible, value, prices))
    holds = {
        "chosen_is_open": bool(np.isin(chosen, fixed.open).all()),
        "one_volunteer_a_need": bool((met <= 1).all()),
        "room": bool((used <= fixed.room).all()),
        "nothing_costs_less_than_nothing": bool(
            (_sign(prices.need) >= 0).all() and (_sign(prices.volunteer) >= 0).all()
        ),
        "no_pair_is_worth_more": bool((sign >= 0).all()),
        "chosen_is_worth_its_price": bool((sign[np.isin(fixed.open, chosen)] == 0).all()),
        "unmet_costs_nothing": bool((_sign(prices.need[met == 0]) == 0).all()),
        "free_room_costs_nothing": bool((_sign(prices.volunteer[used < fixed.room]) == 0).all()),
    }
    if wrong := [what for what, held in holds.items() if not held]:
        raise NotProven(", ".join(wrong))


def gap(fixed: Pinned, possible: Possible, value: Worth, chosen: Whole, prices: Prices) -> int:
    """How far what was chosen is from the most that the prices let any set come to, in the part where it is most."""
    need, volunteer = possible.need[chosen], possible.volunteer[chosen]
    worth = [value.safe[volunteer], value.waiting[need], value.fit[chosen], -value.distance[chosen]]
    most = prices.need.sum(axis=0) + (prices.volunteer * fixed.room[:, None]).sum(axis=0)
    return int(np.abs(most - np.array([part.sum() for part in worth])).max())


def _slack(open: Whole, possible: Possible, value: Worth, prices: Prices) -> Whole:
    """What each open pair costs beyond its worth."""
    need, volunteer = possible.need[open], possible.volunteer[open]
    worth = (value.safe[volunteer], value.waiting[need], value.fit[open], -value.distance[open])
    parts = [prices.need[need, part] + prices.volunteer[volunteer, part] - each for part, each in enumerate(worth)]
    return np.stack(parts, axis=1) if len(open) else np.zeros((0, len(worth)), np.int64)


def _sign(parts: Whole) -> NDArray[np.int64]:
    """Whether each is more than nothing (1), nothing (0) or less (-1): its first part that is not 0 says so."""
    sign = np.zeros(len(parts), np.int64)
    for part in range(parts.shape[1]):
        sign = np.where(sign == 0, np.sign(parts[:, part]), sign)
    return sign
