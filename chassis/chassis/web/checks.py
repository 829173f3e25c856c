"""From raw values to checked ones: schemas for bodies and queries, page and cursor. What is wrong is said by code.

A place names only what our own schema names: a key that the caller made up is never repeated.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from marshmallow import Schema, ValidationError, fields

from chassis.web.problems import FieldError, Problem
from chassis.web.request import Page
from contracts.fields import Strict

MAX_PARAMETERS = 50
DEFAULT_LIMIT = 50
MAX_LIMIT = 200
CURSOR_EDITION = b"\x01"
WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)
LIMIT = re.compile(r"[1-9][0-9]{0,2}", re.ASCII)
CURSOR = re.compile(r"[A-Za-z0-9_-]{23}")
TRUTH = {"true": True, "false": False}


class Nothing(Strict):
    """What a route without a schema takes."""


@dataclass(frozen=True)
class Check:
    """A schema made ready for loading, with the names it may mention."""

    schema: Schema
    names: frozenset[str]

    def load(self, given: object) -> dict[str, Any]:
        """The checked values.

        Raises:
            Problem: `invalid`, with every field that is wrong.
        """
        if not isinstance(given, dict):
            raise Problem("invalid", errors=[FieldError("", "not_an_object")])
        try:
            loaded: dict[str, Any] = self.schema.load(given)
        except ValidationError as wrong:
            raise Problem("invalid", errors=self._errors(wrong)) from None
        return loaded

    def load_query(self, given: Mapping[str, list[str]]) -> dict[str, Any]:
        """The checked values of a query string, whose every value arrives as text."""
        return self.load({name: self._typed(name, texts) for name, texts in given.items()})

    def _typed(self, name: str, texts: list[str]) -> Any:
        field = self.schema.load_fields.get(name)
        if isinstance(field, fields.List):
            return [_typed(field.inner, text) for text in texts]
        if len(texts) > 1:
            raise Problem("invalid", errors=[FieldError(name if field else "", "given_twice")])
        return _typed(field, texts[0])

    def _errors(self, wrong: ValidationError) -> list[FieldError]:
        found = sorted(set(_flatten(wrong.messages, (), self.names)))
        known = tuple(sorted(self.schema.load_fields))
        return [FieldError(place, code, known if code == "unknown" and not place else ()) for place, code in found]


@cache
def check(schema: type[Schema] | None) -> Check:
    """The check for a schema class, made once; no schema means that nothing may be given."""
    ready = (schema or Nothing)()
    return Check(ready, frozenset(_names(ready)))


def query(text: str) -> dict[str, list[str]]:
    """The parameters of a query string, each with all its values."""
    try:
        pairs = parse_qsl(
            text, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=MAX_PARAMETERS
        )
    except ValueError:
        raise Problem("query_malformed") from None
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def page(given: dict[str, list[str]]) -> Page:
    """Take `limit` and `after` out of the query of a paged route."""
    limits, cursors = given.pop("limit", [str(DEFAULT_LIMIT)]), given.pop("after", [])
    if len(limits) > 1 or not LIMIT.fullmatch(limits[0]) or int(limits[0]) > MAX_LIMIT:
        raise Problem("invalid", errors=[FieldError("limit", "limit_invalid")])
    if len(cursors) > 1:
        raise Problem("invalid", errors=[FieldError("after", "given_twice")])
    others = tuple((name, value) for name, values in given.items() for value in values)
    return Page(limit=int(limits[0]), after=_read_cursor(cursors[0]) if cursors else None, others=others)


def cursor(after: UUID) -> str:
    """The opaque mark of the row after which the next page begins."""
    return urlsafe_b64encode(CURSOR_EDITION + after.bytes).rstrip(b"=").decode()


def _read_cursor(text: str) -> UUID:
    raw = urlsafe_b64decode(text + "=") if CURSOR.fullmatch(text) else b""
    if raw[:1] != CURSOR_EDITION or cursor(UUID(bytes=raw[1:])) != text:
        raise Problem("invalid", errors=[FieldError("after", "cursor_invalid")])
    return UUID(bytes=raw[1:])


def _typed(field: fields.Field[Any] | None, text: str) -> Any:
    if isinstance(field, fields.Integer) and WHOLE.fullmatch(text):
        return int(text)
    if isinstance(field, fields.Boolean):
        return TRUTH.get(text, text)
    return text


def _flatten(messages: Any, place: tuple[str, ...], names: frozenset[str]) -> Iterator[tuple[str, str]]:
    if isinstance(messages, dict):
        for key, inner in messages.items():
            ours = isinstance(key, int) or key in names
            yield from _flatten(inner, (*place, str(key)) if ours else place, names)
    else:
        for code in messages if isinstance(messages, list) else [messages]:
            yield "".join(f"/{part}" for part in place), str(code)


def _names(schema: Schema) -> Iterator[str]:
    for name, field in schema.load_fields.items():
        yield field.data_key or name
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            yield from _names(inner.schema)
