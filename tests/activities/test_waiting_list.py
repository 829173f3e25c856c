"""The line: what becomes free is offered to the first whose party fits, kept for a while, and then goes to the next."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from activities.actions import line as lines
from activities.actions import places, taking_part
from activities.actions.members import members
from activities.tables import Activity, Family, Meeting
from chassis.testing import AT, Stage
from contracts.refusals import Refused
from tests.activities.make import COORDINATOR, DAY, HOUR, PROGRAMME
from tests.activities.make_sign_ups import (
    ACTIVITY,
    AS_COORDINATOR,
    EVENINGS,
    activity,
    answer,
    as_family,
    asks,
    child,
    consented,
    count,
    evening,
    family,
    guardian,
    joined,
    left,
    line,
    read,
    second_guardian,
    sign_up,
    signed_up,
    stage_with,
    taken,
    there,
    told,
    withdraw,
)

OFFER = timedelta(hours=PROGRAMME.activities.offer_hours)


def lapse(on: Stage) -> None:
    on.service.move_the_line(on.desk)


def states(on: Stage, *rows: dict[str, Any]) -> list[str]:
    return [read(on, row, ("family", "kfum", row_guardian(row)))["state"] for row in rows]


def row_guardian(row: dict[str, Any]) -> Any:
    return UUID(row["wished_by"])


def set_capacity(on: Stage, capacity: int) -> None:
    with on.rehearsal.work() as work:
        activity = places.hold(work, ACTIVITY)
        activity.capacity = capacity
        taking_part.insist_on_room(work, activity)
        lines.move_up(work, activity)


def test_a_place_that_becomes_free_is_offered_to_the_first_and_kept_for_the_programmes_hours():
    on = stage_with(1, 2, 3, capacity=2)
    one, two, three = (signed_up(on, number) for number in (1, 2, 3))
    assert withdraw(on, one, as_family(1)).json["ended_reason"] == "withdrawn"
    assert states(on, one, two, three) == ["ended", "offered", "waiting"]
    (offered,) = told(on, "activity.place_offered.v1")
    assert (str(offered.subject), offered.data["family"]) == (two["id"], family(2))
    assert set(offered.data["people"]) == {guardian(2), child(200)}
    assert offered.data["answer_by"] == on.desk.clock.now() + OFFER
    (withdrawn,) = told(on, "activity.withdrawn.v1")
    assert (withdrawn.data["activity"], set(withdrawn.data["persons"])) == (ACTIVITY, {guardian(1), child(100)})
    assert there(on, 0) == set()


def test_a_yes_takes_the_place_and_a_no_gives_it_to_the_next():
    on = stage_with(1, 2, 3, capacity=2)
    one, two, three = (signed_up(on, number) for number in (1, 2, 3))
    withdraw(on, one, as_family(1))
    assert answer(on, two, "no", as_family(2)).json["ended_reason"] == "declined"
    assert answer(on, three, "yes", as_family(3)).json["state"] == "taken"
    assert there(on, 2) == {guardian(3), child(300)}
    assert told(on, "activity.signed_up.v1")[-1].data["state"] == "taken"


def test_an_offer_nobody_answers_lapses_and_goes_to_the_next():
    on = stage_with(1, 2, 3, capacity=2)
    one, two, three = (signed_up(on, number) for number in (1, 2, 3))
    withdraw(on, one, as_family(1))
    on.rehearsal.later(hours=OFFER / HOUR)
    assert answer(on, two, "yes", as_family(2)).json["code"] == "offer_lapsed"
    lapse(on)
    assert states(on, two, three) == ["ended", "offered"]
    assert read(on, two, as_family(2))["ended_reason"] == "lapsed"
    lapse(on)
    assert len(told(on, "activity.place_offered.v1")) == 2


def test_an_offer_is_not_kept_beyond_the_last_meeting_it_is_for():
    on = stage_with(1, 2, capacity=2)
    one = signed_up(on, 1, meeting_id=str(EVENINGS[0]))
    two = signed_up(on, 2, meeting_id=str(EVENINGS[0]))
    on.rehearsal.later(days=7)
    withdraw(on, one, as_family(1))
    assert read(on, two, as_family(2))["offered_until"].startswith("2026-03-09T12:00")


def test_whoever_waits_for_a_meeting_that_is_called_off_waits_no_longer_and_those_for_all_may_have_room():
    on = stage_with(1, 2, 3, capacity=4)
    one, two = signed_up(on, 1, meeting_id=str(EVENINGS[0])), signed_up(on, 2, meeting_id=str(EVENINGS[0]))
    three, four = signed_up(on, 3, meeting_id=str(EVENINGS[0])), signed_up(on, 3, meeting_id=str(EVENINGS[1]))
    on.hear(joined(4))
    five = signed_up(on, 4, children=2)
    with on.rehearsal.work() as work:
        work.session.get_one(Meeting, EVENINGS[0]).state = "called_off"
    withdraw(on, four, as_family(3))
    assert states(on, one, two, three, five) == ["taken", "taken", "waiting", "offered"]
    lapse(on)
    assert read(on, three, as_family(3))["ended_reason"] == "meeting_over"


def test_a_smaller_party_is_offered_only_what_those_before_do_not_fit_in():
    on = stage_with(1, 2, 3, 4, capacity=4)
    one, two = signed_up(on, 1), signed_up(on, 2)
    large, small = signed_up(on, 3, children=3), signed_up(on, 4)
    withdraw(on, one, as_family(1))
    assert states(on, large, small) == ["waiting", "offered"]
    answer(on, small, "no", as_family(4))
    withdraw(on, two, as_family(2))
    assert states(on, large) == ["offered"]


def test_more_room_is_offered_at_once_and_less_than_is_held_is_refused():
    on = stage_with(1, 2, 3, capacity=2)
    one, two, three = (signed_up(on, number) for number in (1, 2, 3))
    set_capacity(on, 5)
    assert states(on, one, two, three) == ["taken", "offered", "waiting"]
    with pytest.raises(Refused) as no:
        set_capacity(on, 3)
    assert (no.value.code, no.value.because["held"]) == ("capacity_below_sign_ups", 4)
    set_capacity(on, 4)


def test_nobody_but_those_offered_a_place_answers_and_once():
    on = stage_with(1, 2, capacity=2)
    one, two = signed_up(on, 1), signed_up(on, 2)
    assert answer(on, two, "yes", as_family(2)).json["code"] == "no_place_offered"
    withdraw(on, one, as_family(1))
    assert answer(on, two, "yes", as_family(1)).json["code"] == "not_found"
    assert answer(on, two, "yes", ("coordinator", "kfum", second_guardian(2))).json["code"] == "not_about_oneself"
    assert answer(on, two, "yes", ("family", "kfum", second_guardian(2))).json["state"] == "taken"
    assert answer(on, two, "yes", as_family(2)).json["code"] == "no_place_offered"
    assert withdraw(on, one, as_family(1)).json["code"] == "sign_up_has_ended"


def test_a_coordinator_withdraws_and_answers_for_a_family_but_has_no_way_past_the_line():
    on = stage_with(1, 2, 3, capacity=2)
    one, two, three = (signed_up(on, number) for number in (1, 2, 3))
    withdraw(on, one, AS_COORDINATOR)
    assert answer(on, three, "yes", AS_COORDINATOR).json["code"] == "no_place_offered"
    assert answer(on, two, "yes", AS_COORDINATOR).json["state"] == "taken"
    assert read(on, three, as_family(3))["number_in_line"] == 1


def test_who_says_yes_while_busy_is_told_when_and_keeps_the_offer():
    on = stage_with(1, 2, capacity=2)
    one, two = signed_up(on, 1), signed_up(on, 2)
    with on.rehearsal.work() as work:
        work.session.add(activity(id=family(7)))
        work.session.flush()
        other = evening(0, id=family(8), activity_id=family(7))
        work.session.add(other)
        work.session.flush()
        work.session.add(taken(other, child(200)))
    withdraw(on, one, as_family(1))
    assert answer(on, two, "yes", as_family(2)).json["code"] == "busy_at_meetings"
    assert states(on, two) == ["offered"]


def test_a_family_that_leaves_gives_its_place_to_the_next_at_once():
    on = stage_with(1, 2, capacity=2)
    one, two = signed_up(on, 1), signed_up(on, 2)
    on.hear(left(1))
    assert (there(on, 0), states(on, two)) == (set(), ["offered"])
    shown = on.call("GET", f"/sign-ups/{one['id']}", as_=AS_COORDINATOR).json
    assert (shown["state"], shown["ended_reason"]) == ("ended", "family_left")
    with on.desk.store.session(write=False) as session:
        assert session.get_one(Family, family(1)).guardians == []


def test_a_consent_taken_back_gives_the_place_to_the_next_at_once_and_others_do_not_matter():
    on = stage_with(1, 2, capacity=2)
    one, two = signed_up(on, 1), signed_up(on, 2)
    on.hear(consented(1, purpose="messages"), consented(1, receiver="kolding"))
    assert states(on, one, two) == ["taken", "waiting"]
    on.hear(consented(1, at=AT + HOUR))
    assert states(on, one, two) == ["ended", "offered"]
    assert read(on, one, as_family(1))["ended_reason"] == "consent_withdrawn"


def test_a_yes_told_late_does_not_undo_a_no_that_came_after_it():
    on = stage_with(1)
    on.hear(consented(1, at=AT), consented(1, "granted", at=AT - DAY))
    assert sign_up(on, 1).json["code"] == "consent_missing"


def test_those_in_the_line_leave_it_too_when_the_family_leaves():
    on = stage_with(1, 2, 3, capacity=2)
    _one, _two, three = (signed_up(on, number) for number in (1, 2, 3))
    on.hear(left(2))
    assert read(on, three, as_family(3))["number_in_line"] == 1


def test_a_family_becomes_fewer_and_the_room_is_offered_on():
    on = stage_with(1, 2, capacity=4)
    one, two = signed_up(on, 1, children=2), signed_up(on, 2)
    put = {"people": asks(1)["people"][:1]}
    path, headers = f"/sign-ups/{one['id']}/people", {"If-Match": f'"{one["version"]}"'}
    assert on.call("PUT", path, put, as_=as_family(1)).status == 428
    changed = on.call("PUT", path, put, as_=as_family(1), headers=headers).json
    assert (len(changed["people"]), changed["version"] > one["version"]) == (1, True)
    assert (there(on, 0), states(on, two)) == ({guardian(1)}, ["offered"])
    assert on.call("PUT", path, put, as_=as_family(1), headers=headers).json["code"] == "stale"


def test_a_family_becomes_more_if_there_is_room():
    on = stage_with(1, 2, capacity=3)
    one = signed_up(on, 1)
    headers = {"If-Match": f'"{one["version"]}"'}
    path = f"/sign-ups/{one['id']}/people"
    too_many = {"people": asks(1, children=3)["people"]}
    assert on.call("PUT", path, too_many, as_=as_family(1), headers=headers).json["code"] == "party_too_large"
    assert on.call("PUT", path, asks_only(1, 2), as_=as_family(1), headers=headers).status == 200
    assert there(on, 1) == {guardian(1), child(100), child(101)}
    two = signed_up(on, 2)
    headers = {"If-Match": f'"{two["version"]}"'}
    grown = on.call("PUT", f"/sign-ups/{two['id']}/people", asks_only(2, 2), as_=as_family(2), headers=headers).json
    assert (grown["state"], grown["number_in_line"]) == ("waiting", 1)


def test_a_family_with_a_place_does_not_become_more_than_there_is_room_for():
    on = stage_with(1, 2, capacity=4)
    one = signed_up(on, 1)
    signed_up(on, 2)
    headers = {"If-Match": f'"{one["version"]}"'}
    reply = on.call("PUT", f"/sign-ups/{one['id']}/people", asks_only(1, 2), as_=as_family(1), headers=headers)
    assert reply.json["code"] == "no_room_for_more"
    assert there(on, 0) == {guardian(1), child(100), guardian(2), child(200)}


def test_when_an_activity_is_over_so_is_every_place_and_every_place_in_the_line():
    on = stage_with(1, 2, capacity=2)
    one, two = signed_up(on, 1), signed_up(on, 2)
    with on.rehearsal.work() as work:
        activity = places.hold(work, ACTIVITY)
        activity.state, activity.ended_at = "ended", work.now
        lines.end_all(work, activity)
    assert states(on, one, two) == ["ended", "ended"]
    assert told(on, "activity.place_offered.v1") == []


def test_whoever_has_a_place_is_a_member_and_whoever_waits_is_not():
    on = stage_with(1, 2, 3, capacity=4)
    signed_up(on, 1)
    signed_up(on, 2, meeting_id=str(EVENINGS[0]))
    signed_up(on, 3)
    with on.rehearsal.work() as work:
        assert {one.person for one in members(work.session, ACTIVITY)} == {guardian(1), child(100)}
        activity = work.session.get_one(Activity, ACTIVITY)
        taking_part.join(work, activity, members(work.session, ACTIVITY))
    assert len(there(on, 0)) == 4
    assert line(on)["held"] == 4
    assert sign_up(on, 1, as_=("coordinator", "kfum", COORDINATOR), wished_by=str(guardian(1))).status == 409


def asks_only(number: int, children: int) -> dict[str, Any]:
    return {"people": asks(number, children=children)["people"]}


def test_of_those_who_never_came_nothing_is_kept_and_of_those_who_did_what_is_counted():
    on = stage_with(1, 2, 3)
    one, two = signed_up(on, 1), signed_up(on, 2)
    withdraw(on, two, as_family(2))
    on.rehearsal.later(days=8)
    withdraw(on, one, as_family(1))
    signed_up(on, 3)
    for days, left_over in ((80, 3), (20, 2)):
        on.rehearsal.later(days=days)
        with on.rehearsal.work() as work:
            on.service.forget_sign_ups(work)
        assert count(on) == left_over
    assert read(on, one, as_family(1))["ended_reason"] == "withdrawn"
