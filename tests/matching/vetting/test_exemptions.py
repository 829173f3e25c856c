"""A step may be excused for a while, for a reason, and never the certificate where young children are met."""

from datetime import date, timedelta

import pytest

from matching.tables import VettingExemption
from tests.matching.make import MADS, STEPS, TODAY, VIBEKE
from tests.matching.town import Town, refused
from tests.matching.vetting.acts import excuses

DAY = timedelta(days=1)
IN_A_MONTH = TODAY + timedelta(days=30)


@pytest.fixture
def town() -> Town:
    town = Town()
    town.registers()
    return town


def test_an_excused_step_is_not_missing_and_the_vetting_holds_for_as_long(town: Town) -> None:
    town.vets(VIBEKE, *STEPS[1:])
    shown = excuses(town, "references", IN_A_MONTH)
    assert (shown["missing"], shown["approved_until"]) == ([], IN_A_MONTH)
    [exemption] = shown["exemptions"]
    assert (exemption["reason"], exemption["until"], exemption["holds"]) == ("well_known_here", IN_A_MONTH, True)


def test_an_exemption_that_runs_out_blocks_again(town: Town) -> None:
    town.vets(VIBEKE, *STEPS[1:])
    excuses(town, "references", IN_A_MONTH)
    town.days_pass(30)
    assert not town.told("volunteer.left.v1")
    town.days_pass(1)
    assert [event.data["reason"] for event in town.told("volunteer.left.v1")] == ["vetting_expired"]
    shown = excuses(town, "references", IN_A_MONTH + timedelta(days=30))
    assert shown["left_at"] is None


def test_why_an_excused_step_is_missing_again_is_said(town: Town) -> None:
    excuses(town, "references", TODAY)
    town.rehearsal.later(days=1)
    shown = town.vets(VIBEKE, *STEPS[1:])
    assert [(each["step"], each["code"]) for each in shown["missing"]] == [("references", "exemption_run_out")]


def test_nobody_is_excused_from_the_certificate_and_the_rule_is_told(town: Town) -> None:
    with refused("certificate_never_excused"):
        excuses(town, "children_certificate", IN_A_MONTH)


def test_a_later_exemption_replaces_an_earlier_one(town: Town) -> None:
    town.vets(VIBEKE, *STEPS[1:])
    excuses(town, "references", IN_A_MONTH)
    shown = excuses(town, "references", TODAY)
    assert shown["approved_until"] == TODAY
    assert [each["until"] for each in shown["exemptions"]] == [TODAY]


def test_who_has_failed_a_step_is_not_excused_from_it(town: Town) -> None:
    town.vets(VIBEKE, *STEPS[1:])
    town.vets(VIBEKE, "references", outcome="failed")
    shown = excuses(town, "references", IN_A_MONTH)
    assert [(each["step"], each["code"]) for each in shown["missing"]] == [("references", "step_failed")]


@pytest.mark.parametrize(
    ("step", "until", "code"),
    [
        ("tarot_reading", IN_A_MONTH, "step_not_asked"),
        ("references", TODAY - DAY, "exemption_over"),
        ("references", TODAY + timedelta(days=367), "exemption_too_long"),
    ],
)
def test_an_exemption_that_cannot_be_is_refused(town: Town, step: str, until: date, code: str) -> None:
    with refused(code):
        excuses(town, step, until)


def test_nobody_excuses_themselves(town: Town) -> None:
    town.registers(MADS)
    with refused("not_ones_own_vetting"):
        excuses(town, "references", IN_A_MONTH, MADS)


def test_exemptions_and_orders_are_forgotten_with_the_volunteer(town: Town) -> None:
    excuses(town, "references", IN_A_MONTH)
    town.says_goodbye()
    town.days_pass(31)
    with town.look() as work:
        assert work.session.query(VettingExemption).count() == 0
