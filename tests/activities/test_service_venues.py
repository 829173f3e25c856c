"""The doors to venues, things and boards, and meetings that are to be there."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from chassis.testing import Reply, Stage
from tests.activities.make import (
    AS_COORDINATOR,
    COORDINATOR,
    DAY,
    GUARDIAN,
    HOUR,
    NOON,
    body,
    stage_with_match,
)
from tests.activities.make_planning import ACTIVITY, with_activity

BOARD = "boligsocialt-hus"
AS_BOARD = ("organisation_admin", BOARD, UUID(int=77))
ELSEWHERE = ("coordinator", "rode-kors", COORDINATOR)
MONDAY = NOON.date()
OPEN_ON_MONDAYS = [{"day": "mon", "opens": "09:00", "closes": "17:00"}]


@pytest.fixture
def on() -> Stage:
    return stage_with_match()


def post(on: Stage, path: str, sent: Any, as_: tuple[Any, ...] = AS_COORDINATOR, **headers: str) -> Reply:
    return on.call(
        "POST", path, sent, as_=as_, headers={name.replace("_", "-"): said for name, said in headers.items()}
    )


def added(on: Stage, **said: Any) -> dict[str, Any]:
    reply = post(on, "/venues", {"name": "Fælleshuset", **said})
    assert reply.status == 201, reply.text
    return dict(reply.json)


def thing(on: Stage, **said: Any) -> str:
    reply = post(on, "/resources", {"name": "Projektor", **said})
    assert reply.status == 201, reply.text
    return str(reply.json["id"])


def meet(on: Stage, **changes: Any) -> Reply:
    return post(on, "/meetings", body(**{"place": None, **changes}))


def code(reply: Reply) -> tuple[int, str]:
    return reply.status, reply.json["code"]


def test_a_venue_is_added_shown_changed_and_listed_by_its_organisation(on):
    venue = added(on, address="Sjølundsparken 1", area="skovparken", room_for=40, opening=OPEN_ON_MONDAYS)
    path = f"/venues/{venue['id']}"
    assert on.call("GET", path, as_=AS_COORDINATOR).json == venue
    changed = on.call("PUT", path, {"name": "Huset"}, as_=AS_COORDINATOR, headers={"If-Match": '"1"'})
    assert (changed.json["name"], changed.json["opening"], changed.json["version"]) == ("Huset", [], 2)
    stale = on.call("PUT", path, {"name": "Hus"}, as_=AS_COORDINATOR, headers={"If-Match": '"1"'})
    assert code(stale) == (412, "stale")
    assert [each["id"] for each in on.call("GET", "/venues", as_=AS_COORDINATOR).json["items"]] == [venue["id"]]


def test_a_venue_is_known_to_its_organisation_and_its_board_only(on):
    venue = added(on, board=BOARD)
    for as_, status in ((AS_BOARD, 200), (ELSEWHERE, 404), (("family", "kfum", GUARDIAN), 403)):
        assert on.call("GET", f"/venues/{venue['id']}", as_=as_).status == status
    assert len(on.call("GET", "/venues", as_=AS_BOARD).json["items"]) == 1
    assert on.call("GET", "/venues", as_=ELSEWHERE).json["items"] == []
    reply = on.call("PUT", f"/venues/{venue['id']}", {"name": "x"}, as_=ELSEWHERE, headers={"If-Match": '"1"'})
    assert reply.status == 404


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"board": "kfum"}, (422, "not_a_board")),
        ({"opening": [{"day": "mon", "opens": "12:00", "closes": "09:00"}]}, (422, "opening_backwards")),
        ({"opening": OPEN_ON_MONDAYS * 2}, (422, "opening_twice")),
        ({"opening": [{"day": "mon", "opens": "09:01", "closes": "17:00"}]}, (422, "invalid")),
        ({"opening": [{"day": "mon", "opens": "09:00", "closes": "25:00"}]}, (422, "invalid")),
        ({"room_for": 0}, (422, "invalid")),
    ],
)
def test_a_venue_that_cannot_be_is_refused_and_not_kept(on, said, refused):
    assert code(post(on, "/venues", {"name": "Huset", **said})) == refused
    assert on.call("GET", "/venues", as_=AS_COORDINATOR).json["items"] == []


def test_people_who_meet_at_a_venue_are_told_where_it_is_and_what_the_coordinator_says(on):
    venue = added(on, address="Sjølundsparken 1")
    meeting = meet(on, venue_id=venue["id"], place="Døren til gården").json
    assert meeting["venue_id"] == venue["id"]
    place = on.call(
        "GET", f"/meetings/{meeting['id']}/place", as_=("family", "kfum", GUARDIAN), headers={"Purpose": "meeting"}
    )
    assert place.json == {"place": "Fælleshuset, Sjølundsparken 1, Døren til gården"}


def test_a_meeting_is_somewhere(on):
    assert code(meet(on)) == (422, "nowhere")


def test_a_venue_is_not_taken_twice_and_the_other_meeting_is_named(on):
    with_activity(on.rehearsal)
    venue = added(on)
    first = meet(on, venue_id=venue["id"]).json
    meal = {"kind": "shared_meal", "match_id": None, "activity_id": ACTIVITY, "venue_id": venue["id"]}
    reply = meet(on, **meal, starts_at=NOON + HOUR / 2)
    assert code(reply) == (409, "double_booked")
    assert reply.json["field"] == "venue_id"
    assert first["id"] in reply.json["detail"]
    later = meet(on, **meal, starts_at=NOON + HOUR)
    assert (later.status, later.json["activity_id"]) == (201, str(ACTIVITY))


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"opening": [{"day": "tue", "opens": "09:00", "closes": "17:00"}]}, "outside_opening_hours"),
        ({"board": BOARD}, "board_has_not_agreed"),
        ({"room_for": 2}, "venue_too_small"),
    ],
)
def test_a_venue_that_does_not_suit_is_refused_and_no_meeting_is_kept(on, said, refused):
    venue = added(on, **said)
    reply = meet(on, venue_id=venue["id"])
    assert code(reply) == (409, refused)
    assert on.call("GET", "/meetings", as_=AS_COORDINATOR).json["items"] == []


def test_an_unknown_venue_is_refused(on):
    assert code(meet(on, venue_id=UUID(int=9))) == (404, "unknown_venue")


def test_a_meeting_moves_to_a_venue_under_the_same_rules(on):
    venue = added(on, opening=OPEN_ON_MONDAYS)
    meeting = meet(on, place="Biblioteket").json
    path = f"/meetings/{meeting['id']}/moving"
    late = {"starts_at": (NOON + 6 * HOUR).isoformat(), "ends_at": (NOON + 7 * HOUR).isoformat()}
    assert code(post(on, path, {**late, "venue_id": venue["id"]}, If_Match='"1"')) == (409, "outside_opening_hours")
    early = {"starts_at": (NOON + HOUR).isoformat(), "ends_at": (NOON + 2 * HOUR).isoformat()}
    moved = post(on, path, {**early, "venue_id": venue["id"]}, If_Match='"1"')
    assert (moved.status, moved.json["venue_id"]) == (200, venue["id"])


def test_a_venue_closes_only_once_nothing_is_booked_there_any_more(on):
    venue = added(on)
    path = f"/venues/{venue['id']}/closing"
    meeting = meet(on, venue_id=venue["id"]).json
    assert code(post(on, path, {"closed_from": MONDAY}, If_Match='"1"')) == (409, "booked_after_closing")
    assert code(post(on, path, {"closed_from": date(2026, 3, 1)}, If_Match='"1"')) == (409, "in_the_past")
    post(on, f"/meetings/{meeting['id']}/calling-off", {"reason": "venue_unavailable"})
    assert post(on, path, {"closed_from": MONDAY}, If_Match='"1"').json["closed_from"] == MONDAY.isoformat()
    assert code(meet(on, venue_id=venue["id"])) == (409, "venue_closed")


def test_things_are_booked_once_and_stay_where_they_belong(on):
    venue = added(on)
    kitchen, bus = thing(on, name="Køkken", venue_id=venue["id"]), thing(on, name="Bus")
    assert code(meet(on, place="Parken", resources=[kitchen])) == (409, "resource_elsewhere")
    assert code(meet(on, place="Parken", resources=[UUID(int=3)])) == (404, "unknown_resource")
    first = meet(on, venue_id=venue["id"], resources=[kitchen, bus])
    assert first.status == 201
    listed = on.call("GET", "/resources", as_=AS_COORDINATOR).json["items"]
    assert {each["id"] for each in listed} == {kitchen, bus}
    assert code(post(on, f"/resources/{bus}/closing", {"closed_from": MONDAY}, If_Match='"1"')) == (
        409,
        "booked_after_closing",
    )
    closed = post(on, f"/resources/{bus}/closing", {"closed_from": MONDAY + timedelta(days=1)}, If_Match='"1"')
    assert closed.status == 200
    assert code(meet(on, place="Parken", resources=[bus], starts_at=NOON + DAY)) == (409, "resource_closed")


def test_a_thing_is_changed_by_its_organisation(on):
    bus = thing(on)
    sent = {"as_": AS_COORDINATOR, "headers": {"If-Match": '"1"'}}
    assert on.call("PUT", f"/resources/{bus}", {"name": "Bus"}, **sent).json["name"] == "Bus"
    sent["headers"] = {"If-Match": '"2"'}
    nowhere = on.call("PUT", f"/resources/{bus}", {"name": "Bus", "venue_id": UUID(int=4)}, **sent)
    assert code(nowhere) == (404, "unknown_venue")
    elsewhere = on.call("PUT", f"/resources/{bus}", {"name": "x"}, **(sent | {"as_": ELSEWHERE}))
    assert elsewhere.status == 404


def test_a_board_is_asked_and_answers_and_the_venue_can_be_booked_on_those_days(on):
    venue = added(on, board=BOARD)
    days = {"from_on": MONDAY, "until_on": MONDAY + timedelta(days=6)}
    asked = post(on, f"/venues/{venue['id']}/approvals", days).json
    assert (asked["state"], asked["recorded"], asked["answered_at"]) == ("asked", False, None)
    refused = meet(on, venue_id=venue["id"])
    assert (refused.json["code"], refused.json["rule"]) == ("board_has_not_agreed", "S3-03")
    (item,) = on.call("GET", "/approvals?state=asked", as_=AS_BOARD).json["items"]
    answer = f"/approvals/{item['id']}/answer"
    granted = post(on, answer, {"answer": "granted"}, AS_BOARD, If_Match='"1"').json
    assert (granted["state"], granted["recorded"]) == ("granted", False)
    assert meet(on, venue_id=venue["id"]).status == 201
    assert code(meet(on, venue_id=venue["id"], starts_at=NOON + 7 * DAY)) == (409, "board_has_not_agreed")
    assert post(on, answer, {"answer": "refused"}, AS_BOARD, If_Match='"2"').json["state"] == "refused"
    assert code(meet(on, venue_id=venue["id"], starts_at=NOON + DAY)) == (409, "board_has_not_agreed")


def test_a_coordinator_records_what_a_board_said_elsewhere(on):
    venue = added(on, board=BOARD)
    days = {"from_on": MONDAY, "until_on": MONDAY, "answer": "granted"}
    recorded = post(on, f"/venues/{venue['id']}/approvals", days).json
    assert (recorded["state"], recorded["recorded"]) == ("granted", True)
    assert meet(on, venue_id=venue["id"]).status == 201


def test_only_the_venues_own_board_and_organisation_see_and_answer(on):
    venue = added(on, board=BOARD)
    asked = post(on, f"/venues/{venue['id']}/approvals", {"from_on": MONDAY, "until_on": MONDAY}).json
    answer = f"/approvals/{asked['id']}/answer"
    for as_ in (("organisation_admin", "kerteminde", UUID(int=78)), ELSEWHERE):
        assert post(on, answer, {"answer": "granted"}, as_, If_Match='"1"').status == 404
        assert on.call("GET", "/approvals", as_=as_).json["items"] == []


@pytest.mark.parametrize(
    ("board", "days", "refused"),
    [
        (None, (0, 0), (409, "no_board")),
        (BOARD, (1, 0), (422, "period_backwards")),
        (BOARD, (-30, -20), (409, "in_the_past")),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(on, board, days, refused):
    venue = added(on, board=board)
    first, last = (MONDAY + timedelta(days=number) for number in days)
    reply = post(on, f"/venues/{venue['id']}/approvals", {"from_on": first, "until_on": last})
    assert code(reply) == refused


def test_what_is_arranged_is_written_down_and_what_is_missing_shown(on):
    meeting = meet(on, place="Biblioteket").json
    path = f"/meetings/{meeting['id']}/arrangements"
    reply = on.call(
        "PUT", path, {"arranged": ["interpreter", "childcare"]}, as_=AS_COORDINATOR, headers={"If-Match": '"1"'}
    )
    assert (reply.json["arranged"], reply.json["missing"]) == (["interpreter", "childcare"], [])
