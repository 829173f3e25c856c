"""The matchers are asked first, then the guardians, then the volunteer; nobody answers twice."""

from contextlib import suppress
from dataclasses import replace
from itertools import permutations
from uuid import UUID

import pytest

from contracts.programmes import Programme
from contracts.refusals import Refused
from matching.domain.answers import Side, asked_now, check_reason, has_been_asked, order, sides, speaker, turn
from tests.matching.make import AMAL, JONAS, MADS, MALENE, VIBEKE, programme

ALL = order(programme(), 2)


def stands_on(*roles: str, person: UUID = MADS) -> set[Side]:
    return set(sides(roles, person, guardians={AMAL, JONAS}, volunteer=VIBEKE))


def asking(matchers: int = 2, guardians: str = "both") -> Programme:
    known = programme()
    return replace(
        known,
        matching=replace(known.matching, matchers=matchers),
        wish=replace(known.wish, guardians=guardians),
    )


@pytest.mark.parametrize(
    ("matchers", "wish", "guardians", "expected"),
    [
        (2, "both", 2, "matcher second_matcher guardian second_guardian volunteer"),
        (1, "both", 2, "matcher guardian second_guardian volunteer"),
        (2, "one", 2, "matcher second_matcher guardian volunteer"),
        (2, "both", 1, "matcher second_matcher guardian volunteer"),
        (1, "one", 1, "matcher guardian volunteer"),
        (1, "both", 3, "matcher guardian second_guardian third_guardian volunteer"),
        (1, "both", 0, "matcher guardian volunteer"),
    ],
)
def test_the_programme_says_who_is_asked_and_in_which_order(
    matchers: int, wish: str, guardians: int, expected: str
) -> None:
    asked = order(asking(matchers, wish), guardians)
    yeses: list[str] = []
    while side := turn(asked, yeses):
        yeses.append(side)
    assert " ".join(yeses) == expected


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


def test_whoever_comes_in_whatever_order_only_the_right_order_gets_through() -> None:
    people = {
        MADS: Side.MATCHER,
        MALENE: Side.MATCHER,
        AMAL: Side.GUARDIAN,
        JONAS: Side.GUARDIAN,
        VIBEKE: Side.VOLUNTEER,
    }
    for queue in permutations(people):
        yeses: dict[str, UUID] = {}
        for person in queue:
            with suppress(Refused):
                yeses[speaker({people[person]}, ALL, yeses, person, row="S0-22")] = person
        in_order = [people[person] for person in queue] == sorted(people.values(), key=list(Side).index)
        assert (turn(ALL, yeses) is None) == in_order


@pytest.mark.parametrize("person", [MADS, AMAL])
def test_nobody_answers_twice(person: UUID) -> None:
    side = Side.MATCHER if person == MADS else Side.GUARDIAN
    before = {} if person == MADS else {"matcher": MADS, "second_matcher": MALENE}
    with pytest.raises(Refused, match="answers_once"):
        speaker({side}, ALL, {**before, side: person}, person, row="S0-22")


def test_guardians_are_asked_at_once_and_the_volunteer_after_the_last_of_them() -> None:
    yeses: list[str] = []
    asked = []
    for side in ALL:
        yeses.append(side)
        asked.append(asked_now(ALL, yeses))
    assert asked == [None, Side.GUARDIAN, None, Side.VOLUNTEER, None]


def test_nobody_has_been_asked_before_everybody_earlier_has_said_yes() -> None:
    matchers = ["matcher", "second_matcher"]
    assert has_been_asked(Side.MATCHER, ALL, [])
    assert not has_been_asked(Side.GUARDIAN, ALL, ["matcher"])
    assert has_been_asked(Side.GUARDIAN, ALL, matchers)
    assert not has_been_asked(Side.VOLUNTEER, ALL, [*matchers, "guardian"])
    assert has_been_asked(Side.VOLUNTEER, ALL, [*matchers, "second_guardian", "guardian"])


def test_a_yes_has_no_reason() -> None:
    check_reason("no", "no_time")
    check_reason("no", None)
    with pytest.raises(Refused, match="reason_without_no"):
        check_reason("yes", "no_time")
