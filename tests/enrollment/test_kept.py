"""What is kept about people: each personal column says how long, for whom, and what it is called; none is for a why."""

from typing import Any

import pytest
from marshmallow import fields
from sqlalchemy import String, Text

from contracts.fields import Strict
from enrollment import schemas
from enrollment.actions.keeping import kept, labels, personal
from enrollment.tables import Tables

FREE_TEXT = 100  # characters; a code of ours is shorter
# Text that says nothing about anybody: of organisations, offers, codes and terms.
OF_NOBODY = {"offers", "organisations", "programmes_in_force", "informations", "facets"}
WHY = {"diagnosis", "reason_why", "note", "notes", "remark", "circumstance", "situation", "situations", "health"}


def test_every_personal_column_has_a_name_in_both_languages_and_every_name_a_column() -> None:
    assert sorted(labels()) == sorted(name for name, _ in personal())
    assert all(set(names) == {"da", "en"} and all(names.values()) for names in labels().values())


@pytest.mark.parametrize(("name", "info"), list(personal()))
def test_every_personal_column_says_how_long_and_for_whom(name: str, info: dict[str, Any]) -> None:
    assert info["retention"]
    assert info["readers"]


def test_all_of_it_stands_in_the_overview() -> None:
    assert [each["what"] for each in kept()] == [name for name, _ in personal()]
    document = schemas.Kept().dump(kept()[0])
    assert set(document) == {"what", "names", "retention", "readers"}


def test_no_table_of_people_has_room_for_free_text_that_is_not_personal() -> None:
    roomy = {
        f"{table.name}.{column.name}"
        for table in Tables.metadata.tables.values()
        if table.name not in OF_NOBODY
        for column in table.columns
        if isinstance(column.type, Text | String) and (getattr(column.type, "length", None) or 10_000) >= FREE_TEXT
    }
    assert roomy <= {name for name, _ in personal()}


@pytest.mark.parametrize("schema", [schemas.NewFamily, schemas.Fit, schemas.AddedMember, schemas.Leaving, schemas.Home])
def test_there_is_no_place_for_a_diagnosis(schema: type[Strict]) -> None:
    names = set(_names(schema()))
    assert not names & WHY
    texts = {name for name in names if name in {"name", "email"}}
    assert {name for name, field in _fields(schema()) if _free(field)} <= texts


def _fields(schema: Any) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, field in schema.load_fields.items():
        inner = field.inner if isinstance(field, fields.List) else field
        found.append((name, inner))
        if isinstance(inner, fields.Nested):
            found += _fields(inner.schema)
    return found


def _names(schema: Any) -> list[str]:
    return [name for name, _ in _fields(schema)]


def _free(field: Any) -> bool:
    """Whether a sentence can be said in it."""
    try:
        return isinstance(field, fields.String) and bool(field.deserialize("Mother is ill and drinks."))
    except Exception:  # noqa: BLE001  # any refusal is what is hoped for
        return False
