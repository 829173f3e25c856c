"""Services look alike: whoever knows one of them finds the way in all."""

from collections.abc import Iterable, Mapping
from pathlib import Path

ROOMS = frozenset(
    {
        "Dockerfile",
        "README.md",
        "alembic.ini",
        "config.yaml",
        "openapi.yaml",
        "pyproject.toml",
        "migrations/env",
        "migrations/versions",
        "package/__init__",
        "package/access",
        "package/actions",
        "package/domain",
        "package/queries",
        "package/schemas",
        "package/service",
        "package/tables",
    }
)
# A page for people to look at, paper for them to hold, or what their calendars read, in a service that has it; doors in
# files of their own where they fill more than one; commands for whoever stands beside the database, and what reads
# spreadsheets.
MAY_HAVE = frozenset(
    f"package/{room}" for room in ("page", "printing", "calendars", "solving", "doors", "commands", "importing")
)
DERIVED = {"__pycache__", "build"}


def unlike(services: Mapping[str, Iterable[str]]) -> list[str]:
    """What a service lacks or has besides the common rooms."""
    findings = []
    for name, rooms in sorted(services.items()):
        findings += [f"services/{name}: {room} is missing" for room in sorted(ROOMS - set(rooms))]
        strange = set(rooms) - ROOMS - MAY_HAVE
        findings += [f"services/{name}: {room} is in no other service" for room in sorted(strange)]
    return findings


def rooms(folder: Path) -> set[str]:
    """The rooms of one service. A package counts as the module of its name; data beside the modules does not count."""
    own = {path.name for path in folder.iterdir() if path.is_file()}
    migrations = {f"migrations/{path.stem}" for path in (folder / "migrations").glob("*") if _is_code(path)}
    return own | migrations | {f"package/{path.stem}" for path in (folder / folder.name).glob("*") if _is_code(path)}


def _is_code(path: Path) -> bool:
    return path.suffix == ".py" or (path.name not in DERIVED and path.is_dir() and any(path.glob("*.py")))
