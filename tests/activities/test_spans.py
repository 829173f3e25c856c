"""Spans of time, held against a plain model: the set of the minutes in them."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from activities.domain import spans
from activities.domain.spans import Span

START = datetime(2026, 3, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def at(minute: int) -> datetime:
    return START + minute * MINUTE


def span(first: int, last: int) -> Span:
    return at(first), at(last)


SOME = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda each: span(each[0], sum(each))), max_size=8
)


def minutes(some: list[Span]) -> set[datetime]:
    return {at(minute) for minute in range(100) for start, end in some if start <= at(minute) < end}


def is_joined(some: list[Span]) -> bool:
    apart = all(one[1] < next[0] for one, next in pairwise(some))
    return apart and all(start < end for start, end in some)


@given(SOME)
def test_joined_spans_are_the_same_time_and_neither_overlap_nor_touch(some):
    assert minutes(spans.joined(some)) == minutes(some)
    assert is_joined(spans.joined(some))


@given(SOME, SOME)
def test_common_time_is_in_both(some, others):
    found = spans.common(spans.joined(some), spans.joined(others))
    assert minutes(found) == minutes(some) & minutes(others)
    assert all(start < end for start, end in found)


@given(SOME, SOME)
def test_time_without_what_is_taken_is_in_the_one_and_not_in_the_other(some, taken):
    found = spans.without(spans.joined(some), spans.joined(taken))
    assert minutes(found) == minutes(some) - minutes(taken)
    assert is_joined(found)


def test_only_spans_that_are_long_enough_are_left():
    assert spans.at_least([span(0, 5), span(6, 12)], 6 * MINUTE) == [span(6, 12)]
