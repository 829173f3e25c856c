"""Promises of rhythms at the doors: rows, events, measures, whatever order meetings, recording and timers come in."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from activities.tables import Match, Promise
from chassis.doors import measures_of
from chassis.testing import Stage
from contracts.programmes import load
from tests.activities import make
from tests.activities.make import AS_COORDINATOR, COORDINATOR, FAMILY, VOLUNTEER, stage
from tests.activities.make_presence import HOUSE
from tests.activities.make_promises import (
    AREA,
    CLUB_EVENING,
    COUNSELLING,
    COURSE,
    FIRST,
    at,
    course,
    hold,
    number,
    planned,
    record,
    said,
    settle,
    states,
)

DAY, WEEK = timedelta(days=1), timedelta(days=7)
AS_STRANGER = ("coordinator", "et-andet-sted", COORDINATOR)


def weeks(*numbers: int) -> list[date]:
    return [FIRST.date() + WEEK * each for each in numbers]


def counselling(meetings: int = 3) -> Stage:
    """Open counselling on some Mondays, at the moment before the first."""
    on = stage()
    at(on, FIRST - DAY)
    planned(on, COUNSELLING, *(FIRST + WEEK * each for each in range(meetings)))
    return on


def test_a_week_is_kept_when_its_meeting_is_recorded_and_told_once() -> None:
    on = counselling()
    at(on, FIRST + 3 * timedelta(hours=1))
    record(on, 1)
    settle(on)
    settle(on)
    assert states(on) == {weeks(0)[0]: "kept"}
    assert list(said(on).values()) == [["kept"]]


def test_a_week_nobody_recorded_is_missed_and_kept_once_somebody_does() -> None:
    on = counselling()
    at(on, FIRST + 9 * DAY)
    settle(on)
    at(on, FIRST + 30 * DAY)
    settle(on)
    settle(on)
    record(on, 1)
    record(on, 2)
    assert [states(on)[each] for each in weeks(0, 1, 2)] == ["kept", "kept", "missed"]
    assert sorted(said(on).values()) == [["missed"], ["missed"], ["missed", "kept"], ["missed", "kept"]]


def test_what_is_told_says_what_when_and_where_and_nothing_of_anybody() -> None:
    on = counselling()
    at(on, FIRST + 3 * timedelta(hours=1))
    record(on, 1)
    (kept,) = (event for event in make.told(on) if event.type == "promise.kept.v1")
    sunday = FIRST.date() + 6 * DAY
    assert kept.data == {"rhythm": COUNSELLING, "due_on": sunday, "area": AREA, "match": None, "activity": None}


def test_a_family_club_promises_every_second_week_until_it_ends() -> None:
    on = stage()
    course(on, ended_at=FIRST + 43 * DAY)
    planned(on, CLUB_EVENING, FIRST, FIRST + 2 * WEEK, activity=COURSE)
    at(on, FIRST + 1 * DAY)
    hold(on, 1)
    at(on, FIRST + 100 * DAY)
    settle(on)
    found = states(on, "family_club")
    assert [found[each] for each in sorted(found)] == ["kept", "missed", "missed", "waived"]


def test_after_a_course_each_follow_up_is_promised_once_nothing_more_is_planned() -> None:
    on = stage()
    course(on, "family_course")
    programme = load()["boligsocialt_hus"]
    planned(on, programme.courses["family_course"].meetings[0], FIRST, FIRST + WEEK, activity=COURSE)
    at(on, FIRST + 8 * DAY)
    hold(on, 1)
    assert states(on, "after_the_course") == {}
    hold(on, 2)
    assert len(states(on, "after_the_course")) == len(programme.courses["family_course"].follow_up_days)
    planned(on, programme.rhythms["after_the_course"].meetings[0], FIRST + 20 * DAY, activity=COURSE)
    at(on, FIRST + 21 * DAY)
    hold(on, 3)
    assert "kept" in states(on, "after_the_course").values()


def test_a_programme_that_nothing_was_planned_in_promises_nothing() -> None:
    on = stage()
    settle(on)
    assert states(on) == {}
    assert said(on) == {}


def a_match(on: Stage, programme: str, kind: str, match_id: UUID = make.MATCH) -> None:
    with on.rehearsal.work() as work:
        words = {"programme": programme, "organisation": "kfum", "kind": kind, "family": FAMILY, "volunteer": VOLUNTEER}
        area = next(iter(load()[programme].areas))
        work.session.add(Match(id=match_id, matched_at=FIRST, guardians=[], area=area, **words))


def test_each_match_is_followed_up_from_its_first_day() -> None:
    on = stage()
    a_match(on, "kvartervenner", "network_person")
    at(on, FIRST + 60 * DAY)
    settle(on)
    assert list(states(on, "follow_ups").values()) == ["missed", "missed", "open"]
    assert [event.data["match"] for event in make.told(on)] == [make.MATCH] * 2


def test_a_coach_is_promised_to_those_who_have_one_only() -> None:
    on = stage()
    kinds = load()["omraadeplan"].needs
    a_match(on, "omraadeplan", "coaching", UUID(int=1))
    a_match(on, "omraadeplan", next(kind for kind in kinds if kinds[kind].track != "coaching"), UUID(int=2))
    at(on, FIRST + 3 * DAY)
    settle(on)
    with on.desk.store.session(write=False) as session:
        assert {row.match_id for row in session.query(Promise).filter(Promise.rhythm == "coaching")} == {UUID(int=1)}


def test_coordinators_list_their_own_promises_and_nobody_elses() -> None:
    on = counselling()
    at(on, FIRST + 9 * DAY)
    settle(on)
    reply = on.call("GET", f"/promises?rhythm={COUNSELLING}&state=open", as_=AS_COORDINATOR)
    assert [each["first_on"] for each in reply.json["items"]] == [str(weeks(1)[0])]
    assert on.call("GET", "/promises", as_=AS_STRANGER).json["items"] == []
    assert on.call("GET", "/promises", as_=("family", "kfum", make.GUARDIAN)).status == 403


def test_nobody_finds_promises_about_their_own_match() -> None:
    on = stage()
    a_match(on, "kvartervenner", "network_person")
    at(on, FIRST + 60 * DAY)
    settle(on)
    assert on.call("GET", "/promises", as_=("coordinator", "kfum", VOLUNTEER)).json["items"] == []
    assert len(on.call("GET", "/promises", as_=AS_COORDINATOR).json["items"]) == 3


def measured(on: Stage, name: str) -> dict[tuple[str, ...], float]:
    """The readings of a measure, by its labels."""
    (door, read) = next((door, read) for door, read in measures_of(on.service) if door.name == name)
    with on.desk.store.session(write=False) as session:
        return dict(read(session, on.desk.clock.today()) if door.dated else read(session))


def test_what_is_missed_in_a_row_is_measured_until_something_is_held() -> None:
    on = counselling()
    at(on, FIRST + 17 * DAY)
    settle(on)
    label = (HOUSE.code, COUNSELLING)
    assert measured(on, "samspil_promises_missed_in_a_row") == {label: 2.0}
    assert measured(on, "samspil_promises_overdue") == {label: 1.0}
    record(on, 3)
    assert measured(on, "samspil_promises_missed_in_a_row") == {}
    assert measured(on, "samspil_promises") == {(*label, "missed"): 2.0, (*label, "kept"): 1.0}


@pytest.mark.parametrize("nth", [1, 2])
def test_the_meeting_that_kept_it_is_known(nth: int) -> None:
    on = counselling()
    at(on, FIRST + 8 * DAY)
    record(on, nth)
    items = on.call("GET", "/promises?state=kept", as_=AS_COORDINATOR).json["items"]
    assert [each["meeting_id"] for each in items] == [str(number(nth))]


def test_after_months_without_a_timer_no_week_is_forgotten() -> None:
    on = counselling()
    at(on, FIRST + 200 * DAY)
    settle(on)
    assert len(states(on)) == 29
    assert len(said(on)) == sum(state == "missed" for state in states(on).values())


def test_a_second_look_on_the_same_day_leaves_what_is_further_back_as_it_is() -> None:
    on = stage()
    planned(on, "institution_visit", FIRST)
    at(on, FIRST + 120 * DAY)
    settle(on)
    settle(on)
    assert states(on, "institution_visits") == {date(2026, 1, 1): "open"}


def test_a_break_that_the_council_decides_later_waives_what_was_missed() -> None:
    on = counselling()
    at(on, FIRST + 60 * DAY)
    settle(on)
    week = date(2026, 2, 23)
    assert states(on)[week] == "missed"
    own = {"name": "winter", "first_on": "2026-02-21", "last_on": "2026-03-01"}
    municipality = HOUSE.areas[AREA].municipality
    reply = on.call("PUT", f"/school-breaks/{municipality}/2026", {"breaks": [own]}, as_=AS_COORDINATOR)
    assert reply.status == 200, reply.text
    at(on, FIRST + 61 * DAY)
    settle(on)
    assert states(on)[week] == "waived"
    assert states(on)[date(2026, 2, 9)] == "missed"


def test_a_promise_nobody_makes_any_longer_is_taken_back() -> None:
    on = counselling()
    at(on, FIRST + DAY)
    settle(on)
    with on.rehearsal.work() as work:
        for row in work.session.query(Promise):
            row.rhythm = "forgotten"
    at(on, FIRST + 30 * DAY)
    settle(on)
    assert states(on, "forgotten") == {}


@pytest.mark.parametrize(
    ("starts_at", "week"),
    [
        (datetime(2026, 3, 22, 22, 30, tzinfo=FIRST.tzinfo), date(2026, 3, 16)),  # still Sunday in Denmark
        (datetime(2026, 3, 29, 22, 30, tzinfo=FIRST.tzinfo), date(2026, 3, 30)),  # Monday: clocks are an hour on
        (datetime(2026, 12, 31, 23, 30, tzinfo=FIRST.tzinfo), date(2026, 12, 28)),
    ],
)
def test_a_meeting_keeps_the_week_of_its_own_local_day(starts_at: datetime, week: date) -> None:
    on = stage()
    at(on, starts_at - 40 * DAY)
    planned(on, COUNSELLING, starts_at)
    at(on, starts_at + DAY)
    record(on, 1)
    assert states(on)[week] == "kept"
