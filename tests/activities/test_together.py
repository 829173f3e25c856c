"""Whoever only takes part in an activity hears of their own people there, and how many come in all."""

from typing import Any
from uuid import UUID

import pytest

from tests.activities.make_sign_ups import (
    AS_COORDINATOR,
    EVENINGS,
    HELPER,
    as_family,
    child,
    guardian,
    help_out,
    second_guardian,
    signed_up,
    stage_with,
)

AS_HELPER = ("volunteer", "kfum", HELPER)


@pytest.fixture(scope="module")
def on() -> Any:
    """Two families, one of them in two sign-ups, and a volunteer come to the same evenings."""
    made = stage_with(1, 2)
    signed_up(made, 1)
    signed_up(made, 2)
    assert help_out(made).status == 201
    return made


def shown(on: Any, as_: tuple[Any, ...]) -> tuple[set[UUID], int]:
    one = on.call("GET", f"/meetings/{EVENINGS[0]}", as_=as_).json
    (listed, *_) = [each for each in on.call("GET", "/meetings", as_=as_).json["items"] if each["id"] == one["id"]]
    assert listed == one
    return {UUID(each["person"]) for each in one["participants"]}, one["expected"]


def test_a_family_sees_its_own_and_how_many_come(on: Any) -> None:
    assert shown(on, as_family(1)) == ({guardian(1), child(100)}, 5)
    assert shown(on, as_family(2)) == ({guardian(2), child(200)}, 5)


def test_a_volunteer_sees_no_family(on: Any) -> None:
    assert shown(on, AS_HELPER) == ({HELPER}, 5)


def test_the_coordinator_sees_everybody(on: Any) -> None:
    everybody = {guardian(1), child(100), guardian(2), child(200), HELPER}
    assert shown(on, AS_COORDINATOR) == (everybody, 5)


def test_one_family_in_two_sign_ups_is_one_family() -> None:
    on = stage_with(1, 2)
    signed_up(on, 1)
    people = [{"person": str(second_guardian(1)), "role": "guardian"}]
    row = on.call(
        "POST",
        f"/activities/{UUID(int=500)}/sign-ups",
        {"family": str(UUID(int=1_001)), "people": people, "meeting_id": str(EVENINGS[0])},
        as_=("family", "kfum", second_guardian(1)),
    )
    assert row.status in (201, 409), row.text
    if row.status == 409:
        assert row.json["code"] == "already_signed_up"
        return
    assert shown(on, as_family(1)) == ({guardian(1), child(100), second_guardian(1)}, 3)
