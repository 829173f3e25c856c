"""Manners of the repository: no unfinished business, tests that neither skip nor sleep, no path of one machine."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

from tests.architecture.sources import Source, called

UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
SKIPPING = {"skip", "skipif", "xfail", "importorskip", "skipTest", "skipIf", "skipUnless"}
MACHINE = re.compile(r"(?<![\w.~-])/(work|root|home)/|/tmp/(?!samspil)\w")


def unfinished(files: Mapping[str, str]) -> list[str]:
    """Lines that promise to be finished later; what is left to do is an issue."""
    return _lines(files, UNFINISHED, "unfinished business")


def machine_paths(files: Mapping[str, str]) -> list[str]:
    """Paths that exist on somebody's machine only."""
    return _lines(files, MACHINE, "a path of one machine")


def skipping(sources: Iterable[Source]) -> list[str]:
    """Tests that may decide not to run."""
    return [source.at(node, f"tests do not {name}") for source, node, name in _in_tests(sources) if name in SKIPPING]


def sleeping(sources: Iterable[Source]) -> list[str]:
    """Tests that wait for time instead of an outcome.

    `sleep(0)` lets others run and is fine; so is a slow service that a test plays against, which is no test module.
    """
    return [
        source.at(node, "wait for an outcome with a deadline, not for time")
        for source, node, name in _in_tests(sources)
        if name == "sleep" and source.path.name.startswith(("test_", "conftest")) and not _is_zero(node)
    ]


def _in_tests(sources: Iterable[Source]) -> Iterator[tuple[Source, ast.AST, str]]:
    for source in sources:
        if source.distribution == "tests":
            for node in source.walk():
                if name := called(node) or (node.attr if isinstance(node, ast.Attribute) else ""):
                    yield source, node, name


def _is_zero(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return True  # the name alone; the call around it is looked at by itself
    return not node.args or (isinstance(node.args[0], ast.Constant) and node.args[0].value == 0)


def _lines(files: Mapping[str, str], pattern: re.Pattern[str], what: str) -> list[str]:
    return [
        f"{path}:{number}: {what}: {found.group()}"
        for path, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        if (found := pattern.search(line))
    ]
