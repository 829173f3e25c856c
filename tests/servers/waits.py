"""Waiting for an outcome with a deadline, and ports on the loopback interface."""

import random
import socket
import time
from collections.abc import Callable
from typing import Any

_given: set[int] = set()


def wait_until(condition: Callable[[], Any], seconds: float, what: str, *, every: float = 0.02) -> Any:
    """Ask until the condition is true and return its value; after the deadline fail, saying what was waited for."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"after {seconds:g} s still waiting for {what}")
        time.sleep(every)
    return value


def free_port() -> int:
    """A loopback port that nobody listens on.

    It is below the ports the kernel hands out to clients: a client that keeps calling a dead server on one of those can
    be connected to itself, and then the server cannot come back.
    """
    while True:
        port = random.randrange(20_000, 32_000)
        if port not in _given and _bindable(port):
            _given.add(port)
            return port


def _bindable(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def listens(port: int) -> bool:
    with socket.socket() as caller:
        caller.settimeout(1)
        return caller.connect_ex(("127.0.0.1", port)) == 0
