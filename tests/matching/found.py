"""What a run's process might answer, made up by a test."""

from typing import Any
from uuid import UUID

from chassis.testing import Rehearsal
from chassis.work import Work
from matching.actions import putting_forward, runs
from matching.domain import parcels
from matching.tables import Run
from tests.matching.make import CODE, NEED, VIBEKE

Pair = tuple[UUID, UUID]


def answer(*pairs: Pair, unmatched: tuple[UUID, ...] = (), snapshot: str = "") -> bytes:
    """These pairs, each without a reason, and these needs without any."""
    found: dict[str, Any] = {
        "hash": "0" * 64,
        "figures": {"needs": len(pairs) + len(unmatched), "volunteers": len(pairs)},
        "impossible_pins": [],
        "left_out": [],
        "proposed": [
            {"need": str(need), "volunteer": str(each), "reasons": [], "pinned": False} for need, each in pairs
        ],
        "unmatched": [
            {"need": str(need), "nearest": None, "blocked_by": [{"code": "no_volunteers", "figures": {}}]}
            for need in unmatched
        ],
        "snapshot": snapshot,
    }
    return parcels.wrap(found)


class Answering:
    """Beside the service, in place of its process: it finds what it is told to find, and does what it is told to."""

    def __init__(self, rehearsal: Rehearsal, answer: bytes, act: Any = None) -> None:
        self._alone, self._answer, self._act = rehearsal.desk.aside.alone, answer, act or (lambda: None)
        rehearsal.desk.aside = self  # type: ignore[assignment]

    def __call__(self, _purpose: str, _order: Any) -> bytes:
        self._act()
        return self._answer

    def alone(self, purpose: str) -> Any:
        return self._alone(purpose)


def put_forward(work: Work, *pairs: Pair) -> Run:
    """What becomes of these pairs, or of the one of the story, in a transaction that is open."""
    found = list(parcels.unwrap(answer(*(pairs or [(NEED, VIBEKE)]))))
    return putting_forward.put_forward(work, runs.prepare(work, programme=CODE), found, took_ms=0)
