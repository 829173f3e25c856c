"""Rounds are counted without anybody's identity, told at once, and taken back the same day or not at all."""

from typing import Any
from uuid import UUID

import pytest

from chassis.testing import caller
from contracts.refusals import Refused
from enrollment import actions
from tests.enrollment.make import AREA, PARTNER, PROGRAMME
from tests.enrollment.story import BIRGIT, KARIN, Story


def count(story: Story, **changes: Any) -> Any:
    today = story.rehearsal.clock.today()
    round = {"programme": PROGRAMME, "kind": "street", "area": AREA, "on": today, "part_of_day": "evening", "people": 7}
    return story.do(actions.count_outreach, by=("coordinator", BIRGIT), **round | changes)


def take_back(story: Story, counted: Any, by: UUID = BIRGIT) -> Any:
    return story.do(actions.take_back_outreach, counted["id"], by=("coordinator", by))


def test_a_count_is_told_as_place_time_kind_and_number(rich_story: Story) -> None:
    counted = count(rich_story)
    (event,) = rich_story.told("outreach.counted.v1")
    today = rich_story.rehearsal.clock.today()
    assert event.subject == counted["id"]
    assert event.data == {"kind": "street", "area": AREA, "on": today, "part_of_day": "evening", "people": 7}


def test_a_count_taken_back_is_told_as_nobody_met_there(rich_story: Story) -> None:
    counted = count(rich_story)
    assert take_back(rich_story, counted)["taken_back"]
    first, second = rich_story.told("outreach.counted.v1")
    assert (second.subject, second.data) == (first.subject, {**first.data, "people": 0})


def test_a_count_is_taken_back_by_who_made_it_and_not_after_midnight(rich_story: Story) -> None:
    counted = count(rich_story)
    with pytest.raises(Refused) as refused:
        take_back(rich_story, counted, by=KARIN)
    assert refused.value.code == "not_found"
    rich_story.rehearsal.later(days=1)
    with pytest.raises(Refused) as refused:
        take_back(rich_story, counted)
    assert refused.value.code == "counted_before_today"
    assert len(rich_story.told("outreach.counted.v1")) == 1


def test_only_the_organisation_of_the_programme_counts_for_it(rich_story: Story) -> None:
    partner = caller("coordinator", organisation=PARTNER, relations=frozenset({"organisation"}))
    today = rich_story.rehearsal.clock.today()
    round: dict[str, Any] = {"programme": PROGRAMME, "kind": "street", "area": AREA, "on": today}
    with pytest.raises(Refused) as refused, rich_story.rehearsal.work(partner) as work:
        actions.count_outreach(work, **round, part_of_day="day", people=1)
    assert refused.value.code == "not_allowed"


def test_the_organisation_sees_all_it_has_counted(rich_story: Story) -> None:
    first, second = count(rich_story), count(rich_story, people=2)
    take_back(rich_story, second)
    seen = rich_story.do(actions.all_outreach, by=("coordinator", KARIN), after=None, limit=50)
    assert {each["id"]: each["taken_back"] for each in seen} == {first["id"]: False, second["id"]: True}


def test_a_kind_the_programme_does_not_have_is_not_counted(rich_story: Story) -> None:
    with pytest.raises(Refused) as refused:
        count(rich_story, kind="by_telephone")
    assert refused.value.code == "unknown_outreach"
    assert rich_story.told("outreach.counted.v1") == []
