"""The strict values behind the makers of `fields`: nothing is coerced, and what is wrong is said as a code.

Deliberately not here: bounds and choices, which the makers add as validators.
"""

import binascii
import re
import uuid as uuids
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeAlias, TypeVar

from marshmallow import RAISE, ValidationError, fields, validate

from contracts.text import clean, objection, overloaded

T = TypeVar("T")
Place: TypeAlias = tuple[float, float]

DECOMPOSED = 3  # how many characters one letter can take up before it is normalised
# South, north, west and east of Denmark in degrees; what lies outside is a slip of the hand.
DENMARK = (54.5, 57.8, 8.0, 15.3)
SHORT = 100  # the length of a text whose pattern already says how long it can be

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})?")
_SEQUENCE = re.compile("(?!0{12})[0-9]{12}")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class Coded(fields.Field[Any]):
    """Says a code where marshmallow would say English, and reads a value in one place."""

    default_error_messages = {
        "required": "required",
        "null": "required",
        "invalid": "wrong_type",
        "type": "wrong_type",
        "invalid_utf8": "not_unicode",
        "too_large": "too_large",
        "invalid_uuid": "invalid_uuid",
        "format": "wrong_type",
        "invalid_awareness": "no_time_zone",
        "validator_failed": "wrong_type",
    }

    def read(self, value: Any) -> Any:
        """The value in Python's type; a `ValidationError` with a code if it is not one."""
        raise NotImplementedError

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:  # noqa: ARG002
        return self.read(value)


class Text(Coded, fields.String):
    """Text under the rules of `contracts.text`. What is far too long is refused before it is looked at."""

    def __init__(self, *, lines: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lines = lines
        longest = (rule.max for rule in self.validators if isinstance(rule, validate.Length) and rule.max)
        self.room = DECOMPOSED * min(longest, default=SHORT)

    def read(self, value: Any) -> str:
        if len(_typed(value, str)) > self.room:
            raise ValidationError("too_long")
        if overloaded(value):
            raise ValidationError("too_many_marks")
        cleaned = clean(value, lines=self.lines)
        if code := objection(cleaned, lines=self.lines):
            raise ValidationError(code)
        return cleaned


class Word(Coded, fields.String):
    """A word from a closed list, compared as it stands."""

    def read(self, value: Any) -> str:
        return _typed(value, str)


class Content(Coded, fields.String):
    """The bytes of a file, written as base64."""

    def __init__(self, *, max: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max = max

    def read(self, value: Any) -> bytes:
        if len(_typed(value, str)) * 3 // 4 > self.max + 2:
            raise ValidationError("too_long")
        try:
            content = b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raise ValidationError("not_base64") from None
        if len(content) > self.max:
            raise ValidationError("too_long")
        return content

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:  # noqa: ARG002
        return None if value is None else b64encode(value).decode("ascii")


class Id(Coded, fields.UUID):
    """A UUID in its one canonical spelling."""

    def read(self, value: Any) -> uuids.UUID:
        if not isinstance(value, str) or not _UUID.fullmatch(value):
            raise ValidationError("invalid_uuid")
        return uuids.UUID(value)


class Day(Coded, fields.Date):
    """A date, never a moment."""

    def read(self, value: Any) -> date:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise ValidationError("invalid_date")
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValidationError("invalid_date") from None


class Moment(Coded, fields.AwareDateTime):
    """An aware moment: UTC inside, `…Z` outside."""

    def read(self, value: Any) -> datetime:
        match = _MOMENT.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            raise ValidationError("invalid_moment")
        if match[2] is None:
            raise ValidationError("no_time_zone")
        try:
            return datetime.fromisoformat(match[0]).astimezone(UTC)
        except (ValueError, OverflowError):
            raise ValidationError("invalid_moment") from None

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:  # noqa: ARG002
        return None if value is None else moment_text(value)


class Count(Coded, fields.Integer):
    """A whole number that was written as one."""

    def read(self, value: Any) -> int:
        if isinstance(value, bool):
            raise ValidationError("wrong_type")
        return _typed(value, int)


class Sequence(Coded, fields.String):
    """A count from 1 that also sorts as text, as the CloudEvents extension `sequence` asks for."""

    def read(self, value: Any) -> int:
        if not isinstance(value, str) or not _SEQUENCE.fullmatch(value):
            raise ValidationError("wrong_type")
        return int(value)

    @staticmethod
    def written(number: int) -> str:
        """The number as it is sent."""
        return f"{number:012d}"


class YesNo(Coded, fields.Boolean):
    """True or false that was written as such."""

    def read(self, value: Any) -> bool:
        return _typed(value, bool)


class Point(Coded):
    """A point on the map of Denmark: its latitude and its longitude, in degrees."""

    def read(self, value: Any) -> Place:
        numbers = _typed(value, list)
        if len(numbers) != len(("latitude", "longitude")) or not all(type(each) in (int, float) for each in numbers):
            raise ValidationError("wrong_type")
        south, north, west, east = DENMARK
        latitude, longitude = numbers
        if not (south <= latitude <= north and west <= longitude <= east):
            raise ValidationError("outside_denmark")
        return float(latitude), float(longitude)


class ListOf(Coded, fields.List[Any]):
    """A JSON array, and nothing else that can be walked."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> list[Any]:
        self._validate(_typed(value, list))  # how many, before what they are: a long list must cost nothing
        return fields.List._deserialize(self, value, attr, data, **kwargs)


class Inner(Coded, fields.Nested):
    """A nested object, as strict or as tolerant about unknown keys as the schema around it."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, partial: Any = None, **kwargs: Any
    ) -> Any:
        self.schema.unknown = getattr(self.root, "unknown", RAISE)
        return fields.Nested._deserialize(self, value, attr, data, partial, **kwargs)


class Known(validate.Validator):
    """Membership in a list too long to be published in a schema."""

    def __init__(self, known: Iterable[str], code: str) -> None:
        self.known = frozenset(known)
        self.code = code

    def __call__(self, value: str) -> str:
        if value not in self.known:
            raise ValidationError(self.code)
        return value


def moment_text(value: datetime) -> str:
    """A moment as it is written on the wire; a naive one is a bug."""
    if value.tzinfo is None:
        raise ValueError("a moment without a zone")
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _typed(value: Any, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise ValidationError("wrong_type")
    return value
