"""A children's certificate is ordered, consented to within some days, and asked for again after a long pause."""

from datetime import date, timedelta

import pytest

from chassis.testing import caller
from matching.domain import certificates, vetting
from matching.domain.facts import Pause
from matching.tables import CertificateRequest, VettingOutcome
from tests.matching import make
from tests.matching.make import MADS, STEPS, TODAY, VIBEKE, programme, volunteer
from tests.matching.town import Town, refused
from tests.matching.vetting.acts import orders

DAY = timedelta(days=1)
CERTIFICATE = "children_certificate"


@pytest.fixture
def town() -> Town:
    return Town()


def test_an_order_waits_for_two_weeks_and_says_until_when(town: Town) -> None:
    town.registers()
    shown = orders(town, on=TODAY)
    request = shown["certificate_request"]
    assert (request["state"], request["answer_by"]) == ("waiting", TODAY + timedelta(days=14))
    assert [each["code"] for each in shown["missing"]][-1] == "consent_awaited"


def test_consent_that_does_not_come_is_said_with_what_changes_it(town: Town) -> None:
    town.registers()
    orders(town, on=TODAY - timedelta(days=15))
    shown = town.vets(VIBEKE, *STEPS[:-1])
    [missing] = shown["missing"]
    assert (missing["step"], missing["code"]) == (CERTIFICATE, "consent_run_out")
    assert missing["would_change"]["da"].startswith("Bestil børneattesten igen;")
    assert missing["would_change"]["en"].startswith("Order the children's certificate again;")
    assert shown["certificate_request"]["state"] == "run_out"


def test_the_last_day_to_consent_still_counts() -> None:
    asked = TODAY - timedelta(days=14)
    assert certificates.state(programme(), asked_on=asked, answered=False, at=TODAY) == "waiting"
    assert certificates.state(programme(), asked_on=asked, answered=False, at=TODAY + DAY) == "run_out"
    assert certificates.state(programme(), asked_on=asked, answered=True, at=TODAY + DAY) == "answered"


def test_without_consent_there_are_no_tasks_with_children_whatever_an_older_certificate_said(town: Town) -> None:
    town.has_match()
    orders(town, on=TODAY)
    town.days_pass(14)
    assert town.matches_running() == 1
    town.days_pass(1)
    assert town.matches_running() == 0
    assert [event.data["reason"] for event in town.told("volunteer.left.v1")] == ["vetting_expired"]
    shown = orders(town, on=TODAY + timedelta(days=15))
    assert shown["left_at"]  # to be asked once more is no consent
    shown = town.vets(VIBEKE, CERTIFICATE, on=TODAY + timedelta(days=15))
    assert (shown["left_at"], shown["missing"]) == (None, [])


def test_an_order_tells_the_others_nothing_before_its_days_have_run_out(town: Town) -> None:
    town.has_volunteer()
    told = len(town.rehearsal.emitted)
    orders(town, on=TODAY)
    assert len(town.rehearsal.emitted) == told


def test_the_outcome_answers_the_order(town: Town) -> None:
    town.registers()
    orders(town, on=TODAY)
    shown = town.vets(VIBEKE, CERTIFICATE, on=TODAY)
    assert shown["certificate_request"]["state"] == "answered"
    assert shown["certificate_request"]["blocked"] is None


def test_an_older_outcome_does_not_answer_a_later_order(town: Town) -> None:
    town.registers()
    orders(town, on=TODAY)
    shown = town.vets(VIBEKE, CERTIFICATE, on=TODAY - DAY)
    assert shown["certificate_request"]["state"] == "waiting"


def test_it_is_asked_again_only_when_nobody_waits_any_longer(town: Town) -> None:
    town.registers()
    orders(town, on=TODAY)
    with refused("consent_awaited"):
        orders(town, on=TODAY)
    town.rehearsal.later(days=15)
    shown = orders(town, on=TODAY + timedelta(days=15))
    assert shown["certificate_request"]["state"] == "waiting"
    with town.look() as work:
        assert work.session.query(CertificateRequest).count() == 2


@pytest.mark.parametrize(
    ("born", "on", "code"),
    [
        (date(1979, 2, 1), TODAY + DAY, "outcome_in_the_future"),
        (date(2011, 3, 3), TODAY, "too_young_for_certificate"),
    ],
)
def test_an_order_that_cannot_be_is_refused(town: Town, born: date, on: date, code: str) -> None:
    town.registers(born=born)
    with refused(code):
        orders(town, on=on)


def test_no_certificate_is_recorded_of_somebody_too_young(town: Town) -> None:
    town.registers(born=date(2011, 3, 3))
    with refused("too_young_for_certificate"):
        town.vets(VIBEKE, CERTIFICATE, on=TODAY)


def test_nobody_orders_their_own_certificate(town: Town) -> None:
    town.registers(MADS)
    with refused("not_ones_own_vetting"):
        orders(town, MADS, on=TODAY)


def test_another_organisations_staff_orders_nothing(town: Town) -> None:
    town.registers()
    with refused("not_found"):
        orders(town, on=TODAY, by=caller("matcher", organisation="rode-kors", relations=frozenset({"organisation"})))


@pytest.mark.parametrize("table", [CertificateRequest, VettingOutcome])
def test_a_certificate_leaves_a_day_an_outcome_and_who_wrote_it_and_nothing_else(table: type) -> None:
    columns = {column.name for column in table.__table__.columns}  # type: ignore[attr-defined]
    common = {"id", "volunteer_id", "number", "recorded_by", "recorded_at"}
    assert columns - common <= {"asked_on", "answered_at", "step", "passed", "happened_on"}


def test_a_certificate_taken_before_a_pause_of_half_a_year_no_longer_holds() -> None:
    begins = TODAY - timedelta(days=183)
    away = volunteer(outcomes=make.passed(on=begins - DAY), pauses=(Pause(begins=begins, until=TODAY - DAY),))
    assert vetting.missing(programme(), away, TODAY) == (CERTIFICATE,)
    shorter = volunteer(outcomes=make.passed(on=begins - DAY), pauses=(Pause(begins=begins + DAY, until=TODAY - DAY),))
    assert vetting.missing(programme(), shorter, TODAY) == ()


def test_a_certificate_taken_towards_the_end_of_a_pause_holds() -> None:
    pause = Pause(begins=TODAY - timedelta(days=300), until=TODAY - DAY)
    back = volunteer(outcomes=make.passed(on=TODAY - timedelta(days=20)), pauses=(pause,))
    assert vetting.missing(programme(), back, TODAY) == ()


def test_pauses_that_follow_each_other_at_once_are_one() -> None:
    first = Pause(begins=TODAY - timedelta(days=200), until=TODAY - timedelta(days=100))
    second = Pause(begins=TODAY - timedelta(days=99), until=None)
    away = volunteer(outcomes=make.passed(on=TODAY - timedelta(days=400)), pauses=(second, first))
    assert vetting.missing(programme(), away, TODAY) == (CERTIFICATE,)
    apart = Pause(begins=TODAY - timedelta(days=98), until=None)
    assert vetting.missing(programme(), volunteer(pauses=(first, apart)), TODAY) == ()


def test_a_pause_far_in_the_future_is_no_matter_of_this_calendar() -> None:
    away = volunteer(pauses=(Pause(begins=date(9999, 12, 1), until=None),))
    assert vetting.missing(programme(), away, TODAY) == ()
