"""A family is introduced to whom it has given a mandate for, and to nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.introductions import State, Wanted, objection, state
from tests.enrollment.make import TODAY, programme

BODIES = sorted(programme().bodies)


def code(mandated: Any = ("school",), **changes: Any) -> str | None:
    usual: dict[str, Any] = {"body": "school", "topic": "leisure", "on": TODAY}
    wanted = Wanted(**usual | changes)
    refused = objection(programme(), wanted, mandated, TODAY)
    return refused.code if refused else None


@given(st.sampled_from(BODIES), st.sets(st.sampled_from(BODIES)))
def test_exactly_the_bodies_of_live_mandates_are_open(body: str, mandated: set[str]) -> None:
    assert code(mandated, body=body) == (None if body in mandated else "no_mandate")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"body": "police"}, "body_not_known"),
        ({"topic": "weather"}, "no_such_topic"),
        ({"on": TODAY - timedelta(days=1)}, "day_is_over"),
        ({"on": TODAY + timedelta(days=1)}, None),
    ],
)
def test_it_is_to_a_body_and_about_a_topic_of_the_programme_and_not_in_the_past(
    changes: dict[str, Any], expected: str | None
) -> None:
    assert code(**changes) == expected


def test_the_no_names_body_and_row() -> None:
    refused = objection(programme(), Wanted(body="school", topic="leisure", on=TODAY), (), TODAY)
    assert refused is not None
    assert (refused.rule, refused.field) == (programme().row_of("bodies.school"), "body")


def test_what_is_made_cannot_be_unmade() -> None:
    assert state(made=True, withdrawn=True) == State.MADE
    assert state(made=False, withdrawn=True) == State.WITHDRAWN
    assert state(made=False, withdrawn=False) == State.OPEN
