"""What the public may see of a count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.suppression import Shown, shown


@pytest.mark.parametrize("count", [1, 4])
def test_a_small_count_is_only_said_to_be_under_the_limit(count: int) -> None:
    assert shown(count, below=5).text("en") == shown(count, below=5).text("da") == "under 5"


@pytest.mark.parametrize("count", [0, 5, 6])
def test_nothing_and_large_counts_are_shown(count: int) -> None:
    assert shown(count, below=5) == Shown(count)


def test_a_limit_of_one_hides_nothing() -> None:
    assert shown(1, below=1) == Shown(1)


def test_large_counts_are_grouped_as_the_language_does() -> None:
    assert shown(12845, below=5).text("da") == "12.845"
    assert shown(12845, below=5).text("en") == "12,845"


@given(st.integers(0, 10_000), st.integers(1, 100))
def test_what_is_hidden_cannot_be_told_apart(count: int, below: int) -> None:
    seen = shown(count, below=below)
    assert seen.count in (None, count)
    assert (seen.count is None) == (1 <= count < below)
    if seen.count is None:
        assert seen == shown(1, below=below)
