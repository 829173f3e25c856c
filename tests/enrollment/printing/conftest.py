"""The press: the process that prints, with Pango and fonts installed if this machine may install them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from chassis.clock import Clock
from chassis.companions import Companions, NotInstalled
from chassis.logs import log_for
from chassis.metrics import Metrics
from enrollment.doors.printing import ROOM, Printing
from tests.servers import binaries

CODE = "K7QM-4RTX-9WPD"
ORDER: dict[str, Any] = {
    "sheet": "postcard",
    "language": "da",
    "programme": "KvarterVenner",
    "area": "Boligområde 1 i Kolding",
    "organisation": "Foreningen",
    "code": CODE,
    "last_day": "2026-05-31",
    "address": "samspil.example/contact/kvartervenner",
    "link": f"https://samspil.example/contact/kvartervenner#{CODE}",
    "meetings": ["joint_meeting", "home_visit"],
}
Print = Callable[..., "Printed"]


@dataclass(frozen=True)
class Printed:
    """A sheet that came out of the press."""

    content: bytes

    @property
    def pdf(self) -> PdfReader:
        return PdfReader(BytesIO(self.content))

    @property
    def text(self) -> str:
        """Everything that can be read on it, on one line."""
        return " ".join(" ".join(page.extract_text() for page in self.pdf.pages).split())


@pytest.fixture(scope="session")
def press() -> Iterator[Companions]:
    """The process that prints."""
    press = Companions(Clock(), Metrics("enrollment"), log_for("enrollment", "kfum"))
    press.declare(Printing.asides)
    try:
        press("printing", ORDER | {"language": "ar"})
    except NotInstalled:
        binaries.provide(ROOM.packages)
    yield press
    press.stop()


@pytest.fixture(scope="session")
def printed(press: Companions) -> Print:
    """Prints an order: `printed(language="ar")`."""
    made: dict[str, Printed] = {}

    def sheet(**changes: Any) -> Printed:
        order: Mapping[str, Any] = ORDER | changes
        return made.setdefault(str(order), Printed(press("printing", order)))

    return sheet
