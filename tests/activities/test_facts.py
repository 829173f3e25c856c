"""What other services tell: the same rows in every order of arrival, and meetings that follow the facts."""

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import select

from activities.tables import Match, metadata
from chassis.testing import AT, Stage
from contracts.envelope import Event
from tests.activities.make import (
    AS_COORDINATOR,
    DAY,
    HOUR,
    MATCH,
    NOON,
    approved,
    asked,
    body,
    consent,
    ended,
    family_left,
    joint,
    matched,
    scheduled,
    stage,
    stage_with_match,
    told,
    volunteer_left,
)


def rows(on: Stage) -> dict[str, list[Any]]:
    """Everything the service keeps, but for how often a meeting has changed."""
    with on.desk.store.session(write=False) as session:
        found = {}
        for table in metadata.sorted_tables:
            columns = [column for column in table.columns if column.name != "version"]
            found[table.name] = sorted(map(tuple, session.execute(select(*columns)).all()), key=str)
        return found


def after(events: Sequence[Event], *, arranged: bool = False) -> dict[str, list[Any]]:
    """The rows once these have arrived one by one, each of them twice."""
    on = stage_with_match() if arranged else stage()
    if arranged:
        scheduled(on)
    for event in events:
        on.hear(event)
    on.hear(*events)
    return rows(on)


def called_off(on: Stage) -> list[str]:
    return [event.data["reason"] for event in told(on) if event.type == "meeting.called_off.v1"]


def state_of(on: Stage, meeting: dict[str, Any]) -> tuple[str, str | None]:
    found = on.call("GET", f"/meetings/{meeting['id']}", as_=AS_COORDINATOR).json
    return found["state"], found["called_off_reason"]


def test_every_order_of_a_story_ends_in_the_same_rows():
    story = [asked(), approved(), matched(), ended("consent_withdrawn"), volunteer_left()]
    expected = after(story)
    assert all(after(order) == expected for order in permutations(story))


def test_every_order_of_endings_calls_a_meeting_off_for_the_same_reason():
    endings = [ended("volunteer_wish"), consent(), family_left(), volunteer_left()]
    expected = after(endings, arranged=True)
    assert all(after(order, arranged=True) == expected for order in permutations(endings))


def test_every_order_of_repeated_facts_keeps_the_latest():
    repeated = [
        approved(at=AT - 3 * DAY),
        approved(at=AT - DAY, valid_until=NOON.date()),
        family_left(at=AT - 2 * DAY),
        family_left(at=AT - DAY),
        consent(at=AT - HOUR),
    ]
    expected = after(repeated)
    assert all(after(order) == expected for order in permutations(repeated))


def test_an_end_told_before_its_match_lets_no_meeting_happen():
    on = stage()
    on.hear(ended())
    assert on.call("POST", "/meetings", body(), as_=AS_COORDINATOR).json["code"] == "unknown_match"
    on.hear(matched(), approved())
    assert on.call("POST", "/meetings", body(), as_=AS_COORDINATOR).json["code"] == "match_ended"


@pytest.mark.parametrize(
    ("happened", "reason"),
    [(ended(), "match_ended"), (family_left(), "family_left"), (consent(), "consent_withdrawn")],
)
def test_what_ends_a_match_calls_off_what_it_has_ahead_and_says_so_once(happened, reason):
    on = stage_with_match()
    meeting = scheduled(on)
    on.hear(happened)
    on.hear(happened)
    assert state_of(on, meeting) == ("called_off", reason)
    assert called_off(on) == [reason]
    assert told(on)[-1].causationid == happened.id


def test_a_match_ended_twice_over_is_called_off_once():
    on = stage_with_match()
    meeting = scheduled(on)
    on.hear(consent(), ended("consent_withdrawn"), family_left())
    assert state_of(on, meeting) == ("called_off", "consent_withdrawn")
    assert called_off(on) == ["consent_withdrawn"]


@pytest.mark.parametrize(
    "harmless",
    [consent("granted"), consent(purpose="messages"), consent(receiver="kolding"), consent(at=AT - 2 * DAY)],
    ids=["granted", "another purpose", "another receiver", "before the match"],
)
def test_other_changes_of_consent_leave_meetings_alone(harmless):
    on = stage_with_match()
    meeting = scheduled(on)
    on.hear(harmless)
    assert state_of(on, meeting) == ("planned", None)


def test_meetings_that_have_begun_are_not_called_off():
    on = stage_with_match()
    meeting = scheduled(on)
    on.rehearsal.clock.move(NOON - on.desk.clock.now())
    on.hear(ended())
    assert state_of(on, meeting) == ("planned", None)


def test_what_a_person_called_off_keeps_its_reason():
    on = stage_with_match()
    meeting = scheduled(on)
    on.call("POST", f"/meetings/{meeting['id']}/calling-off", {"reason": "illness"}, as_=AS_COORDINATOR)
    on.hear(ended())
    assert state_of(on, meeting) == ("called_off", "illness")


def test_a_family_that_leaves_takes_nobody_elses_meetings_along():
    on = stage_with_match()
    on.hear(asked())
    first = scheduled(on, joint())
    on.hear(family_left())
    assert state_of(on, first) == ("planned", None)


def test_a_later_version_of_an_event_may_say_more():
    on = stage()
    event = asked()
    on.hear(Event(**{**vars(event), "data": {**event.data, "told_later": "more"}}))
    assert len(on.call("GET", "/intakes", as_=AS_COORDINATOR).json["items"]) == 1


def test_a_match_belongs_to_our_organisation_and_to_its_programme():
    on = stage_with_match()
    with on.desk.store.session(write=False) as session:
        match = session.get_one(Match, MATCH)
        assert (match.organisation, match.programme, match.programmeversion) == (
            "kfum",
            matched().programme,
            matched().programmeversion,
        )
