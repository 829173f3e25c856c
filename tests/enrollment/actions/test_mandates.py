"""Mandates played through: given by everybody asked, used while they hold, taken back at once, seen by the family."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from contracts.programmes import load
from contracts.refusals import Refused
from enrollment import actions, queries
from enrollment.actions import terms
from enrollment.tables import Match
from tests.enrollment.make import AMAL, JONAS, PROGRAMME, SARA, STRANGER
from tests.enrollment.story import BIRGIT, Story

AS_BIRGIT, AS_JONAS, AS_SARA = ("coordinator", BIRGIT), ("family", JONAS), ("family", SARA)
TODAY = date(2026, 3, 2)


def give(story: Story, by: tuple[str, UUID] = ("family", AMAL), **changes: Any) -> Mapping[str, Any]:
    told = {"kind": "spokesperson", "body": "school", "expires_on": None, **changes}
    mandate: Mapping[str, Any] = story.do(actions.give_mandate, story.family, by=by, **told)
    return mandate


def live(story: Story, **changes: Any) -> UUID:
    """A mandate both guardians have given; its id."""
    id: UUID = give(story, **changes)["id"]
    story.do(actions.join_mandate, id, by=AS_JONAS)
    return id


def refusal(story: Story, action: Any, *args: Any, **said: Any) -> str:
    with pytest.raises(Refused) as refused:
        story.do(action, *args, **said)
    return refused.value.code


def found(story: Story, body: str = "school", on: date | None = None) -> Any:
    with story.rehearsal.work() as work:
        row = queries.live_mandate(work.session, story.family, "spokesperson", body, on or work.today)
        return row.id if row else None


def test_a_mandate_holds_when_both_guardians_have_given_it(story: Story) -> None:
    story.join()
    first = give(story)
    assert (first["state"], first["waiting_for"], first["held_by"]) == ("waiting", [JONAS], "coordinator")
    assert found(story) is None
    assert refusal(story, actions.use_mandate, first["id"], None, by=AS_BIRGIT) == "mandate_not_live"
    assert refusal(story, actions.join_mandate, first["id"]) == "already_done"
    given = story.do(actions.join_mandate, first["id"], by=AS_JONAS)
    assert (given["state"], given["waiting_for"], given["agreed_on"]) == ("live", [], TODAY)
    assert found(story) == first["id"]
    assert found(story, body="daycare") is None
    assert found(story, on=TODAY - timedelta(days=1)) is None


@pytest.mark.parametrize("by", [("family", AMAL), AS_JONAS])
def test_one_guardian_is_enough_to_take_it_back_and_needs_no_reason(story: Story, by: tuple[str, UUID]) -> None:
    story.join()
    mandate = live(story)
    assert story.do(actions.withdraw_mandate, mandate, by=by)["state"] == "withdrawn"
    assert found(story) is None
    assert refusal(story, actions.use_mandate, mandate, None, by=AS_BIRGIT) == "mandate_not_live"
    assert refusal(story, actions.withdraw_mandate, mandate, by=by) == "already_done"
    assert refusal(story, actions.join_mandate, mandate, by=by) == "already_done"


@pytest.mark.parametrize("expires", [None, 0, 2])
@pytest.mark.parametrize("withdrawn", [None, 0, 1, 3])
def test_the_database_is_asked_what_the_rule_says(story: Story, expires: int | None, withdrawn: int | None) -> None:
    story.join()
    mandate = live(story, expires_on=None if expires is None else TODAY + timedelta(days=expires))
    for day in range(4):
        if day == withdrawn and found(story):
            story.do(actions.withdraw_mandate, mandate)
        (shown,) = story.do(actions.mandates_of, story.family)["items"]
        with story.rehearsal.work() as work:
            bodies = queries.mandated_bodies(work.session, story.family, work.today)
        assert (found(story) == mandate) == (shown["state"] == "live") == (bodies == {"school"})
        story.rehearsal.later(days=1)


def test_its_history_stays_and_it_can_be_given_again(story: Story) -> None:
    story.join()
    story.do(actions.withdraw_mandate, live(story))
    live(story)
    items = story.do(actions.mandates_of, story.family)["items"]
    assert sorted(each["state"] for each in items) == ["live", "withdrawn"]
    assert refusal(story, actions.give_mandate, story.family, kind="spokesperson", body="school", expires_on=None) == (
        "already_done"
    )


def test_it_is_over_on_the_day_after_its_last(story: Story) -> None:
    story.join()
    mandate = live(story, expires_on=TODAY + timedelta(days=1))
    story.rehearsal.later(days=1)
    assert found(story) == mandate
    story.rehearsal.later(days=1)
    assert found(story) is None
    assert story.do(actions.mandates_of, story.family)["items"][0]["state"] == "expired"
    assert refusal(story, actions.use_mandate, mandate, None, by=AS_BIRGIT) == "mandate_not_live"


def test_that_it_was_used_is_noted_by_the_day_and_the_family_sees_it(story: Story) -> None:
    story.join()
    mandate = live(story)
    story.rehearsal.later(days=2)
    for day in (None, TODAY):
        story.do(actions.use_mandate, mandate, day, by=AS_BIRGIT)
    days = [TODAY, TODAY + timedelta(days=2)]
    assert story.do(actions.mandates_of, story.family)["items"][0]["used_on"] == days
    overview = story.do(actions.overview, story.family, lambda _session, _ids: [])
    assert [(each["body"], each["used_on"]) for each in overview["mandates"]] == [("school", days)]
    tomorrow = TODAY + timedelta(days=3)
    assert refusal(story, actions.use_mandate, mandate, tomorrow, by=AS_BIRGIT) == "in_the_future"
    assert refusal(story, actions.use_mandate, mandate, TODAY - timedelta(days=1), by=AS_BIRGIT) == "mandate_not_live"


def test_a_coordinator_sees_what_is_live_and_a_child_gives_none(story: Story) -> None:
    story.join()
    give(story, body="daycare")
    mandate = live(story)
    shown = story.do(actions.mandates_of, story.family, by=AS_BIRGIT)["items"]
    assert [each["id"] for each in shown] == [mandate]
    told = {"kind": "spokesperson", "body": "job_centre", "expires_on": None}
    assert refusal(story, actions.give_mandate, story.family, by=AS_SARA, **told) == "not_yours_to_give"
    assert refusal(story, actions.withdraw_mandate, mandate, by=AS_SARA) == "not_yours_to_give"


@pytest.mark.parametrize(
    ("held_by", "matched", "ended", "may"),
    [
        ("volunteer", True, None, True),
        ("volunteer", True, "family_wish", False),
        ("volunteer", False, None, False),
        ("coordinator", True, None, False),
    ],
)
def test_the_volunteer_who_holds_it_notes_its_use_while_accompanying_the_family(
    story: Story, monkeypatch: pytest.MonkeyPatch, held_by: str, *, matched: bool, ended: str | None, may: bool
) -> None:
    real = load()[PROGRAMME]
    held = {**real.mandates, "spokesperson": replace(real.mandates["spokesperson"], held_by=held_by)}
    monkeypatch.setattr(terms, "_terms", lambda _row, _code: replace(real, mandates=held))
    story.join()
    story.consent(AMAL, "one_to_one")
    need, mandate = story.need()["id"], live(story)
    with story.rehearsal.work() as work:
        volunteer = STRANGER if matched else BIRGIT
        told = {"matched_at": work.now, "ended_because": ended, "volunteer": volunteer}
        work.session.add(Match(id=work.new_id(), need=need, **told))
    if may:
        assert story.do(actions.use_mandate, mandate, None, by=("volunteer", STRANGER))["used_on"] == [TODAY]
    else:
        assert refusal(story, actions.use_mandate, mandate, None, by=("volunteer", STRANGER)) == "not_found"


def test_with_the_family_its_mandates_leave(story: Story) -> None:
    story.join()
    mandate = live(story)
    story.do(actions.leave, story.family, "completed")
    assert found(story) is None
    assert refusal(story, actions.use_mandate, mandate, None, by=AS_BIRGIT) == "mandate_not_live"
    told = {"kind": "spokesperson", "body": "daycare", "expires_on": None}
    assert refusal(story, actions.give_mandate, story.family, **told) == "not_taking_part"
