"""What a letter tells a calendar of a meeting (iTIP): invited, told another time, taken out. Never with whom."""

import re
from typing import Any

import pytest

from chassis.testing import Stage
from tests.activities import make, make_calendars
from tests.activities.make_calendars import AS_COORDINATOR, AS_GUARDIAN, TOLD, events, parsed


@pytest.fixture
def on() -> Stage:
    made = make_calendars.stage()
    made.hear(make.approved(), make.matched())
    return made


def itip(on: Stage, id: Any, method: str, purpose: str = "change", language: str = "da") -> Any:
    asked = f"/meetings/{id}/itip?method={method}&language={language}"
    return on.call("GET", asked, as_=("service",), headers={"Purpose": purpose})


def test_an_invitation_is_a_request_to_which_the_sender_adds_whom(on: Stage) -> None:
    meeting = make.scheduled(on)
    reply = itip(on, meeting["id"], "request", "invitation", "en")
    assert (reply.status, reply.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert reply.headers["Cache-Control"] == "no-store"
    calendar = parsed(reply.content)
    [event] = events(calendar)
    assert calendar["METHOD"] == "REQUEST"
    assert set(event) == TOLD | {"ORGANIZER"}
    assert re.fullmatch("urn:uuid:[0-9a-f-]{36}", str(event["ORGANIZER"]))
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (meeting["id"], 0, "CONFIRMED")


def test_a_meeting_called_off_is_cancelled_with_a_higher_sequence_and_cannot_be_invited_to(on: Stage) -> None:
    meeting = make.scheduled(on)
    invited = events(parsed(itip(on, meeting["id"], "request").content))[0]
    on.call("POST", f"/meetings/{meeting['id']}/calling-off", {"reason": "illness"}, as_=AS_COORDINATOR)
    calendar = parsed(itip(on, meeting["id"], "cancel").content)
    [event] = events(calendar)
    assert (calendar["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert (event["UID"], event["ORGANIZER"]) == (invited["UID"], invited["ORGANIZER"])
    assert event.sequence > invited.sequence
    assert itip(on, meeting["id"], "request").json["code"] == "meeting_called_off"


def test_who_is_no_longer_in_a_meeting_is_told_without_calling_it_off(on: Stage) -> None:
    [event] = events(parsed(itip(on, make.scheduled(on)["id"], "cancel").content))
    assert set(event) == (TOLD - {"STATUS"}) | {"ORGANIZER"}


def test_only_services_of_the_organisation_ask_and_say_why(on: Stage) -> None:
    asked = f"/meetings/{make.scheduled(on)['id']}/itip?method=request"
    assert on.call("GET", asked, as_=("service",)).json["code"] == "purpose_missing"
    for as_, status in ((AS_GUARDIAN, 403), (AS_COORDINATOR, 403), (("service", "rode-kors"), 404)):
        assert on.call("GET", asked, as_=as_, headers={"Purpose": "change"}).status == status
    assert (
        on.call("GET", asked.replace("request", "publish"), as_=("service",), headers={"Purpose": "change"}).status
        == 422
    )
