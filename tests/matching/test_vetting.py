"""Vetting is asked about at a date. # S0-22, S4-21"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from matching.domain import vetting
from tests.matching.make import STEPS, TODAY, passed, programme, volunteer

DAY = timedelta(days=1)


def test_a_new_volunteer_lacks_every_step_the_programme_asks_for() -> None:
    assert vetting.missing(programme(), volunteer(outcomes=()), TODAY) == STEPS


def test_a_volunteer_who_has_passed_every_step_lacks_nothing() -> None:
    assert vetting.missing(programme(), volunteer(), TODAY) == ()


@pytest.mark.parametrize("step", STEPS)
def test_every_single_step_counts(step: str) -> None:
    others = [other for other in STEPS if other != step]
    assert vetting.missing(programme(), volunteer(outcomes=passed(*others)), TODAY) == (step,)


def test_the_certificate_is_not_asked_for_where_no_children_are_met() -> None:
    steps = vetting.asked(programme(), born=date(1979, 2, 1), at=TODAY, with_children=False)
    assert steps == STEPS[:-1]


def test_a_young_child_in_the_family_asks_for_the_certificate_whatever_kind_the_volunteer_is() -> None:
    without_children = replace(programme().volunteer_kinds["helper"], with_children=False)
    asks = replace(programme(), volunteer_kinds={"helper": without_children})
    helper = volunteer(kinds=frozenset({"helper"}), outcomes=passed(*STEPS[:-1]))
    assert vetting.missing(asks, helper, TODAY) == ()
    assert vetting.missing(asks, helper, TODAY, young_child=True) == ("children_certificate",)
    assert vetting.holds_until(asks, helper, TODAY) == vetting.WITHOUT_END


def test_a_volunteer_younger_than_fifteen_has_no_certificate_taken() -> None:
    young = volunteer(born=TODAY.replace(year=TODAY.year - 15) + DAY, outcomes=passed(*STEPS[:-1]))
    assert vetting.missing(programme(), young, TODAY) == ()
    assert vetting.missing(programme(), young, TODAY + DAY) == ("children_certificate",)
    assert vetting.holds_until(programme(), young, TODAY) == TODAY


def test_a_certificate_holds_through_the_day_three_years_after_its_outcome() -> None:
    certified = volunteer(outcomes=passed(on=date(2023, 3, 2)))
    assert vetting.missing(programme(), certified, date(2026, 3, 2)) == ()
    assert vetting.missing(programme(), certified, date(2026, 3, 3)) == ("children_certificate",)
    assert vetting.holds_until(programme(), certified, TODAY) == date(2026, 3, 2)


def test_a_certificate_of_a_leap_day_holds_until_the_last_of_february() -> None:
    certified = volunteer(outcomes=passed(on=date(2024, 2, 29)))
    assert vetting.holds_until(programme(), certified, TODAY) == date(2027, 2, 28)


def test_an_outcome_of_a_later_day_does_not_count_yet() -> None:
    later = volunteer(outcomes=passed(on=TODAY + DAY))
    assert vetting.missing(programme(), later, TODAY) == STEPS
    assert vetting.missing(programme(), later, TODAY + DAY) == ()


def test_the_newest_outcome_counts_whatever_order_they_were_recorded_in() -> None:
    failed = passed("interview", on=TODAY)[0]._replace(passed=False)
    before, after = passed("interview", on=TODAY - DAY), passed("interview", on=TODAY + DAY)
    both = volunteer(outcomes=(*passed(), failed, *before))
    assert vetting.has_failed(both, "interview")
    assert not vetting.has_failed(both, "references")
    assert vetting.missing(programme(), both, TODAY) == ("interview",)
    again = volunteer(outcomes=(*passed(), *after, failed))
    assert not vetting.has_failed(again, "interview")


def test_of_two_outcomes_on_one_day_the_one_recorded_last_counts() -> None:
    right = passed("interview", on=TODAY)[0]
    wrong = right._replace(passed=False)
    assert vetting.missing(programme(), volunteer(outcomes=(*passed(), wrong, right)), TODAY) == ()
    assert vetting.missing(programme(), volunteer(outcomes=(*passed(), right, wrong)), TODAY) == ("interview",)


def test_nobody_is_approved_until_a_day_while_a_step_is_missing() -> None:
    assert vetting.holds_until(programme(), volunteer(outcomes=passed(*STEPS[1:])), TODAY) is None
