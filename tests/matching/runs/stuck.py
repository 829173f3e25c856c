"""A process beside that says that it has begun and computes until it is told that it is enough; then it really runs."""

from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from matching.solving import answering

ASIDE = f"{__name__}:run"


def marks(database_url: str) -> tuple[Path, Path]:
    """Where it says that it has begun, and is told that it is enough."""
    path = Path(str(make_url(database_url).database))
    return path.with_suffix(".begun"), path.with_suffix(".enough")


def run(asked: dict[str, Any]) -> bytes:
    """Compute, without a pause, and then answer."""
    begun, enough = marks(asked["database_url"])
    begun.touch()
    while not enough.exists():
        pass
    return answering.run(asked)
