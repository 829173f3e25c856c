"""Who is asked, and who may speak for whom."""

from datetime import date
from uuid import UUID

import pytest

from enrollment.domain.families import Kind, Member, children_who_say, objection_to_deciding, speaks_for, still_asked
from tests.enrollment.make import AMAL, BABY, JONAS, SARA, STRANGER, TODAY, child, family, guardian, programme


@pytest.mark.parametrize(
    ("rule", "given", "waiting"),
    [
        ("both", (), (AMAL, JONAS)),
        ("both", (AMAL,), (JONAS,)),
        ("both", (AMAL, JONAS), ()),
        ("one", (), (AMAL, JONAS)),
        ("one", (JONAS,), ()),
        ("one", (STRANGER,), (AMAL, JONAS)),
    ],
)
def test_the_programme_says_whether_one_guardian_is_enough(
    rule: str, given: tuple[UUID, ...], waiting: tuple[UUID, ...]
) -> None:
    assert still_asked(programme(guardians=rule), family(), given) == waiting


def test_the_only_guardian_is_every_guardian() -> None:
    assert still_asked(programme(guardians="both"), family(guardian(AMAL), child()), (AMAL,)) == ()


def test_a_child_is_asked_from_the_day_it_is_old_enough() -> None:
    turns_seven = family(guardian(), child(BABY, born=date(2019, 3, 2)))
    assert children_who_say(programme(), turns_seven, TODAY) == (BABY,)
    assert children_who_say(programme(), turns_seven, date(2026, 3, 1)) == ()


@pytest.mark.parametrize(
    ("speaker", "person", "may"),
    [
        (AMAL, AMAL, True),
        (AMAL, SARA, True),
        (SARA, SARA, True),
        (AMAL, JONAS, False),
        (SARA, AMAL, False),
        (STRANGER, SARA, False),
        (STRANGER, STRANGER, False),
        (AMAL, STRANGER, False),
    ],
)
def test_each_speaks_for_themselves_and_a_guardian_for_a_child(speaker: UUID, person: UUID, may: bool) -> None:
    assert speaks_for(family(), speaker, person, TODAY) is may


def test_a_child_does_not_speak_for_a_sibling() -> None:
    assert not speaks_for(family(guardian(), child(SARA), child(BABY)), SARA, BABY, TODAY)


@pytest.mark.parametrize(("speaker", "may"), [(AMAL, True), (JONAS, True), (SARA, False), (STRANGER, False)])
def test_the_guardians_decide_for_the_whole_family(speaker: UUID, may: bool) -> None:
    refused = objection_to_deciding(family(), speaker)
    assert (refused is None) == may
    assert refused is None or refused.code == "guardians_decide"


def test_who_takes_part_alone_decides_alone() -> None:
    alone = family(Member(person=SARA, kind=Kind.YOUNG_PERSON, born=date(2004, 1, 1)))
    assert objection_to_deciding(alone, SARA) is None
