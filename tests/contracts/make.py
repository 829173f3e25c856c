"""Builders that name only what a test cares about: the least valid event of any type."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from marshmallow import ValidationError, fields
from marshmallow.validate import Regexp

from contracts import values
from contracts.envelope import Event, check, encode
from contracts.events import EVERY, REGISTER
from contracts.fields import EMAIL, SLUG, VERSION, Strict, faults

ID = UUID("3f1c8a52-6f0e-4d4b-9a57-0c5d3a1b2e4f")
MOMENT = datetime(2026, 3, 1, 17, 0, tzinfo=UTC)
PATTERNED = {
    SLUG: "some_word",
    VERSION: "1.0.0",
    EMAIL: "anna@example.dk",
    "^[a-z]{2}$": "da",
    "^[0-9]{4}$": "0621",
}
PLAIN = {
    values.Id: str(ID),
    values.Day: "2026-03-01",
    values.Moment: "2026-03-01T17:00:00Z",
    values.Count: 1,
    values.YesNo: True,
}


def an_event(type: str = "family.joined.v1", **changes: Any) -> Event:
    """A checked event, with what a test changes."""
    return check(unchecked(type, **changes))


def unchecked(type: str = "family.joined.v1", **changes: Any) -> Event:
    """An event as a service might try to tell it."""
    kind = REGISTER[type]
    given: dict[str, Any] = {
        "id": ID,
        "source": f"/kfum/{'reporting' if kind.owner == EVERY else kind.owner}",
        "type": type,
        "subject": ID,
        "time": MOMENT,
        "data": example(kind.sent),
        "correlationid": ID,
        "sequence": 1,
        "dataclassification": kind.classification,
    }
    return Event(**(given | changes))


def a_document(type: str = "family.joined.v1") -> dict[str, Any]:
    """The JSON of an event, to be spoilt."""
    document: dict[str, Any] = json.loads(encode(an_event(type)))
    return document


def as_bytes(document: Any) -> bytes:
    """A document as it would arrive."""
    return json.dumps(document).encode()


def without(document: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The document less one attribute."""
    return {key: value for key, value in document.items() if key != name}


def code_of(field: fields.Field[Any], value: Any) -> str | None:
    """The code a field refuses a value with, or None."""
    try:
        field.deserialize(value)
    except ValidationError as error:
        return next(faults(error))[1]
    return None


def example(schema: Strict) -> dict[str, Any]:
    """The least JSON the schema accepts."""
    return {name: _value(field) for name, field in schema.fields.items()}


def _value(field: fields.Field[Any]) -> Any:
    if isinstance(field, values.Inner):
        return example(field.schema)  # type: ignore[arg-type]
    if isinstance(field, values.ListOf):
        return [_value(field.inner)]
    if isinstance(field, values.Word):
        return next(iter(field.validators[0].choices))  # type: ignore[attr-defined]
    if isinstance(field, values.Text):
        return next(PATTERNED[str(rule.regex.pattern)] for rule in field.validators if isinstance(rule, Regexp))
    return PLAIN[type(field)]
