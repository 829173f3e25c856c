"""What has happened is noted within a year, and nothing that is still to come."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.noting import objection
from tests.enrollment.make import TODAY


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (TODAY, None),
        (TODAY + timedelta(days=1), "in_the_future"),
        (date(2025, 3, 2), None),
        (date(2025, 3, 1), "too_long_ago"),
        (date.min, "too_long_ago"),
        (date.max, "in_the_future"),
    ],
)
def test_a_day_lies_within_the_last_year(day: date, code: str | None) -> None:
    refused = objection(day, TODAY, field="on")
    assert (refused.code if refused else None) == code


@given(today=st.dates(date(1900, 1, 1), date(2200, 12, 31)), ago=st.integers(-400, 400))
def test_what_happened_within_365_days_can_be_noted_and_every_no_names_the_field(today: date, ago: int) -> None:
    refused = objection(today - timedelta(days=ago), today, field="on")
    assert refused is None or refused.field == "on"
    assert (refused is None) == (0 <= ago <= 365) or ago == 366
