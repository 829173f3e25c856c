"""Can we sign up? Every reason at once, in both languages, and what is possible: a place, the waiting list, or not."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from chassis.testing import AT, Stage
from tests.activities.make import COORDINATOR, DAY, HOUR
from tests.activities.make_sign_ups import (
    ACTIVITY,
    AS_COORDINATOR,
    as_family,
    change,
    child,
    consented,
    count,
    family,
    guardian,
    joined,
    of_another_programme,
    read,
    signed_up,
    stage_with,
)

ELSEWHERE = ("coordinator", "rode-kors", COORDINATOR)


def check(on: Stage, query: str, as_: tuple[Any, ...] = AS_COORDINATOR) -> dict[str, Any]:
    reply = on.call("GET", f"/activities/{ACTIVITY}/sign-up-check?{query}", as_=as_)
    assert reply.status == 200, reply.text
    return dict(reply.json)


def codes(answer: dict[str, Any]) -> list[str]:
    return [reason["code"] for reason in answer["reasons"]]


def test_another_organisations_activity_needs_a_consent_that_names_it():
    """# S4-07"""
    on = of_another_programme("boligsocialt_hus", "family_club_evening")
    change(on, organisation="hele-danmarks-familieklub")
    asked = f"family={family(1)}&guardian={guardian(1)}"
    assert codes(check(on, asked, as_family(1))) == ["consent_missing"]
    on.hear(consented(1, "granted", purpose="family_club"))
    assert check(on, asked, as_family(1))["possible"] == "place"
    on.hear(consented(1, "granted", purpose="family_club", expires_on=date(2026, 3, 1), at=AT + HOUR))
    assert codes(check(on, asked, as_family(1))) == ["consent_missing"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_consent_to_another_organisation_taken_back_ends_the_place_there_in_every_order(order):
    """# S0-24, S4-07"""
    on = of_another_programme("boligsocialt_hus", "family_club_evening")
    change(on, organisation="hele-danmarks-familieklub")
    on.hear(consented(1, "granted", purpose="family_club"))
    row = signed_up(on, 1)
    again = replace(joined(1, at=AT + HOUR), programme="boligsocialt_hus")
    yes = consented(1, "granted", purpose="family_club", at=AT)
    no = consented(1, purpose="family_club", at=AT + 2 * HOUR)
    for number in order:
        on.hear((again, yes, no)[number])
    assert read(on, row, as_family(1))["ended_reason"] == "consent_withdrawn"
    asked = f"family={family(1)}&guardian={guardian(1)}"
    assert codes(check(on, asked, as_family(1))) == ["consent_missing"]


def test_the_check_says_every_reason_at_once_in_danish_and_english_with_what_would_change_it():
    on = stage_with(1, capacity=1)
    change(on, state="planned", sign_up_until=AT - DAY)
    on.hear(consented(1))
    query = f"family={family(1)}&guardian={guardian(1)}&guardian={guardian(3)}&young_person={child(1)}"
    answer = check(on, query, as_family(1))
    assert answer["possible"] == "no"
    assert codes(answer) == [
        "sign_up_not_open",
        "cut_off_passed",
        "not_of_the_family",
        "consent_missing",
        "role_not_in_kind",
        "party_too_large",
        "activity_full",
    ]
    for reason in answer["reasons"]:
        assert set(reason["text"]) == set(reason["remedy"]) == {"da", "en"}
        assert "…" not in str(reason)


def test_the_check_says_place_waiting_list_or_no():
    on = stage_with(1, 2, 3, capacity=2)
    query = "family={}&guardian={}"
    assert check(on, query.format(family(1), guardian(1)))["possible"] == "place"
    signed_up(on, 1)
    answer = check(on, query.format(family(2), guardian(2)), as_family(2))
    assert (answer["possible"], answer["free"], answer["places_before"]) == ("waiting_list", 0, 0)
    signed_up(on, 3)
    answer = check(on, query.format(family(2), guardian(2)), as_family(2))
    assert (answer["possible"], codes(answer), answer["places_before"]) == ("waiting_list", ["activity_full"], 2)
    assert check(on, query.format(family(1), guardian(1)))["possible"] == "no"
    assert count(on) == 2


def test_the_check_is_for_the_family_itself_and_its_coordinators():
    on = stage_with(1, 2)
    path = f"/activities/{ACTIVITY}/sign-up-check?family={family(1)}&guardian={guardian(1)}"
    assert on.call("GET", path, as_=as_family(2)).status == 404
    assert on.call("GET", path, as_=ELSEWHERE).status == 404
    assert on.call("GET", path, as_=("coordinator", "kfum", guardian(1))).json["code"] == "not_about_oneself"
    assert on.call("GET", f"/activities/{ACTIVITY}/sign-up-check", as_=AS_COORDINATOR).json["code"] == "whose_sign_up"
