"""How long one waits, and a track that opens, is announced and pauses without flapping."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from contracts.programmes.parts.support import Supply
from enrollment.domain.supply import (
    EASED_PERCENT,
    FEWEST_SHOWN,
    WINDOW_DAYS,
    Queue,
    State,
    expected_days,
    state,
    weeks,
    weeks_at_least,
)

LIMITS = Supply(announce_over_days=60, pause_over_days=180)
ORDER = [State.OPEN, State.ANNOUNCED, State.PAUSED]
COUNTS = some.integers(0, 10_000)
LIMIT = some.builds(
    lambda announce, more: Supply(announce_over_days=announce, pause_over_days=announce + more),
    some.integers(1, 400),
    some.integers(0, 400),
)
STATES = some.sampled_from(State)


@pytest.mark.parametrize(
    ("waiting", "longest", "matched", "expected"),
    [
        (10, 30, 90, 10),
        (10, 30, 30, 30),
        (10, 30, 7, 129),
        (0, None, 30, 0),
        (3, 45, 0, 45),
        (0, None, 0, None),
    ],
)
def test_one_waits_as_long_as_it_takes_to_meet_those_ahead(
    waiting: int, longest: int | None, matched: int, expected: int | None
) -> None:
    assert expected_days(Queue(waiting=waiting, longest_days=longest, matched=matched)) == expected


@given(waiting=COUNTS, matched=some.integers(1, 10_000))
def test_the_waiting_times_the_rate_is_the_number_that_waits(waiting: int, matched: int) -> None:
    days = expected_days(Queue(waiting=waiting, matched=matched)) or 0
    assert 0 <= days * matched - waiting * WINDOW_DAYS < matched  # Little's law, rounded up to whole days


@given(waiting=COUNTS, matched=some.integers(1, 1000), more=COUNTS)
def test_more_who_wait_never_shorten_it_and_more_matches_never_lengthen_it(
    waiting: int, matched: int, more: int
) -> None:
    days = expected_days(Queue(waiting=waiting, matched=matched)) or 0
    assert (expected_days(Queue(waiting=waiting + more, matched=matched)) or 0) >= days
    assert (expected_days(Queue(waiting=waiting, matched=matched + more)) or 0) <= days


@pytest.mark.parametrize(
    ("before", "days", "after"),
    [
        (State.OPEN, None, State.OPEN),
        (State.OPEN, 60, State.OPEN),
        (State.OPEN, 61, State.ANNOUNCED),
        (State.OPEN, 180, State.ANNOUNCED),
        (State.OPEN, 181, State.PAUSED),
        (State.PAUSED, 145, State.PAUSED),
        (State.PAUSED, 144, State.ANNOUNCED),
        (State.PAUSED, 49, State.ANNOUNCED),
        (State.PAUSED, 48, State.OPEN),
        (State.ANNOUNCED, 49, State.ANNOUNCED),
        (State.ANNOUNCED, 48, State.OPEN),
        (State.ANNOUNCED, None, State.OPEN),
    ],
)
def test_a_track_stands_where_the_waiting_and_its_past_put_it(before: State, days: int | None, after: State) -> None:
    assert state(before, days, LIMITS) == after


@given(before=STATES, days=COUNTS, limits=LIMIT)
def test_the_same_waiting_twice_changes_nothing_the_second_time(before: State, days: int, limits: Supply) -> None:
    after = state(before, days, limits)
    assert state(after, days, limits) == after


@given(before=STATES, days=some.lists(some.integers(0, 400), min_size=2, max_size=20), limits=LIMIT)
def test_a_track_comes_back_only_after_the_waiting_has_fallen_by_a_fifth(
    before: State, days: list[int], limits: Supply
) -> None:
    over = {State.ANNOUNCED: limits.announce_over_days, State.PAUSED: limits.pause_over_days}
    now = before
    for each in days:
        after = state(now, each, limits)
        if ORDER.index(after) < ORDER.index(now):
            assert each * 100 <= over[now] * EASED_PERCENT
        if ORDER.index(after) > ORDER.index(now):
            assert each > over[after] or each * 100 > over[after] * EASED_PERCENT
        now = after


@given(limits=LIMIT, wobble=some.lists(some.integers(0, 400), min_size=3, max_size=30))
def test_a_waiting_that_wobbles_about_a_limit_pauses_a_track_once(limits: Supply, wobble: list[int]) -> None:
    floor = limits.pause_over_days * EASED_PERCENT // 100 + 1
    assume(floor <= limits.pause_over_days)
    now, pauses = State.OPEN, 0
    for each in wobble:
        after = state(now, floor + each, limits)
        pauses += (now != State.PAUSED) and (after == State.PAUSED)
        now = after
    assert pauses <= 1


@given(before=STATES, days=COUNTS, more=COUNTS, limits=LIMIT)
def test_a_longer_waiting_never_opens_a_track_further(before: State, days: int, more: int, limits: Supply) -> None:
    assert ORDER.index(state(before, days + more, limits)) >= ORDER.index(state(before, days, limits))


@pytest.mark.parametrize("waiting", range(FEWEST_SHOWN))
def test_where_so_few_wait_that_they_could_be_known_no_waiting_is_told(waiting: int) -> None:
    queue = Queue(waiting=waiting, longest_days=400, matched=0)
    assert weeks(queue) is None
    assert weeks_at_least(queue, LIMITS) == 20  # four fifths of the limit, whoever waits


def test_waiting_is_told_in_whole_weeks() -> None:
    assert weeks(Queue(waiting=10, matched=30)) == 5
    assert weeks(Queue(waiting=FEWEST_SHOWN, longest_days=7)) == 1
    assert weeks_at_least(Queue(waiting=60, matched=20), LIMITS) == 39
