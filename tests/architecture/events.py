"""Events: one owner each, who alone tells them, and a published schema each."""

import ast
from collections.abc import Iterable, Mapping

from tests.architecture.sources import Source, called

EVERY = "every"
TELLING = ("emit", "pass_on")


def told_by_others(sources: Iterable[Source], owners: Mapping[str, str]) -> list[str]:
    """Events emitted by a service that does not own them, or that the register does not know."""
    return [
        source.at(call, f"{type} is not {source.distribution}'s to tell")
        for source in sources
        if source.path.parts[0] == "services"
        for call, type in emitted(source)
        if owners.get(type) not in (source.distribution, EVERY)
    ]


def told(sources: Iterable[Source]) -> set[tuple[str, str]]:
    """Every (service, event type) that is written out in an `emit(…)` or a `pass_on(…)`."""
    return {
        (source.distribution, type)
        for source in sources
        if source.path.parts[0] == "services"
        for _, type in emitted(source)
    }


def without_schema(types: Iterable[str], schemas: Iterable[str]) -> list[str]:
    """Event types whose golden schema is missing, and golden schemas of no event type."""
    missing = [f"{type}: no golden schema" for type in sorted(set(types) - set(schemas))]
    return missing + [f"{schema}: a golden schema of no event" for schema in sorted(set(schemas) - set(types))]


def emitted(source: Source) -> list[tuple[ast.Call, str]]:
    """Every call that tells, with the type; one that is not written out cannot be checked and is shown as code."""
    calls = [node for node in source.walk() if isinstance(node, ast.Call) and called(node) in TELLING and node.args]
    return [(call, type) for call in calls for type in _types(call.args[0])]


def _types(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return _types(node.body) + _types(node.orelse)
    return [str(node.value) if isinstance(node, ast.Constant) else ast.unparse(node)]
