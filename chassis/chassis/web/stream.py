"""Bytes from and to a socket, where a deadline is a moment and not a pause: a drop a second does not buy more time."""

import socket
import time
from contextlib import suppress
from typing import Protocol

from chassis.web.framing import END, MAX_LINE_BYTES, chunk_size, find_end
from chassis.web.problems import Problem

PIECE = 65_536
LINGER_SECONDS = 2.0
MAX_TRAILERS = 20


class Socket(Protocol):
    """What is asked of a socket."""

    def recv(self, size: int, /) -> bytes: ...
    def send(self, data: memoryview, /) -> int: ...
    def settimeout(self, seconds: float | None, /) -> None: ...
    def shutdown(self, how: int, /) -> None: ...
    def close(self) -> None: ...


class Stream:
    """One connection's bytes."""

    def __init__(self, sock: Socket) -> None:
        self._sock = sock
        self._buffer = bytearray()

    def head(self, idle_until: float, seconds: float) -> bytes | None:
        """The next head, which must be whole `seconds` after its first byte; None when no request comes.

        Raises:
            Problem: what came is no head, or came too slowly, or stopped half-way.
        """
        if self._buffer:
            time.sleep(0)  # requests sent in a row must not make everybody else wait for the last of them
        elif not self._begins(idle_until):
            return None
        deadline, seen = min(time.monotonic(), idle_until) + seconds, 0
        while (end := find_end(self._buffer, seen)) < 0:
            seen = len(self._buffer)
            self._more(deadline, late="head_slow", short="head_malformed")
        head = bytes(self._buffer[:end])
        del self._buffer[: end + len(END)]
        return head

    def exactly(self, size: int, deadline: float) -> bytes:
        """The next `size` bytes of a body."""
        while len(self._buffer) < size:
            self._more(deadline, late="body_slow", short="body_malformed")
        piece = bytes(self._buffer[:size])
        del self._buffer[:size]
        return piece

    def line(self, deadline: float) -> bytes:
        """The next line of a chunked body, without its end."""
        while (end := self._buffer.find(b"\n", 0, MAX_LINE_BYTES)) < 0:
            if len(self._buffer) >= MAX_LINE_BYTES:
                raise Problem("body_malformed")
            self._more(deadline, late="body_slow", short="body_malformed")
        line = self.exactly(end + 1, deadline)
        if not line.endswith(b"\r\n"):
            raise Problem("body_malformed")
        return line[:-2]

    def send(self, data: bytes, deadline: float) -> None:
        """Everything, in time or not at all."""
        rest = memoryview(data)
        while rest:
            self._sock.settimeout(_left(deadline))
            rest = rest[self._sock.send(rest) :]

    def interrupt(self) -> None:
        """Let whoever waits for bytes here find the end of them; what has already arrived can still be answered."""
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_RD)

    def close(self, *, lingering: bool) -> None:
        """Close; `lingering` first lets the peer read our last words while it is still talking."""
        with suppress(OSError):
            if lingering:
                self._sock.shutdown(socket.SHUT_WR)
                self._discard(time.monotonic() + LINGER_SECONDS)
        self._sock.close()

    def _begins(self, idle_until: float) -> bool:
        try:
            return self._fill(idle_until)
        except TimeoutError:
            return False

    def _more(self, deadline: float, *, late: str, short: str) -> None:
        try:
            arrived = self._fill(deadline)
        except TimeoutError:
            raise Problem(late) from None
        if not arrived:
            raise Problem(short)

    def _fill(self, deadline: float) -> bool:
        self._sock.settimeout(_left(deadline))
        piece = self._sock.recv(PIECE)
        self._buffer += piece
        return bool(piece)

    def _discard(self, deadline: float) -> None:
        while True:
            self._sock.settimeout(_left(deadline))
            if not self._sock.recv(PIECE):
                return
            time.sleep(0)  # a peer that talks without pause must not stop everybody else


class Body:
    """The body of one request, `wsgi.input` to the application. Read whole, once, or not at all."""

    def __init__(self, stream: Stream, length: int | None, *, limit: int, seconds: float, prompt: bytes = b"") -> None:
        self._stream, self._length, self._limit, self._seconds = stream, length, limit, seconds
        # Sent when the body is wanted, to a peer that waits to hear so.
        self._prompt = prompt
        #: Whether the next byte on the connection belongs to the next request.
        self.finished = length == 0

    def read(self) -> bytes:
        """All of it.

        Raises:
            Problem: too large, too slow, cut off, or not framed as it must be.
        """
        if self.finished:
            return b""
        deadline = time.monotonic() + self._seconds
        self._stream.send(self._prompt, deadline)
        content = self._chunks(deadline) if self._length is None else self._sized(self._length, deadline)
        self.finished = True
        return content

    def _sized(self, length: int, deadline: float) -> bytes:
        if length > self._limit:
            raise Problem("body_too_large", bytes=self._limit)
        return self._stream.exactly(length, deadline)

    def _chunks(self, deadline: float) -> bytes:
        content = bytearray()
        while size := chunk_size(self._stream.line(deadline)):
            if len(content) + size > self._limit:
                raise Problem("body_too_large", bytes=self._limit)
            content += self._stream.exactly(size, deadline)
            if self._stream.exactly(2, deadline) != b"\r\n":
                raise Problem("body_malformed")
        for _ in range(MAX_TRAILERS):
            if not self._stream.line(deadline):
                return bytes(content)
        raise Problem("body_malformed")


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
