"""The code on a postcard."""

from dataclasses import replace
from datetime import date

import pytest

from enrollment.domain.codes import Code, digest, letters, printable, printed, usable
from tests.enrollment.make import TODAY

FRESH = Code(expires_on=TODAY, used=False, revoked=False)


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
