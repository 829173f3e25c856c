"""What stands for a value in a text that was written before there was such a value.

Deliberately not here: reading the text (`loader`). A file of this release says everything itself but what may be left
unsaid. That asks for nothing, also in a text from before it could be said: a rule holds when it is put in force.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any, TypeAlias

from contracts.programmes.parts.meetings import Course, MeetingKind, Rhythm
from contracts.programmes.shape import Programme

# The shapes of which a file leaves out what it asks nothing for: every key with a usual value.
UNSAID = frozenset({MeetingKind, Rhythm, Course})
# The section that came with them: a text without it could not say it.
SAID_WITH = "activities"

# A value, and the row of each stated value in it by its path.
Said: TypeAlias = tuple[Any, Mapping[str, str]]


def carried_at(programme: Programme | None, path: str) -> Said | None:
    """What a programme says at a place, if it has that place."""
    value: Any = programme
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else getattr(value, step, None)
    rows = programme.rows if programme else {}
    below = {each: row for each, row in rows.items() if f"{each}.".startswith(f"{path}.")}
    return (value, below) if below else None


def usual(shape: type[Any], key: str, path: str, row: str) -> Said | None:
    """The usual value of a key, if it has one; it stands in the row of what it belongs to."""
    value = next(_usual(field) for field in dataclasses.fields(shape) if field.name == key)
    if value is dataclasses.MISSING or not row:
        return None
    if dataclasses.is_dataclass(value):
        return value, {f"{path}.{field.name}": row for field in dataclasses.fields(value)}
    return value, {} if isinstance(value, Mapping) else {path: row}


def may_be_unsaid(shape: type[Any], key: str) -> bool:
    """Whether a file of any release may leave the key out."""
    return shape in UNSAID and usual(shape, key, key, "row") is not None


def _usual(field: dataclasses.Field[Any]) -> Any:
    return field.default if field.default_factory is dataclasses.MISSING else field.default_factory()
