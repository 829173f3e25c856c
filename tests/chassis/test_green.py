"""A library that stops the whole process is found out before the service starts."""

import pytest
from eventlet.event import Event
from eventlet.patcher import original

from chassis.green import NotGreen, longest_stall, require_green

SECONDS = 0.2


def test_a_wait_that_stops_everybody_is_refused() -> None:
    with pytest.raises(NotGreen, match="the driver stops every other request"):
        require_green(lambda: original("select").select([], [], [], SECONDS), seconds=SECONDS, what="the driver")


def test_a_cooperative_wait_is_fine() -> None:
    require_green(lambda: Event().wait(timeout=SECONDS), seconds=SECONDS, what="the driver")
    assert longest_stall(lambda: Event().wait(timeout=SECONDS)) < SECONDS
