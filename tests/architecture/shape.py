"""How files read: their length, the length of functions, docstrings, and names that say nothing."""

import ast
import re
from collections.abc import Iterable, Iterator

from tests.architecture.sources import Source, functions

FILE_LINES = 300
FUNCTION_LINES = 40
EMPTY_NAMES = {"manager", "helper", "helpers", "util", "utils", "base", "abstract", "impl", "dto"}
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def long_files(sources: Iterable[Source]) -> list[str]:
    lengths = [(source, source.text.count("\n")) for source in sources]
    return [f"{source.path}: {lines} lines, at most {FILE_LINES}" for source, lines in lengths if lines > FILE_LINES]


def long_functions(sources: Iterable[Source]) -> list[str]:
    """Functions of the product that are too long; tests may tell a longer story."""
    return [
        source.at(function, f"{function.name} has {lines} lines, at most {FUNCTION_LINES}")
        for source in sources
        if source.is_product
        for function in functions(source)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    ]


def without_docstring(sources: Iterable[Source]) -> list[str]:
    """Modules that do not say what is in them."""
    return [f"{source.path}: no docstring" for source in sources if not ast.get_docstring(source.tree)]


def empty_names(sources: Iterable[Source]) -> list[str]:
    """Modules, classes and functions whose name says what they are made of, not what they mean."""
    return [
        source.at(node, f"'{name}' says nothing about what it means")
        for source in sources
        for node, name in _named(source)
        if EMPTY_NAMES & words(name)
    ]


def _named(source: Source) -> Iterator[tuple[ast.AST, str]]:
    yield source.tree, source.path.stem
    for node in source.walk():
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, node.name


def words(name: str) -> set[str]:
    """The words of an identifier, snake or camel, in lower case."""
    return {word.lower() for word in WORD.findall(name)}
