"""Python sources and where in the house they stand: what every guard is given. Nothing is imported or run."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
SERVICES = ("activities", "enrollment", "matching", "notifications", "reporting")
FOLDERS = ("contracts", "chassis", "services", "deploy", "tests")
DERIVED = {"__pycache__", "build", ".venv"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file; `path` starts at the root of the repository."""

    path: PurePosixPath
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def distribution(self) -> str:
        """contracts, chassis, tests, deploy, or the service it belongs to."""
        return self.path.parts[1] if self.path.parts[0] == "services" else self.path.parts[0]

    @property
    def layer(self) -> str:
        """The row of the import table: for a service its own layers, elsewhere the distribution."""
        if self.path.parts[0] != "services":
            return self.distribution
        if self.path.parts[2] == "migrations":
            return "migrations"
        return self.path.parts[3].removesuffix(".py")

    @property
    def is_product(self) -> bool:
        return self.path.parts[0] in ("contracts", "chassis", "services")

    def walk(self) -> Iterator[ast.AST]:
        return ast.walk(self.tree)

    def at(self, node: ast.AST, what: str) -> str:
        """A finding, as an editor understands it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {what}"


def snippet(path: str, text: str) -> list[Source]:
    """A source that exists only for a test."""
    return [Source(PurePosixPath(path), text)]


@cache
def house() -> tuple[Source, ...]:
    """Every Python file of the repository."""
    files = (file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py")))
    return tuple(_read(file) for file in files if not DERIVED & set(file.parts))


def product() -> tuple[Source, ...]:
    """What is installed and runs: contracts, chassis and services."""
    return tuple(source for source in house() if source.is_product)


def functions(source: Source) -> Iterator[Function]:
    return (node for node in source.walk() if isinstance(node, Function))


def called(node: ast.AST) -> str:
    """The last name of what a call calls: `emit` for `work.emit(…)`, or nothing."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _read(file: Path) -> Source:
    return Source(PurePosixPath(file.relative_to(ROOT)), file.read_text(encoding="utf-8"))
