"""The doors to who is in a family, where it lives and how it leaves: who may come through, and what is looked at."""

from typing import Any
from uuid import uuid4

import pytest

from chassis.testing import Stage
from contracts.programmes import load
from enrollment.service import Enrollment
from enrollment.tables import Tables
from tests.enrollment.make import AMAL, JONAS, OURS, PROGRAMME, SARA
from tests.enrollment.story import KARIN
from tests.enrollment.test_doors import AS_AMAL, AS_BIRGIT, AS_OTHERS, AS_STRANGER, enrolled, joined, knock, rows

FAMILY, COORDINATOR = "family", "coordinator"
LOOKING = {"Purpose": "follow_up"}
OTHERS = ["volunteer", "matcher", "professional", "evaluator", "funder", "operator", "service"]


@pytest.fixture
def stage() -> Stage:
    stage = Stage(Enrollment, Tables.metadata, settings={"public_url": "https://samspil.example"})
    version = {"version": load()[PROGRAMME].version}
    as_karin = ("organisation_admin", OURS, KARIN)
    assert stage.call("PUT", f"/programmes/{PROGRAMME}/in-force", version, as_=as_karin).status == 200
    return stage


def doors(path: str) -> list[tuple[str, str, Any, tuple[str, ...]]]:
    """Every door to one family that is about who is in it, where it lives and how it leaves."""
    home = {"area": "kolding_two", "municipality": "0621", "languages": ["da"]}
    custody = {"children": [{"child": str(SARA), "guardians": [str(AMAL)]}]}
    baby = {"kind": "child", "name": "Nur", "born": "2026-01-01"}
    return [
        ("PUT", f"{path}/home", home, (FAMILY, COORDINATOR)),
        ("PUT", f"{path}/custody", custody, (COORDINATOR,)),
        ("PUT", f"{path}/fit", {"fits": True}, (FAMILY, COORDINATOR)),
        ("PUT", f"{path}/contributions", {"person": str(AMAL), "contributions": []}, (FAMILY,)),
        ("POST", f"{path}/members", baby, (FAMILY, COORDINATOR)),
        ("POST", f"{path}/members/{SARA}/leaving", None, (FAMILY, COORDINATOR)),
        ("POST", f"{path}/goodbye", {"said_on": None}, (COORDINATOR,)),
        ("POST", f"{path}/courses", {"course": "conversation_salons", "ended_on": "2026-03-01"}, (COORDINATOR,)),
    ]


every_door = pytest.mark.parametrize("number", range(8))


@every_door
def test_to_strangers_and_other_organisations_a_family_does_not_exist(stage: Stage, number: int) -> None:
    door, nowhere = doors(enrolled(stage))[number], doors(f"/families/{uuid4()}")[number]
    before = rows(stage)
    for role, who in ((FAMILY, AS_STRANGER), (COORDINATOR, AS_OTHERS)):
        if role in door[3]:
            closed, empty = knock(stage, door, who), knock(stage, nowhere, who)
            assert (closed.status, closed.text) == (404, empty.text)
    assert rows(stage) == before


@every_door
def test_other_roles_have_no_door_to_a_family(stage: Stage, number: int) -> None:
    door = doors(f"/families/{uuid4()}")[number]
    closed = {*OTHERS, FAMILY, COORDINATOR} - set(door[3])
    assert {knock(stage, door, (role, OURS, AMAL)).status for role in closed} == {403}
    assert stage.call(door[0], door[1], door[2]).status == 401


def test_a_guardian_cannot_write_another_out_of_a_childs_life(stage: Stage) -> None:
    path = joined(stage)
    assert knock(stage, doors(path)[1], AS_AMAL).status == 403
    assert stage.call("POST", f"{path}/members/{JONAS}/leaving", as_=AS_AMAL).json["code"] == "not_yours_to_say"


def test_the_coordinators_lists_take_a_purpose_and_the_family_sees_who_looked(stage: Stage) -> None:
    path = joined(stage)
    stage.call("POST", f"{path}/leaving", {}, as_=AS_AMAL)
    for place in ("/goodbyes", "/follow-ups"):
        assert stage.call("GET", place, as_=AS_BIRGIT).json["code"] == "purpose_missing"
        assert stage.call("GET", place, as_=AS_AMAL, headers=LOOKING).status == 403
        assert stage.call("GET", place, as_=AS_OTHERS, headers=LOOKING).json["items"] == []
    (due,) = stage.call("GET", "/goodbyes", as_=AS_BIRGIT, headers=LOOKING).json["items"]
    assert path.endswith(due["id"])
    overview = stage.call("GET", f"{path}/overview", as_=AS_AMAL).json
    assert [look["purpose"] for look in overview["look_ups"]] == ["follow_up"]
    assert {"members.name", "consents.receiver", "families.area"} <= {each["what"] for each in overview["kept"]}


def test_a_follow_up_is_listed_page_by_page_and_noted(stage: Stage) -> None:
    path = joined(stage)
    for day in ("2025-12-01", "2025-12-02", "2025-12-03"):
        told = {"course": "conversation_salons", "ended_on": day}
        assert stage.call("POST", f"{path}/courses", told, as_=AS_BIRGIT).status == 201
    first = stage.call("GET", "/follow-ups?limit=2", as_=AS_BIRGIT, headers=LOOKING).json
    rest = stage.call("GET", f"/follow-ups?limit=2&after={first['next']}", as_=AS_BIRGIT, headers=LOOKING).json
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)
    outcome = f"/follow-ups/{rest['items'][0]['id']}/outcome"
    assert stage.call("POST", outcome, {"outcome": "done"}, as_=AS_OTHERS).status == 404
    assert stage.call("POST", outcome, {"outcome": "left"}, as_=AS_BIRGIT).status == 422
    assert stage.call("POST", outcome, {"outcome": "done"}, as_=AS_BIRGIT).json["outcome"] == "done"


def test_a_family_tells_itself_that_it_has_moved_and_what_it_gives(stage: Stage) -> None:
    path = joined(stage)
    moved = knock(stage, doors(path)[0], AS_AMAL)
    assert (moved.status, moved.json["code"]) == (412, "stale")
    seen = stage.call("GET", path, as_=AS_AMAL, headers={"Purpose": "own_overview"})
    method, place, home, _ = doors(path)[0]
    moved = stage.call(method, place, home, as_=AS_AMAL, headers={"If-Match": seen.headers["ETag"]})
    assert (moved.status, moved.json["area"]) == (200, "kolding_two")
    given = {"person": str(AMAL), "contributions": ["a_hug"]}
    assert stage.call("PUT", f"{path}/contributions", given, as_=AS_AMAL).json["members"][0]["contributions"] == [
        "a_hug"
    ]
