"""The doors to activities: who opens, who sees what, and that a no leaves everything as it was."""

from dataclasses import replace
from typing import Any

import pytest

from activities.actions import activities as actions
from chassis.testing import Stage
from tests.activities.make import AREA, AS_COORDINATOR, COORDINATOR, GUARDIAN, HOUR, NOON, PROGRAMME, stage, told
from tests.activities.make_activities import (
    AS_CLUB,
    AS_OUTSIDER,
    AS_PARTNER,
    CLUB,
    MEAL,
    OTHER_COORDINATOR,
    SALON,
    course,
    everywhere,
    if_match,
    opened,
    opening,
    programme,
)
from tests.activities.make_sign_ups import ACTIVITY, as_family, read, signed_up, stage_with

AS_FAMILY = ("family", "kfum", GUARDIAN)
TOGETHER: dict[str, Any] = {"course": "together", "kind": None}


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The service, in whose programme a club has a course of its own and another is planned with families."""
    known = programme(
        entrusted=course(by=CLUB),
        together=course(planned_with_families=True, at_most=8),
        trade=course(ends_with=MEAL),
    )
    monkeypatch.setattr(actions, "load", lambda: everywhere(known))
    return stage()


def listed(on: Stage, as_, query: str = "") -> list[dict]:
    return on.call("GET", f"/activities{query}", as_=as_).json["items"]


def test_a_coordinator_opens_an_activity_and_is_responsible_for_it(on):
    activity = opened(on)
    assert (activity["state"], activity["organisation"], activity["kind"]) == ("open", "kfum", SALON)
    assert (activity["responsible"], activity["version"]) == (str(COORDINATOR), 1)
    assert opened(on, responsible=str(OTHER_COORDINATOR))["responsible"] == str(OTHER_COORDINATOR)


def test_families_and_partners_see_what_they_can_sign_up_for_and_not_who_is_responsible(on):
    activity = opened(on)
    for as_ in (AS_FAMILY, AS_PARTNER, AS_CLUB):
        (seen,) = listed(on, as_)
        assert (seen["id"], seen["responsible"]) == (activity["id"], None)
        assert on.call("GET", f"/activities/{activity['id']}", as_=as_).json == seen


def test_an_organisation_outside_the_programme_sees_nothing_of_it(on):
    activity = opened(on)
    assert listed(on, AS_OUTSIDER) == []
    for path in ("", "/meetings"):
        assert on.call("GET", f"/activities/{activity['id']}{path}", as_=AS_OUTSIDER).status == 404


def test_only_coordinators_open_activities(on):
    for as_ in (AS_FAMILY, ("volunteer",), ("professional",), ("matcher",)):
        assert on.call("POST", "/activities", opening(), as_=as_).status == 403


def test_a_club_s_own_course_is_opened_by_the_club_alone(on):
    sent = opening(course="entrusted", kind=None)
    reply = on.call("POST", "/activities", sent, as_=AS_COORDINATOR)
    assert (reply.status, reply.json["code"]) == (403, "run_by_another")
    assert opened(on, as_=AS_CLUB, course="entrusted", kind=None)["organisation"] == CLUB


def test_the_programme_s_own_organisation_sees_a_club_s_activity_and_changes_nothing_of_it(on):
    activity = opened(on, as_=AS_CLUB, course="entrusted", kind=None)
    path = f"/activities/{activity['id']}"
    assert on.call("GET", path, as_=AS_COORDINATOR).json["organisation"] == CLUB
    for verb, rest, body in (
        ("PUT", "", {"area": AREA}),
        ("POST", "/opening", None),
        ("POST", "/ending", {"reason": "other"}),
    ):
        reply = on.call(verb, path + rest, body, as_=AS_COORDINATOR, headers=if_match(1))
        assert (reply.status, reply.json["code"]) == (403, "run_by_another")
    assert on.call("GET", path, as_=AS_CLUB).json["state"] == "open"


def test_a_list_is_of_what_is_asked_for(on):
    opened(on)
    other = opened(on, kind=MEAL)
    assert [each["id"] for each in listed(on, AS_COORDINATOR, f"?kind={MEAL}")] == [other["id"]]
    assert listed(on, AS_COORDINATOR, "?state=ended") == []
    assert len(listed(on, AS_COORDINATOR, f"?programme={PROGRAMME.code}&organisation=kfum")) == 2


def test_a_course_that_is_planned_with_families_opens_after_it_has_been_planned(on):
    reply = on.call("POST", "/activities", opening(**TOGETHER), as_=AS_COORDINATOR)
    assert reply.json["code"] == "not_planned_together"
    activity = opened(on, **TOGETHER, sign_up=False)
    path = f"/activities/{activity['id']}"
    assert activity["state"] == "planned"
    reply = on.call("POST", f"{path}/opening", as_=AS_COORDINATOR, headers=if_match(1))
    assert reply.json["code"] == "not_planned_together"
    said = {"area": AREA, "planned_with": 5, "topics": ["health"]}
    changed = on.call("PUT", path, said, as_=AS_COORDINATOR, headers=if_match(1)).json
    assert (changed["state"], changed["planned_with"], changed["version"]) == ("planned", 5, 2)
    reply = on.call("POST", f"{path}/opening", as_=AS_COORDINATOR, headers=if_match(2))
    assert reply.json["state"] == "open"


def test_an_open_course_cannot_forget_with_whom_it_was_planned(on):
    activity = opened(on, **TOGETHER, planned_with=5, topics=["health"])
    reply = on.call("PUT", f"/activities/{activity['id']}", {"area": AREA}, as_=AS_COORDINATOR, headers=if_match(1))
    assert reply.json["code"] == "not_planned_together"


def test_a_change_is_of_what_somebody_has_seen(on):
    activity = opened(on)
    reply = on.call("PUT", f"/activities/{activity['id']}", {"area": AREA}, as_=AS_COORDINATOR, headers=if_match(7))
    assert (reply.status, reply.json["code"]) == (412, "stale")


def test_a_change_that_names_nobody_leaves_who_is_responsible(on):
    activity = opened(on, responsible=str(OTHER_COORDINATOR))
    path = f"/activities/{activity['id']}"
    changed = on.call("PUT", path, {"area": AREA, "capacity": 9}, as_=AS_COORDINATOR, headers=if_match(1)).json
    assert (changed["responsible"], changed["capacity"]) == (str(OTHER_COORDINATOR), 9)


def test_room_is_the_activity_s_own_or_the_programme_s(on):
    said: dict[str, Any] = {**TOGETHER, "planned_with": 5, "topics": ["health"]}
    assert (opened(on, **said)["capacity"], opened(on, **said)["room_for"]) == (None, 8)
    assert opened(on, **said, capacity=6)["room_for"] == 6
    reply = on.call("POST", "/activities", opening(**said, capacity=9), as_=AS_COORDINATOR)
    assert reply.json["code"] == "too_large_a_group"


def test_a_trade_course_is_completed_by_its_showing_and_otherwise_ends_for_another_reason(on):
    activity = opened(on, course="trade", kind=None)
    path = f"/activities/{activity['id']}"
    reply = on.call("POST", f"{path}/ending", {"reason": "completed"}, as_=AS_COORDINATOR, headers=if_match(1))
    assert reply.json["code"] == "last_meeting_missing"
    ended = on.call("POST", f"{path}/ending", {"reason": "too_few"}, as_=AS_COORDINATOR, headers=if_match(1)).json
    assert (ended["state"], ended["ended_reason"]) == ("ended", "too_few")
    reply = on.call("PUT", path, {"area": AREA}, as_=AS_COORDINATOR, headers=if_match(2))
    assert reply.json["code"] == "activity_ended"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"programme": "nowhere"}, "unknown_programme"),
        ({"course": "hearing"}, "unknown_course"),
        ({"kind": None}, "kind_missing"),
        ({"kind": "joint_meeting"}, "kind_for_another_occasion"),
        ({"area": "the_moon"}, "unknown_area"),
        ({"topics": ["hearing"]}, "topic_not_of_course"),
        ({"sign_up_until": (NOON - 365 * 24 * HOUR).isoformat()}, "in_the_past"),
    ],
)
def test_a_refused_activity_leaves_no_trace(on, changes, code):
    reply = on.call("POST", "/activities", opening(**changes), as_=AS_COORDINATOR)
    assert (reply.json["code"], 400 <= reply.status < 500) == (code, True)
    assert listed(on, AS_COORDINATOR) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"capacity": 0}, "too_small"),
        ({"languages": ["xx"]}, "unknown_language"),
        ({"arranged": ["fireworks"]}, "not_a_choice"),
        ({"planned_with": -1}, "too_small"),
        ({"note": "free text"}, "unknown"),
    ],
)
def test_bad_input_is_named_by_field_and_code(on, changes, code):
    reply = on.call("POST", "/activities", opening(**changes), as_=AS_COORDINATOR)
    assert code in [error["code"] for error in reply.json["errors"]]


def test_figures_tell_how_many_activities_there_are_by_state(on):
    opened(on)
    with on.desk.store.session(write=False) as session:
        assert on.service.activities_by_state(session) == {(PROGRAMME.code, "open"): 1.0}


def test_an_activity_of_a_course_that_the_programme_no_longer_has_is_still_known_and_can_end(on, monkeypatch):
    activity = opened(on, course="trade", kind=None)
    monkeypatch.setattr(actions, "load", lambda: everywhere(replace(programme(), courses={})))
    path = f"/activities/{activity['id']}"
    assert on.call("GET", path, as_=AS_COORDINATOR).status == 200
    ending = on.call("POST", f"{path}/ending", {"reason": "other"}, as_=AS_COORDINATOR, headers=if_match(1))
    assert ending.json["state"] == "ended"


# Places and the line of those who wait


def as_it_is(on: Stage, **changes) -> tuple[str, dict, dict]:
    """What a coordinator sends who changes only this about an activity people have signed up to."""
    path = f"/activities/{ACTIVITY}"
    version = on.call("GET", path, as_=AS_COORDINATOR).json["version"]
    return path, {"area": AREA, **changes}, if_match(version)


def test_more_room_is_offered_to_those_who_wait_and_less_than_is_held_is_refused():
    on = stage_with(1, 2, capacity=2)
    one, two = signed_up(on, 1), signed_up(on, 2)
    assert (one["state"], two["state"]) == ("taken", "waiting")
    path, sent, headers = as_it_is(on, capacity=4)
    assert on.call("PUT", path, sent, as_=AS_COORDINATOR, headers=headers).status == 200
    assert read(on, two, as_family(2))["state"] == "offered"
    path, sent, headers = as_it_is(on, capacity=3)
    reply = on.call("PUT", path, sent, as_=AS_COORDINATOR, headers=headers)
    assert reply.json["code"] == "capacity_below_sign_ups"
    assert on.call("GET", path, as_=AS_COORDINATOR).json["capacity"] == 4


def test_an_activity_that_ends_ends_with_its_places_and_its_line():
    on = stage_with(1, 2, capacity=2)
    one, two = signed_up(on, 1), signed_up(on, 2)
    path, _, headers = as_it_is(on)
    ended = on.call("POST", f"{path}/ending", {"reason": "too_few"}, as_=AS_COORDINATOR, headers=headers)
    assert ended.json["state"] == "ended"
    for number, row in ((1, one), (2, two)):
        shown = read(on, row, as_family(number))
        assert (shown["state"], shown["ended_reason"]) == ("ended", "activity_ended")
    assert [event.type for event in told(on)].count("meeting.called_off.v1") == 3
