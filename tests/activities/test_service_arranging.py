"""The doors to requests and new meetings: who may arrange, what is told, and that a no writes nothing."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from activities.tables import Meeting
from chassis.testing import Reply, Stage
from tests.activities.make import (
    AS_COORDINATOR,
    COORDINATOR,
    DAY,
    FAMILY,
    GUARDIAN,
    HOUR,
    INTAKE,
    MATCH,
    NOON,
    PROFESSIONAL,
    PROGRAMME,
    STRANGER,
    VOLUNTEER,
    approved,
    asked,
    body,
    joint,
    matched,
    scheduled,
    stage,
    stage_with_match,
    told,
    volunteer_left,
)

AS_GUARDIAN, AS_VOLUNTEER = ("family", "kfum", GUARDIAN), ("volunteer", "kfum", VOLUNTEER)
ELSEWHERE = ("coordinator", "rode-kors", COORDINATOR)
COMPANY = [{"person": GUARDIAN, "role": "guardian"}, {"person": VOLUNTEER, "role": "volunteer"}]
PLACE = "Biblioteket"


@pytest.fixture
def on() -> Stage:
    return stage_with_match()


@pytest.fixture
def meeting(on: Stage) -> dict[str, Any]:
    return scheduled(on)


def post(on: Stage, sent: Any, as_: tuple[Any, ...] = AS_COORDINATOR) -> Reply:
    return on.call("POST", "/meetings", sent, as_=as_)


def count(on: Stage) -> int:
    with on.desk.store.session(write=False) as session:
        return session.scalar(select(func.count()).select_from(Meeting)) or 0


def test_the_coordinator_sees_who_has_asked_until_a_meeting_is_arranged():
    on = stage()
    on.hear(asked())
    (item,) = on.call("GET", "/intakes?open=true", as_=AS_COORDINATOR).json["items"]
    assert (item["id"], item["person"], item["wanted"], item["open"]) == (
        str(INTAKE),
        str(GUARDIAN),
        "joint_meeting",
        True,
    )
    scheduled(on, joint())
    assert on.call("GET", "/intakes?open=true", as_=AS_COORDINATOR).json["items"] == []
    assert len(on.call("GET", "/intakes?open=false", as_=AS_COORDINATOR).json["items"]) == 1


def test_a_request_is_open_again_when_its_meeting_is_called_off():
    on = stage()
    on.hear(asked())
    first = scheduled(on, joint())
    assert post(on, joint(starts_at=NOON + DAY)).json["code"] == "intake_has_meeting"
    on.call("POST", f"/meetings/{first['id']}/calling-off", {"reason": "illness"}, as_=AS_COORDINATOR)
    assert on.call("GET", "/intakes", as_=AS_COORDINATOR).json["items"][0]["open"]
    scheduled(on, joint(starts_at=NOON + DAY))


def test_requests_are_for_the_coordinators_of_their_own_organisation():
    on = stage()
    on.hear(asked())
    assert on.call("GET", "/intakes", as_=ELSEWHERE).json["items"] == []
    assert on.call("GET", "/intakes", as_=AS_GUARDIAN).status == 403
    assert post(on, joint(), ELSEWHERE).json["code"] == "unknown_intake"


def test_a_joint_meeting_is_arranged_with_everybody_the_family_wishes():
    on = stage()
    on.hear(asked())
    meeting = scheduled(on, joint())
    assert {(one["person"], one["role"]) for one in meeting["participants"]} == {
        (str(GUARDIAN), "guardian"),
        (str(PROFESSIONAL), "professional"),
        (str(COORDINATOR), "coordinator"),
    }
    (event,) = told(on)
    assert (event.type, event.data["intake"], event.data["match"]) == ("meeting.scheduled.v1", INTAKE, None)


def test_a_meeting_of_a_match_is_told_with_ids_area_and_time_and_without_its_place(on, meeting):
    (event,) = told(on)
    assert event.type == "meeting.scheduled.v1"
    assert (str(event.subject), event.programme, event.data["family"], event.data["match"]) == (
        meeting["id"],
        PROGRAMME.code,
        FAMILY,
        MATCH,
    )
    assert (event.data["starts_at"], event.data["ends_at"]) == (NOON, NOON + HOUR)
    assert PLACE not in str(event)
    assert (meeting["state"], meeting["version"]) == ("planned", 1)


def test_the_coordinator_may_name_the_company(on):
    meeting = scheduled(on, body(participants=COMPANY))
    assert len(meeting["participants"]) == 2


REFUSALS: list[tuple[dict[str, Any], str]] = [
    ({"ends_at": NOON}, "ends_before_it_starts"),
    ({"ends_at": NOON + 13 * HOUR}, "meeting_too_long"),
    ({"starts_at": NOON - 365 * DAY}, "in_the_past"),
    ({"kind": "hearing"}, "unknown_kind"),
    ({"kind": "home_visit"}, "kind_for_another_occasion"),
    ({"intake_id": INTAKE}, "one_occasion"),
    ({"match_id": None}, "one_occasion"),
    ({"match_id": STRANGER}, "unknown_match"),
    ({"match_id": None, "intake_id": STRANGER}, "unknown_intake"),
    ({"participants": COMPANY[:1]}, "volunteer_missing"),
    ({"participants": COMPANY[1:]}, "family_missing"),
    ({"participants": [*COMPANY, *COMPANY]}, "participant_twice"),
    ({"participants": [*COMPANY, {"person": STRANGER, "role": "guardian"}]}, "not_of_the_match"),
    ({"participants": [*COMPANY, {"person": PROFESSIONAL, "role": "professional"}]}, "role_not_in_kind"),
    ({"starts_at": NOON + 4 * 365 * DAY}, "volunteer_not_vetted"),
]


@pytest.mark.parametrize(("changes", "code"), REFUSALS)
def test_a_refused_meeting_leaves_no_trace(on, changes, code):
    reply = post(on, body(**changes))
    assert (reply.json["code"], 400 <= reply.status < 500) == (code, True)
    assert (count(on), told(on)) == (0, [])


BAD: list[tuple[dict[str, Any], str]] = [
    ({"place": ""}, "required"),
    ({"place": "x" * 201}, "too_long"),
    ({"kind": "One To One"}, "invalid_slug"),
    ({"starts_at": NOON.replace(tzinfo=None)}, "no_time_zone"),
    ({"participants": [{"person": GUARDIAN, "role": "judge"}]}, "not_a_choice"),
    ({"note": "free text"}, "unknown"),
]


@pytest.mark.parametrize(("changes", "code"), BAD)
def test_bad_input_is_named_by_field_and_code_and_writes_nothing(on, changes, code):
    reply = post(on, body(**changes))
    assert (reply.status, reply.json["code"]) == (422, "invalid")
    assert code in [error["code"] for error in reply.json["errors"]]
    assert (count(on), told(on)) == (0, [])


def test_a_volunteer_who_has_left_meets_no_family():
    on = stage()
    on.hear(approved(), matched(), volunteer_left())
    assert post(on, body()).json["code"] == "volunteer_not_vetted"


def test_nobody_is_promised_to_two_meetings_at_once(on, meeting):
    reply = post(on, body(starts_at=NOON + timedelta(minutes=59)))
    assert (reply.status, reply.json["code"]) == (409, "double_booked")
    assert meeting["id"] in reply.json["detail"]
    assert str(GUARDIAN) not in reply.text
    scheduled(on, body(starts_at=NOON + HOUR))


def test_only_coordinators_of_the_organisation_arrange(on):
    for as_ in (AS_GUARDIAN, AS_VOLUNTEER, ("matcher",)):
        assert post(on, body(), as_).status == 403
    assert post(on, body(), ELSEWHERE).json["code"] == "unknown_match"
    assert on.call("POST", "/meetings", body()).status == 401
    assert count(on) == 0
