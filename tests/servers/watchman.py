"""A watchman who ends the servers when their tests are killed themselves: none outlives the process that started it.

He is a small shell that reads from a pipe whom to watch. When we are gone, however that happened, the pipe ends; then
he kills whoever is left on his list and removes their folders.
"""

import atexit
import os
import subprocess
from pathlib import Path

SCRIPT = r"""
while read -r what it; do
    case $what in
        watch) pids="$pids $it " ;;
        forget) pids=$(echo "$pids" | sed "s/ $it / /g") ;;
        folder) folders="$folders $it" ;;
    esac
done
for pid in $pids; do kill -KILL "$pid"; done 2>/dev/null
for folder in $folders; do rm -rf "$folder"; done
"""
_watchman: list[tuple[subprocess.Popen[bytes], int]] = []


def watch(pid: int) -> None:
    """End this process if we are gone."""
    _tell(f"watch {pid}\n")


def forget(pid: int) -> None:
    """It has ended: another process may get its number."""
    _tell(f"forget {pid}\n")


def tidy(folder: Path) -> None:
    """Remove this folder if we are gone."""
    _tell(f"folder {folder}\n")


def _tell(line: str) -> None:
    if not _watchman:
        reading, writing = os.pipe()
        _watchman.append((subprocess.Popen(["sh", "-c", SCRIPT], stdin=reading, start_new_session=True), writing))
        os.close(reading)
    os.write(_watchman[0][1], line.encode())


@atexit.register  # at import, so it runs after every server has been told to end
def _farewell() -> None:
    for process, pipe in _watchman:
        os.close(pipe)
        process.wait(10)
