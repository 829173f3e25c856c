"""What a service computes in a process of its own, seen from the service: nobody waits but the one who asked.

A service declares `asides`: a name for each purpose, and the function that serves it. Its process starts with the first
request and stays warm. A request that lasts too long, or that the process does not survive, is an outage: the process
is replaced. Never ask with a transaction open; a route with `aside=` asks after the transaction has ended.

A function that `reads_database` is told the address with each request, over the pipe: it stands in no argument, no
environment and no log. It opens a connection of its own, and only to read.
"""

import json
import os
import sys
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import eventlet
from eventlet.hubs import trampoline
from eventlet.patcher import original
from eventlet.semaphore import Semaphore

from chassis.aside import DONE, FAILED, HEAD, LENGTH, MISSING
from chassis.clock import Clock
from chassis.logs import Log
from chassis.metrics import Metrics
from chassis.store import Unavailable
from chassis.web.answer import json_bytes

# The child is told where things are installed and how to speak; no secret, no address.
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
PIECE = 65_536
REAP_SECONDS = 0.005
AWAY = b"A"
OUTCOMES = {DONE: "done", FAILED: "failed", MISSING: "missing", AWAY: "away"}

subprocess = original("subprocess")
# We wait in the event loop ourselves; the patched calls would once more, and forever on a pipe that nobody reads.
plain_os = original("os")


@dataclass(frozen=True, kw_only=True)
class Aside:
    """A function (`package.module:function`, JSON in, bytes out) that runs in a process of its own.

    It raises ImportError if the machine lacks something; `packages` are the Debian packages that would bring it. With
    `reads_database` the JSON, then always an object, also holds the service's own `database_url`.
    """

    function: str
    seconds: float = 30.0
    waiting: int = 20
    max_bytes: int = 16_777_216
    packages: tuple[str, ...] = ()
    reads_database: bool = False


class Away(Unavailable):
    """The process did not answer: too many wait, it took too long, or it ended."""

    code = "aside_unavailable"


class Ended(Away):
    """The process ended without a word."""


class NotInstalled(Unavailable):
    """The machine lacks what the function needs."""

    code = "not_installed"
    passing = False


class Failed(Exception):
    """The function raised: a mistake, of which the log tells type and place."""


class Companions:
    """The processes beside one service, by purpose. Calling it asks one of them."""

    def __init__(self, clock: Clock, metrics: Metrics, log: Log, *, database_url: str = "") -> None:
        self._clock, self._metrics, self._log = clock, metrics, log
        self._database_url = database_url
        self._by_purpose: dict[str, Companion] = {}

    def declare(self, asides: Mapping[str, Aside]) -> None:
        """Be ready to start these."""
        self._by_purpose |= {purpose: Companion(aside) for purpose, aside in asides.items()}

    def __call__(self, purpose: str, request: Any) -> bytes:
        """What the function declared for `purpose` makes of `request`; other green threads go on meanwhile.

        Raises:
            Away: it cannot be had now.
            NotInstalled: it cannot be had on this machine.
            Failed: it cannot be had like this.
        """
        started, outcome = self._clock.elapsed(), AWAY
        try:
            outcome, body = self._by_purpose[purpose].ask(json_bytes(self._told(purpose, request)))
        finally:
            self._metrics.aside(purpose, OUTCOMES[outcome], self._clock.elapsed() - started)
        return body if outcome == DONE else self._refuse(purpose, outcome, body)

    @contextmanager
    def alone(self, purpose: str) -> Iterator[None]:
        """Keep a purpose to oneself, before and after asking too: the next one who does so waits until this is over.

        Raises:
            Away: too many wait.
        """
        with self._by_purpose[purpose].kept():
            yield

    def pid(self, purpose: str) -> int | None:
        """The process that serves a purpose, if it has been needed yet."""
        return self._by_purpose[purpose].pid

    def stop(self) -> None:
        """End them all."""
        for companion in self._by_purpose.values():
            companion.stop()

    def _told(self, purpose: str, request: Any) -> Any:
        reads = self._by_purpose[purpose].declared.reads_database
        return {**request, "database_url": self._database_url} if reads else request

    def _refuse(self, purpose: str, outcome: bytes, said: bytes) -> bytes:
        self._log.error("aside_failed", type=purpose, outcome=OUTCOMES[outcome], **json.loads(said))
        packages = self._by_purpose[purpose].declared.packages
        if outcome == MISSING and packages:
            raise NotInstalled(packages=" ".join(packages))
        raise Failed(purpose)


class Companion:
    """One function's process: started when it is needed, replaced when it is gone."""

    def __init__(self, declared: Aside) -> None:
        self.declared = declared
        self._turn: Any = Semaphore()
        self._keeping: Any = Semaphore()
        self._in_line = self._want_it_alone = 0
        self._child: Child | None = None

    @property
    def pid(self) -> int | None:
        """The process, if there is one."""
        return self._child.pid if self._child else None

    def ask(self, request: bytes) -> tuple[bytes, bytes]:
        """The outcome of the request and its bytes, when it is its turn."""
        if self._in_line > self.declared.waiting or len(request) > self.declared.max_bytes:
            raise Away
        self._in_line += 1
        try:
            with self._turn, eventlet.Timeout(self.declared.seconds, Away):
                return self._exchange(request)
        finally:
            self._in_line -= 1

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Nobody else who keeps it to themselves is at it meanwhile."""
        if self._want_it_alone > self.declared.waiting:
            raise Away
        self._want_it_alone += 1
        try:
            with self._keeping:
                yield
        finally:
            self._want_it_alone -= 1

    def stop(self) -> None:
        """End the process, if there is one."""
        child, self._child = self._child, None
        if child:
            child.end()

    def _exchange(self, request: bytes) -> tuple[bytes, bytes]:
        was_warm = self._child is not None
        try:
            return self._exchange_once(request)
        except Ended:
            if not was_warm:
                raise
            return self._exchange_once(request)  # it may have ended, unseen, before it heard of this

    def _exchange_once(self, request: bytes) -> tuple[bytes, bytes]:
        child = self._living()
        try:
            child.write(LENGTH.pack(len(request)) + request)
            outcome, length = HEAD.unpack(child.read(HEAD.size))
            if length > self.declared.max_bytes:
                raise Away
            return outcome, child.read(length)
        except BaseException:
            self.stop()  # what is still in its pipes would be the next one's answer
            raise

    def _living(self) -> "Child":
        if self._child is None or self._child.ended:
            self.stop()
            self._child = Child(self.declared.function)
        return self._child


class Child:
    """A process at work, and the pipes to it. It ends with us at the latest: then its input does."""

    def __init__(self, function: str) -> None:
        asked, self._asks = os.pipe()
        self._answers, answered = os.pipe()
        for ours in (self._asks, self._answers):
            os.set_blocking(ours, False)
        try:
            self._process = _start(function, asked, answered)
        finally:
            for theirs in (asked, answered):
                os.close(theirs)
        self.pid: int = self._process.pid
        self._forget = weakref.finalize(self, _end_at_once, self._process, self._asks, self._answers)

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def write(self, message: bytes) -> None:
        left = memoryview(message)
        while left:
            trampoline(self._asks, write=True)
            try:
                left = left[plain_os.write(self._asks, left[:PIECE]) :]
            except BlockingIOError:
                continue
            except BrokenPipeError:
                raise Ended from None

    def read(self, count: int) -> bytes:
        parts = bytearray()
        while len(parts) < count:
            trampoline(self._answers, read=True)
            part = plain_os.read(self._answers, min(PIECE, count - len(parts)))
            if not part:
                raise Ended
            parts += part
        return bytes(parts)

    def end(self) -> None:
        """Kill it and see it gone, while others go on."""
        if self._forget.detach():
            self._process.kill()
            while not self.ended:
                eventlet.sleep(REAP_SECONDS)
            _close(self._asks, self._answers)


def _start(function: str, asked: int, answered: int) -> Any:
    told = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "chassis.aside", function],
        stdin=asked,
        stdout=answered,
        stderr=subprocess.DEVNULL,  # libraries quote what they choke on
        env={**told, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        start_new_session=True,  # who stops us from a terminal stops us, and we stop it
    )


def _end_at_once(process: Any, *pipes: int) -> None:
    process.kill()
    process.returncode = plain_os.waitpid(process.pid, 0)[1]
    _close(*pipes)


def _close(*pipes: int) -> None:
    for pipe in pipes:
        os.close(pipe)
