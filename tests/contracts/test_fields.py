"""What a value may look like, whoever sends it."""

import unicodedata
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from marshmallow import EXCLUDE, ValidationError
from marshmallow import fields as stock

from contracts import fields
from contracts.fields import Strict, faults
from contracts.text import BIDI_OVERRIDES, clean, cpr_shaped

ID = "3f1c8a52-6f0e-4d4b-9a57-0c5d3a1b2e4f"


def code(field: stock.Field[Any], value: Any) -> str | None:
    """The code a field refuses a value with, or None."""
    try:
        field.deserialize(value)
    except ValidationError as error:
        return next(faults(error))[1]
    return None


# Text


@given(st.text(max_size=50))
def test_text_is_kept_in_one_spelling(given_text: str) -> None:
    try:
        kept = fields.text(200).deserialize(given_text)
    except ValidationError:
        return
    assert unicodedata.is_normalized("NFC", kept)
    assert kept == kept.strip() != ""
    assert fields.text(200).deserialize(kept) == kept


def test_the_two_spellings_of_a_danish_letter_are_one() -> None:
    assert fields.text(20).deserialize("A\u030algård") == fields.text(20).deserialize("Ålgård")


@pytest.mark.parametrize(
    "name", ["Åse Ærø", "أمينة", "Оксана", "نیم\u200cفاصله", "👩\u200d👧 familie", "שרה", "O'Brien"]
)
def test_names_of_all_families_are_welcome(name: str) -> None:
    assert code(fields.text(50), name) is None


@pytest.mark.parametrize(
    ("value", "refused"),
    [
        ("a\x00b", "control_character"),
        ("a\nb", "control_character"),
        ("a\x1b[31mb", "control_character"),
        ("a\x7fb", "control_character"),
        ("a\u200bb", "control_character"),
        ("a\ufeffb", "control_character"),
        ("a\u2028b", "control_character"),
        ("a\ufffeb", "control_character"),
        ("a\U000e0041b", "control_character"),
        ("a\ue000b", "control_character"),
        ("a\ud800b", "not_unicode"),
        ("", "required"),
        (" \t ", "required"),
        (None, "required"),
        (7, "wrong_type"),
        (b"bytes", "wrong_type"),
        (["list"], "wrong_type"),
        ("x" * 11, "too_long"),
    ],
)
def test_text_refuses_what_cannot_be_read(value: Any, refused: str) -> None:
    assert code(fields.text(10), value) == refused


@given(st.sampled_from(sorted(BIDI_OVERRIDES)), st.text("abc", max_size=5), st.text("abc", min_size=1, max_size=5))
def test_nothing_turns_the_direction_of_writing(turn: str, before: str, after: str) -> None:
    assert code(fields.text(20), before + turn + after) == "bidi_override"


def test_lines_are_kept_only_where_they_are_asked_for() -> None:
    assert fields.text(20, lines=True).deserialize("en\r\nto\rtre") == "en\nto\ntre"
    assert code(fields.text(20), "en\nto") == "control_character"
    assert code(fields.text(20, lines=True), "a\x00b") == "control_character"


@given(st.text())
def test_cleaning_twice_changes_nothing(value: str) -> None:
    assert clean(clean(value, lines=True), lines=True) == clean(value, lines=True)


# CPR

days = st.sampled_from([*range(1, 32), *range(61, 92)]).map("{:02}".format)
months = st.integers(1, 12).map("{:02}".format)
two = st.integers(0, 99).map("{:02}".format)
four = st.integers(0, 9999).map("{:04}".format)
joints = st.sampled_from(["", "-", " ", " - ", "\u2010", "\u2013", "\u2212", "\u00a0", ".", "/", "\u00ad", "\u200d-"])
noise = st.text("abcæøåÅØ ,:()\u0627\u0416", max_size=8)
zeros = st.sampled_from("0\u0660\u06f0\u0966\u09e6\uff10\U0001d7ce")


@st.composite
def cprs(draw: st.DrawFn) -> str:
    """A CPR-shaped number in some script with some joint inside some text."""
    digits = f"{draw(days)}{draw(months)}{draw(two)}{draw(joints)}{draw(four)}"
    zero = ord(draw(zeros))
    written = "".join(chr(zero + int(digit)) if digit.isascii() and digit.isdigit() else digit for digit in digits)
    return draw(noise) + written + draw(noise)


@given(cprs())
@example("barnet 010203-1234 bor hos far")
@example("01.02.03-1234")
@example("01 02 03-1234")
@example("CPR0102031234nr")
@example("٠١٠٢٠٣-١٢٣٤")
def test_a_cpr_number_is_refused_wherever_it_stands(value: str) -> None:
    assert cpr_shaped(value)
    assert code(fields.text(100), value) == "cpr_not_stored"


@pytest.mark.parametrize(
    ("make", "value"),
    [
        (fields.slug, "a-010203-1234"),
        (fields.email, "010203-1234@example.dk"),
        (lambda: fields.list_of(fields.text(20)), ["ok", "0102031234"]),
    ],
)
def test_a_cpr_number_is_refused_in_every_kind_of_text(make: Any, value: Any) -> None:
    assert code(make(), value) == "cpr_not_stored"


phones = st.integers(20_000_000, 99_999_999).map(str)
written = st.sampled_from(
    ["{0}{1}{2}{3}", "{0} {1} {2} {3}", "{0}-{1}-{2}-{3}", "+45 {0}{1} {2}{3}", "+45{0}{1}{2}{3}"]
)


@given(phones, written, noise)
def test_a_phone_number_is_no_cpr_number(digits: str, form: str, around: str) -> None:
    phone = form.format(digits[:2], digits[2:4], digits[4:6], digits[6:])
    assert not cpr_shaped(f"{around}{phone}{around}")


@pytest.mark.parametrize(
    "value",
    ["320103-1234", "011303-1234", "10203-1234", "0102031-1234", "01020312345", "d. 03.04.25 1830", "2026-03-01", ID],
)
def test_other_numbers_are_no_cpr_numbers(value: str) -> None:
    assert not cpr_shaped(value)


# The other makers


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
        (fields.municipality(), "0621", "0621"),
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
        (fields.list_of(fields.count(), max=1), [1, 2], "too_many"),
        (fields.list_of(fields.count(), min=1), [], "too_few"),
        (fields.list_of(fields.count()), {"a": 1}, "wrong_type"),
        (fields.list_of(fields.count()), "12", "wrong_type"),
    ],
)
def test_a_value_is_refused_by_code(field: stock.Field[Any], value: Any, refused: str) -> None:
    assert code(field, value) == refused


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
    children = fields.nested(Child, many=True, max=2)
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
