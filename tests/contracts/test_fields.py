"""What a value may look like, whoever sends it."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import EXCLUDE, ValidationError
from marshmallow import fields as stock

from contracts import fields
from contracts.fields import Strict, faults
from tests.contracts.make import code_of

ID = "3f1c8a52-6f0e-4d4b-9a57-0c5d3a1b2e4f"


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        (fields.word(["one", "two"]), "two", "two"),
        (fields.slug(), "network_person-2", "network_person-2"),
        (fields.version(), "1.0.12", "1.0.12"),
        (fields.uuid(), ID.upper(), UUID(ID)),
        (fields.day(), "2024-02-29", date(2024, 2, 29)),
        (fields.moment(), "2026-03-01T18:00:00+01:00", datetime(2026, 3, 1, 17, tzinfo=UTC)),
        (fields.moment(), "2026-03-01T17:00:00.123456789Z", datetime(2026, 3, 1, 17, 0, 0, 123456, tzinfo=UTC)),
        (fields.count(0, 3), 3, 3),
        (fields.yes_no(), False, False),
        (fields.email(), "åse.ø+x@børn.example.dk", "åse.ø+x@børn.example.dk"),
        (fields.language(), "ar", "ar"),
        (fields.phone(), "+45 65 15 15 15", "+45 65 15 15 15"),
        (fields.phone(), "65151515", "65151515"),
        (fields.url(), "https://bål.example/små?sted=ø#kort", "https://bål.example/små?sted=ø#kort"),
        (fields.url(), "http://forening.example:8080", "http://forening.example:8080"),
        (fields.postcode(), "0800", "0800"),
        (fields.municipality(), "0621", "0621"),
        (fields.point(), [55, 9.47], (55.0, 9.47)),
        (fields.point(null=True), None, None),
        (fields.list_of(fields.count()), [1, 2], [1, 2]),
        (fields.text(5, null=True), None, None),
    ],
)
def test_a_value_is_read_in_pythons_type(field: stock.Field[Any], value: Any, kept: Any) -> None:
    assert field.deserialize(value) == kept


@pytest.mark.parametrize(
    ("field", "value", "refused"),
    [
        (fields.word(["one"]), "ONE", "not_a_choice"),
        (fields.word(["one"]), ["one"], "wrong_type"),
        (fields.slug(), "Network", "invalid_slug"),
        (fields.slug(), "2nd", "invalid_slug"),
        (fields.slug(), "../etc", "invalid_slug"),
        (fields.slug(), "a" * 65, "too_long"),
        (fields.version(), "1.0", "invalid_version"),
        (fields.version(), "01.0.0", "invalid_version"),
        (fields.uuid(), ID.replace("-", ""), "invalid_uuid"),
        (fields.uuid(), f"{{{ID}}}", "invalid_uuid"),
        (fields.uuid(), f"urn:uuid:{ID}", "invalid_uuid"),
        (fields.uuid(), 1, "invalid_uuid"),
        (fields.phone(), "call", "invalid_phone"),
        (fields.phone(), "12345", "invalid_phone"),
        (fields.phone(), "65-15-15-15", "invalid_phone"),
        (fields.phone(), "0102031234", "cpr_not_stored"),
        (fields.url(), "javascript:alert(1)", "invalid_url"),
        (fields.url(), "https://", "invalid_url"),
        (fields.url(), "https://localhost/x", "invalid_url"),
        (fields.url(), "https://a.example/a b", "invalid_url"),
        (fields.url(), "https://user:secret@a.example", "invalid_url"),
        (fields.url(), "https://a.example/" + "a" * 300, "too_long"),
        (fields.postcode(), "530", "invalid_postcode"),
        (fields.day(), "2026-02-29", "invalid_date"),
        (fields.day(), "20260301", "invalid_date"),
        (fields.day(), "2026-W09-7", "invalid_date"),
        (fields.day(), "٢٠٢٦-٠٣-٠١", "invalid_date"),
        (fields.day(), 20260301, "invalid_date"),
        (fields.moment(), "2026-03-01T17:00:00", "no_time_zone"),
        (fields.moment(), "2026-03-01", "invalid_moment"),
        (fields.moment(), "2026-03-01T25:00:00Z", "invalid_moment"),
        (fields.moment(), "2026-03-01T17:00:60Z", "invalid_moment"),
        (fields.moment(), "2026-03-01T17:00:00+25:00", "invalid_moment"),
        (fields.moment(), "0001-01-01T00:00:00+14:00", "invalid_moment"),
        (fields.moment(), 1772384400, "invalid_moment"),
        (fields.count(1, 3), 0, "too_small"),
        (fields.count(1, 3), 4, "too_large"),
        (fields.count(), "1", "wrong_type"),
        (fields.count(), 1.0, "wrong_type"),
        (fields.count(), True, "wrong_type"),
        (fields.yes_no(), 1, "wrong_type"),
        (fields.yes_no(), "true", "wrong_type"),
        (fields.email(), "anna", "invalid_email"),
        (fields.email(), "anna@example", "invalid_email"),
        (fields.email(), "a@b.dk,c@d.dk", "invalid_email"),
        (fields.email(), "a@b.dk\r\nBcc: c@d.dk", "control_character"),
        (fields.email(), "Anna <a@b.dk>", "invalid_email"),
        (fields.language(), "dansk", "unknown_language"),
        (fields.language(), "xx", "unknown_language"),
        (fields.municipality(), 621, "wrong_type"),
        (fields.municipality(), "621", "unknown_municipality"),
        (fields.municipality(), "0622", "unknown_municipality"),
        (fields.point(), [9.47, 55.49], "outside_denmark"),
        (fields.point(), [59.91, 10.75], "outside_denmark"),
        (fields.point(), [float("nan"), 9.47], "outside_denmark"),
        (fields.point(), [55.49], "wrong_type"),
        (fields.point(), [55.49, 9.47, 0], "wrong_type"),
        (fields.point(), [True, 9.47], "wrong_type"),
        (fields.point(), ["55.49", "9.47"], "wrong_type"),
        (fields.point(), "55.49, 9.47", "wrong_type"),
        (fields.list_of(fields.count(), max=1), [1, 2], "too_many"),
        (fields.list_of(fields.count(), min=1), [], "too_few"),
        (fields.list_of(fields.count()), {"a": 1}, "wrong_type"),
        (fields.list_of(fields.count()), "12", "wrong_type"),
    ],
)
def test_a_value_is_refused_by_code(field: stock.Field[Any], value: Any, refused: str) -> None:
    assert code_of(field, value) == refused


def test_a_long_list_is_refused_before_it_is_read() -> None:
    assert code_of(fields.list_of(fields.uuid(), max=5), [[]] * 100_000) == "too_many"


def test_there_are_98_municipalities_and_183_languages() -> None:
    assert len(fields.municipalities()) == 98
    assert fields.municipalities()["0621"] == "Kolding"
    assert len(fields.languages()) == 183


@given(st.datetimes(timezones=st.timezones()))
def test_a_moment_is_written_as_it_is_read(value: datetime) -> None:
    class Meeting(Strict):
        at = fields.moment()

    try:
        utc = value.astimezone(UTC)
    except OverflowError:
        return
    dumped = Meeting().dump({"at": value})
    assert dumped["at"].endswith("Z")
    assert Meeting().load(dumped)["at"] == utc


# Schemas


class Child(Strict):
    born = fields.day()


class Family(Strict):
    children = fields.nested(Child, many=True, max=3)
    note = fields.text(10, required=False)
    area = fields.slug(default="kolding_one")
    tags = fields.list_of(fields.slug(), default=[])
    left_on = fields.day(null=True)


def test_a_schema_fills_in_what_may_be_left_out() -> None:
    assert Family().load({"children": []}) == {"children": [], "area": "kolding_one", "tags": [], "left_on": None}


def test_a_list_is_never_shared_between_two_loads() -> None:
    family = Family()
    family.load({"children": []})["tags"].append("mine")
    assert family.load({"children": []})["tags"] == []


def test_every_fault_has_a_place_and_a_code() -> None:
    with pytest.raises(ValidationError) as refusal:
        Family().load({"children": [{"born": "x"}, 3, {"born": "2020-01-01", "cpr": 1}], "note": "", "010203": 1})
    assert list(faults(refusal.value)) == [
        ("?", "unknown"),
        ("children.0.born", "invalid_date"),
        ("children.1", "wrong_type"),
        ("children.2.cpr", "unknown"),
        ("note", "required"),
    ]


def test_a_schema_is_as_tolerant_inside_as_outside() -> None:
    loaded = Family(unknown=EXCLUDE).load({"children": [{"born": "2020-01-01", "later": 1}], "later": 1})
    assert loaded["children"] == [{"born": date(2020, 1, 1)}]


def test_a_field_from_elsewhere_is_refused() -> None:
    class Loose(Strict):
        name = stock.String()

    with pytest.raises(TypeError, match=r"Loose\.name is not made by contracts\.fields"):
        Loose()


def test_a_default_of_null_must_be_allowed() -> None:
    with pytest.raises(TypeError, match="say null=True"):
        fields.word(["open"], default=None)
