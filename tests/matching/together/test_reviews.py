"""S2-14: a match has no end set beforehand; it is looked at again and again. And the volunteer is supported."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contracts.refusals import Refused
from matching.actions import reviews
from matching.domain.accompaniment import next_review
from tests.matching import make
from tests.matching.make import TODAY, programme
from tests.matching.town import Shown, Town, refused


@pytest.fixture
def town() -> Town:
    return Town()


def reviews_it(town: Town, match: UUID, **said: Any) -> Shown:
    with town.rehearsal.work(make.coordinator()) as work:
        return reviews.review(work, match, **{"goes_on": True, "next_on": None, "reason": None} | said)


def supports(town: Town, match: UUID, on: date = TODAY) -> Shown:
    with town.rehearsal.work(make.coordinator()) as work:
        return reviews.support(work, match, on=on)


def test_a_match_goes_on_for_years_if_nobody_ends_it(town: Town) -> None:
    town.has_volunteer()
    town.has_need()
    [proposal] = town.runs()["proposals"]
    match = town.all_say_yes(proposal["id"])
    for _ in range(5):
        town.days_pass(182)
        assert reviews_it(town, match)["state"] == "running"
    assert town.matches_running() == 1


def test_the_next_review_is_ahead_and_never_further_than_the_programme_lets_it_be(town: Town) -> None:
    match = town.has_match()
    assert reviews_it(town, match)["review_on"] == TODAY + timedelta(days=182)
    assert reviews_it(town, match, next_on=TODAY + timedelta(days=40))["review_on"] == TODAY + timedelta(days=40)
    for day in (TODAY, TODAY + timedelta(days=183)):
        with refused("review_within"):
            reviews_it(town, match, next_on=day)


def test_a_review_may_be_the_end_with_a_word(town: Town) -> None:
    match = town.has_match()
    with refused("goes_on_without_reason"):
        reviews_it(town, match, reason="need_met")
    with refused("staff_say_why"):
        reviews_it(town, match, goes_on=False)
    shown = reviews_it(town, match, goes_on=False, reason="need_met")
    assert (shown["state"], shown["ended_reason"], shown["review_on"]) == ("ended", "need_met", None)
    with refused("already_done"):
        reviews_it(town, match)


def test_support_is_counted_from_the_day_it_was_given(town: Town) -> None:
    match = town.has_match()
    town.rehearsal.later(days=40)
    day = TODAY + timedelta(days=38)
    assert supports(town, match, on=day)["support_on"] == day + timedelta(days=30)
    assert supports(town, match, on=TODAY)["support_on"] == day + timedelta(days=30)
    with refused("met_in_the_future"):
        supports(town, match, on=TODAY + timedelta(days=41))


@given(some.integers(-400, 400))
def test_every_review_that_is_allowed_is_ahead_and_within_the_days(days: int) -> None:
    wanted = TODAY + timedelta(days=days)
    if 1 <= days <= 182:
        assert next_review(programme(), goes_on=True, wanted=wanted, at=TODAY) == wanted
    else:
        with pytest.raises(Refused, match="review_within"):
            next_review(programme(), goes_on=True, wanted=wanted, at=TODAY)
