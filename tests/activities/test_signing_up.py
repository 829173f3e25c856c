"""Families sign up: to a place or to the line, themselves or through a coordinator, with every reason against it."""

from typing import Any

import pytest

from activities.tables import Meeting
from chassis.testing import AT
from tests.activities.make import COORDINATOR, DAY, HOUR, NOON, PROGRAMME
from tests.activities.make_sign_ups import (
    ACTIVITY,
    AS_COORDINATOR,
    EVENINGS,
    activity,
    as_family,
    asks,
    change,
    child,
    consented,
    count,
    evening,
    family,
    guardian,
    joined,
    left,
    line,
    of_another_programme,
    read,
    second_guardian,
    sign_up,
    signed_up,
    stage_with,
    taken,
    there,
    told,
)

ELSEWHERE = ("coordinator", "rode-kors", COORDINATOR)


def test_a_family_signs_itself_up_and_comes_to_every_meeting_ahead():
    on = stage_with(1)
    row = signed_up(on, 1)
    assert (row["state"], row["asked_by"], row["wished_by"]) == ("taken", str(guardian(1)), str(guardian(1)))
    assert [there(on, number) for number in range(3)] == [{guardian(1), child(100)}] * 3
    (event,) = told(on, "activity.signed_up.v1")
    assert (str(event.subject), event.data["people"], event.data["state"]) == (row["id"], 2, "taken")
    assert set(event.data["persons"]) == {guardian(1), child(100)}


def test_a_family_may_come_to_one_meeting_only():
    on = stage_with(1)
    signed_up(on, 1, meeting_id=str(EVENINGS[1]))
    assert [there(on, number) for number in range(3)] == [set(), {guardian(1), child(100)}, set()]


def test_a_coordinator_signs_up_at_the_wish_of_one_of_the_family_and_both_are_kept():
    on = stage_with(1)
    assert sign_up(on, 1, as_=AS_COORDINATOR).json["code"] == "sign_up_wish_missing"
    assert sign_up(on, 1, as_=AS_COORDINATOR, wished_by=str(guardian(2))).json["code"] == "sign_up_wish_missing"
    row = signed_up(on, 1, as_=AS_COORDINATOR, wished_by=str(second_guardian(1)))
    assert (row["asked_by"], row["wished_by"]) == (str(COORDINATOR), str(second_guardian(1)))


def test_nobody_signs_up_another_family_or_their_own_as_its_coordinator():
    on = stage_with(1, 2)
    assert sign_up(on, 1, as_=as_family(2)).json["code"] == "not_found"
    assert sign_up(on, 1, as_=ELSEWHERE, wished_by=str(guardian(1))).json["code"] == "not_found"
    own = ("coordinator", "kfum", guardian(1))
    assert sign_up(on, 1, as_=own, wished_by=str(guardian(1))).json["code"] == "not_about_oneself"
    assert sign_up(on, 1, as_=("professional", "kfum", guardian(1))).status == 403
    assert count(on) == 0


def test_who_finds_no_place_waits_with_a_number_and_sees_how_many_places_are_before_but_never_whose():
    on = stage_with(1, 2, 3, capacity=3)
    signed_up(on, 1)
    second, third = signed_up(on, 2), signed_up(on, 3, children=2)
    assert (second["state"], second["number_in_line"], second["places_before"]) == ("waiting", 1, 0)
    assert (third["number_in_line"], third["places_before"]) == (2, 2)
    assert str(guardian(2)) not in str(read(on, third, as_family(3)))
    assert on.call("GET", f"/sign-ups/{second['id']}", as_=as_family(3)).status == 404
    assert on.call("GET", f"/activities/{ACTIVITY}/sign-ups", as_=as_family(3)).status == 403
    assert there(on, 0) == {guardian(1), child(100)}
    assert [event.data["state"] for event in told(on, "activity.signed_up.v1")] == ["taken", "waiting", "waiting"]


def test_the_coordinator_sees_the_line_in_the_order_of_asking_but_not_their_own_family_in_it():
    on = stage_with(1, 2, 3, capacity=2)
    rows = [signed_up(on, number) for number in (2, 1, 3)]
    shown = line(on)
    assert [row["id"] for row in shown["sign_ups"]] == [row["id"] for row in rows]
    assert (shown["capacity"], shown["held"], shown["free"], shown["waiting"], shown["unit"]) == (2, 2, 0, 4, "people")
    own = line(on, ("coordinator", "kfum", guardian(1)))
    assert [row["id"] for row in own["sign_ups"]] == [rows[0]["id"], rows[2]["id"]]
    assert on.call("GET", f"/activities/{ACTIVITY}/sign-ups", as_=ELSEWHERE).status == 404


def test_everybody_lists_their_own_sign_ups_and_coordinators_those_of_others():
    on = stage_with(1, 2)
    one, two = signed_up(on, 1), signed_up(on, 2)
    listed = {who: on.call("GET", "/sign-ups", as_=who).json["items"] for who in (as_family(1), AS_COORDINATOR)}
    assert [row["id"] for row in listed[as_family(1)]] == [one["id"]]
    assert {row["id"] for row in listed[AS_COORDINATOR]} == {one["id"], two["id"]}
    for near in (guardian(1), second_guardian(1)):
        items = on.call("GET", "/sign-ups", as_=("coordinator", "kfum", near)).json["items"]
        assert [row["id"] for row in items] == [two["id"]]
    other_parent = ("family", "kfum", second_guardian(1))
    assert [row["id"] for row in on.call("GET", "/sign-ups", as_=other_parent).json["items"]] == [one["id"]]


def test_a_small_party_takes_what_a_larger_one_before_it_does_not_fit_in_and_the_larger_keeps_its_number():
    on = stage_with(1, 2, 3, capacity=4)
    signed_up(on, 1)
    large = signed_up(on, 2, children=2)
    assert large["state"] == "waiting"
    assert signed_up(on, 3)["state"] == "taken"
    assert read(on, large, as_family(2))["number_in_line"] == 1


def test_whoever_would_not_wait_is_told_that_it_is_full():
    on = stage_with(1, 2, capacity=2)
    signed_up(on, 1)
    assert sign_up(on, 2, waits=False).json["code"] == "activity_full"
    assert count(on) == 1


def test_a_meeting_of_its_own_has_room_beside_those_who_come_to_all():
    on = stage_with(1, 2, 3, capacity=4)
    signed_up(on, 1)
    signed_up(on, 2, meeting_id=str(EVENINGS[0]))
    assert signed_up(on, 3, meeting_id=str(EVENINGS[0]))["state"] == "waiting"
    on = stage_with(1, 2, 3, capacity=4)
    signed_up(on, 1)
    signed_up(on, 2, meeting_id=str(EVENINGS[0]))
    assert signed_up(on, 3, meeting_id=str(EVENINGS[1]))["state"] == "taken"
    on = stage_with(1, 2, 3, capacity=4)
    signed_up(on, 1)
    signed_up(on, 2, meeting_id=str(EVENINGS[0]))
    assert signed_up(on, 3)["state"] == "waiting"


STRANGER = {"person": str(guardian(9)), "role": "guardian"}
REFUSALS: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"ended_at": AT, "state": "ended"}, {}, "sign_up_over"),
    ({"state": "planned"}, {}, "sign_up_not_open"),
    ({"sign_up_until": AT - DAY}, {}, "cut_off_passed"),
    ({"capacity": 2}, {"children": 2}, "party_too_large"),
    ({}, {"people": [STRANGER]}, "not_of_the_family"),
    ({}, {"people": [{"person": str(guardian(1)), "role": "child"}]}, "not_of_the_family"),
    ({}, {"people": [{"person": str(child(1)), "role": "young_person"}]}, "role_not_in_kind"),
    ({}, {"people": 2 * [{"person": str(guardian(1)), "role": "guardian"}]}, "participant_twice"),
    ({}, {"meeting_id": str(ACTIVITY)}, "unknown_meeting"),
]


@pytest.mark.parametrize(("columns", "sent", "code"), REFUSALS)
def test_a_refused_sign_up_leaves_no_trace(columns, sent, code):
    on = stage_with(1)
    change(on, **columns)
    reply = sign_up(on, 1, **sent)
    assert (reply.json["code"], 400 <= reply.status < 500) == (code, True)
    assert (count(on), told(on, "activity.signed_up.v1")) == (0, [])


BAD: list[tuple[dict[str, Any], str]] = [
    ({"people": [{"person": str(guardian(1)), "role": "volunteer"}]}, "not_a_choice"),
    ({"people": [{"person": "Anna", "role": "guardian"}]}, "invalid_uuid"),
    ({"note": "we are vegetarians"}, "unknown"),
    ({"people": []}, "too_few"),
]


@pytest.mark.parametrize(("sent", "code"), BAD)
def test_bad_input_is_named_by_field_and_code(sent, code):
    on = stage_with(1)
    reply = sign_up(on, 1, **sent)
    assert (reply.status, reply.json["code"]) == (422, "invalid")
    assert code in [error["code"] for error in reply.json["errors"]]


def test_a_family_that_has_not_joined_or_has_left_or_consents_no_longer_cannot():
    on = stage_with()
    assert sign_up(on, 1).json["code"] == "family_not_taking_part"
    on.hear(joined(1), left(1))
    assert sign_up(on, 1).json["code"] == "family_not_with_us_any_more"
    on.hear(joined(1, at=AT + HOUR), consented(1, at=AT + 2 * HOUR))
    reply = sign_up(on, 1)
    assert reply.json["code"] == "consent_missing"
    assert "S0-24" in reply.text
    on.hear(consented(1, "granted", at=AT + 3 * HOUR))
    signed_up(on, 1)


def test_nobody_is_in_it_twice():
    on = stage_with(1, 2)
    signed_up(on, 1, meeting_id=str(EVENINGS[0]))
    assert sign_up(on, 1).json["code"] == "already_signed_up"
    assert sign_up(on, 1, meeting_id=str(EVENINGS[0])).json["code"] == "already_signed_up"
    signed_up(on, 1, meeting_id=str(EVENINGS[1]))
    people = [{"person": str(child(100)), "role": "child"}]
    assert sign_up(on, 2, people=people, meeting_id=str(EVENINGS[0])).json["code"] == "already_signed_up"


def test_whoever_has_something_else_is_told_on_which_days():
    on = stage_with(1)
    with on.rehearsal.work() as work:
        work.session.add(activity(id=family(7)))
        work.session.flush()
        other = evening(0, id=family(8), activity_id=family(7), starts_at=NOON + 7 * DAY + HOUR)
        work.session.add(other)
        work.session.flush()
        work.session.add(taken(other, guardian(1)))
    reply = sign_up(on, 1)
    assert (reply.status, reply.json["code"]) == (409, "busy_at_meetings")
    assert "2026-03-16" in reply.json["detail"]
    path = f"/activities/{ACTIVITY}/sign-up-check?family={family(1)}&guardian={guardian(1)}"
    (reason,) = on.call("GET", path, as_=AS_COORDINATOR).json["reasons"]
    assert reason["meetings"] == [str(EVENINGS[1])]
    assert reason["text"]["da"].endswith("16.3.2026.")
    signed_up(on, 1, meeting_id=str(EVENINGS[0]))


def test_after_the_cut_off_of_one_evening_one_still_comes_to_the_others():
    on = stage_with(1, 2)
    on.rehearsal.later(days=8)
    signed_up(on, 1)
    assert [bool(there(on, number)) for number in range(3)] == [False, True, True]
    on.rehearsal.later(days=21)
    assert sign_up(on, 2).json["code"] == "no_meeting_ahead"


def test_after_the_cut_off_of_one_evening_those_who_are_new_come_to_the_others():
    on = stage_with(1)
    row = signed_up(on, 1, children=1)
    on.rehearsal.later(days=6, hours=4)
    path, as_ = f"/sign-ups/{row['id']}/people", ("family", "kfum", guardian(1))
    more = {"people": asks(1, children=2)["people"]}
    assert on.call("PUT", path, more, as_=as_, headers={"If-Match": f'"{row["version"]}"'}).status == 200
    assert [len(there(on, number)) for number in range(3)] == [2, 3, 3]


def test_a_meeting_called_off_or_begun_takes_nobody_in():
    on = stage_with(1)
    with on.rehearsal.work() as work:
        work.session.get_one(Meeting, EVENINGS[0]).state = "called_off"
    assert sign_up(on, 1, meeting_id=str(EVENINGS[0])).json["code"] == "no_meeting_ahead"


def test_signing_up_again_with_the_same_key_has_its_effect_once():
    on = stage_with(1)
    path, headers = f"/activities/{ACTIVITY}/sign-ups", {"Idempotency-Key": "abcdefgh12345678"}
    first = on.call("POST", path, asks(1), as_=as_family(1), headers=headers)
    again = on.call("POST", path, asks(1), as_=as_family(1), headers=headers)
    assert (first.status, again.status, first.json["id"]) == (201, 201, again.json["id"])
    assert len(told(on, "activity.signed_up.v1")) == 1


def test_open_counselling_needs_no_sign_up():
    """# S4-12"""
    on = of_another_programme("boligsocialt_hus", "open_counselling")
    assert sign_up(on, 1).json["code"] == "nobody_signs_up"


def test_signing_up_ends_the_programmes_hours_before_a_meeting():
    on = stage_with(1)
    on.rehearsal.later(days=6, hours=4)
    assert sign_up(on, 1, meeting_id=str(EVENINGS[0])).json["code"] == "cut_off_passed"
    signed_up(on, 1)
    assert [bool(there(on, number)) for number in range(3)] == [False, True, True]


def test_where_places_are_counted_in_families_a_large_one_takes_one_place():
    """# S0-19"""
    on = stage_with(1, 2, 3, capacity=2, kind="shared_meal", evenings=0)
    assert signed_up(on, 1, children=5)["state"] == "taken"
    assert signed_up(on, 2)["state"] == "taken"
    third = signed_up(on, 3)
    assert (third["state"], third["places_before"]) == ("waiting", 0)
    assert (line(on)["unit"], line(on)["held"]) == ("families", 2)


def test_where_the_activity_says_no_capacity_the_programmes_holds():
    on = stage_with(1)
    assert line(on)["capacity"] == PROGRAMME.meetings["conversation_salon"].at_most


def test_of_a_course_everybody_comes_to_the_meetings_that_have_room_for_them():
    """Young people take a trade course, and their families come to the showing. # S3-11, S3-12"""
    on = of_another_programme("omraadeplan", "trade_workshop", course="trade_course")
    with on.rehearsal.work() as work:
        work.session.get_one(Meeting, EVENINGS[2]).kind = "showing"
    people = [{"person": str(guardian(1)), "role": "guardian"}, {"person": str(child(1)), "role": "young_person"}]
    signed_up(on, 1, people=people)
    assert [there(on, number) for number in range(3)] == [{child(1)}, {child(1)}, {guardian(1), child(1)}]
