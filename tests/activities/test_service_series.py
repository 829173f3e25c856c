"""The doors to series: written out at once, previewed without a trace, and never half."""

from dataclasses import replace
from typing import Any

import pytest

from activities.actions import activities as actions
from activities.actions import series as series_actions
from chassis.testing import Stage
from tests.activities.make import COORDINATOR, GUARDIAN, PROGRAMME, stage, told
from tests.activities.make_activities import (
    AS_CLUB,
    AS_OUTSIDER,
    AS_PARTNER,
    CLUB,
    MEAL,
    SALON,
    course,
    everywhere,
    opened,
    programme,
)
from tests.activities.make_series import TUESDAYS, asked, days, made, place, rows, starts

WITH_ME = [{"person": str(COORDINATOR), "role": "coordinator"}]
EVERY_DAY: dict[str, Any] = {"on_holidays": True, "in_breaks": True}


@pytest.fixture
def on() -> Stage:
    return stage()


@pytest.fixture
def activity(on):
    return opened(on)


def test_a_series_is_written_out_as_meetings_at_once_and_each_is_told(on, activity):
    series = made(on, activity, **EVERY_DAY)
    assert rows(on) == (1, 8)
    assert days(series)[:2] == ["2026-03-03", "2026-03-10"]
    assert [event.type for event in told(on)] == ["meeting.scheduled.v1"] * 8
    assert {str(event.data["series"]) for event in told(on)} == {series["id"]}
    assert {str(event.data["activity"]) for event in told(on)} == {activity["id"]}
    assert place(on, series["meetings"][0]["id"]) == "Fælleshuset"
    assert "Fælleshuset" not in str(told(on))


def test_seven_in_the_evening_stays_seven_when_the_clocks_change(on, activity):
    series = made(on, activity, **EVERY_DAY)
    assert starts(series)[3:5] == ["2026-03-24T18:00:00Z", "2026-03-31T17:00:00Z"]
    assert (series["starts"], series["timezone"]) == ("19:00", "Europe/Copenhagen")


def test_it_lasts_as_long_as_the_programme_says_or_as_is_asked_for(on, activity):
    assert made(on, activity)["minutes"] == 120
    assert made(on, activity, starts="10:00", minutes=45)["minutes"] == 45


def test_days_off_are_passed_over_and_said_with_their_names(on, activity):
    series = made(on, activity, rule="FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260531")
    skipped = {each["on"]: (each["why"], each["name"]["da"]) for each in series["skipped"]}
    assert skipped == {
        "2026-03-31": ("break", "påskeferie"),
        "2026-04-02": ("holiday", "Skærtorsdag"),
        "2026-05-14": ("holiday", "Kristi himmelfartsdag"),
    }
    assert not set(skipped) & set(days(series))
    assert on.call("GET", f"/series/{series['id']}", as_=AS_PARTNER).json == series


def test_single_days_are_taken_out_and_put_in(on, activity):
    series = made(on, activity, without=["2026-03-10"], also=["2026-03-31", "2026-04-01"])
    assert days(series)[:5] == ["2026-03-03", "2026-03-17", "2026-03-24", "2026-03-31", "2026-04-01"]
    assert (series["without"], series["also"]) == (["2026-03-10"], ["2026-03-31", "2026-04-01"])


def test_a_preview_says_the_same_and_leaves_no_trace(on, activity):
    preview = asked(on, activity, "?dry=true").json
    assert (rows(on), told(on)) == ((0, 0), [])
    assert (preview["id"], preview["version"]) == (None, None)
    series = made(on, activity)
    for name in ("rule", "skipped", "starts", "minutes"):
        assert preview[name] == series[name]
    assert (days(preview), starts(preview)) == (days(series), starts(series))


def test_a_preview_is_refused_for_what_the_series_would_be(on, activity):
    other = opened(on)
    made(on, other, participants=WITH_ME)
    preview, series = (asked(on, activity, query, participants=WITH_ME) for query in ("?dry=true", ""))
    assert preview.json["code"] == series.json["code"] == "double_booked"
    assert preview.json["detail"] == series.json["detail"]
    assert "2026-03-03, 2026-03-10" in preview.json["detail"]
    assert rows(on) == (1, 7)


def test_an_activity_does_not_meet_twice_at_once_and_the_days_are_named(on, activity):
    made(on, activity)
    reply = asked(on, activity, rule="FREQ=WEEKLY;BYDAY=TU;INTERVAL=2;COUNT=2", starts="20:59")
    assert reply.json["code"] == "series_overlaps"
    assert "2026-03-03, 2026-03-17" in reply.json["detail"]
    assert asked(on, activity, rule="FREQ=WEEKLY;BYDAY=TU;INTERVAL=2;COUNT=2", starts="21:00").status == 201


REFUSALS: list[tuple[dict[str, Any], str]] = [
    ({"rule": "FREQ=WEEKLY"}, "series_endless"),
    ({"rule": "FREQ=HOURLY;COUNT=3"}, "rule_too_often"),
    ({"rule": "FREQ=WEEKLY;UNTIL=20290401"}, "series_too_long"),
    ({"rule": "FREQ=DAILY;COUNT=401"}, "series_too_many"),
    ({"rule": "every tuesday"}, "rule_part_unknown"),
    ({"rule": "FREQ=WEEKLY;UNTIL=20260301"}, "series_empty"),
    ({"timezone": "Mars/Olympus"}, "unknown_time_zone"),
    ({"rule": "FREQ=DAILY;COUNT=40", "starts": "02:30", **EVERY_DAY}, "no_such_local_time"),
    ({"first_on": "2026-03-01"}, "in_the_past"),
    ({"first_on": "0001-01-01"}, "in_the_past"),
    ({"first_on": "9999-12-31"}, "series_too_far_ahead"),
    ({"first_on": "2026-03-02", "rule": "FREQ=DAILY;COUNT=2", "starts": "08:00"}, "series_in_the_past"),
    ({"without": ["2026-03-04"]}, "not_a_day_of_series"),
    ({"also": ["2036-03-04"]}, "day_outside_series"),
    ({"without": ["2026-03-10"], "also": ["2026-03-10"]}, "day_in_and_out"),
    ({"kind": MEAL}, "kind_not_of_course"),
    ({"participants": [{"person": str(COORDINATOR), "role": "professional"}]}, "role_not_in_kind"),
]


@pytest.mark.parametrize(("changes", "code"), REFUSALS)
@pytest.mark.parametrize("query", ["", "?dry=true"])
def test_a_refused_series_leaves_no_trace(on, activity, changes, code, query):
    reply = asked(on, activity, query, **changes)
    assert (reply.json["code"], 400 <= reply.status < 500) == (code, True)
    assert (rows(on), told(on)) == ((0, 0), [])


def test_the_day_of_a_missing_hour_is_named(on, activity):
    reply = asked(on, activity, rule="FREQ=DAILY;COUNT=40", starts="02:30", **EVERY_DAY)
    assert "2026-03-29" in reply.json["detail"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"starts": "25:00"}, "invalid_clock"),
        ({"starts": "7pm"}, "invalid_clock"),
        ({"first_on": "2026-02-30"}, "invalid_date"),
        ({"minutes": 0}, "too_small"),
        ({"minutes": 721}, "too_large"),
        ({"rule": "X" * 201}, "too_long"),
        ({"rule": "FREQ=WEEKLY;COUNT=2\r\nEXDATE:20260303"}, "control_character"),
        ({"note": "free text"}, "unknown"),
    ],
)
def test_bad_input_is_named_by_field_and_code(on, activity, changes, code):
    reply = asked(on, activity, **changes)
    assert code in [error["code"] for error in reply.json["errors"]]
    assert rows(on) == (0, 0)


def test_only_the_organisation_that_runs_an_activity_gives_it_a_series(on, monkeypatch):
    known = programme(entrusted=course(by=CLUB, meetings=(SALON, MEAL)))
    monkeypatch.setattr(actions, "load", lambda: everywhere(known))
    activity = opened(on)
    assert asked(on, activity, as_=AS_PARTNER).json["code"] == "run_by_another"
    assert asked(on, activity, as_=AS_CLUB).json["code"] == "run_by_another"
    assert asked(on, activity, as_=AS_OUTSIDER).json["code"] == "not_found"
    assert asked(on, activity, as_=("family", "kfum", GUARDIAN)).status == 403
    assert rows(on) == (0, 0)


def test_everybody_in_the_programme_sees_when_an_activity_meets_and_nobody_sees_with_whom(on, activity):
    series = made(on, activity)
    for as_ in (AS_PARTNER, ("family", "kfum", GUARDIAN)):
        meetings = on.call("GET", f"/activities/{activity['id']}/meetings", as_=as_)
        assert {each["id"] for each in meetings.json["items"]} == {each["id"] for each in series["meetings"]}
        listed = on.call("GET", f"/activities/{activity['id']}/series", as_=as_)
        assert [each["id"] for each in listed.json["items"]] == [series["id"]]
        for text in (meetings.text, listed.text):
            assert str(COORDINATOR) not in text
            assert TUESDAYS["place"] not in text


def test_a_series_is_shown_though_the_programme_has_left_its_area(on, activity, monkeypatch):
    series = made(on, activity)
    elsewhere = replace(PROGRAMME, areas={})
    for module in (actions, series_actions):
        monkeypatch.setattr(module, "load", lambda: everywhere(elsewhere))
    shown = on.call("GET", f"/series/{series['id']}", as_=AS_PARTNER).json
    assert shown["meetings"] == series["meetings"]


def test_a_series_of_another_programme_is_not_found(on, activity):
    series = made(on, activity)
    assert on.call("GET", f"/series/{series['id']}", as_=AS_OUTSIDER).status == 404
    assert on.call("GET", f"/series/{COORDINATOR}", as_=AS_PARTNER).status == 404


def test_an_activity_that_has_ended_gets_no_series(on, activity):
    on.call(
        "POST",
        f"/activities/{activity['id']}/ending",
        {"reason": "other"},
        as_=("coordinator", "kfum", COORDINATOR),
        headers={"If-Match": '"1"'},
    )
    assert asked(on, activity).json["code"] == "activity_ended"


def test_an_activity_with_a_series_ahead_is_not_completed_and_ends_with_its_meetings_called_off(on, activity):
    series = made(on, activity)
    ending = f"/activities/{activity['id']}/ending"
    as_, headers = ("coordinator", "kfum", COORDINATOR), {"If-Match": '"1"'}
    assert on.call("POST", ending, {"reason": "completed"}, as_=as_, headers=headers).json["code"] == "meetings_ahead"
    assert on.call("POST", ending, {"reason": "no_volunteers"}, as_=as_, headers=headers).status == 200
    assert days(on.call("GET", f"/series/{series['id']}", as_=AS_PARTNER).json) == []
    off = [event for event in told(on) if event.type == "meeting.called_off.v1"]
    assert {(event.data["reason"], event.data["cause"]) for event in off} == {("other", "no_volunteers")}
    assert len(off) == 7


def test_what_has_been_is_not_called_off_when_an_activity_ends(on, activity):
    series = made(on, activity)
    on.rehearsal.later(days=9)
    ending, as_ = f"/activities/{activity['id']}/ending", ("coordinator", "kfum", COORDINATOR)
    assert on.call("POST", ending, {"reason": "other"}, as_=as_, headers={"If-Match": '"1"'}).status == 200
    after = on.call("GET", f"/series/{series['id']}", as_=AS_PARTNER).json
    assert days(after) == days(series)[:2]
    assert days(after, "called_off") == days(series)[2:]
