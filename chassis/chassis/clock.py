"""Time, ids and chance: the one place they come from, so that a test can hold all three still."""

import random
import secrets
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
# No letters or digits that a person mixes up when reading a card aloud.
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"

T = TypeVar("T")


class Clock:
    """The real one: the machine's time, random ids, unguessable codes."""

    def now(self) -> datetime:
        """Aware moment in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The date on a calendar in Denmark."""
        return self.now().astimezone(COPENHAGEN).date()

    def elapsed(self) -> float:
        """Seconds on a clock that never goes backwards."""
        return time.monotonic()

    def new_id(self) -> UUID:
        """A pseudonym that says nothing, not even when it was made."""
        return uuid4()

    def new_code(self, letters: int = 8) -> str:
        """A code a person can type, unguessable at about five bits a letter."""
        return "".join(secrets.choice(CODE_LETTERS) for _ in range(letters))

    def jitter(self, seconds: float) -> float:
        """`seconds` give or take a tenth, so that replicas do not act in step."""
        return seconds * random.uniform(0.9, 1.1)


class HeldClock(Clock):
    """A clock that stands still until it is moved, with ids and codes that repeat from run to run."""

    def __init__(self, at: datetime, seed: int = 0) -> None:
        self._at = at
        self._random = random.Random(seed)

    def now(self) -> datetime:
        return self._at

    def elapsed(self) -> float:
        return self._at.timestamp()

    def new_id(self) -> UUID:
        return UUID(int=self._random.getrandbits(128), version=4)

    def new_code(self, letters: int = 8) -> str:
        return "".join(self.choose(CODE_LETTERS) for _ in range(letters))

    def choose(self, among: Sequence[T]) -> T:
        """One of `among`, the same one in every run."""
        return self._random.choice(among)

    def jitter(self, seconds: float) -> float:
        return seconds

    def move(self, by: timedelta) -> None:
        """Let `by` pass."""
        self._at += by
