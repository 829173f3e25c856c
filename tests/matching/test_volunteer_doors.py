"""Through the doors of volunteers: what is bad is refused with field, row and remedy, and never dropped in silence."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from chassis.testing import Reply, Stage
from matching.service import Matching
from matching.tables import Volunteer, metadata
from tests.matching import make
from tests.matching.make import AMAL, BIRGIT, FAMILY, MADS, STEPS, TODAY, VIBEKE, uid

FRIVILLIG, MATCHER, GUARDIAN = ("volunteer", "kfum", VIBEKE), ("matcher", "kfum", MADS), ("family", "kfum", AMAL)
OWN = {"Purpose": "own_overview"}
HOME = f"/volunteers/{VIBEKE}"
LONG_AGO = "1815-01-01"


@pytest.fixture
def stage() -> Stage:
    return Stage(Matching, metadata)


def registers(stage: Stage, as_: tuple[Any, ...] = FRIVILLIG, **known: Any) -> Reply:
    return stage.call("POST", "/volunteers", make.offer(**known), as_=as_)


def corrects(stage: Stage, version: str | None = '"1"', as_: tuple[Any, ...] = FRIVILLIG, **known: Any) -> Reply:
    offer = make.offer(**known)
    del offer["programme"]
    return stage.call("PUT", HOME, offer, as_=as_, headers={"If-Match": version} if version else {})


def problems(reply: Reply) -> list[tuple[str | None, str]]:
    """Field and code of everything that is in the way; each says what would change it."""
    found = reply.json.get("errors", [reply.json])
    assert all(each["remedy"] for each in found)
    return [(each.get("field", "").lstrip("/"), each["code"]) for each in found]


BAD = [
    ({"slots": []}, "slots", "too_few"),
    ({"slots": ["tue_night"]}, "slots/0", "not_a_choice"),
    ({"slots": ["tue_day", "tue_day"]}, "slots", "said_twice"),
    ({"kinds": []}, "kinds", "too_few"),
    ({"kinds": ["wizard"]}, "kinds", "not_in_the_programme"),
    ({"meets": ["our_language", "our_language"]}, "meets", "said_twice"),
    ({"meets": ["is_rich"]}, "meets", "not_in_the_programme"),
    ({"reach_km": 0}, "reach_km", "too_small"),
    ({"reach_km": 101}, "reach_km", "too_large"),
    ({"capacity": 0}, "capacity", "too_small"),
    ({"capacity": 100}, "capacity", "more_than_at_most"),
    ({"without_young_children": True}, "without_young_children", "kind_means_children"),
    ({"born": "2014-01-01"}, "born", "age_out_of_range"),
    ({"born": LONG_AGO}, "born", "age_out_of_range"),
    ({"born": "2027-01-01"}, "born", "born_in_the_future"),
    ({"point": [48.85, 2.35]}, "point", "outside_denmark"),
    ({"point": [55.6, 13.0]}, "point", "outside_denmark"),
    ({"point": [9.47, 55.49]}, "point", "outside_denmark"),
    ({"point": [55.49]}, "point", "wrong_type"),
    ({"area": "elsewhere"}, "area", "unknown_area"),
    ({"source": "the_internet"}, "source", "not_in_the_programme"),
    ({"shares_with": ["roede-kors"]}, "shares_with", "not_in_the_programme"),
]


@pytest.mark.parametrize(("known", "field", "code"), BAD, ids=lambda value: str(value)[:40])
def test_a_bad_offer_and_a_bad_correction_say_what_is_wrong_and_change_nothing(
    stage: Stage, known: dict[str, Any], field: str, code: str
) -> None:
    assert problems(registers(stage, **known)) == [(field, code)]
    assert stage.call("GET", HOME, as_=FRIVILLIG, headers=OWN).status == 404
    registers(stage)
    assert problems(corrects(stage, **known)) == [(field, code)]
    assert stage.call("GET", HOME, as_=FRIVILLIG, headers=OWN).json["version"] == 1


def test_a_no_is_said_in_danish_too_with_the_programmes_words_and_row(stage: Stage) -> None:
    danish = {"Accept-Language": "da"}
    offer = make.offer(without_young_children=True)
    reply = stage.call("POST", "/volunteers", offer, as_=FRIVILLIG, headers=danish)
    assert "Netværksperson" in reply.json["detail"]
    assert reply.json["rule"] == "S0-19"
    assert reply.json["remedy"].startswith("Tilbyd en anden slags hjælp")


def test_who_registers_twice_is_told_to_correct_instead(stage: Stage) -> None:
    registers(stage)
    again = registers(stage, capacity=2)
    assert (again.status, again.json["code"]) == (409, "already_a_volunteer")
    assert again.json["remedy"] == "Correct what you have offered; there is no need to register again."


def test_a_home_is_kept_to_two_decimals_and_shown_to_the_volunteer(stage: Stage) -> None:
    registers(stage, point=[55.491234, 9.472987])
    with stage.rehearsal.store.session(write=False) as session:
        assert session.execute(select(Volunteer.latitude, Volunteer.longitude)).one() == (55.49, 9.47)
    assert stage.call("GET", HOME, as_=FRIVILLIG, headers=OWN).json["point"] == [55.49, 9.47]
    corrects(stage)
    assert stage.call("GET", HOME, as_=FRIVILLIG, headers=OWN).json["point"] is None


def test_a_correction_needs_the_version_it_was_made_from(stage: Stage) -> None:
    registers(stage)
    assert corrects(stage, version=None).json["code"] == "version_missing"
    done = corrects(stage, capacity=2)
    assert (done.status, done.headers["ETag"]) == (200, '"2"')
    assert (corrects(stage).status, corrects(stage).json["code"]) == (412, "stale")
    assert stage.call("GET", HOME, as_=FRIVILLIG, headers=OWN).json["capacity"] == 2


def test_the_list_has_no_names_and_goes_page_by_page(stage: Stage) -> None:
    registers(stage)
    others = sorted(uid(f"number {number}") for number in range(4))
    for number, other in enumerate(others):
        registers(stage, as_=("volunteer", "kfum", other), email=f"{number}@frivillig.example")
    first = stage.call("GET", "/volunteers?limit=3&state=vetting", as_=MATCHER)
    assert first.status == 200
    assert "frivillig" not in first.text.casefold().replace("frivillig.example", "frivillig")
    assert not {"name", "email", "born", "point"} & set(first.json["items"][0])
    following = stage.call("GET", f"/volunteers?limit=3&state=vetting&after={first.json['next']}", as_=MATCHER)
    ids = [item["id"] for page in (first, following) for item in page.json["items"]]
    assert ids == sorted(map(str, (VIBEKE, *others)))
    assert stage.call("GET", "/volunteers?state=asleep", as_=MATCHER).status == 422
    assert stage.call("GET", "/volunteers", as_=("matcher", "rode-kors")).json["items"] == []


def test_a_pause_is_taken_shown_and_ended(stage: Stage) -> None:
    registers(stage)
    bad = stage.call("POST", f"{HOME}/pauses", {"begins": TODAY, "until": "2026-03-01"}, as_=FRIVILLIG)
    assert problems(bad) == [("until", "pause_ends_before_it_begins")]
    taken = stage.call("POST", f"{HOME}/pauses", {"begins": TODAY}, as_=FRIVILLIG)
    [pause] = taken.json["items"]
    assert (taken.status, pause["until"]) == (201, None)
    twice = stage.call("POST", f"{HOME}/pauses", {"begins": TODAY}, as_=MATCHER)
    assert problems(twice) == [("begins", "pause_overlaps")]
    assert stage.call("GET", HOME, as_=FRIVILLIG, headers=OWN).json["pauses"] == [pause]
    assert stage.call("POST", f"{HOME}/pauses/{pause['id']}/ending", as_=FRIVILLIG).json["items"] == []


def proposed(stage: Stage) -> None:
    """Everybody has heard of a proposal but nobody has agreed for the volunteer yet."""
    registers(stage)
    for step in STEPS:
        told = {"step": step, "outcome": "passed", "on": TODAY}
        stage.call("POST", f"{HOME}/vettings", told, as_=MATCHER)
    stage.hear(make.consent_changed(), make.need_registered())
    [proposal] = stage.call("POST", "/runs", {"programme": make.CODE}, as_=MATCHER).json["proposals"]
    for caller in (MATCHER, ("matcher", "kfum", BIRGIT), GUARDIAN):
        stage.call("POST", f"/proposals/{proposal['id']}/answers", {"answer": "yes"}, as_=caller)


def test_neither_side_sees_that_the_other_would_rather_not_meet(stage: Stage) -> None:
    proposed(stage)
    wanted = {"family": FAMILY, "volunteer": VIBEKE}
    said = stage.call("POST", "/exclusions", wanted, as_=GUARDIAN)
    assert (said.status, said.json["side"]) == (201, "family")
    assert stage.call("GET", "/exclusions", as_=FRIVILLIG).json["items"] == []
    assert "exclu" not in stage.call("GET", HOME, as_=FRIVILLIG, headers=OWN).text
    for caller in (GUARDIAN, MATCHER):
        [item] = stage.call("GET", f"/exclusions?family={FAMILY}", as_=caller).json["items"]
        assert item["id"] == said.json["id"]
    assert stage.call("POST", f"/exclusions/{said.json['id']}/lifting", as_=FRIVILLIG).status == 404
    lifted = stage.call("POST", f"/exclusions/{said.json['id']}/lifting", as_=GUARDIAN)
    assert lifted.json["lifted_at"]


def test_nothing_about_places_pauses_or_exclusions_is_told_to_other_services(stage: Stage) -> None:
    proposed(stage)
    stage.call("POST", "/exclusions", {"family": FAMILY, "volunteer": VIBEKE}, as_=GUARDIAN)
    corrects(stage, version='"2"', point=[55.49, 9.47], area="kolding_two")
    stage.call("POST", f"{HOME}/pauses", {"begins": TODAY}, as_=FRIVILLIG)
    told = json.dumps([event.data for event in stage.rehearsal.stored()], default=str)
    for word in ("point", "east", "latitude", "pause", "exclu", "reach", "meets", "shares"):
        assert word not in told


def test_two_people_with_one_address_and_birthday_are_told_apart_by_staff(stage: Stage) -> None:
    registers(stage)
    other = ("volunteer", "kfum", BIRGIT)
    assert registers(stage, as_=other).status == 201
    theirs = stage.call("GET", f"/volunteers/{BIRGIT}", as_=other, headers=OWN)
    assert (theirs.json["perhaps_the_same_as"], str(VIBEKE) in theirs.text) == ([], False)
    outcome = {"step": "interview", "outcome": "passed", "on": TODAY}
    held = stage.call("POST", f"/volunteers/{BIRGIT}/vettings", outcome, as_=MATCHER)
    assert (held.status, held.json["code"], held.json["rule"]) == (409, "perhaps_known_already", "S0-22")
    listed = stage.call("GET", "/volunteers", as_=MATCHER).json["items"]
    assert {item["id"]: item["perhaps_the_same_as"] for item in listed} == {
        str(VIBEKE): [str(BIRGIT)],
        str(BIRGIT): [str(VIBEKE)],
    }
    apart = stage.call("POST", f"/volunteers/{BIRGIT}/telling-apart", {"other": VIBEKE}, as_=MATCHER)
    assert apart.status == 200
    assert stage.call("POST", f"/volunteers/{BIRGIT}/vettings", outcome, as_=MATCHER).status == 201
