"""What the service asks its process for, and how the answer is packed. Deliberately not here: what a run does."""

from typing import Any

from matching.domain import parcels
from matching.solving import running


def run(asked: dict[str, Any]) -> bytes:
    """The best pairs of a pool, or of a snapshot once more, in parcels."""
    return parcels.wrap(running.answer(asked))
