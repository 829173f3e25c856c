"""Whose wish it is."""

from uuid import UUID

import pytest

from enrollment.domain.wishes import objection
from tests.enrollment.make import AMAL, JONAS, SARA, STRANGER, TODAY, family


@pytest.mark.parametrize(
    ("person", "speaker", "coordinator", "code"),
    [
        (AMAL, AMAL, False, None),
        (SARA, SARA, False, None),
        (JONAS, AMAL, False, "not_your_wish"),
        (SARA, AMAL, False, "not_your_wish"),
        (AMAL, SARA, False, "not_your_wish"),
        (SARA, STRANGER, True, None),
        (AMAL, STRANGER, True, "not_your_wish"),
        (STRANGER, STRANGER, False, "not_in_the_family"),
        (STRANGER, STRANGER, True, "not_in_the_family"),
    ],
)
def test_each_says_their_own_wish_and_a_child_may_say_it_to_the_coordinator(
    person: UUID, speaker: UUID, coordinator: bool, code: str | None
) -> None:
    refused = objection(family(), person, TODAY, speaker=speaker, coordinator=coordinator)
    assert (refused.code if refused else None) == code
