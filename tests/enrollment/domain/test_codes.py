"""The code on a postcard."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.codes import Code, at_least, digest, letters, printable, printed, standing, usable
from tests.enrollment.make import TODAY

FRESH = Code(expires_on=TODAY, used=False, revoked=False)
days = st.dates(date(2025, 1, 1), date(2027, 1, 1))
codes = st.builds(Code, expires_on=days, used=st.booleans(), revoked=st.booleans())


@pytest.mark.parametrize("typed", ["ABCD-EFGH-JKLM", "abcdefghjklm", " abcd efgh jklm ", "ABCD–EFGH–JKLM"])
def test_a_code_is_the_same_however_it_is_typed(typed: str) -> None:
    assert digest(typed) == digest("ABCDEFGHJKLM")


def test_a_code_is_printed_in_groups_that_can_be_read_aloud() -> None:
    assert printed("ABCDEFGHJKLM") == "ABCD-EFGH-JKLM"


def test_the_digest_does_not_hold_the_code() -> None:
    assert len(digest("ABCDEFGHJKLM")) == 64
    assert "ABCD" not in digest("ABCDEFGHJKLM").upper()


@pytest.mark.parametrize(
    ("code", "works"),
    [
        (FRESH, True),
        (replace(FRESH, expires_on=date(2026, 3, 1)), False),
        (replace(FRESH, used=True), False),
        (replace(FRESH, revoked=True), False),
    ],
)
def test_a_code_works_once_until_its_last_day_unless_it_is_revoked(code: Code, works: bool) -> None:
    assert usable(code, TODAY) is works


@pytest.mark.parametrize(
    ("code", "may"),
    [
        (FRESH, True),
        (replace(FRESH, used=True), True),
        (replace(FRESH, expires_on=date(2026, 3, 1)), False),
        (replace(FRESH, revoked=True), False),
    ],
)
def test_whether_a_code_may_be_printed_says_nothing_of_its_use(code: Code, may: bool) -> None:
    assert printable(code, TODAY) is may


def test_a_code_is_printed_as_it_was_given_however_it_is_typed() -> None:
    assert printed(letters(" abcd efgh–jklm ")) == "ABCD-EFGH-JKLM"


@given(codes, days)
def test_who_handed_a_code_out_does_not_learn_whether_it_was_used(code: Code, on: date) -> None:
    assert standing(replace(code, used=True), on) == standing(replace(code, used=False), on)


@pytest.mark.parametrize(("used", "told"), [(0, 0), (1, 0), (4, 0), (5, 5), (9, 5), (10, 10)])
def test_uses_are_told_in_steps_that_point_at_nobody(used: int, told: int) -> None:
    assert at_least(used) == told


def test_where_nothing_was_handed_over_no_code_stands() -> None:
    assert standing(None, TODAY) == "none"
