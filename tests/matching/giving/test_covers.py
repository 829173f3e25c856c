"""Somebody else for a day: a fair turn, one at a time, never a clash, never a match, and told when nobody is left."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from matching.actions import covers
from matching.domain import courtesy
from matching.tables import Match
from tests.matching import make
from tests.matching.giving.cover_town import ANNA, BODIL, CARL, OTHER, TUESDAY, CoverTown, has_second_match
from tests.matching.giving.make import called_off, scheduled
from tests.matching.make import AMAL, TODAY, VIBEKE, uid
from tests.matching.town import refused


@pytest.fixture
def town() -> CoverTown:
    return CoverTown()


@pytest.fixture
def match(town: CoverTown) -> UUID:
    return town.has_match()


def test_one_at_a_time_is_asked_and_the_first_yes_comes(town: CoverTown, match: UUID) -> None:
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    cover = town.wants(match)
    assert (cover["state"], town.asked()) == ("open", [ANNA])
    found = town.replies(cover, ANNA)
    assert (found["state"], found["volunteer"], found["family"]) == ("found", ANNA, make.FAMILY)
    assert town.asked() == [ANNA]


def test_a_cover_never_makes_a_match(town: CoverTown, match: UUID) -> None:
    town.has_volunteer(ANNA)
    town.replies(town.wants(match), ANNA)
    assert town.count(select(func.count()).select_from(Match)) == 1
    assert len(town.told("volunteer.matched.v1")) == 1


def test_a_no_passes_the_question_on_and_nobody_is_told_of_it(town: CoverTown, match: UUID) -> None:
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    cover = town.wants(match)
    town.replies(cover, ANNA, "no")
    assert town.asked() == [ANNA, BODIL]
    assert town.sees(cover, make.frivillig(BODIL))["volunteer"] is None


def test_no_answer_in_time_passes_the_question_on(town: CoverTown, match: UUID) -> None:
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    cover = town.wants(match)
    town.time_passes(courtesy.COVER_ANSWER_DAYS)
    assert town.asked() == [ANNA]
    town.time_passes(1)
    assert town.asked() == [ANNA, BODIL]
    with refused("cover_settled"):
        town.replies(cover, ANNA)


def test_who_said_yes_may_still_say_no(town: CoverTown, match: UUID) -> None:
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    cover = town.wants(match)
    town.replies(cover, ANNA)
    assert town.replies(cover, ANNA, "no")["state"] == "open"
    assert town.asked() == [ANNA, BODIL]


def test_whoever_was_asked_longest_ago_is_asked_first_and_who_never_was_before_all(
    town: CoverTown, match: UUID
) -> None:
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    town.wants(match)
    town.rehearsal.later(hours=1)
    town.wants(match, on=TUESDAY + timedelta(days=7))
    town.rehearsal.later(hours=1)
    town.has_volunteer(CARL)
    for week in (2, 3, 4):
        town.rehearsal.later(hours=1)
        town.wants(match, on=TUESDAY + timedelta(weeks=week))
    assert town.asked() == [ANNA, BODIL, CARL, ANNA, BODIL]


def test_nobody_left_is_said_with_what_is_in_the_way_of_the_nearest(town: CoverTown, match: UUID) -> None:
    town.has_volunteer(ANNA)
    town.has_volunteer(BODIL, slots=["wed_day"])
    town.registers(CARL)
    cover = town.wants(match)
    town.replies(cover, ANNA, "no")
    assert town.sees(cover)["state"] == "nobody"
    assert town.why(cover) == {ANNA: {"asked_already"}, BODIL: {"no_common_slot"}, CARL: {"vetting_missing"}}


def test_with_nobody_at_all_it_is_said_at_once(town: CoverTown, match: UUID) -> None:
    cover = town.wants(match)
    assert (cover["state"], town.why(cover), town.asked()) == ("nobody", {}, [])


def test_who_has_a_meeting_then_is_not_asked(town: CoverTown, match: UUID) -> None:
    town.has_volunteer(ANNA)
    noon = make.at(TUESDAY)
    town.hear(scheduled(volunteers=[ANNA], starts_at=noon))
    cover = town.wants(match)
    assert town.why(cover) == {ANNA: {"busy_then"}}
    town.hear(called_off())
    assert town.wants(match)["state"] == "open"


def test_who_covers_or_is_asked_to_cover_then_is_not_asked_elsewhere(town: CoverTown, match: UUID) -> None:
    other = has_second_match(town)
    first = town.wants(match)
    assert town.asked() == [OTHER]
    second = town.wants(other, by=make.matcher())
    assert town.asked() == [OTHER, VIBEKE]
    town.replies(second, VIBEKE, "no")
    assert town.sees(second)["state"] == "nobody"
    town.replies(first, OTHER)
    with refused("already_done"):
        town.wants(match)
    assert town.wants(other, by=make.matcher(), on=TUESDAY + timedelta(days=7))["state"] == "open"


def test_a_yes_is_not_possible_once_something_else_came_between(town: CoverTown, match: UUID) -> None:
    town.has_volunteer(ANNA)
    cover = town.wants(match)
    town.hear(scheduled(volunteers=[ANNA], starts_at=make.at(TUESDAY)))
    with refused("busy_then"):
        town.replies(cover, ANNA)


def test_who_can_no_longer_come_is_replaced(town: CoverTown, match: UUID) -> None:
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    cover = town.wants(match)
    town.replies(cover, ANNA)
    town.hear(scheduled(volunteers=[ANNA], starts_at=make.at(TUESDAY)))
    town.time_passes(1)
    assert town.asked() == [ANNA, BODIL]
    town.replies(cover, BODIL)
    town.says_goodbye(BODIL)
    town.time_passes(1)
    assert town.sees(cover)["state"] == "nobody"


def test_nobody_comes_instead_once_the_match_is_over(town: CoverTown, match: UUID) -> None:
    town.has_volunteer(ANNA)
    cover = town.wants(match)
    town.ends(match, make.guardian(), "family_wish")
    assert town.sees(cover)["state"] == "called_off"
    with refused("match_is_over"):
        town.replies(cover, ANNA)
    with refused("match_is_over"):
        town.wants(match)
    town.time_passes(1)
    assert town.asked() == [ANNA]


def test_a_day_that_is_over_is_not_asked_about(town: CoverTown, match: UUID) -> None:
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    cover = town.wants(match)
    town.time_passes((TUESDAY - TODAY).days + 1)
    assert (town.sees(cover)["state"], town.asked()) == ("nobody", [ANNA])


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("family_does_not_wish", {"family_wishes": False}),
        ("cover_day_is_over", {"on": TODAY - timedelta(days=6)}),
        ("too_far_ahead", {"on": TUESDAY + timedelta(weeks=52)}),
        ("slot_of_another_day", {"slot": "wed_day"}),
    ],
)
def test_what_makes_no_sense_is_refused(town: CoverTown, match: UUID, code: str, known: dict[str, Any]) -> None:
    with refused(code):
        town.wants(match, **known)


def test_the_same_day_is_asked_about_once(town: CoverTown, match: UUID) -> None:
    town.has_volunteer(ANNA)
    town.wants(match)
    with refused("already_done"):
        town.wants(match, by=make.matcher())


def test_a_stranger_wants_and_sees_nothing(town: CoverTown, match: UUID) -> None:
    from chassis.testing import caller

    town.has_volunteer(ANNA)
    with refused("not_found"):
        town.wants(match, by=make.frivillig(uid("stranger")))
    cover = town.wants(match)
    assert town.sees(cover, make.frivillig(uid("stranger"))) is None
    assert town.sees(cover, caller("matcher", organisation="rode-kors", relations=frozenset({"organisation"}))) is None


def test_who_is_asked_learns_of_the_family_only_with_a_yes(town: CoverTown, match: UUID) -> None:
    town.has_volunteer(ANNA)
    cover = town.wants(match)
    before = town.sees(cover, make.frivillig(ANNA))
    assert (before["family"], before["match"], before["volunteer"], before["asked"]) == (None, None, None, None)
    assert before["answer_by"] == TODAY + timedelta(days=courtesy.COVER_ANSWER_DAYS)
    town.replies(cover, ANNA)
    assert town.sees(cover, make.frivillig(ANNA))["family"] == make.FAMILY


def test_it_can_be_called_off(town: CoverTown, match: UUID) -> None:
    town.has_volunteer(ANNA)
    cover = town.wants(match)
    with town.rehearsal.work(make.guardian(AMAL)) as work:
        assert covers.call_off(work, cover["id"])["state"] == "called_off"
    with refused("cover_settled"):
        town.replies(cover, ANNA)
