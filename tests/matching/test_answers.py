"""The matcher is asked first, then a guardian, then the volunteer."""

import pytest

from contracts.refusals import Refused
from matching.domain.answers import Side, check_reason, has_been_asked, sides, speaker, turn
from tests.matching.make import AMAL, JONAS, MADS, VIBEKE


def stands_on(*roles: str, person=MADS) -> set[Side]:
    return set(sides(roles, person, guardians={AMAL, JONAS}, volunteer=VIBEKE))


def test_the_order_is_matcher_guardian_volunteer() -> None:
    asked: list[str] = []
    while side := turn(asked):
        asked.append(side)
    assert asked == ["matcher", "guardian", "volunteer"]


def test_a_role_speaks_for_its_side() -> None:
    assert stands_on("matcher") == {Side.MATCHER}
    assert stands_on("family", person=JONAS) == {Side.GUARDIAN}
    assert stands_on("volunteer", person=VIBEKE) == {Side.VOLUNTEER}


def test_a_stranger_stands_on_no_side() -> None:
    assert stands_on("family") == set()
    assert stands_on("volunteer") == set()
    assert stands_on("professional", person=AMAL) == set()


def test_nobody_is_the_matcher_of_a_meeting_of_their_own() -> None:
    assert stands_on("matcher", "volunteer", person=VIBEKE) == {Side.VOLUNTEER}
    assert stands_on("matcher", "family", person=AMAL) == {Side.GUARDIAN}


def test_nobody_answers_out_of_turn() -> None:
    for side, yeses in ((Side.GUARDIAN, ()), (Side.VOLUNTEER, ("matcher",)), (Side.MATCHER, ("matcher",))):
        with pytest.raises(Refused, match="not_your_turn"):
            speaker({side}, yeses)
    assert speaker({Side.GUARDIAN}, ["matcher"]) is Side.GUARDIAN


def test_nobody_has_been_asked_before_everybody_earlier_has_said_yes() -> None:
    assert has_been_asked(Side.MATCHER, [])
    assert not has_been_asked(Side.VOLUNTEER, ["matcher"])
    assert has_been_asked(Side.VOLUNTEER, ["guardian", "matcher"])


def test_a_yes_has_no_reason() -> None:
    check_reason("no", "no_time")
    check_reason("no", None)
    with pytest.raises(Refused, match="reason_without_no"):
        check_reason("yes", "no_time")
