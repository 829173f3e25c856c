"""How a rule says no: one exception, and the catalogue of every code with its words in Danish and English.

Deliberately not here: HTTP. The chassis turns a `Refused` into a problem document.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from marshmallow import ValidationError

from contracts.fields import Strict, count, faults, slug, text, word
from contracts.rows import rows
from contracts.yamlfile import FileError, below, members, parse, plain

# A mapping is words by language, as a programme has them.
Because = str | int | date | Mapping[str, str]
NOTHING: Mapping[str, Because] = MappingProxyType({})


class Refused(Exception):
    """A rule says no; nothing is written.

    `code` stands in the catalogue, `rule` is the source row if it differs from the catalogue's, `field` the field that
    the caller can change, and `because` the facts that fill the catalogue's placeholders.
    """

    def __init__(self, code: str, *, rule: str | None = None, field: str | None = None, **because: Because) -> None:
        super().__init__(code)
        self.code = code
        self.rule = rule
        self.field = field
        self.because = because


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """One entry of the catalogue: its HTTP status, its source row if it has one, why not, and what to do."""

    code: str
    status: int
    row: str | None
    da: str
    en: str
    remedy_da: str
    remedy_en: str

    def text(self, language: str, because: Mapping[str, Because] = NOTHING) -> str:
        """Why not, in `da` or `en`."""
        return _filled(self.da if language == "da" else self.en, language, because)

    def remedy(self, language: str, because: Mapping[str, Because] = NOTHING) -> str:
        """What would change it, in `da` or `en`."""
        return _filled(self.remedy_da if language == "da" else self.remedy_en, language, because)


@cache
def catalogue() -> Mapping[str, Refusal]:
    """Every refusal of every service and field, by code."""
    folder = files("contracts").joinpath("refusals")
    return read(*(file for file in folder.iterdir() if file.name.endswith(".yaml")))


def read(*sources: Path | Traversable) -> Mapping[str, Refusal]:
    """The refusals of some files; a code stands in one of them only."""
    entries: dict[str, Refusal] = {}
    for file in sources:
        for code, line, node in members(parse(file), file.name):
            if code in entries:
                raise FileError(file.name, line, code, "the code stands in another file too")
            entries[code] = _refusal(code, line, plain(node, file.name, code), file.name)
    return MappingProxyType(entries)


class _Entry(Strict):
    status = count(400, 499)
    row = word(rows(), null=True)
    da = text(300)
    en = text(300)
    remedy_da = text(300)
    remedy_en = text(300)


def _refusal(code: str, line: int, entry: Any, file: str) -> Refusal:
    try:
        return Refusal(code=slug().deserialize(code), **_Entry().load(entry))
    except ValidationError as error:
        where, fault = next(faults(error))
        raise FileError(file, line, below(code, where), fault) from None


def _filled(words: str, language: str, because: Mapping[str, Because]) -> str:
    return words.format_map(_Shown({name: _said(fact, language) for name, fact in because.items()}))


def _said(fact: Because, language: str) -> str:
    if isinstance(fact, Mapping):
        return fact[language]
    if not isinstance(fact, date):
        return str(fact)
    return f"{fact.day}.{fact.month}.{fact.year}" if language == "da" else fact.isoformat()


class _Shown(dict[str, str]):
    """A fact that a rule forgot to give costs the reader a word, not the answer."""

    def __missing__(self, name: str) -> str:
        return "…"
