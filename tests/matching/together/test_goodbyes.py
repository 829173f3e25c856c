"""Anybody stops at any time without a word; then comes a good goodbye, and both are free again at once."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from chassis.web.request import Page
from chassis.work import Caller
from matching.actions import matches
from tests.matching import make
from tests.matching.make import NEED, TODAY, VIBEKE, uid
from tests.matching.town import Shown, Town, refused


@pytest.fixture
def town() -> Town:
    return Town()


def listed(town: Town, state: str | None) -> list[UUID]:
    with town.rehearsal.work(make.coordinator()) as work:
        return [shown["id"] for shown in matches.page(work, Page(limit=50), state=state)]


def parts(town: Town, match: UUID, by: Caller, how: str = "meeting", on: date = TODAY) -> Shown:
    with town.rehearsal.work(by) as work:
        return matches.say_goodbye(work, match, how=how, on=on)


@pytest.mark.parametrize(
    ("by", "word"),
    [
        (make.guardian(), "family_wish"),
        (make.guardian(make.JONAS), "family_wish"),
        (make.frivillig(), "volunteer_wish"),
    ],
)
def test_who_is_in_it_stops_without_a_word(town: Town, by: Caller, word: str) -> None:
    assert town.ends(town.has_match(), by)["ended_reason"] == word
    assert [event.data["reason"] for event in town.told("match.ended.v1")] == [word]


def test_staff_say_one_coarse_word(town: Town) -> None:
    match = town.has_match()
    with refused("staff_say_why"):
        town.ends(match, make.coordinator())
    assert town.ends(match, make.coordinator(), "other")["ended_reason"] == "other"


def test_a_stop_begins_a_goodbye_within_the_days_of_the_programme(town: Town) -> None:
    match = town.has_match()
    assert (listed(town, "running"), listed(town, "goodbye")) == ([match], [])
    assert town.ends(match, make.guardian())["goodbye_by"] == TODAY + timedelta(days=14)
    assert (listed(town, "running"), listed(town, "goodbye"), listed(town, "ended")) == ([], [match], [match])
    assert parts(town, match, make.frivillig())["goodbye"] == "meeting"
    assert (listed(town, "goodbye"), listed(town, None)) == ([], [match])
    with refused("already_done"):
        parts(town, match, make.coordinator())


@pytest.mark.parametrize("by", [make.guardian(), make.frivillig(), make.coordinator(), make.matcher()])
def test_either_side_and_staff_may_decline_the_goodbye(town: Town, by: Caller) -> None:
    match = town.has_match()
    town.ends(match, make.frivillig())
    shown = parts(town, match, by, "declined")
    assert (shown["goodbye"], shown["goodbye_on"]) == ("declined", TODAY)


def test_goodbye_is_said_after_the_end_not_in_the_future_and_not_by_strangers(town: Town) -> None:
    match = town.has_match()
    with refused("still_together"):
        parts(town, match, make.guardian())
    town.ends(match, make.guardian())
    with refused("met_in_the_future"):
        parts(town, match, make.guardian(), on=TODAY + timedelta(days=1))
    with refused("not_found"):
        parts(town, match, make.guardian(uid("stranger")))


def test_both_are_free_at_once_and_never_proposed_to_each_other_again(town: Town) -> None:
    match = town.has_match()
    town.ends(match, make.guardian())
    assert town.runs()["proposals"] == []
    town.has_volunteer(uid("Anna"))
    town.hear(make.need_registered(uid("other"), family=uid("others")), make.consent_changed(family=uid("others")))
    pairs = {each["need"]: each["volunteer"] for each in town.runs()["proposals"]}
    assert pairs == {NEED: uid("Anna"), uid("other"): VIBEKE}


def test_whatever_ends_a_match_begins_a_goodbye(town: Town) -> None:
    match = town.has_match()
    town.hear(make.consent_changed("withdrawn", sequence=3))
    assert listed(town, "goodbye") == [match]
    assert parts(town, match, make.coordinator(), "words")["goodbye"] == "words"


@pytest.mark.parametrize("by", [make.guardian(), make.frivillig()])
def test_a_family_whose_match_ends_keeps_its_place_in_the_line_whoever_stopped(town: Town, by: Caller) -> None:
    match = town.has_match()
    town.days_pass(30)
    comes_after(town, uid("a newer family"), days=10)
    town.ends(match, by)
    town.says_goodbye()
    town.has_volunteer(uid("Anna"))
    assert [each["need"] for each in town.runs()["proposals"]] == [NEED]


def test_nobody_is_ahead_of_whoever_has_waited_for_as_long_as_counts(town: Town) -> None:
    """The family whose match ended is the older one, and no more than equal: what fits better decides."""
    match, ceiling = town.has_match(), make.programme().matching.ceiling_days
    newer = uid("a newer family")
    comes_after(town, newer, days=30)
    town.days_pass(ceiling + 30)
    town.ends(match, make.guardian())
    town.says_goodbye()
    town.has_volunteer(uid("Anna"), topics=["leisure", "everyday_life"], languages=["ar", "da"])
    assert [each["need"] for each in town.runs()["proposals"]] == [newer]


def comes_after(town: Town, need: UUID, *, days: int) -> None:
    """Another family that suits as well or better, and asked so many days later."""
    family, wanted_on = uid("newer"), TODAY + timedelta(days=days)
    town.hear(make.consent_changed(family=family, consent=uid("newer consent")))
    town.hear(make.need_registered(need, family=family, wanted_on=wanted_on, topics=["leisure", "everyday_life"]))
