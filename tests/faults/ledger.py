"""What was accepted: the one thing that a crash must never undo."""

from collections import defaultdict
from uuid import UUID


class Ledger:
    """Every accepted command, by kind and by the id of what it made."""

    def __init__(self) -> None:
        self.accepted: dict[str, list[UUID]] = defaultdict(list)
        self.count = 0
        #: What stopped a household that sends commands.
        self.trouble: Exception | None = None

    def reached(self, count: int) -> bool:
        """Whether so many commands have been accepted; raises what keeps them from being sent."""
        if self.trouble:
            raise self.trouble
        return self.count >= count

    def accept(self, kind: str, *ids: UUID) -> None:
        """A command of this kind was answered with 2xx; `ids` are what the chain of its kind is about."""
        self.accepted[kind] += ids
        self.count += 1
