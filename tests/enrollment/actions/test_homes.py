"""A family moves: within the areas its needs go with it, away from them there is time for a goodbye."""

from datetime import date, timedelta
from typing import Any

import pytest

from contracts.programmes import load
from contracts.refusals import Refused
from enrollment import actions
from tests.enrollment.make import AMAL, JONAS, PARTNER, PROGRAMME, SARA
from tests.enrollment.story import BIRGIT, Story

AS_BIRGIT = ("coordinator", BIRGIT)
MOVED_DAYS = load()[PROGRAMME].goodbye.moved_days
AWAY: dict[str, Any] = {"area": None, "municipality": "0461", "languages": ["ar"]}
BACK: dict[str, Any] = {"area": "kolding_one", "municipality": "0621", "languages": ["ar"]}


def move(story: Story, **home: Any) -> Any:
    return story.do(actions.move, story.family, story.seen()["version"], by=AS_BIRGIT, **home)


@pytest.fixture
def asking(story: Story) -> Story:
    """A family that takes part and asks for company."""
    story.join()
    story.consent(AMAL, "one_to_one")
    story.need()
    return story


def test_within_the_areas_an_open_need_is_asked_for_anew_and_has_waited_all_the_same(asking: Story) -> None:
    asking.rehearsal.later(days=10)
    family = move(asking, area="kolding_two", municipality="0621", languages=["da"])
    assert (family["area"], family["languages"], family["must_end_by"]) == ("kolding_two", ["da"], None)
    old, new = asking.told("need.registered.v1")
    assert [event.subject for event in asking.told("need.withdrawn.v1")] == [old.subject]
    assert (new.data["area"], new.data["waiting_since"]) == ("kolding_two", date(2026, 3, 2))
    assert {name: new.data[name] for name in ("kind", "topics", "slots")} == {
        name: old.data[name] for name in ("kind", "topics", "slots")
    }
    asking.rehearsal.later(days=10)
    move(asking, **BACK)
    assert asking.told("need.registered.v1")[-1].data["waiting_since"] == date(2026, 3, 2)


def test_saying_other_languages_asks_for_nothing_anew(asking: Story) -> None:
    move(asking, **BACK | {"languages": ["da", "en"]})
    assert len(asking.told("need.registered.v1")) == 1


def test_away_from_the_areas_the_family_goes_on_until_the_goodbye_and_open_needs_end(asking: Story) -> None:
    family = move(asking, **AWAY)
    until = date(2026, 3, 2) + timedelta(days=MOVED_DAYS)
    assert (family["must_end_by"], family["left_on"]) == (until, None)
    assert [need["state"] for need in family["needs"]] == ["withdrawn"]
    (notice,) = family["notices"]
    assert (notice["code"], notice["row"], notice["must_end_by"]) == ("moved_out", "S0-19", until)
    assert str(until) in notice["text"]["en"]


def test_when_its_time_is_over_the_family_has_left_because_it_moved(asking: Story) -> None:
    move(asking, **AWAY)
    asking.rehearsal.later(days=MOVED_DAYS)
    asking.do(actions.let_go_of_the_moved)
    assert asking.seen()["left_on"] is None
    asking.rehearsal.later(days=1)
    asking.do(actions.let_go_of_the_moved)
    asking.do(actions.let_go_of_the_moved)
    (event,) = asking.told("family.left.v1")
    assert event.data == {"reason": "moved_away"}


def test_moving_on_puts_nothing_off_and_moving_back_in_time_undoes_it(asking: Story) -> None:
    until = move(asking, **AWAY)["must_end_by"]
    asking.rehearsal.later(days=5)
    assert move(asking, **AWAY | {"municipality": "0330"})["must_end_by"] == until
    family = move(asking, **BACK)
    assert (family["must_end_by"], family["notices"]) == (None, [])
    asking.rehearsal.later(days=MOVED_DAYS + 1)
    asking.do(actions.let_go_of_the_moved)
    assert asking.told("family.left.v1") == []


def test_a_family_that_moves_before_it_has_joined_does_not_join(story: Story) -> None:
    story.enrol()
    move(story, **AWAY)
    for person in (AMAL, JONAS):
        story.consent(person)
    for person in (AMAL, JONAS, SARA):
        family = story.wish(person)
    assert [(gap["code"], gap["person"]) for gap in family["missing"]] == [("lives_here_no_longer", None)]
    assert story.told("family.joined.v1") == []
    assert move(story, **BACK)["joined_on"] is not None


def test_no_consent_is_touched_by_moving(asking: Story) -> None:
    asking.consent(AMAL, "cooperation", PARTNER)
    before = asking.seen()["consents"]
    for home in (AWAY, BACK, BACK | {"area": "kolding_two"}):
        move(asking, **home)
    assert asking.seen()["consents"] == before


@pytest.mark.parametrize(
    ("home", "code", "field"),
    [
        (BACK | {"area": "nowhere"}, "unknown_area", "area"),
        (BACK | {"municipality": "0461"}, "lives_elsewhere", "municipality"),
    ],
)
def test_a_home_must_be_possible(story: Story, home: dict[str, Any], code: str, field: str) -> None:
    story.enrol()
    with pytest.raises(Refused) as refused:
        move(story, **home)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_moving_is_noted_on_the_version_that_was_read(story: Story) -> None:
    version = story.enrol()["version"]
    story.wish(AMAL)
    with pytest.raises(Refused) as refused:
        story.do(actions.move, story.family, version, by=AS_BIRGIT, **AWAY)
    assert refused.value.code == "stale"
