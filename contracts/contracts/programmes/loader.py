"""Reading a programme file against its shape; the first thing wrong stops with file, line, key and reason.

Deliberately not here: what a programme may say (`shape`), and whether it agrees with itself (`agreement`).
"""

import dataclasses
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from marshmallow import ValidationError, fields, validate

from contracts.fields import faults
from contracts.programmes.agreement import contradictions
from contracts.programmes.kept import SAID_WITH, carried_at, may_be_unsaid, usual
from contracts.programmes.shape import Programme
from contracts.refusals import catalogue
from contracts.rows import rows
from contracts.text import clean
from contracts.yamlfile import FileError, below, members, parse_text, plain

LEAF = ("value", "row", "note")
LONGEST = 500_000  # characters of one programme; the longest there is has a tenth of it


class ProgrammeError(FileError):
    """A programme file is wrong: `file`, `line`, `key` and `reason`."""


@cache
def load(folder: Path | None = None) -> Mapping[str, Programme]:
    """The programmes of this distribution, or of a folder, by code."""
    place: Path | Traversable = folder or files("contracts").joinpath("programmes")
    sources = sorted((file for file in place.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    programmes = [read(file) for file in sources]
    return MappingProxyType({programme.code: programme for programme in programmes})


def read(file: Path | Traversable) -> Programme:
    """The programme in one file."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ProgrammeError(file.name, 1, "", "the file is not in UTF-8") from None
    return read_text(file.name.removesuffix(".yaml"), text)


def read_text(code: str, text: str) -> Programme:
    """The programme with this code in a text that is written as its file is."""
    return _read(code, text, None)


def read_kept(code: str, text: str) -> Programme:
    """The same of a text kept since an earlier release: what it could not say yet is as this release says it."""
    return _read(code, text, load().get(code))


def _read(code: str, text: str, carried: Programme | None) -> Programme:
    file = f"{code}.yaml"
    if len(text) > LONGEST:
        raise ProgrammeError(file, 1, "", f"a programme has at most {LONGEST} characters")
    try:
        return _Reading(file, carried).programme(parse_text(file, text))
    except FileError as wrong:
        raise ProgrammeError(wrong.file, wrong.line, wrong.key, wrong.reason) from None


def text_of(code: str) -> str:
    """The text of a programme of this distribution, as it is read; `KeyError` if there is none."""
    if code not in load():
        raise KeyError(code)
    return clean(files("contracts").joinpath("programmes", f"{code}.yaml").read_text(encoding="utf-8"), lines=True)


def digest_of(text: str) -> str:
    """What a text of a programme is told by: the same for the same text, however its lines end."""
    return sha256(clean(text, lines=True).encode()).hexdigest()


class _Reading:
    """One walk through one file, which remembers the row and the line of every value."""

    def __init__(self, file: str, carried: Programme | None) -> None:
        self.file = file
        self.carried = carried
        self.rows: dict[str, str] = {}
        self.lines: dict[str, int] = {}

    def programme(self, node: Any) -> Programme:
        could_say = SAID_WITH in {key for key, _, _ in members(node, self.file)}
        programme: Programme = self.record(Programme, "", 1, node)
        if programme.code != self.file.removesuffix(".yaml"):
            raise self.fault("code", "the file must be called after the programme's code")
        for path, reason in contradictions(programme, could_say=could_say):
            raise self.fault(path, reason)
        return dataclasses.replace(programme, rows=MappingProxyType(self.rows))

    def record(self, shape: type[Any], path: str, line: int, node: Any) -> Any:
        """A mapping with exactly the keys of the shape."""
        hints = get_type_hints(shape, include_extras=True)
        values = {"rows": self.rows} if hints.pop("rows", None) else {}
        for key, at, value in members(node, self.file, path):
            self.lines[below(path, key)] = at
            if key not in hints:
                raise self.fault(below(path, key), "the key is not known here")
            values[key] = self.member(hints[key], below(path, key), value)
        for missing in sorted(hints.keys() - values.keys()):
            values[missing] = self.left_out(shape, path, missing, line)
        return shape(**values)

    def left_out(self, shape: type[Any], path: str, key: str, line: int) -> Any:
        """What stands for a key an earlier release did not know: this release's own value there, or the usual one.

        A key that may be left unsaid has the usual one in every release.
        """
        place = below(path, key)
        row = self.rows.get(below(path, "name"), "")
        unsaid = may_be_unsaid(shape, key)
        carried = None if unsaid else carried_at(self.carried, place)
        said = carried or usual(shape, key, place, row)
        if said is None or not (unsaid or self.carried):
            raise FileError(self.file, line, place, "the key is missing")
        self.rows |= said[1]
        self.lines |= dict.fromkeys([place, *said[1]], line)
        return said[0]

    def member(self, hint: Any, path: str, node: Any) -> Any:
        if get_origin(hint) is Mapping:
            return MappingProxyType(dict(self.keyed(hint, path, node)))
        if get_origin(hint) is Annotated:
            return self.stated(hint.__metadata__[0], path, node)
        return self.record(hint, path, self.lines[path], node)

    def keyed(self, hint: Any, path: str, node: Any) -> Iterator[tuple[str, Any]]:
        """Values or records by keys of the programme's own choosing."""
        keys, inner = get_args(hint)
        for key, line, value in members(node, self.file, path):
            self.lines[below(path, key)] = line
            self.checked(keys.__metadata__[0], below(path, key), key)
            yield key, self.member(inner, below(path, key), value)

    def stated(self, check: fields.Field[Any], path: str, node: Any) -> Any:
        """A value under its check, with the row it comes from."""
        parts = dict(self.parts(path, node))
        if "row" not in parts:
            raise self.fault(path, "the value has no source row; write row: and the row it comes from")
        if str(parts["row"]) not in rows():
            raise self.fault(f"{path}.row", f"{parts['row']} is no source row")
        if "value" not in parts:
            raise self.fault(path, "there is a row but no value")
        self.rows[path] = parts["row"]
        self.lines[path] = self.lines[f"{path}.value"]
        value = self.checked(check, path, parts["value"])
        return tuple(value) if isinstance(value, list) else value

    def parts(self, path: str, node: Any) -> Iterator[tuple[str, Any]]:
        for key, line, value in members(node, self.file, path):
            self.lines[below(path, key)] = line
            if key not in LEAF:
                raise self.fault(below(path, key), "a value has only value, row and note")
            yield key, plain(value, self.file, below(path, key))

    def checked(self, check: fields.Field[Any], path: str, value: Any) -> Any:
        try:
            return check.deserialize(value)
        except ValidationError as error:
            where, code = next(faults(error))
            raise self.fault(path, _reason(check, where, code)) from None

    def fault(self, path: str, reason: str) -> FileError:
        return FileError(self.file, self.lines[path], path, reason)


def _reason(check: fields.Field[Any], where: str, code: str) -> str:
    """The words for a code, with the choices where there are choices."""
    inner = getattr(check, "inner", check)
    choices = [", ".join(map(str, rule.choices)) for rule in inner.validators if isinstance(rule, validate.OneOf)]
    words = catalogue()[code].en + (f" They are: {choices[0]}." if choices and code == "not_a_choice" else "")
    return f"{where}: {words}" if where else words
