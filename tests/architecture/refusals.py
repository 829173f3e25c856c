"""Refusals: every code that the code says is in the catalogue, and every code of the catalogue is said somewhere."""

import ast
from collections.abc import Iterable

from tests.architecture.sources import Source, called


def unknown(sources: Iterable[Source], codes: Iterable[str]) -> list[str]:
    """`Refused("…")` with a code that has no text."""
    known = set(codes)
    return [
        source.at(node, f"'{code}' is in no catalogue of refusals")
        for source in sources
        for node in source.walk()
        if (code := said(node)) and code not in known
    ]


def unsaid(sources: Iterable[Source], codes: Iterable[str]) -> list[str]:
    """Codes that no source has as a text of its own: a rule that nobody applies any more."""
    texts = {
        node.value
        for source in sources
        for node in source.walk()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return [f"'{code}' is in the catalogue, but nothing says it" for code in sorted(set(codes) - texts)]


def said(node: ast.AST) -> str:
    """The code of a `Refused("code", …)`, or nothing."""
    if called(node) != "Refused" or not isinstance(node, ast.Call) or not node.args:
        return ""
    code = node.args[0]
    return code.value if isinstance(code, ast.Constant) and isinstance(code.value, str) else ""
