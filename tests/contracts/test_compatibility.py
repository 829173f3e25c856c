"""Within a version a schema only gains optional properties; every other change is found, and found once."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.compatibility import breaking
from contracts.events import REGISTER
from contracts.schemas import event_schema

OLD: dict[str, Any] = {
    "type": "object",
    "title": "old",
    "required": ["area", "people"],
    "properties": {
        "area": {"type": "string", "maxLength": 64, "pattern": "^[a-z]+$"},
        "reason": {"type": "string", "enum": ["illness", "weather"], "description": "Why."},
        "on": {"type": ["string", "null"], "format": "date", "default": None},
        "type": {"const": "meeting.held.v1"},
        "came": {"type": "integer", "minimum": 0, "maximum": 10},
        "people": {
            "type": "array",
            "maxItems": 5,
            "items": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}},
        },
    },
}
PROPERTIES = ("properties",)
PEOPLE = ("properties", "people")
PERSON = (*PEOPLE, "items")

BREAKS: dict[str, tuple[tuple[str, ...], dict[str, Any], str, str]] = {
    "a property removed": (PROPERTIES, {"reason": None}, "$.reason", "removed_property"),
    "a required property removed": (PROPERTIES, {"area": None}, "$.area", "removed_property"),
    "a new required property": ((), {"required": ["area", "people", "new"]}, "$.new", "new_required"),
    "an old property required": ((), {"required": ["area", "people", "on"]}, "$.on", "new_required"),
    "a required property optional": ((), {"required": ["people"]}, "$.area", "no_longer_required"),
    "another type": (("properties", "came"), {"type": "string"}, "$.came", "changed_type"),
    "no longer null": (("properties", "on"), {"type": "string"}, "$.on", "changed_type"),
    "null as well": (("properties", "area"), {"type": ["string", "null"]}, "$.area", "changed_type"),
    "a type forgotten": (("properties", "area"), {"type": None}, "$.area", "changed_type"),
    "another format": (("properties", "on"), {"format": "date-time"}, "$.on", "changed_format"),
    "a format more": (("properties", "area"), {"format": "uuid"}, "$.area", "changed_format"),
    "a word removed": (("properties", "reason"), {"enum": ["illness"]}, "$.reason", "removed_word"),
    "a word added": (("properties", "reason"), {"enum": ["illness", "weather", "war"]}, "$.reason", "added_word"),
    "words closed": (("properties", "area"), {"enum": ["one"]}, "$.area", "changed_enum"),
    "words opened": (("properties", "reason"), {"enum": None}, "$.reason", "changed_enum"),
    "another constant": (("properties", "type"), {"const": "meeting.held.v2"}, "$.type", "changed_const"),
    "a lower maximum": (("properties", "came"), {"maximum": 9}, "$.came", "changed_maximum"),
    "a higher maximum": (("properties", "came"), {"maximum": 11}, "$.came", "changed_maximum"),
    "a higher minimum": (("properties", "came"), {"minimum": 1}, "$.came", "changed_minimum"),
    "a shorter text": (("properties", "area"), {"maxLength": 10}, "$.area", "changed_maxLength"),
    "another pattern": (("properties", "area"), {"pattern": "^[a-z0-9]+$"}, "$.area", "changed_pattern"),
    "another default": (("properties", "on"), {"default": "2026-03-01"}, "$.on", "changed_default"),
    "fewer items": (PEOPLE, {"maxItems": 4}, "$.people", "changed_maxItems"),
    "a least number of items": (PEOPLE, {"minItems": 1}, "$.people", "changed_minItems"),
    "items of any kind": (PEOPLE, {"items": None}, "$.people", "changed_items"),
    "items of another type": (PERSON, {"type": "string"}, "$.people[]", "changed_type"),
    "a property of items removed": ((*PERSON, "properties"), {"id": None}, "$.people[].id", "removed_property"),
    "a required property of items": (PERSON, {"required": ["id", "role"]}, "$.people[].role", "new_required"),
    "a closed object": ((), {"additionalProperties": False}, "$", "changed_additionalProperties"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_promise_is_found(name: str) -> None:
    place, changes, path, kind = BREAKS[name]
    found = breaking(OLD, _changed(place, changes))
    assert [(reason.path, reason.kind) for reason in found] == [(path, kind)]
    assert path in str(found[0])
    assert kind in str(found[0])


@pytest.mark.parametrize(
    ("place", "changes"),
    [
        ((), {}),
        ((), {"title": "new", "description": "Better words.", "$id": "urn:new", "examples": [{}]}),
        (("properties", "reason"), {"description": None, "enum": ["weather", "illness"]}),
        (("properties", "on"), {"type": ["null", "string"]}),
        ((), {"required": ["people", "area"]}),
        (PROPERTIES, {"new": {"type": "string"}}),
        (PROPERTIES, {"new": {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}}),
        ((*PERSON, "properties"), {"role": {"enum": ["guardian"]}}),
    ],
)
def test_a_kept_promise_is_let_through(place: tuple[str, ...], changes: dict[str, Any]) -> None:
    assert breaking(OLD, _changed(place, changes)) == []


@given(st.sampled_from(sorted(REGISTER)), st.data())
def test_no_property_can_leave_a_real_schema(type: str, data: st.DataObject) -> None:
    old = event_schema(REGISTER[type])
    new = json.loads(json.dumps(old))
    payload = data.draw(st.sampled_from([new, new["properties"]["data"]]))
    if payload["properties"]:
        name = data.draw(st.sampled_from(sorted(payload["properties"])))
        del payload["properties"][name]
        assert "removed_property" in {reason.kind for reason in breaking(old, new)}


def _changed(place: tuple[str, ...], changes: dict[str, Any]) -> dict[str, Any]:
    """OLD with some keys of one place set, or with None taken away."""
    new = deepcopy(OLD)
    inner = new
    for step in place:
        inner = inner[step]
    for key, value in changes.items():
        inner.pop(key, None)
        if value is not None:
            inner[key] = value
    return new
