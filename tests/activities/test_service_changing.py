"""The doors to what becomes of a meeting: moved, called off, held."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from chassis.testing import Reply, Stage
from tests.activities.make import (
    AS_COORDINATOR,
    COORDINATOR,
    DAY,
    FAMILY,
    GUARDIAN,
    HOUR,
    MATCH,
    NOON,
    OTHER_GUARDIAN,
    STRANGER,
    VOLUNTEER,
    body,
    ended,
    scheduled,
    stage_with_match,
    told,
)

AS_GUARDIAN, AS_VOLUNTEER = ("family", "kfum", GUARDIAN), ("volunteer", "kfum", VOLUNTEER)
KEY = UUID(int=77)
ELSEWHERE = ("coordinator", "rode-kors", COORDINATOR)


@pytest.fixture
def on() -> Stage:
    return stage_with_match()


@pytest.fixture
def meeting(on: Stage) -> dict[str, Any]:
    return scheduled(on)


def change(on: Stage, method: str, path: str, sent: Any, version: int, as_: tuple[Any, ...] = AS_COORDINATOR) -> Reply:
    return on.call(method, f"/meetings/{path}", sent, as_=as_, headers={"If-Match": f'"{version}"'})


def shown(on: Stage, meeting: dict[str, Any], as_: tuple[Any, ...] = AS_COORDINATOR) -> Reply:
    return on.call("GET", f"/meetings/{meeting['id']}", as_=as_)


def let_it_begin(on: Stage) -> None:
    on.rehearsal.clock.move(NOON - on.desk.clock.now())


def times(starts_at: Any) -> dict[str, str]:
    return {"starts_at": starts_at.isoformat(), "ends_at": (starts_at + HOUR).isoformat()}


def test_a_meeting_is_moved_by_whoever_has_seen_its_version(on, meeting):
    reply = change(on, "POST", f"{meeting['id']}/moving", {**times(NOON + DAY), "place": "Parken"}, 1)
    assert (reply.status, reply.json["version"], reply.headers["ETag"]) == (200, 2, '"2"')
    assert told(on)[-1].type == "meeting.moved.v1"
    assert told(on)[-1].data == {"starts_at": NOON + DAY, "ends_at": NOON + DAY + HOUR, "reason": None}
    assert change(on, "POST", f"{meeting['id']}/moving", times(NOON), 1).json["code"] == "stale"
    path = f"/meetings/{meeting['id']}/place"
    assert on.call("GET", path, as_=AS_COORDINATOR, headers={"Purpose": "meeting"}).json == {"place": "Parken"}


def test_a_meeting_may_be_moved_with_a_reason_that_everybody_who_comes_can_know(on, meeting):
    reply = change(on, "POST", f"{meeting['id']}/moving", {**times(NOON + DAY), "reason": "weather"}, 1)
    assert (reply.json["moved_reason"], told(on)[-1].data["reason"]) == ("weather", "weather")
    assert shown(on, meeting, AS_GUARDIAN).json["moved_reason"] == "weather"
    again = change(on, "POST", f"{meeting['id']}/moving", times(NOON), 2)
    assert (again.json["moved_reason"], told(on)[-1].data["reason"]) == (None, None)


@pytest.mark.parametrize("reason", ["consent_withdrawn", "match_ended", "family_left", "boring"])
def test_nobody_moves_for_a_reason_that_only_facts_give(on, meeting, reason):
    reply = change(on, "POST", f"{meeting['id']}/moving", {**times(NOON + DAY), "reason": reason}, 1)
    assert (reply.status, reply.json["errors"][0]["code"]) == (422, "not_a_choice")
    assert shown(on, meeting).json["version"] == 1


def test_moving_needs_the_version(on, meeting):
    reply = on.call("POST", f"/meetings/{meeting['id']}/moving", times(NOON + DAY), as_=AS_COORDINATOR)
    assert (reply.status, reply.json["code"]) == (428, "version_missing")


def test_a_meeting_moves_under_the_same_rules_as_it_was_arranged(on, meeting):
    other = scheduled(on, body(starts_at=NOON + DAY))
    for starts_at, code in ((NOON + DAY, "double_booked"), (NOON - 365 * DAY, "in_the_past")):
        assert change(on, "POST", f"{meeting['id']}/moving", times(starts_at), 1).json["code"] == code
    # It does not stand in its own way.
    assert change(on, "POST", f"{meeting['id']}/moving", times(NOON + timedelta(minutes=30)), 1).status == 200
    assert shown(on, other).json["version"] == 1


def test_a_meeting_called_off_or_of_an_ended_match_does_not_move(on, meeting):
    let_it_begin(on)
    on.hear(ended())
    assert change(on, "POST", f"{meeting['id']}/moving", times(NOON + DAY), 1).json["code"] == "match_ended"
    on.call("POST", f"/meetings/{meeting['id']}/calling-off", {"reason": "weather"}, as_=AS_COORDINATOR)
    assert change(on, "POST", f"{meeting['id']}/moving", times(NOON + DAY), 2).json["code"] == "meeting_called_off"


@pytest.mark.parametrize("as_", [AS_COORDINATOR, AS_GUARDIAN, AS_VOLUNTEER], ids=lambda who: who[0])
def test_whoever_takes_part_may_call_off(on, meeting, as_):
    reply = on.call("POST", f"/meetings/{meeting['id']}/calling-off", {"reason": "family_wish"}, as_=as_)
    assert (reply.json["state"], reply.json["called_off_reason"]) == ("called_off", "family_wish")
    assert (told(on)[-1].type, told(on)[-1].data) == ("meeting.called_off.v1", {"reason": "family_wish", "cause": None})
    scheduled(on)  # the time is free again


def test_a_meeting_is_called_off_once_and_not_by_strangers(on, meeting):
    path = f"/meetings/{meeting['id']}/calling-off"
    assert on.call("POST", path, {"reason": "other"}, as_=("family", "kfum", STRANGER)).status == 404
    assert on.call("POST", path, {"reason": "other"}, as_=("professional", "kfum", GUARDIAN)).status == 403
    assert on.call("POST", path, {"reason": "other"}, as_=AS_GUARDIAN).status == 200
    assert on.call("POST", path, {"reason": "other"}, as_=AS_GUARDIAN).json["code"] == "meeting_called_off"


@pytest.mark.parametrize("reason", ["consent_withdrawn", "match_ended", "family_left", "boring"])
def test_nobody_calls_off_for_a_reason_that_only_facts_give(on, meeting, reason):
    reply = on.call("POST", f"/meetings/{meeting['id']}/calling-off", {"reason": reason}, as_=AS_COORDINATOR)
    assert (reply.status, reply.json["errors"][0]["code"]) == (422, "not_a_choice")


def test_attendance_is_counted_and_can_be_corrected(on, meeting):
    let_it_begin(on)
    path = f"{meeting['id']}/attendance"
    reply = change(on, "PUT", path, {"came": [GUARDIAN, VOLUNTEER], "absent": [OTHER_GUARDIAN]}, 1)
    assert (reply.status, reply.json["state"]) == (200, "held")
    held = {"kind": "one_to_one", "family": FAMILY, "match": MATCH, "came": 2, "absent": 1, "families": 1}
    more = {"activity": None, "excused": 0, "walk_ins": 0, "volunteers_came": [VOLUNTEER]}
    assert told(on)[-1].data == held | more
    assert change(on, "PUT", path, {"came": [GUARDIAN]}, 1).json["code"] == "stale"
    corrected = change(on, "PUT", path, {"came": [GUARDIAN]}, reply.json["version"])
    assert {one["person"]: one["came"] for one in corrected.json["participants"]} == {
        str(GUARDIAN): True,
        str(OTHER_GUARDIAN): None,
        str(VOLUNTEER): None,
    }
    assert (told(on)[-1].data["came"], told(on)[-1].data["absent"]) == (1, 0)
    assert told(on)[-1].data["volunteers_came"] == []
    assert change(on, "PUT", path, {"came": [VOLUNTEER]}, reply.json["version"]).json["code"] == "stale"


@pytest.mark.parametrize("person", [GUARDIAN, VOLUNTEER])
def test_nobody_records_who_came_to_their_own_match(on, meeting, person):
    let_it_begin(on)
    as_ = ("coordinator", "kfum", person)
    own = change(on, "PUT", f"{meeting['id']}/attendance", {"came": [GUARDIAN, VOLUNTEER]}, 1, as_)
    entry = {"key": str(KEY), "meeting_id": meeting["id"], "recorded_at": NOON.isoformat(), "came": [str(GUARDIAN)]}
    offline = on.call("POST", "/attendance", {"entries": [entry]}, as_=as_).json["entries"][0]
    assert (own.status, own.json["code"]) == (409, "not_about_oneself")
    assert (offline["outcome"], offline["problem"]["code"]) == ("refused", "not_about_oneself")
    assert (shown(on, meeting).json["state"], len(told(on))) == ("planned", 1)


def test_attendance_is_not_recorded_before_the_meeting_begins(on, meeting):
    reply = change(on, "PUT", f"{meeting['id']}/attendance", {"came": [GUARDIAN, VOLUNTEER]}, 1)
    assert (reply.status, reply.json["code"]) == (409, "not_yet_started")
    assert shown(on, meeting).json["state"] == "planned"


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"came": [STRANGER]}, "not_a_participant"),
        ({"came": [GUARDIAN], "absent": [GUARDIAN]}, "came_and_absent"),
        ({"came": [], "absent": [GUARDIAN]}, "nobody_came"),
    ],
)
def test_refused_attendance_changes_nothing(on, meeting, sent, code):
    let_it_begin(on)
    assert change(on, "PUT", f"{meeting['id']}/attendance", sent, 1).json["code"] == code
    assert (shown(on, meeting).json["state"], len(told(on))) == ("planned", 1)


def test_a_meeting_that_was_held_is_neither_moved_nor_called_off(on, meeting):
    let_it_begin(on)
    change(on, "PUT", f"{meeting['id']}/attendance", {"came": [GUARDIAN, VOLUNTEER]}, 1)
    path = f"/meetings/{meeting['id']}/calling-off"
    assert on.call("POST", path, {"reason": "other"}, as_=AS_COORDINATOR).json["code"] == "meeting_held"
    assert change(on, "POST", f"{meeting['id']}/moving", times(NOON + DAY), 2).json["code"] == "meeting_held"


def test_only_the_coordinator_records_attendance(on, meeting):
    let_it_begin(on)
    sent = {"came": [GUARDIAN, VOLUNTEER]}
    assert change(on, "PUT", f"{meeting['id']}/attendance", sent, 1, AS_VOLUNTEER).status == 403
    assert change(on, "PUT", f"{meeting['id']}/attendance", sent, 1, ELSEWHERE).status == 404


def test_a_closer_cause_is_told_beside_a_reason_that_everybody_knows(on, meeting):
    reply = on.call("POST", f"/meetings/{meeting['id']}/calling-off", {"reason": "staff_ill"}, as_=AS_COORDINATOR)
    assert reply.json["called_off_reason"] == "staff_ill"
    assert told(on)[-1].data == {"reason": "other", "cause": "staff_ill"}


def test_who_only_takes_part_does_not_call_off_what_is_over_but_whoever_arranged_it_can_say_that_it_was_not(
    on, meeting
):
    on.rehearsal.clock.move(NOON + HOUR - on.desk.clock.now())
    path = f"/meetings/{meeting['id']}/calling-off"
    for as_ in (AS_GUARDIAN, AS_VOLUNTEER):
        assert on.call("POST", path, {"reason": "illness"}, as_=as_).json["code"] == "meeting_over"
    assert on.call("POST", path, {"reason": "illness"}, as_=AS_COORDINATOR).json["state"] == "called_off"
