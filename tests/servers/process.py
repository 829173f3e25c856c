"""A server process with a folder, a log and ports: started, ended, killed, suspended. What it serves is not here."""

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from tests.servers import watchman
from tests.servers.waits import free_port, listens, wait_until

START_SECONDS = 90
STOP_SECONDS = 30


class Server:
    """A process with a folder, a log and ports that stay the same over restarts."""

    name = "server"
    stop_signal = signal.SIGTERM

    def __init__(self, folder: Path | None = None, port: int | None = None) -> None:
        self.passing = folder is None  # a folder of our own goes when the server goes
        self.folder = folder or Path(tempfile.mkdtemp(prefix=f"samspil-{self.name}-"))
        if self.passing:
            self.folder.chmod(0o755)
            watchman.tidy(self.folder)
        self.port = port or free_port()
        self.process: subprocess.Popen[bytes] | None = None
        atexit.register(self.remove)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.remove()

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def command(self) -> list[str | Path]:
        raise NotImplementedError

    def answers(self) -> bool:
        """True when the server does its work, not merely listens."""
        return listens(self.port)

    def launch(self, command: Iterable[str | Path], **options: Any) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [str(word) for word in command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                **options,
            )
        watchman.watch(process.pid)
        return process

    def options(self) -> dict[str, Any]:
        return {}

    def start(self) -> Self:
        self.process = self.launch(self.command(), **self.options())
        wait_until(self._up_or_ended, START_SECONDS, f"{self.name} to answer on port {self.port}, see {self.log}")
        return self

    def _up_or_ended(self) -> bool:
        self.require_running()
        return self.answers()

    def require_running(self) -> None:
        """A server that has ended cannot be waited for: fail with its last words."""
        if not self.running():
            raise RuntimeError(f"{self.name} ended at start:\n{self.log.read_text(errors='replace')[-3000:]}")

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def pid(self) -> int:
        """The process id, while it runs."""
        assert self.process is not None
        return self.process.pid

    def pids(self) -> set[int]:
        """Every process this server consists of."""
        return with_children(self.process.pid) if self.process and self.running() else set()

    def stop(self) -> None:
        """End in good order; whoever does not obey in time is killed."""
        if self.process and self.running():
            self.resume()
            self.process.send_signal(self.stop_signal)
            try:
                self.ended(self.process)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """What a crash does: every process is gone at once, nothing is flushed."""
        if self.process and self.running():
            for pid in with_children(self.process.pid):
                _signal(pid, signal.SIGKILL)
            self.ended(self.process)

    def ended(self, process: subprocess.Popen[bytes]) -> int:
        """Wait until a process that was told to end has ended; its exit status."""
        status = process.wait(STOP_SECONDS)
        watchman.forget(process.pid)
        return status

    def restart(self) -> Self:
        self.stop()
        return self.start()

    def suspend(self) -> None:
        """Hang without closing anything, until `resume`."""
        for pid in self.pids():
            _signal(pid, signal.SIGSTOP)

    def resume(self) -> None:
        for pid in self.pids():
            _signal(pid, signal.SIGCONT)

    def healthy(self) -> Self:
        """Make sure that it runs and answers, whatever the test before did to it."""
        self.resume()
        return self if self.running() else self.start()

    def remove(self) -> None:
        """Stop it and leave nothing behind."""
        atexit.unregister(self.remove)
        self.stop()
        if self.passing:
            shutil.rmtree(self.folder, ignore_errors=True)


def with_children(pid: int) -> set[int]:
    """A process and its living descendants, read from /proc: PostgreSQL gives each child a session of its own."""
    parents = dict(filter(None, map(_parent, Path("/proc").glob("[0-9]*"))))
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _parent(process: Path) -> tuple[int, int] | None:
    try:
        fields = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(process.name), int(fields[1])


def _signal(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
