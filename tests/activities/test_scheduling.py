"""Objections to a time."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.domain import scheduling
from tests.activities.make import HOUR, NOON

MINUTES = st.integers(-3 * 24 * 60, 3 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


def codes(starts_after: timedelta, lasts: timedelta) -> list[str]:
    starts_at = NOON + starts_after
    return [refused.code for refused in scheduling.objections(starts_at, starts_at + lasts, now=NOON)]


def test_a_meeting_of_an_hour_tomorrow_is_fine():
    assert codes(timedelta(days=1), HOUR) == []


def test_a_meeting_may_begin_this_very_moment():
    assert codes(timedelta(0), HOUR) == []


@pytest.mark.parametrize("lasts", [timedelta(0), -HOUR])
def test_a_meeting_ends_after_it_starts(lasts):
    assert codes(HOUR, lasts) == ["ends_before_it_starts"]


def test_a_meeting_does_not_start_in_the_past():
    assert codes(-timedelta(seconds=1), HOUR) == ["in_the_past"]


def test_a_meeting_lasts_twelve_hours_at_most():
    assert codes(HOUR, 12 * HOUR) == []
    assert codes(HOUR, 12 * HOUR + timedelta(seconds=1)) == ["meeting_too_long"]


@given(starts_after=MINUTES, lasts=MINUTES)
def test_a_time_without_objections_is_ahead_and_of_sensible_length(starts_after, lasts):
    fine = starts_after >= timedelta(0) and timedelta(0) < lasts <= scheduling.LONGEST
    assert (codes(starts_after, lasts) == []) is fine


def test_a_request_with_a_planned_meeting_is_answered():
    (refused,) = scheduling.objections_to_another(UUID(int=8))
    assert refused.code == "intake_has_meeting"
    assert list(scheduling.objections_to_another(None)) == []
