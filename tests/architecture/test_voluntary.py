"""Voluntary help carries no decision of an authority and puts no label on anybody: no field or column is called so.

# S0-10, S0-25, S1-03, S1-16
"""

from importlib import import_module

import pytest
from marshmallow import Schema, fields

from tests.architecture.shape import words
from tests.architecture.sources import SERVICES

# Words for what only an authority does, and for what would turn somebody into a case.
NEVER = {
    "abuse", "authority", "case", "cases", "decision", "decisions", "deficit", "diagnosis", "disorder", "grant",
    "granted", "illness", "measure", "problem", "problems", "risk", "ruling", "sanction", "sanctions", "sentence",
    "severity", "verdict",
}  # fmt: skip
# Words of the product's own that only sound like them: a consent is granted, and somebody may have done it.
FINE = {"granted_on", "granted_at", "granted_by"}


def named(service: str) -> set[str]:
    """Every field of a service's schemas and every column of its tables."""
    schemas = import_module(f"{service}.schemas")
    shapes = [each for each in vars(schemas).values() if isinstance(each, type) and issubclass(each, Schema)]
    names = {name for shape in shapes for name in _fields(shape())}
    tables = import_module(f"{service}.tables").metadata.tables.values()
    return names | {column.name for table in tables for column in table.columns}


def _fields(shape: Schema) -> set[str]:
    found = set(shape.fields)
    for each in shape.fields.values():
        inner = each.inner if isinstance(each, fields.List) else each
        if isinstance(inner, fields.Nested):
            found |= _fields(inner.schema)
    return found


def labels(names: set[str]) -> list[str]:
    return sorted(name for name in names - FINE if NEVER & words(name))


@pytest.mark.parametrize("service", ["enrollment"])
def test_no_field_or_column_is_for_a_decision_or_a_label(service: str) -> None:
    assert service in SERVICES
    names = named(service)
    assert {"title", "strengths", "what_helps", "child_says", "seen_by"} <= names
    assert labels(names) == []


@pytest.mark.parametrize("name", ["decision_on", "case_number", "risk", "problem_kind", "diagnosis"])
def test_a_field_for_a_decision_or_a_label_is_found(name: str) -> None:
    assert labels({name, "title"}) == [name]
