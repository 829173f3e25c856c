"""What is installed: all that comes along is pinned, and all that is imported is asked for."""

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.imports import imported
from tests.architecture.sources import Source

PIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==(?:[0-9]+!)?[0-9][0-9a-z.]*")
OURS = "samspil-"


def not_pins(text: str) -> list[str]:
    """Lines that are neither a comment nor a name with one version: no hashes, no hosts, no paths, no ranges."""
    return [line for line in text.splitlines() if line and not line.startswith("#") and not PIN.fullmatch(line)]


def pinned(text: str) -> set[str]:
    return {canonicalize_name(line.partition("==")[0]) for line in text.splitlines() if "==" in line}


def demanded(root: Path) -> set[str]:
    """What our distributions and the developers' tools ask for, in the pyproject files of the house."""
    files = [root / "pyproject.toml", *root.glob("*/pyproject.toml"), *root.glob("services/*/pyproject.toml")]
    return {name for file in files for name in asked_for(tomllib.loads(file.read_text(encoding="utf-8")))}


def asked_for(settings: Mapping[str, Any]) -> set[str]:
    """The packages that a pyproject asks for: to run, for its extras, and for development."""
    project = settings.get("project", {})
    extras = project.get("optional-dependencies", {}) | settings.get("dependency-groups", {})
    lines = [*project.get("dependencies", []), *(line for extra in extras.values() for line in extra)]
    names = {canonicalize_name(Requirement(line).name) for line in lines}
    return {name for name in names if not name.startswith(OURS)}


def closure(names: Iterable[str]) -> set[str]:
    """These packages and everything they bring along on this Python."""
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= _brings(name) - found
    return found


def _brings(name: str) -> set[str]:
    try:
        lines = requires(name) or []
    except PackageNotFoundError:
        return set()
    wanted = (Requirement(line) for line in lines)
    return {canonicalize_name(each.name) for each in wanted if not each.marker or each.marker.evaluate({"extra": ""})}


def not_asked_for(sources: Iterable[Source], asked: Mapping[str, set[str]]) -> list[str]:
    """Packages that a distribution imports without naming them among its dependencies."""
    return [
        source.at(node, f"{source.distribution} does not ask for {module}")
        for source in sources
        for node, module, _ in imported(source)
        if module and not _comes_from(module.split(".")[0], source.distribution, asked[source.distribution])
    ]


def _comes_from(top: str, distribution: str, asked: set[str]) -> bool:
    known = top in sys.stdlib_module_names or top in (distribution, "contracts", "chassis")
    return known or bool(asked & {canonicalize_name(name) for name in _distributions().get(top, [])})


@cache
def _distributions() -> Mapping[str, list[str]]:
    return packages_distributions()
