"""What is kept about a family, column by column: what it is called for people, how long, and who may read it."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from contracts.yamlfile import parse, plain
from enrollment.tables import metadata

LABELS = "kept.yaml"


@cache
def kept() -> tuple[Mapping[str, Any], ...]:
    """Every personal column of every table, in the order of the tables."""
    said = labels()
    return tuple({"what": name, "names": said[name], **info} for name, info in personal())


@cache
def labels() -> Mapping[str, Mapping[str, str]]:
    """What each is called in Danish and English."""
    file = files("enrollment").joinpath(LABELS)
    read: Mapping[str, Mapping[str, str]] = plain(parse(file), LABELS)
    return read


def personal() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every personal column as `table.column`, with how long it is kept and who may read it."""
    for table in metadata.tables.values():
        for column in table.columns:
            if column.info.get("personal"):
                yield f"{table.name}.{column.name}", column.info
