"""Whether a new schema of an event keeps the promise of the old one, to those who send it and those who receive it.

Partners upgrade when they like, and old events are replayed to new consumers. So within one version the only change is
an optional property more, or better words about a property. Everything else is a new version of the type.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]

WORDS_ABOUT = frozenset({"$id", "$schema", "$comment", "title", "description", "examples"})
STRUCTURE = frozenset({"properties", "required", "items", "enum"})
KINDS = {"type": "changed_type", "format": "changed_format"}


@dataclass(frozen=True)
class Break:
    """One broken promise: where, of what kind, and what stood there before and now."""

    path: str
    kind: str
    was: Any = None
    now: Any = None

    def __str__(self) -> str:
        return f"{self.path}: {self.kind} (was {self.was!r}, is {self.now!r})"


def breaking(old_schema: Schema, new_schema: Schema) -> list[Break]:
    """Every way in which the new JSON Schema breaks the old one; empty if both sides can upgrade in any order."""
    return list(_breaks(old_schema, new_schema, "$"))


def _breaks(old: Schema, new: Schema, path: str) -> Iterator[Break]:
    yield from _rules(old, new, path)
    yield from _words(old.get("enum"), new.get("enum"), path)
    yield from _properties(old, new, path)
    yield from _required(old, new, path)
    if isinstance(old.get("items"), Mapping) and isinstance(new.get("items"), Mapping):
        yield from _breaks(old["items"], new["items"], f"{path}[]")
    elif old.get("items") != new.get("items"):
        yield Break(path, "changed_items", old.get("items"), new.get("items"))


def _rules(old: Schema, new: Schema, path: str) -> Iterator[Break]:
    """A bound that got tighter refuses what was sent before; one that got looser lets through what nobody expects."""
    for keyword in sorted((old.keys() | new.keys()) - WORDS_ABOUT - STRUCTURE):
        was, now = old.get(keyword), new.get(keyword)
        if _unordered(was) != _unordered(now):
            yield Break(path, KINDS.get(keyword, f"changed_{keyword}"), was, now)


def _words(old: list[Any] | None, new: list[Any] | None, path: str) -> Iterator[Break]:
    if old is None or new is None:
        if old is not new:
            yield Break(path, "changed_enum", old, new)
        return
    yield from (Break(path, "removed_word", was=word) for word in old if word not in new)
    yield from (Break(path, "added_word", now=word) for word in new if word not in old)


def _properties(old: Schema, new: Schema, path: str) -> Iterator[Break]:
    before, after = old.get("properties", {}), new.get("properties", {})
    for name in before:
        if name in after:
            yield from _breaks(before[name], after[name], f"{path}.{name}")
        else:
            yield Break(f"{path}.{name}", "removed_property", was=before[name])


def _required(old: Schema, new: Schema, path: str) -> Iterator[Break]:
    before, after = set(old.get("required", ())), set(new.get("required", ()))
    yield from (Break(f"{path}.{name}", "new_required") for name in sorted(after - before))
    kept = before & new.get("properties", {}).keys()
    yield from (Break(f"{path}.{name}", "no_longer_required") for name in sorted(kept - after))


def _unordered(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) and all(isinstance(item, str) for item in value) else value
