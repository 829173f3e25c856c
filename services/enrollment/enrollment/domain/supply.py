"""How long one waits for a volunteer, and whether a one-to-one track is open, announced or paused because of it.

Deliberately not here: who waits. A track that is paused takes no new need; those who wait already go on waiting.
"""

from dataclasses import dataclass
from enum import StrEnum

from contracts.programmes.parts.support import Supply

WINDOW_DAYS = 90
WEEK = 7
# Fewer needs than this could be recognised behind a figure.
FEWEST_SHOWN = 5
# A track comes back only when the waiting has fallen under four fifths of the limit, so that it does not flap.
EASED_PERCENT = 80


class State(StrEnum):
    """Whether a track takes needs: freely, with a word about the waiting, or not now."""

    OPEN = "open"
    ANNOUNCED = "announced"
    PAUSED = "paused"


@dataclass(frozen=True, kw_only=True)
class Queue:
    """How many needs of a track wait, how long the first of them has waited, and how many were met in the window."""

    waiting: int = 0
    longest_days: int | None = None
    matched: int = 0


def expected_days(queue: Queue) -> int | None:
    """How many days a need registered today is expected to wait; None if nothing can be said.

    Little's law: in a queue that is neither growing nor shrinking the mean waiting is the number that waits divided by
    the number that is met per day, here over the last `WINDOW_DAYS`. Where nobody at all was matched in that time the
    law says nothing, and the longest waiting so far stands for it: one waits at least about so long.
    """
    if queue.matched:
        return -(-queue.waiting * WINDOW_DAYS // queue.matched)
    return queue.longest_days


def state(before: State, expected: int | None, supply: Supply) -> State:
    """Where the track stands now, from where it stood before and from the expected waiting."""
    days = expected or 0
    if _over(days, supply.pause_over_days, held=before == State.PAUSED):
        return State.PAUSED
    if _over(days, supply.announce_over_days, held=before != State.OPEN):
        return State.ANNOUNCED
    return State.OPEN


def weeks(queue: Queue) -> int | None:
    """The expected waiting in whole weeks, as anybody may know it; None where so few wait that they could be known."""
    expected = expected_days(queue)
    return None if expected is None or queue.waiting < FEWEST_SHOWN else -(-expected // WEEK)


def weeks_at_least(queue: Queue, supply: Supply) -> int:
    """What a family is told that is turned away: the expected waiting, or where that is not told, the limit."""
    return weeks(queue) or supply.pause_over_days * EASED_PERCENT // 100 // WEEK


def _over(days: int, limit: int, *, held: bool) -> bool:
    return days > limit or (held and days * 100 > limit * EASED_PERCENT)
