"""What a text may hold: every name of every family, but nothing unseen and no CPR number."""

import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from marshmallow import ValidationError

from contracts import fields
from contracts.text import BIDI_OVERRIDES, MOST_MARKS, clean, cpr_shaped
from tests.contracts.make import ID, code_of


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
    assert code_of(fields.text(50), name) is None


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
    assert code_of(fields.text(10), value) == refused


@given(st.sampled_from(sorted(BIDI_OVERRIDES)), st.text("abc", max_size=5), st.text("abc", min_size=1, max_size=5))
def test_nothing_turns_the_direction_of_writing(turn: str, before: str, after: str) -> None:
    assert code_of(fields.text(20), before + turn + after) == "bidi_override"


def test_lines_are_kept_only_where_they_are_asked_for() -> None:
    assert fields.text(20, lines=True).deserialize("en\r\nto\rtre") == "en\nto\ntre"
    assert code_of(fields.text(20), "en\nto") == "control_character"
    assert code_of(fields.text(20, lines=True), "a\x00b") == "control_character"


def test_a_letter_with_a_tower_of_marks_is_refused_at_once() -> None:
    """Normalising this one would take minutes."""
    tower = "\u0301\u0316"
    assert code_of(fields.text(1_000_000), "a" + tower * 200_000) == "too_many_marks"
    assert code_of(fields.slug(), "a" + tower * 200_000) == "too_long"
    assert code_of(fields.text(100), "a" + "\u0301" * MOST_MARKS) is None
    assert code_of(fields.text(100), "Nguy\u1ec5n Th\u1ecb \u0e17\u0e35\u0e48") is None


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
@example("ab010203-1234-4abc-8abc-0123456789ab 010203-1234")
@example("ab010203-1234")
@example("9a101b9f6402472495db3e9290d14aa")
def test_a_cpr_number_is_refused_wherever_it_stands(value: str) -> None:
    assert cpr_shaped(value)
    assert code_of(fields.text(100), value) == "cpr_not_stored"


@pytest.mark.parametrize(
    ("make", "value"),
    [
        (fields.slug, "a-010203-1234"),
        (fields.email, "010203-1234@example.dk"),
        (lambda: fields.list_of(fields.text(20)), ["ok", "0102031234"]),
    ],
)
def test_a_cpr_number_is_refused_in_every_kind_of_text(make: Any, value: Any) -> None:
    assert code_of(make(), value) == "cpr_not_stored"


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
    [
        "320103-1234",
        "011303-1234",
        "10203-1234",
        "0102031-1234",
        "01020312345",
        "d. 03.04.25 1830",
        "2026-03-01",
        str(ID),
        "ab010203-1234-4abc-8abc-0123456789ab",
        "9a101b9f6402472495db3e9290d14aae",
        "9A101B9F6402472495DB3E9290D14AAE@example.dk",
    ],
)
def test_other_numbers_are_no_cpr_numbers(value: str) -> None:
    assert not cpr_shaped(value)
