"""The doors to school breaks: the usual pattern, and what a council has decided in its place."""

import pytest

from chassis.testing import Stage
from tests.activities.make import AS_COORDINATOR, GUARDIAN, PROGRAMME, stage
from tests.activities.make_activities import AS_PARTNER, opened
from tests.activities.make_series import days, made

HOME = next(iter(PROGRAMME.areas.values())).municipality
PATH = f"/school-breaks/{HOME}/2026"
LATE = {"name": "easter", "first_on": "2026-04-11", "last_on": "2026-04-19"}


@pytest.fixture
def on() -> Stage:
    return stage()


def put(on: Stage, *breaks, path: str = PATH, as_=AS_COORDINATOR):
    return on.call("PUT", path, {"breaks": list(breaks)}, as_=as_)


def test_breaks_are_as_usual_until_somebody_knows_better(on):
    shown = on.call("GET", PATH, as_=AS_COORDINATOR).json
    assert [each["name"] for each in shown["breaks"]] == ["winter", "easter", "summer", "autumn", "christmas"]
    assert not any(each["own"] for each in shown["breaks"])


def test_a_council_s_own_break_stands_in_the_place_of_the_usual_one(on):
    shown = put(on, LATE).json
    assert [each["name"] for each in shown["breaks"] if each["own"]] == ["easter"]
    assert on.call("GET", PATH, as_=AS_COORDINATOR).json == shown
    activity = opened(on)
    assert {"2026-03-31", "2026-04-07"} <= set(days(made(on, activity)))
    assert "2026-04-14" not in days(made(on, activity, starts="10:00"))


def test_what_is_said_later_stands_in_the_place_of_what_was_said_before(on):
    put(on, LATE)
    shown = put(on, {"name": "winter", "first_on": "2026-02-14", "last_on": "2026-02-22"}).json
    assert [each["name"] for each in shown["breaks"] if each["own"]] == ["winter"]
    assert not any(each["own"] for each in put(on).json["breaks"])


def test_one_organisation_s_breaks_are_not_another_s(on):
    put(on, LATE)
    assert not any(each["own"] for each in on.call("GET", PATH, as_=AS_PARTNER).json["breaks"])


def test_a_christmas_break_may_end_in_the_year_after(on):
    assert put(on, {"name": "christmas", "first_on": "2026-12-21", "last_on": "2027-01-03"}).status == 200


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"first_on": "2025-04-11", "last_on": "2025-04-19"}, "break_outside_year"),
        ({"first_on": "2026-04-19", "last_on": "2026-04-11"}, "break_outside_year"),
        ({"last_on": "2026-12-01"}, "break_outside_year"),
        ({"last_on": "2026-06-27"}, "break_outside_year"),
        ({"first_on": "2026-05-11", "last_on": "2026-06-27"}, "breaks_overlap"),
        ({"name": "christmas", "first_on": "2026-01-01", "last_on": "2026-01-05"}, "breaks_overlap"),
    ],
)
def test_breaks_that_cannot_be_are_refused_and_nothing_is_kept(on, changes, code):
    put(on, LATE)
    reply = put(on, {**LATE, **changes})
    assert (reply.status, reply.json["code"]) == (409, code)
    assert put(on, LATE).json == on.call("GET", PATH, as_=AS_COORDINATOR).json


@pytest.mark.parametrize("path", ["/school-breaks/9999/2026", "/school-breaks/0461/1999", "/school-breaks/0461/soon"])
def test_there_are_no_breaks_of_a_place_or_a_year_that_is_not(on, path):
    assert on.call("GET", path, as_=AS_COORDINATOR).status == 404
    assert put(on, LATE, path=path).status == 404


def test_coordinators_alone_decide_about_them(on):
    assert put(on, LATE, as_=("family", "kfum", GUARDIAN)).status == 403
