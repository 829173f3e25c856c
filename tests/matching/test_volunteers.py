"""Volunteers register, are vetted, approved once, and leave again."""

from datetime import date, timedelta
from typing import Any

import pytest

from chassis.testing import caller
from matching.tables import VettingOutcome, Volunteer
from tests.matching import make
from tests.matching.make import CODE, MADS, STEPS, TODAY, VIBEKE, uid
from tests.matching.town import Town, refused

THREE_YEARS_ON = date(2029, 3, 1)


@pytest.fixture
def town() -> Town:
    return Town()


def test_a_new_volunteer_is_told_what_is_missing(town: Town) -> None:
    shown = town.registers()
    assert [step["step"] for step in shown["missing"]] == list(STEPS)
    assert {step["row"] for step in shown["missing"]} == {"S0-22"}
    assert not town.rehearsal.emitted


def test_a_volunteer_is_approved_when_the_last_step_is_passed_and_only_once(town: Town) -> None:
    town.registers()
    town.vets(VIBEKE, *STEPS[:-1])
    assert not town.told("volunteer.approved.v1")
    shown = town.vets(VIBEKE, STEPS[-1])
    town.vets(VIBEKE, STEPS[-1])
    [approved] = town.told("volunteer.approved.v1")
    assert approved.subject == VIBEKE
    assert approved.programme == CODE
    assert approved.data == {"kinds": ["network_person"], "area": "kolding_one", "valid_until": THREE_YEARS_ON}
    assert (shown["missing"], shown["approved_until"]) == ([], THREE_YEARS_ON)


def test_no_event_carries_a_name_or_an_address(town: Town) -> None:
    town.has_match()
    town.says_goodbye()
    for event in town.rehearsal.stored():
        assert not {"name", "email", "born"} & set(event.data)


def test_a_renewed_certificate_is_told_with_its_new_date(town: Town) -> None:
    town.has_volunteer()
    town.days_pass(900)
    today = TODAY + timedelta(days=900)
    town.vets(VIBEKE, "children_certificate", on=today)
    assert [event.data["valid_until"] for event in town.told("volunteer.approved.v1")] == [
        THREE_YEARS_ON,
        today.replace(year=today.year + 3),
    ]


def test_what_is_stored_of_a_vetting_is_outcome_date_and_who(town: Town) -> None:
    town.registers()
    town.vets(VIBEKE, "children_certificate", on=TODAY)
    with town.look() as work:
        [row] = work.session.query(VettingOutcome).all()
        assert (row.step, row.passed, row.happened_on, row.recorded_by) == ("children_certificate", True, TODAY, MADS)


def test_a_failed_step_keeps_a_new_volunteer_from_being_approved(town: Town) -> None:
    town.registers()
    town.vets(VIBEKE, *STEPS[:-1])
    shown = town.vets(VIBEKE, STEPS[-1], outcome="failed")
    assert [step["step"] for step in shown["missing"]] == ["children_certificate"]
    assert not town.rehearsal.emitted


def test_a_failed_step_sends_an_approved_volunteer_home_and_ends_the_match(town: Town) -> None:
    town.has_match()
    shown = town.vets(VIBEKE, "children_certificate", outcome="failed", on=TODAY)
    assert shown["left_at"]
    assert [event.data["reason"] for event in town.told("volunteer.left.v1")] == ["vetting_failed"]
    assert [event.data["reason"] for event in town.told("match.ended.v1")] == ["vetting_expired"]
    assert town.standing() == 0


def test_a_failure_that_has_been_made_good_since_changes_nothing(town: Town) -> None:
    town.has_volunteer()
    town.vets(VIBEKE, "interview", outcome="failed", on=TODAY - timedelta(days=400))
    assert not town.told("volunteer.left.v1")


def test_a_renewed_vetting_brings_back_whom_vetting_sent_home(town: Town) -> None:
    town.has_volunteer()
    town.vets(VIBEKE, "interview", outcome="failed", on=TODAY)
    shown = town.vets(VIBEKE, "interview", on=TODAY)
    assert (shown["left_at"], shown["approved_until"]) == (None, THREE_YEARS_ON)
    assert len(town.told("volunteer.approved.v1")) == 2


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({"programme": "unknown"}, "unknown_programme"),
        ({"area": "elsewhere"}, "unknown_area"),
        ({"kinds": ["wizard"]}, "not_in_the_programme"),
        ({"contributions": ["money"]}, "not_in_the_programme"),
        ({"topics": ["astrology"]}, "not_in_the_programme"),
        ({"born": TODAY}, "born_in_the_future"),
    ],
)
def test_an_offer_that_the_programme_does_not_know_is_refused(town: Town, known: dict[str, Any], code: str) -> None:
    with refused(code):
        town.registers(**known)


def test_nobody_registers_twice(town: Town) -> None:
    town.registers()
    with refused("already_a_volunteer"):
        town.registers()


def test_who_comes_back_offers_anew_and_is_approved_by_the_vetting_that_still_holds(town: Town) -> None:
    town.has_volunteer()
    town.says_goodbye()
    shown = town.registers(capacity=2)
    assert (shown["left_at"], shown["approved_until"]) == (None, THREE_YEARS_ON)
    assert len(town.told("volunteer.approved.v1")) == 2


@pytest.mark.parametrize(
    ("step", "on", "code"),
    [
        ("tarot_reading", TODAY, "step_not_asked"),
        ("interview", TODAY + timedelta(days=1), "outcome_in_the_future"),
    ],
)
def test_an_outcome_that_cannot_be_is_refused(town: Town, step: str, on: date, code: str) -> None:
    town.registers()
    with refused(code):
        town.vets(VIBEKE, step, on=on)


def test_nobody_vets_themselves(town: Town) -> None:
    town.registers(MADS)
    with refused("not_ones_own_vetting"):
        town.vets(MADS)


def test_who_has_said_goodbye_is_not_vetted(town: Town) -> None:
    town.registers()
    town.says_goodbye()
    with refused("volunteer_has_left"):
        town.vets()


def test_another_organisations_matcher_does_not_find_the_volunteer(town: Town) -> None:
    town.registers()
    elsewhere = caller("matcher", organisation="rode-kors", relations=frozenset({"organisation"}))
    with refused("not_found"):
        town.vets(by=elsewhere)
    with refused("not_found"):
        town.vets(uid("nobody"))


def test_goodbye_ends_the_match_and_is_said_once(town: Town) -> None:
    town.has_match()
    town.says_goodbye()
    assert [event.data["reason"] for event in town.told("match.ended.v1")] == ["volunteer_wish"]
    with refused("already_done"):
        town.says_goodbye()
    assert len(town.told("volunteer.left.v1")) == 1


def test_a_volunteers_name_is_forgotten_a_month_after_goodbye(town: Town) -> None:
    town.has_match()
    town.says_goodbye()
    town.days_pass(29)
    assert names(town) == [("Vibeke Frivillig", "vibeke@frivillig.example", date(1979, 2, 1))]
    town.days_pass(2)
    assert names(town) == [(None, None, None)]
    with town.look() as work:
        assert work.session.query(VettingOutcome).count() == 0


def test_who_stays_is_not_forgotten(town: Town) -> None:
    town.has_volunteer()
    town.days_pass(400)
    assert names(town)[0][0] == "Vibeke Frivillig"


def names(town: Town) -> list[tuple[object, ...]]:
    with town.look() as work:
        return [tuple(row) for row in work.session.query(Volunteer.name, Volunteer.email, Volunteer.born)]


def test_personal_columns_say_how_long_they_are_kept_and_who_reads_them() -> None:
    personal = {column.name for column in Volunteer.__table__.columns if column.info.get("personal")}
    assert personal == {"name", "email", "born", "latitude", "longitude", "east", "north"}
    assert make.offer().keys() - {"point"} <= {column.name for column in Volunteer.__table__.columns}
