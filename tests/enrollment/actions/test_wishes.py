"""Joining on everybody's own word, once, whoever speaks last; and leaving on one no."""

from itertools import permutations
from uuid import UUID

import pytest

from contracts.refusals import Refused
from enrollment import actions
from enrollment.tables import Wish
from tests.enrollment.make import AMAL, AREA, JONAS, MUNICIPALITY, SARA
from tests.enrollment.story import Story

STEPS = ("wish AMAL", "wish JONAS", "wish SARA", "consent AMAL", "consent JONAS")
PEOPLE = {"AMAL": AMAL, "JONAS": JONAS, "SARA": SARA}


def take(story: Story, step: str) -> None:
    what, who = step.split()
    (story.wish if what == "wish" else story.consent)(PEOPLE[who])


@pytest.mark.parametrize("last", STEPS)
def test_the_family_joins_with_the_last_word_whoever_says_it(last: str) -> None:
    story = Story()
    story.enrol()
    for step in STEPS:
        if step != last:
            take(story, step)
    assert story.told("family.joined.v1") == []
    take(story, last)
    (event,) = story.told("family.joined.v1")
    assert event.subject == story.family


def test_a_joined_family_is_told_as_ids_and_coarse_facts(story: Story) -> None:
    story.join()
    (event,) = story.told("family.joined.v1")
    assert {name: event.data[name] for name in ("area", "municipality", "guardians", "children")} == {
        "area": AREA,
        "municipality": MUNICIPALITY,
        "guardians": [AMAL, JONAS],
        "children": 1,
    }


def test_a_family_joins_exactly_once_however_often_yes_is_said(story: Story) -> None:
    story.join()
    for person in (AMAL, JONAS, SARA, AMAL):
        story.wish(person)
    assert len(story.told("family.joined.v1")) == 1


@pytest.mark.parametrize("person", [AMAL, JONAS, SARA])
def test_one_no_ends_it_at_once(story: Story, person: UUID) -> None:
    story.join()
    family = story.wish(person, "no")
    assert family["left_because"] == "wish_withdrawn"
    (event,) = story.told("family.left.v1")
    assert event.data == {"reason": "wish_withdrawn"}


def test_a_no_before_joining_can_become_a_yes(story: Story) -> None:
    story.enrol()
    for person in (AMAL, JONAS):
        story.consent(person)
        story.wish(person)
    assert story.wish(SARA, "no")["joined_on"] is None
    assert story.wish(SARA, "yes")["joined_on"] is not None


def test_what_somebody_has_said_before_is_not_forgotten(story: Story) -> None:
    story.enrol()
    for answer in ("yes", "no", "no", "yes"):
        story.wish(AMAL, answer)
    with story.rehearsal.work() as work:
        said = work.session.query(Wish).all()
        assert sorted(each.wish for each in said) == ["no", "yes", "yes"]
        assert sum(each.replaced_at is None for each in said) == 1


def test_a_guardian_cannot_say_yes_for_another(story: Story) -> None:
    story.enrol()
    with pytest.raises(Refused) as refused:
        story.do(actions.state_wish, story.family, by=("family", AMAL), person=JONAS, wish="yes")
    assert refused.value.code == "not_your_wish"


def test_in_every_order_the_same_family_joins() -> None:
    for order in list(permutations(STEPS))[::7]:
        story = Story()
        story.enrol()
        for step in order:
            take(story, step)
        assert len(story.told("family.joined.v1")) == 1
