"""YAML read strictly: every complaint names file, line and key, and a key stands only once.

Deliberately not here: what a file should say. Anchors, aliases and tags are refused: a value stands where it is read.
"""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml
from yaml.events import Event
from yaml.nodes import MappingNode, Node, SequenceNode

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TAGS = "tag:yaml.org,2002:"
NOT_YAML = "the file is not YAML in UTF-8"
DEEPEST = 32  # the parser takes minutes over a text that is nothing but brackets


class FileError(Exception):
    """Something in a file is wrong: `file`, `line` (from 1), `key` (dotted path) and `reason` in words."""

    def __init__(self, file: str, line: int, key: str, reason: str) -> None:
        super().__init__(": ".join(part for part in (f"{file}:{line}", key, reason) if part))
        self.file = file
        self.line = line
        self.key = key
        self.reason = reason


def parse(file: Path | Traversable) -> MappingNode:
    """The tree of the one document in the file, a mapping."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise FileError(file.name, 1, "", NOT_YAML) from None
    return parse_text(file.name, text)


def parse_text(file: str, text: str) -> MappingNode:
    """The same for a text that stands in no file; `file` is what complaints call it."""
    try:
        _refuse_shortcuts(text, file)
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise FileError(file, mark.line + 1 if mark else 1, "", str(error.problem)) from None
    except (yaml.YAMLError, UnicodeEncodeError, RecursionError):
        raise FileError(file, 1, "", NOT_YAML) from None
    if not isinstance(node, MappingNode):
        raise FileError(file, 1, "", "the file must hold keys with values")
    return node


def members(node: Node, file: str, path: str = "") -> Iterator[tuple[str, int, Node]]:
    """Every key of a mapping with its line and value; refuses a key that is no text or stands twice."""
    if not isinstance(node, MappingNode):
        raise FileError(file, line_of(node), path, "here must stand keys with values")
    seen: dict[str, int] = {}
    for key, value in node.value:
        if key.tag != f"{TAGS}str":
            raise FileError(file, line_of(key), path, "a key must be text")
        if key.value in seen:
            reason = f"the key stands twice, first on line {seen[key.value]}"
            raise FileError(file, line_of(key), below(path, key.value), reason)
        seen[key.value] = line_of(key)
        yield key.value, seen[key.value], value


def plain(node: Node, file: str, path: str = "") -> Any:
    """The node as Python values; a date stays text."""
    if isinstance(node, MappingNode):
        return {key: plain(value, file, below(path, key)) for key, _, value in members(node, file, path)}
    if isinstance(node, SequenceNode):
        return [plain(item, file, f"{path}.{index}") for index, item in enumerate(node.value)]
    if node.tag.removeprefix(TAGS) in ("null", "bool", "int", "float"):
        return yaml.constructor.SafeConstructor().construct_object(node)
    return node.value


def line_of(node: Node | Event) -> int:
    """The line a node starts on, counted from 1."""
    return node.start_mark.line + 1 if node.start_mark else 1


def below(path: str, key: str) -> str:
    """The dotted path one step further down."""
    return ".".join(step for step in (path, key) if step)


def _refuse_shortcuts(text: str, file: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise FileError(file, line_of(event), "", f"nothing stands more than {DEEPEST} levels deep here")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise FileError(file, line_of(event), "", "anchors, aliases and tags are not used here")
