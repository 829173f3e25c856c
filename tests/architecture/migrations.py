"""Migrations: numbered without gaps, each after the one before, and expanding only.

While a new release is rolled out the old one still runs on the same database, so a step may add but never take away.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from tests.architecture.sources import Source, called

NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.py")
CONTRACTING = {"drop_column", "drop_table", "drop_constraint", "rename_table", "drop_table_comment"}
ALTERING = {"type_", "new_column_name", "nullable"}
CONTRACTING_SQL = re.compile(
    r"\b(drop|truncate|delete\s+from|rename|alter\s+column\s+\w+\s+(type|set\s+not))\b", re.IGNORECASE
)


def out_of_order(sources: Iterable[Source]) -> list[str]:
    """Gaps, doubles and wrong links in the numbering of each folder of versions."""
    return [finding for folder in _folders(sources).values() for finding in _order(folder)]


def contracting(sources: Iterable[Source]) -> list[str]:
    """Steps that take something away which the release before still uses."""
    return [
        source.at(node, f"{what} takes something away from the release before")
        for source in sources
        if "versions" in source.path.parts
        for node, what in _steps(source)
    ]


def _folders(sources: Iterable[Source]) -> dict[PurePosixPath, list[Source]]:
    folders: dict[PurePosixPath, list[Source]] = {}
    for source in sources:
        if source.path.parent.name == "versions" and source.path.name != "__init__.py":
            folders.setdefault(source.path.parent, []).append(source)
    return folders


def _order(folder: list[Source]) -> Iterator[str]:
    before = None
    for number, source in enumerate(sorted(folder, key=lambda each: each.path.name), 1):
        name = NAME.fullmatch(source.path.name)
        if not name or int(name.group(1)) != number:
            yield f"{source.path}: expected a name that starts with {number:04}_"
        revision, down = _assigned(source, "revision"), _assigned(source, "down_revision")
        if (revision, down) != (f"{number:04}", before):
            yield f"{source.path}: expected revision {number:04} after {before}, not {revision} after {down}"
        before = f"{number:04}"


def _assigned(source: Source, name: str) -> object:
    for node in source.tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return ast.literal_eval(node.value)  # type: ignore[attr-defined]
    return None


def _steps(source: Source) -> Iterator[tuple[ast.AST, str]]:
    for node in source.walk():
        if isinstance(node, ast.FunctionDef) and node.name == "downgrade":
            yield node, "downgrade"
        elif isinstance(node, ast.Call):
            yield from ((node, what) for what in _taken(node))


def _taken(call: ast.Call) -> Iterator[str]:
    name = called(call)
    if name in CONTRACTING:
        yield name
    if name == "alter_column" and not _lengthens(call) and any(_narrows(keyword) for keyword in call.keywords):
        yield name
    if name in ("execute", "text") and any(
        isinstance(argument, ast.Constant) and CONTRACTING_SQL.search(str(argument.value)) for argument in call.args
    ):
        yield "SQL"


def _lengthens(call: ast.Call) -> bool:
    """Whether nothing happens but that a text may be longer, which the release before does not notice."""
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    before, after = (_length(given.get(name)) for name in ("existing_type", "type_"))
    return given.keys() == {"existing_type", "type_"} and 0 < before < after


def _length(type: ast.expr | None) -> int:
    """The length of a `String(…)`; 0 of anything else."""
    if not isinstance(type, ast.Call) or called(type) != "String" or len(type.args) != 1:
        return 0
    return int(getattr(type.args[0], "value", 0))


def _narrows(keyword: ast.keyword) -> bool:
    widens = keyword.arg == "nullable" and isinstance(keyword.value, ast.Constant) and keyword.value.value is True
    return keyword.arg in ALTERING and not widens
