"""What only the chassis may touch: the clock, randomness, new ids and the environment of the process.

Everything else is given the moment, the id and the settings, and can therefore be repeated.
"""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.imports import imported
from tests.architecture.sources import Source

MODULES = {"random", "secrets", "time", "subprocess", "socket", "threading", "asyncio", "eventlet"}
NAMES = {("uuid", "uuid1"), ("uuid", "uuid4"), ("os", "environ"), ("os", "getenv"), ("os", "urandom")}
ATTRIBUTES = {
    "now": {"datetime"},
    "utcnow": {"datetime"},
    "today": {"date", "datetime"},
    "uuid1": {"uuid"},
    "uuid4": {"uuid"},
    "environ": {"os"},
    "getenv": {"os"},
    "urandom": {"os"},
}


def impure(sources: Iterable[Source]) -> list[str]:
    """Uses of clock, randomness, ids, environment or processes outside the chassis."""
    guarded = (source for source in sources if source.is_product and source.distribution != "chassis")
    return [finding for source in guarded for finding in (*_imports(source), *_uses(source))]


def _imports(source: Source) -> Iterator[str]:
    for node, module, name in imported(source):
        if module in MODULES or (module, name) in NAMES:
            yield source.at(node, f"{module} {name}".strip() + " belongs to the chassis")


def _uses(source: Source) -> Iterator[str]:
    for node in source.walk():
        if isinstance(node, ast.Attribute) and _owner(node.value) in ATTRIBUTES.get(node.attr, ()):
            yield source.at(node, f"{ast.unparse(node)} belongs to the chassis")


def _owner(node: ast.AST) -> str:
    """`datetime` for both `datetime.now` and `datetime.datetime.now`."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
