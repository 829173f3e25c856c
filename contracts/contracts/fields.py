"""The field makers of every schema, HTTP and events alike.

A maker gives a marshmallow field that coerces nothing and says what is wrong as a code; the words for the codes are in
`refusals/fields.yaml`. Deliberately not here: the schemas, and rules that need more than one value.
"""

import csv
import uuid as uuids
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, TypedDict, Unpack

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from contracts.values import (
    Coded,
    Content,
    Count,
    Day,
    Id,
    Inner,
    Known,
    ListOf,
    Moment,
    Place,
    Point,
    Text,
    Word,
    YesNo,
)

SLUG = r"^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$"
VERSION = r"^(?:0|[1-9][0-9]{0,5})(?:\.(?:0|[1-9][0-9]{0,5})){2}$"
EMAIL = r"^[^\s@,;:<>()\[\]\"\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}$"
PHONE = r"^(?:\+[1-9][0-9]{0,2} ?)?[0-9](?: ?[0-9]){5,13}$"
CLOCK = r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$"
URL = r"^https?://(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\]*)?$"


class Strict(Schema):
    """A schema that refuses keys it does not know; every schema of the product is one."""

    class Meta:
        unknown = RAISE

    error_messages = {"unknown": "unknown", "type": "wrong_type"}

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """Refuse a field that was not made here, since it would coerce and speak English."""
        if not isinstance(field_obj, Coded):
            raise TypeError(f"{type(self).__name__}.{field_name} is not made by contracts.fields")


class Common(TypedDict, total=False):
    """What every maker takes; a field is required unless it says otherwise, may be null, or has a default."""

    required: bool
    null: bool
    default: Any
    means: str


def text(max: int, *, lines: bool = False, **common: Unpack[Common]) -> fields.Field[str]:
    """Free text of at most `max` characters; `lines` lets it have line breaks."""
    return Text(lines=lines, validate=[_not_blank, _longest(max)], **_arguments(common))


def word(choices: Iterable[str], **common: Unpack[Common]) -> fields.Field[str]:
    """One of a closed list of words."""
    return Word(validate=validate.OneOf(tuple(choices), error="not_a_choice"), **_arguments(common))


def slug(**common: Unpack[Common]) -> fields.Field[str]:
    """A code an organisation chose: `network_person`, `kfum`."""
    return Text(validate=[_longest(64), validate.Regexp(SLUG, error="invalid_slug")], **_arguments(common))


def version(**common: Unpack[Common]) -> fields.Field[str]:
    """A semantic version, `1.0.0`."""
    return Text(validate=validate.Regexp(VERSION, error="invalid_version"), **_arguments(common))


def uuid(**common: Unpack[Common]) -> fields.Field[uuids.UUID]:
    """A pseudonymous id."""
    return Id(**_arguments(common))


def day(**common: Unpack[Common]) -> fields.Field[date]:
    """A calendar day, `2026-03-01`."""
    return Day(**_arguments(common))


def content(max: int, **common: Unpack[Common]) -> fields.Field[Any]:
    """The bytes of a file of at most `max`, written as base64."""
    arguments = _arguments(common)
    arguments["metadata"] = {**arguments.get("metadata", {}), "format": "byte"}
    return Content(max=max, **arguments)


def moment(**common: Unpack[Common]) -> fields.Field[datetime]:
    """A moment with its zone; kept and shown as UTC."""
    return Moment(**_arguments(common))


def clock(**common: Unpack[Common]) -> fields.Field[str]:
    """What a clock on the wall shows, `19:30`."""
    return Text(validate=validate.Regexp(CLOCK, error="invalid_clock"), **_arguments(common))


def count(min: int = 0, max: int = 1_000_000, **common: Unpack[Common]) -> fields.Field[int]:
    """A whole number between `min` and `max`, both included."""
    bounds = [validate.Range(min=min, error="too_small"), validate.Range(max=max, error="too_large")]
    return Count(validate=bounds, **_arguments(common))


def yes_no(**common: Unpack[Common]) -> fields.Field[bool]:
    """True or false, never a word or a number."""
    return YesNo(**_arguments(common))


def email(**common: Unpack[Common]) -> fields.Field[str]:
    """One e-mail address; whether anybody answers there is not asked."""
    return Text(validate=[_longest(254), validate.Regexp(EMAIL, error="invalid_email")], **_arguments(common))


def phone(**common: Unpack[Common]) -> fields.Field[str]:
    """A telephone number, written with digits and spaces, perhaps with the country's code: `+45 65 15 15 15`."""
    return Text(validate=[_longest(20), validate.Regexp(PHONE, error="invalid_phone")], **_arguments(common))


def url(**common: Unpack[Common]) -> fields.Field[str]:
    """An address on the web, as a page may link to it."""
    return Text(validate=[_longest(300), validate.Regexp(URL, error="invalid_url")], **_arguments(common))


def language(**common: Unpack[Common]) -> fields.Field[str]:
    """A language by its two-letter ISO 639-1 code."""
    pattern = validate.Regexp("^[a-z]{2}$", error="unknown_language")
    return Text(validate=[pattern, Known(languages(), "unknown_language")], **_arguments(common))


def municipality(**common: Unpack[Common]) -> fields.Field[str]:
    """A Danish municipality by its four-character code, `0621`."""
    pattern = validate.Regexp("^[0-9]{4}$", error="unknown_municipality")
    return Text(validate=[pattern, Known(municipalities(), "unknown_municipality")], **_arguments(common))


def point(**common: Unpack[Common]) -> fields.Field[Place]:
    """A point on the map of Denmark, `[55.49, 9.47]`: latitude and longitude in degrees."""
    arguments = _arguments(common)
    written = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    return Point(**arguments | {"metadata": {**arguments.get("metadata", {}), **written}})


def postcode(**common: Unpack[Common]) -> fields.Field[str]:
    """A Danish postcode, `5300`."""
    return Text(validate=validate.Regexp("^[0-9]{4}$", error="invalid_postcode"), **_arguments(common))


def cvr(**common: Unpack[Common]) -> fields.Field[str]:
    """An organisation's CVR number, eight digits. # S1-25"""
    return Text(validate=validate.Regexp("^[0-9]{8}$", error="invalid_cvr"), **_arguments(common))


def list_of(
    field: fields.Field[Any], *, max: int = 100, min: int = 0, **common: Unpack[Common]
) -> fields.Field[list[Any]]:
    """A list of `min` to `max` values."""
    sizes = [validate.Length(min=min, error="too_few"), validate.Length(max=max, error="too_many")]
    return ListOf(field, validate=sizes, **_arguments(common))


def nested(schema: type[Schema], *, many: bool = False, max: int = 100, **common: Unpack[Common]) -> fields.Field[Any]:
    """An object with a schema of its own, or with `many` a list of at most `max` of them."""
    return list_of(Inner(schema, required=True), max=max, **common) if many else Inner(schema, **_arguments(common))


def faults(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Every (field, code) of a failed load, such as ("members.0.born", "invalid_date"), in a steady order."""
    return iter(sorted(_flat(error.messages, ())))


@cache
def municipalities() -> Mapping[str, str]:
    """The 98 municipality codes with their names."""
    with files("contracts").joinpath("data/municipalities.csv").open(encoding="utf-8") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines)}


@cache
def municipality_points() -> Mapping[str, Place]:
    """Where the main town of each municipality lies, in degrees and to about a kilometre."""
    with files("contracts").joinpath("data/municipalities.csv").open(encoding="utf-8") as lines:
        return {row["code"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(lines)}


@cache
def languages() -> frozenset[str]:
    """The two-letter language codes of ISO 639-1."""
    return frozenset(files("contracts").joinpath("data/languages.txt").read_text(encoding="utf-8").split())


def _flat(messages: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if not isinstance(messages, Mapping):
        yield from ((".".join(path), code) for code in messages)
        return
    for key, inner in messages.items():
        yield from _flat(inner, path if key == "_schema" else (*path, _shown(key, inner)))


def _shown(key: Any, inner: Any) -> str:
    """The name of a field; of an unknown one only if it is harmless, for it is the caller's text."""
    name = str(key)
    return "?" if inner == ["unknown"] and not (name.isascii() and name.replace("_", "").isalpha()) else name[:64]


def _longest(max: int) -> validate.Length:
    return validate.Length(max=max, error="too_long")


def _not_blank(value: str) -> None:
    if not value:
        raise ValidationError("required")


def _arguments(common: Common) -> dict[str, Any]:
    """Marshmallow's words for ours; what may be null need not be there at all."""
    if common.get("default", "") is None and not common.get("null"):
        raise TypeError("a value that is null by default may be null: say null=True")
    arguments: dict[str, Any] = {"allow_none": common.get("null", False)}
    if "default" in common or common.get("null"):
        default = common.get("default")
        arguments["load_default"] = default.copy if isinstance(default, list) else default
    else:
        arguments["required"] = common.get("required", True)
    if "means" in common:
        arguments["metadata"] = {"description": common["means"]}
    return arguments
