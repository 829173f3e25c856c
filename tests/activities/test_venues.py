"""Whether people can meet at a venue."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from activities.domain import days, venues
from activities.domain.days import Hours
from activities.domain.venues import Site
from contracts.programmes import load

MONDAY = date(2026, 3, 9)
WEEKDAYS = tuple(Hours(day=day, opens="09:00", closes="17:00") for day in days.DAYS[:5])


def span(starts: str, ends: str, day: date = MONDAY) -> tuple[datetime, datetime]:
    return days.at(day, starts), days.at(day, ends)


def codes(site: Site, starts: str = "12:00", ends: str = "14:00", *, day: date = MONDAY, people: int = 4) -> list[str]:
    return [refused.code for refused in venues.objections(site, span(starts, ends, day), people)]


def test_a_venue_without_hours_board_or_number_takes_everybody_always():
    assert codes(Site(), "00:00", "04:00", people=900) == []


@pytest.mark.parametrize(
    ("starts", "ends", "day", "open"),
    [
        ("09:00", "17:00", MONDAY, True),
        ("08:45", "10:00", MONDAY, False),
        ("16:00", "17:15", MONDAY, False),
        ("12:00", "13:00", MONDAY + timedelta(days=5), False),
        ("09:00", "10:00", date(2026, 3, 30), True),  # summer time since the day before
        ("16:00", "17:00", date(2026, 10, 26), True),  # winter time since the day before
        ("17:00", "18:00", date(2026, 10, 26), False),
    ],
)
def test_a_meeting_is_within_the_hours_on_the_clock(starts, ends, day, open):
    assert codes(Site(opening=WEEKDAYS), starts, ends, day=day) == ([] if open else ["outside_opening_hours"])


def test_a_meeting_outside_the_hours_is_told_the_hours_of_that_day():
    morning = Hours(day="mon", opens="07:00", closes="08:00")
    (refused,) = venues.objections(Site(opening=(*WEEKDAYS, morning)), span("18:00", "19:00"), 1)
    assert (refused.because["on"], refused.because["hours"]) == (MONDAY, "07:00–08:00, 09:00–17:00")


def test_a_board_says_yes_to_days_and_the_last_one_is_whole():
    site = Site(board="boligsocialt-hus", granted=((MONDAY, MONDAY), (date(2026, 3, 10), date(2026, 3, 11))))
    assert codes(site, "00:00", "24:00") == []
    assert codes(site, day=date(2026, 3, 11)) == []
    assert codes(site, day=date(2026, 3, 12)) == ["board_has_not_agreed"]
    across = days.at(date(2026, 3, 11), "23:00"), days.at(date(2026, 3, 12), "01:00")
    assert [refused.code for refused in venues.objections(site, across, 1)] == ["board_has_not_agreed"]


def test_a_venue_is_not_booked_from_the_day_it_closes():
    site = Site(closed_from=MONDAY)
    assert codes(site) == ["venue_closed"]
    assert codes(site, "20:00", "24:00", day=MONDAY - timedelta(days=1)) == []


def test_a_venue_has_room_for_so_many():
    assert codes(Site(room_for=4), people=4) == []
    assert codes(Site(room_for=4), people=5) == ["venue_too_small"]


@pytest.mark.parametrize(
    ("where", "outdoors", "fits"),
    [
        ("anywhere", True, True),
        ("anywhere", False, True),
        ("home", False, False),
        ("home", True, False),
        ("venue", False, True),
        ("venue", True, False),
        ("outdoors", True, True),
        ("outdoors", False, False),
    ],
)
def test_a_kind_of_meeting_is_held_where_the_programme_says(where, outdoors, fits):
    found = [refused.code for refused in venues.objections_to_place(Site(outdoors=outdoors), where, "S4-09")]
    assert found == ([] if fits else ["not_there"])


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        ([("mon", "09:00", "12:00"), ("mon", "12:00", "24:00"), ("tue", "09:00", "12:00")], None),
        ([("mon", "12:00", "12:00")], "opening_backwards"),
        ([("mon", "12:00", "09:00")], "opening_backwards"),
        ([("mon", "11:45", "14:00"), ("mon", "09:00", "12:00")], "opening_twice"),
    ],
)
def test_hours_of_a_week_go_forward_and_are_said_once(hours, code):
    week = [Hours(day=day, opens=opens, closes=closes) for day, opens, closes in hours]
    assert [refused.code for refused in venues.objections_to_hours(week)] == ([code] if code else [])


def test_only_a_housing_organisation_of_a_programme_is_a_board():
    housing = {
        slug for each in load().values() for slug, known in each.organisations.items() if known.kind == venues.HOUSING
    }
    assert housing
    for board in (None, *housing):
        assert list(venues.objections_to_board(board, load())) == []
    for board in ("kfum", "unheard-of"):
        assert [refused.code for refused in venues.objections_to_board(board, load())] == ["not_a_board"]


def test_a_board_is_asked_for_days_that_are_still_to_come():
    def found(first: int, last: int) -> list[str]:
        period: Any = [MONDAY + timedelta(days=number) for number in (first, last)]
        return [refused.code for refused in venues.objections_to_period(*period, today=MONDAY)]

    assert found(-3, 0) == []
    assert found(2, 1) == ["period_backwards"]
    assert found(-2, -1) == ["in_the_past"]


def test_a_venue_can_be_used_when_it_is_open_and_its_board_agrees_until_it_closes():
    site = Site(
        opening=WEEKDAYS,
        board="boligsocialt-hus",
        granted=((MONDAY, MONDAY), (date(2026, 3, 11), date(2026, 3, 12))),
        closed_from=date(2026, 3, 12),
    )
    within = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
    assert venues.usable(site, within) == [span("09:00", "17:00"), span("09:00", "17:00", date(2026, 3, 11))]
    assert venues.usable(Site(), within) == [within]
