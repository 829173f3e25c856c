"""JSON read strictly: what two readers could understand differently is refused, and what was refused is never repeated.

Deliberately not here: what the JSON should hold.
"""

import json
import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NoReturn
from uuid import UUID

from contracts.values import moment_text

LIMIT = 256 * 1024
LONGEST_INTEGER = 19
CODES = ("too_large", "not_utf8", "not_json", "not_unicode", "too_deep", "duplicate_key", "number_out_of_range")


class NotJson(Exception):
    """The bytes are no JSON we accept; `code` is one of `CODES`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def loads(body: bytes, *, limit: int = LIMIT) -> Any:
    """The value in at most `limit` bytes of UTF-8 JSON."""
    if len(body) > limit:
        raise NotJson("too_large")
    try:
        return _read(body)
    except RecursionError:
        code = "too_deep"
    except UnicodeDecodeError:
        code = "not_utf8"
    except UnicodeEncodeError:
        code = "not_unicode"
    except ValueError:
        code = "not_json"
    raise NotJson(code)  # outside, for the errors above hold the bytes


def dumps(value: Any) -> bytes:
    """Compact UTF-8 JSON; ids, dates and moments are written as the field makers read them."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_written).encode()


def _read(body: bytes) -> Any:
    value = _DECODER.decode(body.decode("utf-8"))
    if b"\\u" in body:  # only an escape can bring in a lone surrogate
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    return value


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no agreed JSON form")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotJson("duplicate_key")
    return members


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_INTEGER:
        raise NotJson("number_out_of_range")
    return int(digits)


def _decimal(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise NotJson("number_out_of_range")
    return number


def _no_constant(_name: str) -> NoReturn:
    raise NotJson("not_json")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_int=_integer, parse_float=_decimal, parse_constant=_no_constant
)
