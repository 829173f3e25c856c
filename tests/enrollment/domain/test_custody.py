"""What is told of custody must be able to be true; what follows from it is asked child by child."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.custody import Told, objections
from enrollment.domain.families import (
    Family,
    Kind,
    Member,
    asked,
    custodians,
    grown_up,
    minors,
    speaks_for,
    still_asked,
    with_custody,
)
from tests.enrollment.make import AMAL, BABY, JONAS, SARA, TODAY, child, family, guardian, programme

GUARDIAN, CHILD, YOUNG = Kind.GUARDIAN, Kind.CHILD, Kind.YOUNG_PERSON
MOTHER = Told(kind=GUARDIAN, born=date(1988, 5, 4))
SON = date(2016, 3, 12)


def codes(*people: Told) -> list[tuple[str, str | None]]:
    return [(each.code, each.field) for each in objections(people, TODAY)]


@pytest.mark.parametrize(
    ("people", "code", "field"),
    [
        ((MOTHER, Told(kind=CHILD, born=SON, guardians=(2,))), "nobody_in_that_place", "members.1.guardians"),
        ((MOTHER, Told(kind=CHILD, born=SON, guardians=(1,))), "not_a_guardian", "members.1.guardians"),
        (
            (MOTHER, Told(kind=CHILD, born=SON), Told(kind=CHILD, born=SON, guardians=(1,))),
            "not_a_guardian",
            "members.2.guardians",
        ),
        (
            (Told(kind=GUARDIAN, born=SON), Told(kind=CHILD, born=SON)),
            "guardian_younger_than_child",
            "members.1.guardians",
        ),
        (
            (Told(kind=GUARDIAN, born=date(1988, 5, 4), guardians=(0,)),),
            "no_custody_of_an_adult",
            "members.0.guardians",
        ),
        ((Told(kind=CHILD, born=SON),), "no_guardian", "members.0.guardians"),
        ((MOTHER, Told(kind=CHILD, born=TODAY + timedelta(days=1))), "born_after_today", "members.1.born"),
        ((MOTHER, Told(kind=CHILD, born=date(2008, 3, 2))), "not_a_child", "members.1.born"),
        ((Told(kind=GUARDIAN, born=date(1906, 3, 1)),), "born_too_long_ago", "members.0.born"),
        ((Told(kind=YOUNG, born=date(2008, 3, 3)),), "not_a_young_person", "members.0.born"),
        ((Told(kind=YOUNG, born=date(2000, 3, 2)),), "not_a_young_person", "members.0.born"),
    ],
)
def test_mixed_up_people_are_named_with_the_field_that_says_so(people: tuple[Told, ...], code: str, field: str) -> None:
    assert (code, field) in codes(*people)


@pytest.mark.parametrize(
    "people",
    [
        (MOTHER, Told(kind=CHILD, born=SON, guardians=(0,))),
        (Told(kind=CHILD, born=SON, guardians=(1,)), MOTHER),
        (Told(kind=YOUNG, born=date(2008, 3, 2)),),
        (Told(kind=YOUNG, born=date(2000, 3, 3)),),
        (Told(kind=GUARDIAN, born=date(1906, 3, 2)), Told(kind=CHILD, born=TODAY)),
    ],
)
def test_what_can_be_true_is_believed(people: tuple[Told, ...]) -> None:
    assert codes(*people) == []


def stepfamily() -> Family:
    """Sara is Amal's alone; Baby is Amal's and Jonas's."""
    return family(guardian(AMAL), guardian(JONAS), of(SARA, AMAL), child(BABY, born=date(2024, 1, 1)))


def of(person: UUID, *guardians: UUID) -> Member:
    return Member(person=person, kind=CHILD, born=SON, custody=frozenset(guardians))


def test_only_who_has_custody_speaks_for_the_child() -> None:
    assert speaks_for(stepfamily(), AMAL, SARA, TODAY)
    assert not speaks_for(stepfamily(), JONAS, SARA, TODAY)
    assert speaks_for(stepfamily(), JONAS, BABY, TODAY)


def test_nobody_speaks_for_somebody_from_the_day_they_turn_eighteen() -> None:
    birthday = date(2034, 3, 12)
    assert speaks_for(stepfamily(), AMAL, SARA, birthday - timedelta(days=1))
    assert not speaks_for(stepfamily(), AMAL, SARA, birthday)
    assert speaks_for(stepfamily(), SARA, SARA, birthday)
    assert [each.person for each in grown_up(stepfamily(), birthday)] == [SARA]
    assert [each.person for each in minors(stepfamily(), birthday)] == [BABY]


def test_where_one_is_enough_it_is_one_for_every_child() -> None:
    each_their_own = family(guardian(AMAL), guardian(JONAS), of(SARA, AMAL), of(BABY, JONAS))
    one = programme(guardians="one")
    assert still_asked(one, each_their_own, (AMAL,)) == (JONAS,)
    assert still_asked(one, each_their_own, (AMAL, JONAS)) == ()
    assert still_asked(one, stepfamily(), (JONAS,)) == (AMAL,)
    assert still_asked(one, stepfamily(), (AMAL,)) == ()


def test_a_guardian_without_custody_is_asked_where_everybody_is_and_stops_nothing_where_one_is_enough() -> None:
    friend = family(guardian(AMAL), guardian(JONAS), of(SARA, AMAL))
    assert asked(programme(guardians="both"), friend) == (AMAL, JONAS)
    assert asked(programme(guardians="one"), friend) == (AMAL,)


@given(
    decide=st.lists(st.sets(st.sampled_from([AMAL, JONAS])), max_size=4),
    given=st.sets(st.sampled_from([AMAL, JONAS])),
)
def test_nobody_is_waited_for_exactly_when_every_child_has_somebody(decide: list[set[UUID]], given: set[UUID]) -> None:
    children = [of(UUID(int=100 + number), *guardians) for number, guardians in enumerate(decide)]
    any_family = family(guardian(AMAL), guardian(JONAS), *children)
    waiting = still_asked(programme(guardians="one"), any_family, given)
    everyone = [set(custodians(any_family, each)) for each in children] or [{AMAL, JONAS}]
    assert (waiting == ()) == all(guardians & given for guardians in everyone)
    assert not set(waiting) & given
    assert with_custody(any_family) == set().union(*everyone)
