"""What runs out is said ahead, once for each time the programme names, and staff see it all in one place."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.web.request import Page
from chassis.work import Caller
from matching.actions import attention, pauses, vetted
from matching.domain import warning
from matching.tables import VettingWarning
from tests.matching import make
from tests.matching.make import STEPS, TODAY, VIBEKE, uid
from tests.matching.town import Town
from tests.matching.vetting.acts import assigns, ends, excuses, has_group, joins, looks_ahead, of, orders

WARN_DAYS = (90, 60, 30)
LAST = date(2029, 3, 1)
CERTIFICATE = "children_certificate"


@pytest.fixture
def town() -> Town:
    return Town()


def warnings(town: Town) -> list[tuple[str, date, int]]:
    told = town.told("vetting.expiring.v1")
    assert all(event.subject == VIBEKE for event in told)
    return [(event.data["step"], event.data["expires_on"], event.data["days"]) for event in told]


def not_renewed(town: Town) -> float:
    with town.look() as work:
        return vetted.not_renewed(work.session, work.today).get((make.CODE,), 0)


def until(town: Town, days_left: int) -> None:
    """Time passes until so many days are left of a certificate taken the day before the story begins."""
    town.days_pass((LAST - town.rehearsal.clock.now().date()).days - days_left)


def test_a_certificate_that_runs_out_is_said_three_times_and_each_time_once(town: Town) -> None:
    town.has_volunteer()
    for days_left in (91, 90, 89, 61, 60, 31, 30, 29, 1, 0):
        until(town, days_left)
        town.days_pass(0)
    assert warnings(town) == [(CERTIFICATE, LAST, days) for days in WARN_DAYS]


def test_after_a_standstill_only_the_nearest_warning_is_said(town: Town) -> None:
    town.has_volunteer()
    until(town, 20)
    assert warnings(town) == [(CERTIFICATE, LAST, 30)]


def test_nothing_is_said_ahead_of_what_has_run_out(town: Town) -> None:
    town.has_volunteer()
    until(town, -1)
    assert warnings(town) == []
    assert town.told("volunteer.left.v1")


def test_a_renewed_certificate_is_warned_about_anew(town: Town) -> None:
    town.has_volunteer()
    until(town, 50)
    renewed_on = LAST - timedelta(days=50)
    town.vets(VIBEKE, CERTIFICATE, on=renewed_on)
    until(town, 30)
    town.days_pass(3 * 365 - 90)
    again = date(renewed_on.year + 3, renewed_on.month, renewed_on.day)
    assert warnings(town) == [(CERTIFICATE, LAST, 60), (CERTIFICATE, again, 90)]


def test_an_exemption_is_warned_about_too_and_a_passed_step_is_not(town: Town) -> None:
    town.registers()
    town.vets(VIBEKE, *STEPS[1:])
    last = TODAY + timedelta(days=100)
    excuses(town, "references", last)
    town.days_pass(15)
    assert warnings(town) == [("references", last, 90)]
    town.vets(VIBEKE, "references")
    town.days_pass(30)
    assert len(warnings(town)) == 1


def test_whoever_is_about_to_turn_fifteen_is_told_that_a_certificate_will_be_asked_for(town: Town) -> None:
    town.registers(born=date(2011, 5, 1))
    town.vets(VIBEKE, *STEPS[:-1])
    town.days_pass(0)
    assert warnings(town) == [(CERTIFICATE, date(2026, 4, 30), 60)]


def test_a_planned_absence_is_said_ahead(town: Town) -> None:
    town.has_volunteer()
    with town.rehearsal.work(make.frivillig()) as work:
        pauses.take(work, VIBEKE, begins=TODAY, until=None)
    town.days_pass(100)
    assert warnings(town) == [(CERTIFICATE, TODAY + timedelta(days=182), 90)]


def test_a_pause_that_ends_early_takes_back_what_was_said_of_it(town: Town) -> None:
    town.has_volunteer()
    pause = town.pauses(TODAY)["items"][0]["id"]
    town.days_pass(100)
    assert needed(town) == ["vetting_ahead"]
    town.is_back(pause)
    assert needed(town) == []
    town.days_pass(0)
    assert (needed(town), len(warnings(town))) == ([], 1)
    town.pauses(TODAY + timedelta(days=100))
    town.days_pass(0)
    assert (needed(town), warnings(town)) == (["vetting_ahead"], [(CERTIFICATE, TODAY + timedelta(days=182), 90)] * 2)


def test_what_was_said_for_a_group_of_children_is_taken_back_when_the_group_is_left(town: Town) -> None:
    joins(town, "familien_i_fokus", kinds=["mentor"])
    town.vets(VIBEKE, *STEPS)
    until(town, 100)
    group = has_group(town, programme="familien_i_fokus", area="slagelse", kind="family_network")
    [assignment] = assigns(town, group)["assignments"]
    until(town, 90)
    assert needed(town, of("coordinator", "familien_i_fokus")) == ["vetting_ahead"]
    ends(town, assignment["id"], town.rehearsal.clock.now().date())
    town.days_pass(1)
    assert needed(town, of("coordinator", "familien_i_fokus")) == []


def needed(town: Town, by: Caller | None = None) -> list[str]:
    with town.rehearsal.work(by or make.coordinator()) as work:
        return [each["kind"] for each in attention.page(work, Page(limit=10))]


def test_nobody_is_warned_about_a_certificate_that_nothing_asks_for(town: Town) -> None:
    joins(town, "familien_i_fokus", kinds=["mentor"])
    town.vets(VIBEKE, *STEPS)
    until(town, 60)
    assert warnings(town) == []
    assigns(town, has_group(town, programme="familien_i_fokus", area="slagelse", kind="family_network"))
    town.days_pass(0)
    assert warnings(town) == [(CERTIFICATE, LAST, 60)]


def test_what_was_said_is_forgotten_with_the_volunteer(town: Town) -> None:
    town.has_volunteer()
    until(town, 90)
    town.says_goodbye()
    town.days_pass(31)
    with town.look() as work:
        assert work.session.query(VettingWarning).count() == 0


@given(left=st.integers(-400, 400), warn_days=st.lists(st.integers(1, 365), min_size=1, unique=True))
def test_the_warning_that_is_due_is_the_nearest_that_has_come(left: int, warn_days: list[int]) -> None:
    due = warning.due(warn_days, TODAY + timedelta(days=left), TODAY)
    come = [days for days in warn_days if days >= left >= 0]
    assert due == (sorted(come)[0] if come else None)


def test_staff_see_what_runs_out_what_is_missing_and_which_consents_are_awaited(town: Town) -> None:
    anna, bo = uid("Anna"), uid("Bo")
    town.has_volunteer()
    town.registers(anna)
    town.vets(anna, *STEPS[:-1])
    orders(town, anna, on=TODAY)
    town.registers(bo)
    town.vets(bo, *STEPS[:-1])
    orders(town, bo, on=TODAY - timedelta(days=15))
    until(town, 45)
    shown = looks_ahead(town, days=60)
    assert [(each["volunteer"], each["step"], each["on"], each["days"]) for each in shown["runs_out"]] == [
        (VIBEKE, CERTIFICATE, LAST, 45)
    ]
    assert {(each["volunteer"], each["code"]) for each in shown["missing"]} == {
        (anna, "consent_run_out"),
        (bo, "consent_run_out"),
    }
    assert {(each["volunteer"], each["state"]) for each in shown["consents"]} == {(anna, "run_out"), (bo, "run_out")}
    assert looks_ahead(town, days=44)["runs_out"] == []


def test_whose_vetting_runs_out_before_a_certificate_may_come_is_counted_unless_one_is_ordered(town: Town) -> None:
    town.has_volunteer()
    counted = {}
    for days_left in (15, 14, 13, 0):
        until(town, days_left)
        counted[days_left] = not_renewed(town)
    assert counted == {15: 0, 14: 0, 13: 1, 0: 1}
    orders(town, on=LAST)
    assert not_renewed(town) == 0
    until(town, -1)
    assert not_renewed(town) == 0, "who has run out is no longer approved"


def test_whom_vetting_sent_home_is_still_looked_after_and_who_said_goodbye_is_not(town: Town) -> None:
    anna = uid("Anna")
    town.has_volunteer()
    town.has_volunteer(anna)
    town.says_goodbye(anna)
    until(town, -1)
    assert {each["volunteer"] for each in looks_ahead(town)["missing"]} == {VIBEKE}
