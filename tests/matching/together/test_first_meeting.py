"""S1-17: the child's own wish counts too. It says so when they have met, and nobody asks why."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from chassis.work import Caller
from matching.actions import matches, showing
from matching.domain import accompaniment
from tests.matching import make
from tests.matching.make import TODAY, programme, uid
from tests.matching.town import Shown, Town, refused


@pytest.fixture
def town() -> Town:
    return Town()


def meets(town: Town, match: UUID, says: str | None, by: Caller | None = None, on: date = TODAY) -> Shown:
    with town.rehearsal.work(by or make.coordinator()) as work:
        return matches.meet_first(work, match, met_on=on, child_says=says)


def seen(town: Town, match: UUID, by: Caller) -> Shown:
    with town.rehearsal.work(by) as work:
        shown = showing.match(work, match)
    assert shown
    return shown


def test_a_child_that_says_yes_goes_on(town: Town) -> None:
    match = town.has_match()
    shown = meets(town, match, "yes", by=make.guardian())
    assert (shown["met_on"], shown["child_says"], shown["state"]) == (TODAY, "yes", "running")


def test_a_child_that_says_no_ends_it_at_once_and_only_its_own_side_learns_whose_no_it_was(town: Town) -> None:
    match = town.has_match()
    assert meets(town, match, "no")["state"] == "ended"
    [ended] = town.told("match.ended.v1")
    assert ended.data["reason"] == "family_wish"
    assert seen(town, match, make.guardian())["child_says"] == "no"
    assert seen(town, match, make.frivillig())["child_says"] is None
    assert seen(town, match, make.frivillig())["goodbye_by"]


def test_an_old_enough_child_is_always_asked(town: Town) -> None:
    town.has_volunteer()
    town.has_need(under_15_until=date(2031, 1, 1))
    [proposal] = town.runs()["proposals"]
    match = town.all_say_yes(proposal["id"])
    with refused("child_says_too"):
        meets(town, match, None)
    assert meets(town, match, "yes")["child_says"] == "yes"
    with refused("already_done"):
        meets(town, match, "no")


def test_of_a_small_child_no_word_is_asked_and_one_may_come_later(town: Town) -> None:
    town.has_volunteer()
    town.has_need(under_15_until=date(2039, 1, 1))
    [proposal] = town.runs()["proposals"]
    match = town.all_say_yes(proposal["id"])
    assert meets(town, match, None)["child_says"] is None
    assert meets(town, match, "no")["state"] == "ended"


def test_nobody_meets_tomorrow_and_strangers_record_nothing(town: Town) -> None:
    match = town.has_match()
    with refused("met_in_the_future"):
        meets(town, match, "yes", on=TODAY + timedelta(days=1))
    with refused("not_found"):
        meets(town, match, "yes", by=make.guardian(uid("stranger")))
    town.ends(match, make.guardian())
    with refused("already_done"):
        meets(town, match, "yes")


def test_what_is_known_of_the_youngest_decides_day_by_day() -> None:
    """The programme asks from 7; a youngest child that turns 15 on a day turns 7 eight years before it."""
    known = programme()
    turns_15 = date(2034, 3, 1)
    for days in range(-4000, 4000, 7):
        at = date(2026, 3, 1) + timedelta(days=days)
        assert accompaniment.child_says(known, turns_15, at) == (date(2026, 3, 1) <= at < turns_15)
        assert not accompaniment.child_says(known, None, at)
