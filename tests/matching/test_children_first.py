"""No way around the vetting: not by coming back with another birthday, by ordering again, or by coming for one day."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from matching.domain import vetting
from matching.domain.facts import Outcome
from matching.tables import Cover
from tests.matching import make
from tests.matching.giving.cover_town import ANNA, BODIL, TUESDAY, CoverTown
from tests.matching.make import STEPS, TODAY, VIBEKE
from tests.matching.town import Town, refused
from tests.matching.vetting.acts import orders

CERTIFICATE = vetting.CERTIFICATE
FOURTEEN = date(TODAY.year - 14, 1, 1)


@pytest.fixture
def town() -> CoverTown:
    return CoverTown()


def test_who_failed_the_certificate_does_not_come_back_as_somebody_younger(town: Town) -> None:
    town.has_volunteer()
    town.vets(VIBEKE, CERTIFICATE, outcome="failed", on=TODAY)
    with refused("birthday_is_vetted"):
        town.registers(born=FOURTEEN)


def test_a_failed_certificate_is_missing_whatever_the_birthday_says() -> None:
    failed = Outcome(step=CERTIFICATE, passed=False, on=TODAY - timedelta(days=5))
    known = make.volunteer(born=FOURTEEN, outcomes=(*make.passed(*STEPS[:-1]), failed))
    assert vetting.missing(make.programme(), known, TODAY, young_child=True) == (CERTIFICATE,)
    assert vetting.last_days(make.programme(), known, TODAY)[1] is None
    assert vetting.expiring(make.programme(), known, TODAY, young_child=True) == ()


def test_ordering_again_does_not_bring_back_a_volunteer_who_did_not_consent(town: Town) -> None:
    town.has_volunteer()
    orders(town, on=TODAY)
    town.days_pass(15)
    shown = orders(town, on=TODAY + timedelta(days=15))
    assert shown["left_at"]
    town.has_need()
    assert town.runs()["proposals"] == []
    shown = town.vets(VIBEKE, CERTIFICATE, on=TODAY + timedelta(days=15))
    assert (shown["left_at"], shown["missing"]) == (None, [])


def test_nobody_comes_for_a_day_whom_a_coordinator_has_forbidden(town: CoverTown) -> None:
    match = town.has_match()
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    town.rules("forbid", "safety", volunteer=ANNA)
    cover = town.wants(match)
    assert town.asked() == [BODIL]
    assert "forbidden" in town.why(cover)[ANNA]


def test_who_is_to_come_for_a_day_and_fails_vetting_is_replaced_at_once(town: CoverTown) -> None:
    match = town.has_match()
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    cover = town.wants(match)
    town.replies(cover, ANNA)
    town.vets(ANNA, CERTIFICATE, outcome="failed", on=TODAY)
    seen = town.sees(cover)
    assert (seen["state"], seen["volunteer"]) == ("open", None)
    town.time_passes(0)
    assert town.asked() == [ANNA, BODIL]


def test_who_is_asked_for_a_day_and_says_goodbye_is_asked_no_longer(town: CoverTown) -> None:
    match = town.has_match()
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    cover = town.wants(match)
    town.says_goodbye(ANNA)
    town.time_passes(0)
    assert (town.asked(), town.sees(cover)["state"]) == ([ANNA, BODIL], "open")


def test_nobody_says_yes_to_a_day_that_is_over(town: CoverTown) -> None:
    match = town.has_match()
    town.has_volunteer(ANNA)
    cover = town.wants(match)
    town.rehearsal.later(days=(TUESDAY - TODAY).days + 1)
    with refused("cover_day_is_over"):
        town.replies(cover, ANNA)


def test_a_cover_ends_with_its_match(town: CoverTown) -> None:
    match = town.has_match()
    town.has_volunteer(ANNA)
    cover = town.wants(match)
    town.replies(cover, ANNA)
    town.hear(make.consent_changed("withdrawn", sequence=9))
    with town.look() as work:
        assert work.session.get_one(Cover, UUID(str(cover["id"]))).state == "called_off"


def yes_of_everybody_but(town: Town, last: int, proposal: Any) -> None:
    for each in make.everybody()[:last]:
        town.answers(proposal, each)


def test_no_family_learns_what_a_volunteer_lacks(town: Town) -> None:
    town.registers()
    town.vets(on=TODAY.replace(year=TODAY.year - 3))
    town.has_need()
    [proposal] = town.runs()["proposals"]
    yes_of_everybody_but(town, 2, proposal["id"])
    town.rehearsal.later(days=1)
    with refused("not_possible_now"):
        town.answers(proposal["id"], make.guardian())


@pytest.mark.parametrize("who", [make.guardian(), make.guardian(make.JONAS)])
def test_a_guardian_who_has_said_yes_may_still_say_no(town: Town, who: Any) -> None:
    proposal = town.has_proposal()
    town.all_but_the_last_say_yes(proposal)
    assert town.answers(proposal, who, "no")["state"] == "declined"
    assert (town.standing(), town.matches_running()) == (0, 0)
    with refused("proposal_settled"):
        town.answers(proposal, make.frivillig())


def test_a_matcher_who_has_had_second_thoughts_may_say_no_before_the_match(town: Town) -> None:
    proposal = town.has_proposal()
    town.answers(proposal, make.matcher())
    assert town.answers(proposal, make.matcher(), "no")["state"] == "declined"
