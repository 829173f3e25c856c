"""Which words stand where: the chassis knows no domain word, and Python knows no programme by name."""

import ast
import re
from collections.abc import Collection, Iterable
from functools import cache

from tests.architecture.shape import WORD, words
from tests.architecture.sources import ROOT, Source

# From the glossary. What is common English in code (match, need, wish, offer, area, goal, message, child) cannot
# be guarded; consent and programme are attributes of the envelope, which the chassis carries.
DOMAIN = {
    "attendance", "caseworker", "coordinator", "enrol", "enroll", "enrollment", "evaluator", "families", "family",
    "funder", "guardian", "guardians", "intake", "kommune", "matcher", "meeting", "meetings", "mentor", "municipality",
    "outreach", "postcard", "professional", "referral", "samtykke", "vetting", "volunteer", "volunteers",
}  # fmt: skip
PROMETHEUS = "MetricFamily"  # what its client calls a metric with all its labels
PROGRAMMES = {"kvartervenner", "kerteminde", "familien i fokus", "boligsocialt hus", "områdeplan", "områdeplanen"}


def domain_words(sources: Iterable[Source]) -> list[str]:
    """Domain words in the chassis: in names, texts and comments alike."""
    return [
        f"{source.path}:{number}: '{word}' is a word of the domain"
        for source in sources
        if source.distribution == "chassis"
        for number, line in enumerate(source.text.splitlines(), 1)
        for word in sorted(DOMAIN & {word.lower() for word in WORD.findall(line.replace(PROMETHEUS, ""))})
    ]


def programme_names(sources: Iterable[Source], codes: Iterable[str] = ()) -> list[str]:
    """Names or codes of programmes in Python: a programme is data."""
    names = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted({*PROGRAMMES, *codes})), re.IGNORECASE)
    return [
        f"{source.path}:{number}: '{found.group()}' is a programme, and programmes are data"
        for source in sources
        if source.distribution != "tests"
        for number, line in enumerate(source.text.splitlines(), 1)
        if (found := names.search(line))
    ]


def ill_named(sources: Iterable[Source], avoided: Collection[str]) -> list[str]:
    """Names that hold a word which the glossary tells us not to use, one or several of it; SQL may call itself SQL."""
    forbidden = {*avoided, *(f"{word}s" for word in avoided)}
    return [
        source.at(node, f"'{name}' holds '{word}', see docs/glossary.md")
        for source in sources
        for node in source.walk()
        if (name := _name(node)) and name not in _of_sql(source)
        for word in sorted(forbidden & words(name))
    ]


def programme_codes() -> list[str]:
    """The codes of the programme files that are in the house."""
    return [file.stem for file in (ROOT / "contracts/contracts/programmes").glob("*.yaml")]


@cache
def _of_sql(source: Source) -> frozenset[str]:
    """The names that a file takes from the language of databases, such as CASE."""
    imports = (node for node in source.walk() if isinstance(node, ast.ImportFrom) and node.module == "sqlalchemy")
    return frozenset(alias.name for node in imports for alias in node.names)


def _name(node: ast.AST) -> str:
    """What a definition, a variable, an attribute or an argument is called."""
    called = (getattr(node, attribute, None) for attribute in ("name", "id", "attr", "arg"))
    return next((name for name in called if isinstance(name, str)), "")
