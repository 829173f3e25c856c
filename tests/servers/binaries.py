"""Where the programs of real servers are, and how they get there.

A program is looked for in the usual Debian places and on PATH. If it is missing and we are root on Debian or Ubuntu,
its package is installed without starting a daemon; otherwise the test fails with the one line to run.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

PLACES = {
    "rabbitmq-server": ("rabbitmq-server", ("/usr/lib/rabbitmq/bin",)),  # not /usr/sbin: that one changes user
    "epmd": ("rabbitmq-server", ("/usr/bin", "/usr/lib/erlang/bin")),
    "postgres": ("postgresql", ("/usr/lib/postgresql/*/bin",)),
    "initdb": ("postgresql", ("/usr/lib/postgresql/*/bin",)),
    "promtool": ("prometheus", ("/usr/bin",)),
}
POLICY = Path("/usr/sbin/policy-rc.d")
INSTALL_SECONDS = 600


class MissingError(Exception):
    """A program is not on this machine; the text is the one line to run."""


def find(program: str) -> Path:
    """The program's path; installs its Debian package first when that is possible."""
    package = PLACES[program][0]
    found = seek(program)
    if found is None and can_install():
        install(package)
        found = seek(program)
    if found is None:
        raise MissingError(f"{program} is missing; run: sudo apt-get update && sudo apt-get install -y {package}")
    return found


def seek(program: str) -> Path | None:
    """The program in its usual places (the newest version first), or on PATH."""
    for place in PLACES[program][1]:
        folder = Path(place.partition("*")[0])
        versions = sorted(folder.glob(f"*/bin/{program}") if "*" in place else [folder / program], key=_version)
        if versions and versions[-1].exists():
            return versions[-1]
    on_path = shutil.which(program)
    return Path(on_path) if on_path and program != "rabbitmq-server" else None


def can_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def provide(packages: Iterable[str]) -> None:
    """Install packages that are no programs, such as libraries and fonts."""
    if not can_install():
        raise MissingError(f"run: sudo apt-get update && sudo apt-get install -y {' '.join(packages)}")
    install(*packages)


def install(*packages: str) -> None:
    """Install Debian packages without starting their daemons."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with _daemons_stay_down():
        for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            subprocess.run(
                ["apt-get", "-qq", *command],
                env=quiet,
                check=True,
                timeout=INSTALL_SECONDS,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )


@contextmanager
def _daemons_stay_down() -> Iterator[None]:
    """Debian asks policy-rc.d whether a freshly installed daemon may start; 101 means no."""
    ours = not POLICY.exists()
    if ours:
        POLICY.write_text("#!/bin/sh\nexit 101\n")
        POLICY.chmod(0o755)
    try:
        yield
    finally:
        if ours:
            POLICY.unlink()


def _version(path: Path) -> float:
    name = path.parent.parent.name
    return float(name) if name.replace(".", "", 1).isdigit() else 0.0
