"""The doors to what is known: one's own meetings, pages, places for a purpose, figures."""

from typing import Any

import pytest
from sqlalchemy import select

from activities.tables import metadata
from chassis.doors import measures_of
from chassis.tables import lookups
from chassis.testing import Reply, Stage
from contracts.activities import Participant
from tests.activities.make import (
    AS_COORDINATOR,
    COORDINATOR,
    DAY,
    GUARDIAN,
    HOUR,
    NOON,
    PROGRAMME,
    STRANGER,
    VOLUNTEER,
    asked,
    body,
    scheduled,
    stage_with_match,
)

AS_GUARDIAN, AS_VOLUNTEER = ("family", "kfum", GUARDIAN), ("volunteer", "kfum", VOLUNTEER)
ELSEWHERE = ("coordinator", "rode-kors", COORDINATOR)
PLACE = "Biblioteket"


@pytest.fixture
def on() -> Stage:
    return stage_with_match()


@pytest.fixture
def meeting(on: Stage) -> dict[str, Any]:
    return scheduled(on)


def shown(on: Stage, meeting: dict[str, Any], as_: tuple[Any, ...] = AS_COORDINATOR) -> Reply:
    return on.call("GET", f"/meetings/{meeting['id']}", as_=as_)


def test_participants_see_their_own_meetings_and_others_do_not(on, meeting):
    for as_ in (AS_COORDINATOR, AS_GUARDIAN, AS_VOLUNTEER):
        assert shown(on, meeting, as_).json["id"] == meeting["id"]
        assert len(on.call("GET", "/meetings", as_=as_).json["items"]) == 1
    for as_ in (ELSEWHERE, ("family", "kfum", STRANGER), ("volunteer", "kfum", STRANGER)):
        assert shown(on, meeting, as_).status == 404
        assert on.call("GET", "/meetings", as_=as_).json["items"] == []


def test_meetings_come_in_pages(on):
    for day in range(3):
        scheduled(on, body(starts_at=NOON + day * DAY))
    first = on.call("GET", "/meetings?limit=2", as_=AS_COORDINATOR).json
    rest = on.call("GET", f"/meetings?limit=2&after={first['next']}", as_=AS_COORDINATOR).json
    ids = [item["id"] for item in first["items"] + rest["items"]]
    assert (len(ids), ids, rest["next"]) == (3, sorted(ids), None)


def test_the_place_is_shown_for_a_purpose_and_the_look_is_logged(on, meeting):
    path = f"/meetings/{meeting['id']}/place"
    assert PLACE not in shown(on, meeting).text
    assert on.call("GET", path, as_=AS_GUARDIAN).json["code"] == "purpose_missing"
    for as_ in (AS_GUARDIAN, AS_COORDINATOR, ("service",)):
        assert on.call("GET", path, as_=as_, headers={"Purpose": "meeting"}).json == {"place": PLACE}
    for other in (ELSEWHERE, ("service", "rode-kors", STRANGER), ("family", "kfum", STRANGER)):
        assert on.call("GET", path, as_=other, headers={"Purpose": "meeting"}).status == 404
    with on.desk.store.session(write=False) as session:
        assert session.execute(select(lookups.c.purpose)).scalars().all() == ["meeting"] * 3


def test_a_place_is_forgotten_a_month_after_the_meeting(on, meeting):
    path = f"/meetings/{meeting['id']}/place"
    ends_at = NOON + HOUR
    for moment, status in ((ends_at + 30 * DAY, 200), (ends_at + 30 * DAY + HOUR, 404)):
        on.rehearsal.clock.move(moment - on.desk.clock.now())
        with on.rehearsal.work() as work:
            on.service.forget_places(work)
        assert on.call("GET", path, as_=AS_COORDINATOR, headers={"Purpose": "meeting"}).status == status


def test_the_figures_are_meetings_by_state_and_families_that_wait(on, meeting):
    on.hear(asked())
    with on.desk.store.session(write=False) as session:
        figures = {door.name: dict(read(session)) for door, read in measures_of(on.service) if not door.dated}
    assert figures["samspil_meetings"] == {(PROGRAMME.code, "planned"): 1.0}
    assert figures["samspil_intakes_open"] == {(PROGRAMME.code,): 1.0}


def test_an_event_has_no_field_for_a_place_or_a_name():
    assert set(Participant().fields) == {"person", "role"}


def test_every_personal_column_says_how_long_and_for_whom():
    personal = [c for table in metadata.sorted_tables for c in table.columns if c.info.get("personal")]
    assert {"place", "person", "guardians", "volunteer"} <= {column.name for column in personal}
    assert all(column.info["retention"] and column.info["readers"] for column in personal)
