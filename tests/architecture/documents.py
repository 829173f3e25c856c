"""What is written for people and must be true: links lead somewhere, and what is called by name exists.

Only what stands in code (`like this`, in a fence or indented) is taken by its word; prose may say what it likes.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from tests.architecture.sources import ROOT

FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"(?<=\n\n)(?: {4,}\S.*\n)+")
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
TABLE = re.compile(r"(?:^\|.*\|\n)+", re.MULTILINE)

TARGETS = re.compile(r"\bmake(?: -s)? ([a-z]+(?: [a-z]+)*)")
COMMAND = re.compile(r"^\s*samspil (enrollment [a-z]+ [a-z]+|events [a-z]+|[a-z]+)\b", re.MULTILINE)
MODULE = re.compile(r"python -m ([a-z_.]+)")
EVENT = re.compile(r"\b[a-z_]+\.[a-z_]+\.v[0-9]+\b")
ROUTE = re.compile(r"\b(GET|POST|PUT) (/\S*)")
SETTING = re.compile(r"\bSAMSPIL_([A-Z_]*[A-Z])\b")
PATH = re.compile(r"^(?:contracts|chassis|services|deploy|tests|docs)/[^\s<>*…]*$")
PLACEHOLDER = re.compile(r"\{[^}]*\}|<[^>]*>|…")


@dataclass(frozen=True)
class Document:
    """One Markdown file; `path` starts at the root of the repository."""

    path: PurePosixPath
    text: str

    @cached_property
    def fences(self) -> list[tuple[str, str]]:
        """(language, content) of every fenced block."""
        return [(language, content) for _, language, content in FENCE.findall(self.text)]

    @cached_property
    def prose(self) -> str:
        """Everything outside fenced blocks."""
        return FENCE.sub("", self.text)

    @cached_property
    def inline(self) -> list[str]:
        return INLINE.findall(self.prose)

    @cached_property
    def code(self) -> list[str]:
        """Everything that is meant by its word."""
        return [*(content for _, content in self.fences), *INDENTED.findall(self.prose), *self.inline]

    @cached_property
    def anchors(self) -> set[str]:
        return {_anchor(heading) for heading in HEADING.findall(self.prose)}

    def named(self, pattern: re.Pattern[str]) -> Iterator[str]:
        """What the pattern finds in code."""
        return (found for bit in self.code for found in pattern.findall(bit))

    def tables(self, first: str) -> list[list[list[str]]]:
        """The rows, cell by cell, of each table whose first column is headed `first`."""
        blocks = [[_cells(line) for line in block.splitlines()] for block in TABLE.findall(self.prose)]
        return [rows[2:] for rows in blocks if rows[0][0] == first]

    def table(self, first: str) -> list[list[str]]:
        """The rows of the only such table."""
        (rows,) = self.tables(first)
        return rows


def documents(root: Path = ROOT) -> list[Document]:
    """Every Markdown file for readers of the repository."""
    places = ("*.md", "docs/**/*.md", "contracts/*.md", "deploy/**/*.md", "services/*/*.md")
    files = sorted({file for place in places for file in root.glob(place)})
    return [Document(PurePosixPath(file.relative_to(root)), file.read_text(encoding="utf-8")) for file in files]


def document(path: str) -> Document:
    """One of them."""
    return next(each for each in documents() if str(each.path) == path)


def dead_links(all: Iterable[Document], root: Path = ROOT) -> list[str]:
    """Relative links to a file or a heading that is not there."""
    by_path = {each.path: each for each in all}
    return [
        f"{each.path}: {link} leads nowhere"
        for each in by_path.values()
        for link in LINK.findall(each.prose)
        if "://" not in link and not _resolves(each, link, by_path, root)
    ]


def unknown_targets(all: Iterable[Document], known: Collection[str]) -> list[str]:
    """Targets that the Makefile does not have."""
    return [
        f"{each.path}: there is no make {target}"
        for each in all
        for targets in each.named(TARGETS)
        for target in targets.split()
        if target not in known
    ]


def unknown(all: Iterable[Document], pattern: re.Pattern[str], known: Collection[str]) -> list[str]:
    """Commands or types that are called by a name nobody has heard of."""
    return [f"{each.path}: there is no {name}" for each in all for name in each.named(pattern) if name not in known]


def missing_paths(all: Iterable[Document], root: Path = ROOT) -> list[str]:
    """Files and folders of the repository that are named and not there."""
    return [
        f"{each.path}: there is no {name}"
        for each in all
        for name in each.inline
        if PATH.match(name) and not (root / name).exists()
    ]


def unknown_routes(all: Iterable[Document], known: Collection[tuple[str, str]]) -> list[str]:
    """Addresses of the APIs that no service answers; `known` holds (method, path)."""
    shapes = {(method, shape(path)) for method, path in known}
    return [
        f"{each.path}: nobody answers {method} {path}"
        for each in all
        for bit in each.code
        for method, path in ROUTE.findall(bit)
        if (method, shape(path)) not in shapes
    ]


def unknown_settings(all: Iterable[Document], known: Mapping[str, Collection[str]]) -> list[str]:
    """Environment variables that no service understands; `known` holds the settings of each service."""
    names = {key.upper() for keys in known.values() for key in keys}
    names |= {f"{key}_{service}".upper() for service, keys in known.items() for key in keys}
    return [
        f"{each.path}: no service understands SAMSPIL_{name}"
        for each in all
        for name in each.named(SETTING)
        if name not in names
    ]


def shape(path: str) -> str:
    """A path with its parameters blanked and its query left out."""
    return PLACEHOLDER.sub("{}", path.partition("?")[0])


def _resolves(source: Document, link: str, known: Mapping[PurePosixPath, Document], root: Path) -> bool:
    place, _, anchor = link.partition("#")
    target = (root / source.path.parent / place).resolve() if place else root / source.path
    if not target.exists():
        return False
    return not anchor or anchor in known[PurePosixPath(target.relative_to(root.resolve()))].anchors


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]
