"""What is different between two versions of a programme, value by value.

Deliberately not here: whom the difference concerns (`effects`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.programmes import Programme, Words

LONGEST = 200  # characters of a value that are shown


@dataclass(frozen=True, kw_only=True)
class Change:
    """One value: its place, what it was and becomes (None where it is not said), and the row it comes from."""

    path: str
    was: str | None
    becomes: str | None
    row: str


def changes(was: Programme, becomes: Programme) -> tuple[Change, ...]:
    """Every value that is said otherwise, is new, or is said no more."""
    return tuple(_changes(was, becomes))


def _changes(was: Programme, becomes: Programme) -> Iterator[Change]:
    for path, row in {**was.rows, **becomes.rows}.items():
        old, new = (_value(each, path) if path in each.rows else None for each in (was, becomes))
        if old != new or (path in was.rows) != (path in becomes.rows):
            yield Change(path=path, was=_said(was, path, old), becomes=_said(becomes, path, new), row=row)


def _value(programme: Programme, path: str) -> Any:
    """The value at a dotted path."""
    value: Any = programme
    for step in path.split("."):
        value = value[step] if isinstance(value, Mapping) else getattr(value, step)
    return value


def _said(programme: Programme, path: str, value: Any) -> str | None:
    """The value in short text, or None where the programme does not say it."""
    if path not in programme.rows:
        return None
    text = _short(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _short(value: Any) -> str:
    if isinstance(value, Words):
        return f"{value.da} / {value.en}"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return str(value)
