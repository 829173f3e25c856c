"""The press: the process that prints, with Pango and fonts installed if this machine may install them."""

from collections.abc import Iterator
from typing import Any

import pytest

from chassis.clock import Clock
from chassis.companions import Companions, NotInstalled
from chassis.logs import log_for
from chassis.metrics import Metrics
from matching.doors.printing import ROOM, Printing
from tests.servers import binaries

ORDER: dict[str, Any] = {
    "language": "da",
    "programme": "KvarterVenner",
    "organisation": "Foreningen",
    "kinds": ["Netværksperson"],
    "name": "Vibeke Frivillig",
    "since": "2024-03-02",
    "until": None,
    "on": "2026-03-02",
    "meetings": 41,
    "hours": 67,
    "courses": [
        {"course": "first_aid", "name": None, "hours": 6, "on": "2025-01-18"},
        {"course": "evening", "name": "Aften om at lytte", "hours": 3, "on": "2025-09-04"},
    ],
}


@pytest.fixture(scope="session")
def press() -> Iterator[Companions]:
    """The process that prints."""
    press = Companions(Clock(), Metrics("matching"), log_for("matching", "kfum"))
    press.declare(Printing.asides)
    try:
        press("printing", ORDER)
    except NotInstalled:
        binaries.provide(ROOM.packages)
    yield press
    press.stop()
