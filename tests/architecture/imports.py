"""Who may import whom: the table of the design as data, finer than import-linter can say it.

import-linter sees paths through several modules; this sees single names and layers, and refuses whatever is not listed.
"""

import ast
import sys
from collections.abc import Iterable, Iterator

from tests.architecture.sources import SERVICES, Source

# What each layer may import besides the standard library and itself; `.x` is the same service's module x.
SPREADSHEETS = {"python_calamine", "xlsxwriter"}
MAY_IMPORT = {
    "contracts": {"contracts", "marshmallow", "yaml", "apispec"},
    "domain": {
        "contracts.languages",
        "contracts.programmes",
        "contracts.refusals",
        ".domain",
        "dateutil",
        "holidays",
        "orjson",
    },
    "tables": {"chassis.columns", "chassis.tables", ".tables", "sqlalchemy"},
    "queries": {".tables", ".queries", "sqlalchemy"},
    "actions": {
        "contracts",
        "chassis.work",
        ".domain",
        ".tables",
        ".queries",
        ".actions",
        ".page",
        ".calendars",
        "sqlalchemy",
    },
    "printing": {".printing", "babel", "jinja2", "segno", "weasyprint", "yaml"},
    "solving": {"contracts.programmes", ".solving", ".domain", ".tables", "numpy", "scipy", "sqlalchemy"},
    "calendars": {".calendars", ".domain", "icalendar"},
    "page": {"contracts.programmes", ".domain", "jinja2"},
    "schemas": {"contracts", ".domain", ".schemas", "marshmallow"},
    "access": {"contracts"},
    "doors": {"contracts", "chassis", ".queries", ".actions", ".schemas", ".access", ".doors", ".importing"},
    "importing": {
        "contracts",
        "chassis.work",
        ".actions",
        ".schemas",
        ".importing",
        "marshmallow",
        "python_calamine",
        "xlsxwriter",
    },
    "commands": {"contracts", "chassis", ".importing", "typer", "rich"},
    "service": {"contracts", "chassis", ".doors", ".queries", ".actions", ".schemas", ".access"},
    "migrations": {"chassis.columns", "chassis.migrate", ".tables", "alembic", "sqlalchemy"},
    "__init__": set(),
}
# Of these modules a layer may take only these names.
ONLY = {
    ("actions", "sqlalchemy"): {"select"},
    ("actions", "chassis.work"): {"Work"},
    ("importing", "chassis.work"): {"Work"},
    ("importing", "marshmallow"): {"ValidationError"},
}


def forbidden(sources: Iterable[Source]) -> list[str]:
    """Imports that the table does not list."""
    return [finding for source in sources if source.is_product for finding in _of(source)]


def _of(source: Source) -> Iterator[str]:
    for node, module, name in imported(source):
        if not _allowed(source, module):
            module, name = f"{module}.{name}".rstrip("."), ""  # `from matching import tables` takes a module
        narrow = ONLY.get((source.layer, module))
        if not _allowed(source, module):
            yield source.at(node, f"{source.layer} may not import {module}")
        elif narrow is not None and name not in narrow:
            yield source.at(node, f"{source.layer} may take only {', '.join(sorted(narrow))} from {module}")


def imported(source: Source) -> Iterator[tuple[ast.AST, str, str]]:
    """(node, absolute module, name taken from it) of every import."""
    for node in source.walk():
        if isinstance(node, ast.Import):
            yield from ((node, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, _module(source, node), alias.name) for alias in node.names)


def _module(source: Source, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = source.path.parts[2 if source.path.parts[0] == "services" else 1 : -node.level]
    return ".".join([*package, *([node.module] if node.module else [])])


def _allowed(source: Source, module: str) -> bool:
    if module.split(".")[0] in sys.stdlib_module_names:
        return True
    if source.layer == "chassis":
        return module.split(".")[0] not in SERVICES
    return any(_within(module, _named(source, name)) for name in MAY_IMPORT.get(source.layer, {f".{source.layer}"}))


def _named(source: Source, name: str) -> str:
    return f"{source.distribution}{name}" if name.startswith(".") else name


def _within(module: str, allowed: str) -> bool:
    return module == allowed or module.startswith(f"{allowed}.")
