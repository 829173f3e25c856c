"""Bytes over a real socket, and what comes back: for requests that no client library would send."""

import json
import socket
import struct
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

SECONDS = 10.0


@dataclass(frozen=True)
class Answered:
    """One answer, or nothing (`status` None) where the peer just closed."""

    status: int | None
    headers: Mapping[str, str]
    body: bytes
    everything: bytes

    @property
    def problem(self) -> Any:
        """The problem document."""
        assert self.headers["content-type"] == "application/problem+json"
        return json.loads(self.body)


@contextmanager
def connected(port: int, seconds: float = SECONDS) -> Iterator[socket.socket]:
    """A connection that waits `seconds` at most."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as sock:
        yield sock


def send(port: int, data: bytes, *, finish: bool = False, seconds: float = SECONDS) -> Answered:
    """Send `data` on a new connection and read until the server closes it; `finish` closes our half first."""
    with connected(port, seconds) as sock:
        try:
            sock.sendall(data)
            if finish:
                sock.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it had heard enough; its answer may still be there
        return parsed(until_closed(sock, seconds))


def until_closed(sock: socket.socket, seconds: float = SECONDS) -> bytes:
    """Everything until the end. Fails if that does not come in time."""
    deadline, said = time.monotonic() + seconds, b""
    while True:
        sock.settimeout(max(0.001, deadline - time.monotonic()))
        try:
            piece = sock.recv(65536)
        except ConnectionResetError:
            return said
        if not piece:
            return said
        said += piece


def one(sock: socket.socket, seconds: float = SECONDS) -> Answered:
    """The next answer on a connection that stays open."""
    deadline, said = time.monotonic() + seconds, b""
    while not _whole(said):
        sock.settimeout(max(0.001, deadline - time.monotonic()))
        piece = sock.recv(65536)
        assert piece, said
        said += piece
    return parsed(said)


def reset(sock: socket.socket) -> None:
    """Leave as a crash does: with RST."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


def parsed(said: bytes) -> Answered:
    head, _, body = said.partition(b"\r\n\r\n")
    if not head:
        return Answered(None, {}, b"", said)
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(": ") for line in lines)
    return Answered(int(first.split(" ")[1]), {name.lower(): value for name, _, value in pairs}, body, said)


def _whole(said: bytes) -> bool:
    answered = parsed(said)
    return b"\r\n\r\n" in said and len(answered.body) >= int(answered.headers.get("content-length", 0))
