"""The doors to changing a series: single days, all that is ahead, and never half of it."""

from typing import Any

import pytest

from chassis.testing import Stage
from tests.activities.make import COORDINATOR, stage, told
from tests.activities.make_activities import AS_OUTSIDER, AS_PARTNER, opened
from tests.activities.make_series import asked, change, days, made, place, rows, starts

PEOPLE = [{"person": str(COORDINATOR), "role": "coordinator"}]
ALL = ["2026-03-03", "2026-03-10", "2026-03-17", "2026-03-24", "2026-04-07", "2026-04-14", "2026-04-21"]


@pytest.fixture
def on() -> Stage:
    return stage()


@pytest.fixture
def activity(on):
    return opened(on)


@pytest.fixture
def series(on, activity):
    return made(on, activity, participants=PEOPLE)


def types(on: Stage) -> list[str]:
    """What has been told since the series was made."""
    return [event.type for event in told(on)[len(ALL) :]]


def test_a_series_meets_on_the_days_it_was_made_for(series):
    assert days(series) == ALL


def test_a_day_is_taken_out_by_calling_its_meeting_off_with_the_reason(on, series):
    changed = change(on, series, "exceptions", without=["2026-03-10"], reason="illness").json
    assert days(changed, "called_off") == changed["without"] == ["2026-03-10"]
    assert changed["version"] == 2
    (event,) = told(on)[len(ALL) :]
    assert (event.type, event.data["reason"]) == ("meeting.called_off.v1", "illness")


def test_a_day_is_put_in_with_a_meeting_like_the_others(on, series):
    changed = change(on, series, "exceptions", also=["2026-03-31", "2026-03-05"]).json
    assert days(changed) == sorted([*ALL, "2026-03-31", "2026-03-05"])
    assert changed["also"] == ["2026-03-05", "2026-03-31"]
    new = next(each for each in changed["meetings"] if each["on"] == "2026-03-31")
    assert (place(on, new["id"]), new["starts_at"]) == ("Fælleshuset", "2026-03-31T17:00:00Z")
    assert {one["person"] for event in told(on)[len(ALL) :] for one in event.data["participants"]} == {COORDINATOR}


def test_a_day_that_was_taken_out_can_be_put_in_again(on, series):
    changed = change(on, series, "exceptions", without=["2026-03-10"]).json
    again = change(on, changed, "exceptions", also=["2026-03-10"]).json
    assert (days(again), days(again, "called_off")) == (ALL, ["2026-03-10"])
    assert (again["without"], again["also"]) == ([], ["2026-03-10"])


def test_all_from_a_day_on_gets_another_hour(on, series):
    changed = change(on, series, "moving", since="2026-03-17", starts="17:30").json
    assert starts(changed)[:3] == ["2026-03-03T18:00:00Z", "2026-03-10T18:00:00Z", "2026-03-17T16:30:00Z"]
    assert starts(changed)[4] == "2026-04-07T15:30:00Z"  # summer time
    assert (changed["starts"], changed["minutes"], changed["version"]) == ("17:30", 120, 2)
    assert types(on) == ["meeting.moved.v1"] * 5


def test_all_are_moved_for_one_reason(on, series):
    assert change(on, series, "moving", since="2026-03-17", starts="17:30", reason="staff_ill").status == 200
    assert {event.data["reason"] for event in on.rehearsal.stored() if event.type == "meeting.moved.v1"} == {
        "staff_ill"
    }


def test_all_from_a_day_on_gets_another_weekday_in_its_week(on, series):
    changed = change(on, series, "moving", since="2026-04-07", weekday="thu", minutes=180).json
    assert starts(changed)[4:] == ["2026-04-09T17:00:00Z", "2026-04-16T17:00:00Z", "2026-04-23T17:00:00Z"]
    assert changed["meetings"][-1]["ends_at"] == "2026-04-23T20:00:00Z"
    assert days(changed) == ALL  # the days they were put down for


def test_a_meeting_that_was_moved_by_itself_keeps_its_own_day(on, series):
    one = series["meetings"][1]
    to = {"starts_at": "2026-03-13T18:00:00Z", "ends_at": "2026-03-13T20:00:00Z"}
    meeting = f"/meetings/{one['id']}/moving"
    assert (
        on.call("POST", meeting, to, as_=("coordinator", "kfum", COORDINATOR), headers={"If-Match": '"1"'}).status
        == 200
    )
    changed = change(on, series, "moving", since="2026-03-03", starts="17:00").json
    assert starts(changed)[1] == "2026-03-13T16:00:00Z"


def test_a_series_is_moved_onto_its_own_former_times(on, activity):
    daily = made(on, activity, rule="FREQ=DAILY;COUNT=4", minutes=720, starts="08:00", participants=PEOPLE)
    changed = change(on, daily, "moving", since="2026-03-03", starts="19:30").json
    assert starts(changed)[0] == "2026-03-03T18:30:00Z"
    back = change(on, changed, "moving", since="2026-03-03", starts="08:00").json
    assert starts(back) == starts(daily)


def test_all_from_a_day_on_is_called_off_with_the_reason(on, series):
    changed = change(on, series, "calling-off", since="2026-04-07", reason="no_volunteers").json
    assert (days(changed), changed["called_off_from"]) == (ALL[:4], "2026-04-07")
    assert types(on) == ["meeting.called_off.v1"] * 3
    assert {event.data["cause"] for event in told(on)[len(ALL) :]} == {"no_volunteers"}


def test_whoever_was_to_come_has_time_again_once_it_is_called_off(on, series):
    other = opened(on)
    assert asked(on, other, participants=PEOPLE).json["code"] == "double_booked"
    change(on, series, "calling-off", since="2026-03-03", reason="other")
    assert asked(on, other, participants=PEOPLE).status == 201


def test_what_has_been_held_is_neither_moved_nor_called_off(on, series):
    on.rehearsal.later(days=9)
    changed = change(on, series, "calling-off", since="2026-03-01", reason="weather").json
    assert days(changed) == ALL[:2]


REFUSALS: list[tuple[str, dict[str, Any], str]] = [
    ("exceptions", {}, "nothing_changed"),
    ("exceptions", {"without": ["2026-03-04"]}, "not_a_day_of_series"),
    ("exceptions", {"also": ["2026-03-10"]}, "day_of_series_already"),
    ("exceptions", {"also": ["2026-03-02"]}, "day_outside_series"),
    ("exceptions", {"also": ["2029-03-04"]}, "day_outside_series"),
    ("exceptions", {"without": ["2026-03-10"], "also": ["2026-03-17"]}, "day_of_series_already"),
    ("moving", {"since": "2026-03-03"}, "nothing_changed"),
    ("moving", {"since": "2026-03-03", "reason": "weather"}, "nothing_changed"),
    ("moving", {"since": "2027-01-01", "starts": "17:00"}, "nothing_ahead"),
    ("calling-off", {"since": "2027-01-01", "reason": "other"}, "nothing_ahead"),
]


@pytest.mark.parametrize(("what", "sent", "code"), REFUSALS)
def test_a_refused_change_changes_nothing(on, series, what, sent, code):
    reply = change(on, series, what, **sent)
    assert (reply.json["code"], 400 <= reply.status < 500) == (code, True)
    assert on.call("GET", f"/series/{series['id']}", as_=AS_PARTNER).json == series
    assert types(on) == []


def test_nothing_is_moved_into_the_past(on, activity):
    series = made(on, activity, rule="FREQ=WEEKLY;BYDAY=TU;COUNT=3")
    reply = change(on, series, "moving", since="2026-03-03", starts="07:00", weekday="mon")
    assert reply.json["code"] == "in_the_past"
    assert change(on, series, "moving", since="2026-03-03", starts="17:00", weekday="mon").status == 200


def test_a_series_is_not_moved_onto_days_off_unless_it_meets_on_them(on, activity):
    rule = "FREQ=WEEKLY;BYDAY=WE;UNTIL=20260520"
    series = made(on, activity, rule=rule)
    reply = change(on, series, "moving", since="2026-05-01", weekday="thu")
    assert reply.json["code"] == "series_on_days_off"
    assert "2026-05-14" in reply.json["detail"]
    assert "Ascension Day" in reply.json["detail"]
    wanted = made(on, activity, rule=rule, starts="10:00", on_holidays=True)
    assert change(on, wanted, "moving", since="2026-05-01", weekday="thu").status == 200


def test_an_hour_that_is_not_there_on_a_day_is_refused_with_the_day(on, activity):
    nights = made(on, activity, rule="FREQ=WEEKLY;BYDAY=SU;COUNT=6", on_holidays=True, in_breaks=True)
    reply = change(on, nights, "moving", since="2026-03-03", starts="02:30")
    assert reply.json["code"] == "no_such_local_time"
    assert "2026-03-29" in reply.json["detail"]
    assert change(on, nights, "moving", since="2026-03-30", starts="02:30").status == 200


def test_moving_into_another_meeting_names_every_day_and_moves_nothing(on, activity, series):
    other = made(on, opened(on), starts="14:00", participants=PEOPLE)
    reply = change(on, other, "moving", since="2026-04-14", starts="18:00")
    assert reply.json["code"] == "double_booked"
    assert "2026-04-14, 2026-04-21" in reply.json["detail"]
    assert on.call("GET", f"/series/{other['id']}", as_=AS_PARTNER).json == other


def test_two_series_of_an_activity_are_not_moved_onto_each_other(on, activity, series):
    other = made(on, activity, starts="14:00")
    reply = change(on, other, "moving", since="2026-04-14", starts="18:00")
    assert reply.json["code"] == "series_overlaps"
    assert "2026-04-14, 2026-04-21" in reply.json["detail"]


def test_two_days_of_a_week_are_not_moved_onto_one(on, activity):
    twice = made(on, activity, rule="FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4")
    assert change(on, twice, "moving", since="2026-03-03", weekday="fri").json["code"] == "series_overlaps"


SENT: dict[str, dict[str, Any]] = {
    "exceptions": {"without": ["2026-03-10"]},
    "moving": {"since": "2026-03-03", "starts": "17:00"},
    "calling-off": {"since": "2026-03-03", "reason": "other"},
}


@pytest.mark.parametrize("what", list(SENT))
def test_a_series_is_changed_by_its_own_organisation_as_it_has_seen_it(on, series, what):
    sent = SENT[what]
    assert change(on, series, what, AS_PARTNER, **sent).json["code"] == "run_by_another"
    assert change(on, series, what, AS_OUTSIDER, **sent).json["code"] == "not_found"
    assert change(on, {**series, "version": 7}, what, **sent).json["code"] == "stale"
    assert types(on) == []
    assert rows(on) == (1, len(ALL))
