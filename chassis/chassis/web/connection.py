"""One connection, from its first byte to its end: requests in, answers out, and never an exception past it.

An own small HTTP/1.1 server instead of eventlet's, which parses before it can be asked to doubt, counts time per read
and knows no limits. Nothing here knows about eventlet: any socket with time-outs will do.
"""

import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from typing import Any

from chassis.settings import Settings
from chassis.web.application import Application
from chassis.web.framing import Head, parse_head
from chassis.web.problems import Problem
from chassis.web.stream import Body, Stream

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How long and how much a peer may take, in seconds and bytes."""

    header_seconds: float
    body_seconds: float
    idle_seconds: float
    max_body_bytes: int

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        """The limits in a service's settings."""
        return cls(**{name: settings[name] for name in cls.__dataclass_fields__})


class Connection:
    """Serves one peer."""

    def __init__(self, stream: Stream, application: Application, limits: Limits, environ: Mapping[str, Any]) -> None:
        self._stream, self._application, self._limits, self._environ = stream, application, limits, environ
        #: Whether no request is in hand, and whether the one in hand is the last.
        self._idle, self._last = True, False
        # Whether the peer may still be sending what we have not read.
        self._talking = False

    def serve(self) -> None:
        """Until the peer has no more requests, or sends something that is none."""
        try:
            with suppress(OSError):  # the peer went away; nobody is left to be told
                self._converse()
        finally:
            self._stream.close(lingering=self._talking)

    def turn_away(self) -> None:
        """Say that there is no room, and end."""
        try:
            with suppress(OSError):
                self._send(*self._application.refuse(Problem("crowded")), keep=False)
        finally:
            self._stream.close(lingering=False)

    def finish(self) -> None:
        """Take no further request: end at once when idle, otherwise after the answer in hand."""
        self._last = True
        if self._idle:
            self._stream.interrupt()

    def drop(self) -> None:
        """End now, whatever is in hand."""
        self._stream.close(lingering=False)

    def _converse(self) -> None:
        idle_until = time.monotonic() + self._limits.header_seconds
        try:
            while (head := self._next(idle_until)) and self._answer(head):
                idle_until = time.monotonic() + self._limits.idle_seconds
        except Problem as problem:
            self._talking = True
            self._send(*self._application.refuse(problem), keep=False)

    def _next(self, idle_until: float) -> Head | None:
        self._idle = True
        raw = self._stream.head(idle_until, self._limits.header_seconds)
        self._idle = False
        return parse_head(raw) if raw is not None else None

    def _answer(self, head: Head) -> bool:
        body = self._body(head)
        begun: list[Any] = []
        parts = self._application(self._said(head, body), lambda status, headers: begun.extend((status, headers)))
        self._talking = not body.finished
        keep = head.keep_alive and body.finished and not self._last
        self._send(begun[0], begun[1], parts, keep=keep)
        return keep

    def _body(self, head: Head) -> Body:
        return Body(
            self._stream,
            head.length,
            limit=self._limits.max_body_bytes,
            seconds=self._limits.body_seconds,
            prompt=CONTINUE if head.expects_continue else b"",
        )

    def _said(self, head: Head, body: Body) -> dict[str, Any]:
        said = {f"HTTP_{name}": value for name, value in head.headers.items()}
        return {
            **self._environ,
            **said,
            "REQUEST_METHOD": head.method,
            "PATH_INFO": head.path,
            "QUERY_STRING": head.query,
            "CONTENT_TYPE": head.headers.get("CONTENT_TYPE", ""),
            "CONTENT_LENGTH": "" if head.length is None else str(head.length),
            "wsgi.input": body,
            "wsgi.input_terminated": True,
        }

    def _send(self, status: str, headers: Iterable[tuple[str, str]], parts: list[bytes], *, keep: bool) -> None:
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]
        lines += [f"Date: {_date(int(time.time()))}", f"Connection: {'keep-alive' if keep else 'close'}", "", ""]
        data = "\r\n".join(lines).encode("latin-1") + b"".join(parts)
        self._stream.send(data, time.monotonic() + self._limits.body_seconds)


@lru_cache(maxsize=2)
def _date(second: int) -> str:
    return formatdate(second, usegmt=True)
