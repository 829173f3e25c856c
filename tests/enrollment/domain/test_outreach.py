"""What can be counted on a round, and until when a count can be taken back."""

from datetime import date, timedelta
from typing import Any

import pytest

from enrollment.domain.outreach import Round, objection, objection_to_taking_back
from tests.enrollment.make import AREA, TODAY, programme
from tests.enrollment.rich import rich

TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


def refusal(terms: Any = None, **changes: Any) -> tuple[str, str | None] | None:
    usual: dict[str, Any] = {"kind": "street", "area": AREA, "on": TODAY}
    round = Round(**usual | changes)
    refused = objection(terms or rich(), round, TODAY)
    return (refused.code, refused.field) if refused else None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"on": YESTERDAY}, None),
        ({"on": TOMORROW}, ("not_yet", "on")),
        ({"on": date.min}, ("too_long_ago", "on")),
        ({"kind": "by_telephone"}, ("unknown_outreach", "kind")),
        ({"area": "elsewhere"}, ("unknown_area", "area")),
    ],
)
def test_a_round_is_of_the_programme_and_has_been(changes: dict[str, Any], expected: tuple[str, str] | None) -> None:
    assert refusal(**changes) == expected


def test_a_programme_without_outreach_counts_none() -> None:
    assert refusal(programme()) == ("route_not_used", "programme")


@pytest.mark.parametrize(
    ("counted_on", "taken_back", "code"),
    [(TODAY, False, None), (TODAY, True, "already_done"), (YESTERDAY, False, "counted_before_today")],
)
def test_a_count_is_taken_back_once_and_the_same_day(counted_on: Any, taken_back: bool, code: str | None) -> None:
    refused = objection_to_taking_back(counted_on=counted_on, taken_back=taken_back, today=TODAY)
    assert (refused.code if refused else None) == code
