"""Cooperative threads: patch the process once, first of all, and prove that the database driver does not stop it.

Nothing else may import eventlet before `patch` has run in a process that serves.
"""

import warnings
from collections.abc import Callable
from time import monotonic

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402 - the filter must come first
import eventlet.patcher  # noqa: E402

TICK_SECONDS = 0.01


class NotGreen(RuntimeError):
    """A library stops the whole process while it waits; the service must not start like that."""


def patch() -> None:
    """Make sockets, files and locks of this process cooperative. Safe to call again."""
    if not eventlet.patcher.is_monkey_patched("socket"):
        eventlet.monkey_patch()


def longest_stall(wait: Callable[[], object]) -> float:
    """Seconds for which other green threads stood still while `wait` ran."""
    gaps: list[float] = []

    def tick() -> None:
        before = monotonic()
        while True:
            eventlet.sleep(TICK_SECONDS)
            now = monotonic()
            gaps.append(now - before)
            before = now

    ticker = eventlet.spawn(tick)
    eventlet.sleep(0)
    try:
        wait()
        eventlet.sleep(2 * TICK_SECONDS)
    finally:
        ticker.kill()
    return max(gaps, default=0.0)


def require_green(wait: Callable[[], object], *, seconds: float, what: str) -> None:
    """Refuse to go on if `wait`, which lasts about `seconds`, stops the process for most of that time."""
    if longest_stall(wait) > seconds * 0.6:
        raise NotGreen(f"{what} stops every other request while it waits")
