"""From masks back to codes: what the bits of a row stand for, said once for all rows that look alike.

Deliberately not here: what a code is called; words are found when something is read.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from matching.domain.blocking import Figure, listed
from matching.domain.words import SLOTS
from matching.solving.pool import Masks, Pool

Reason = dict[str, Any]


def vocabulary(pool: Pool, name: str) -> Sequence[str]:
    """The words behind the bits of this name."""
    return SLOTS if name == "slots" else pool.vocabularies[name]


def codes(mask: Sequence[int], words: Sequence[str]) -> list[str]:
    """What the bits of one row stand for."""
    whole = sum(word << 64 * place for place, word in enumerate(mask))
    return [word for place, word in enumerate(words) if whole >> place & 1]


def reason(code: str, **figures: Figure) -> Reason:
    """A reason as it is kept."""
    return {"code": code, "figures": figures}


def per_value(values: Any, say: Callable[[Any], Reason | None]) -> list[Reason | None]:
    """What there is to say for each value of a column; equal values share what is said of them."""
    distinct, places = np.unique(values, axis=0, return_inverse=True)
    said = [say(value) for value in distinct.tolist()]
    return [said[place] for place in places.ravel().tolist()]


def counted(code: str, name: str, masks: Masks, words: Sequence[str]) -> list[Reason | None]:
    """For each row how many words there are, and which; None where there are none."""

    def say(mask: Sequence[int]) -> Reason | None:
        found = codes(mask, words)
        figures: dict[str, Figure] = {"number": len(found), name: listed(found)}
        return reason(code, **figures) if found else None

    return per_value(masks, say)
