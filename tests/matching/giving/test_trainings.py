"""Courses taken, and the approval course, which is a step of vetting too."""

from datetime import timedelta

import pytest

from contracts.programmes import load
from matching.actions import trainings
from tests.matching import make
from tests.matching.giving.make import GivingTown
from tests.matching.make import STEPS, TODAY, VIBEKE
from tests.matching.town import refused


@pytest.fixture
def town() -> GivingTown:
    town = GivingTown()
    town.registers()
    return town


def test_courses_are_listed_the_earliest_first(town: GivingTown) -> None:
    town.takes("first_aid")
    taken = town.takes("listening", on=TODAY - timedelta(days=30), hours=3)
    assert [(each["course"], each["hours"]) for each in taken] == [("listening", 3), ("first_aid", 6)]


def test_a_volunteer_records_the_own_courses_but_not_the_approval_course(town: GivingTown) -> None:
    assert town.takes("first_aid", by=make.frivillig())
    with refused("not_ones_own_vetting"):
        town.takes("approval_course", by=make.frivillig())


def test_the_approval_course_is_recorded_once_for_course_and_vetting(town: GivingTown) -> None:
    town.vets(VIBEKE, *(step for step in STEPS if step != "approval_course"))
    town.takes("approval_course")
    [approved] = town.told("volunteer.approved.v1")
    assert approved.subject == VIBEKE


def test_any_other_course_is_no_step_of_vetting(town: GivingTown) -> None:
    town.vets(VIBEKE, *(step for step in STEPS if step != "approval_course"))
    town.takes("first_aid")
    assert town.told("volunteer.approved.v1") == []


def test_a_course_is_one_of_the_programmes_or_one_everybody_knows(town: GivingTown) -> None:
    with refused("not_in_the_programme"):
        town.takes("flower_arranging")
    known = next(iter(load()[make.CODE].courses), None)
    if known:
        assert town.takes(known)


def test_nobody_has_taken_a_course_that_is_not_over(town: GivingTown) -> None:
    with refused("training_in_the_future"):
        town.takes("first_aid", on=TODAY + timedelta(days=1))


def test_the_same_course_on_the_same_day_is_recorded_once(town: GivingTown) -> None:
    town.takes("first_aid")
    with refused("already_done"):
        town.takes("first_aid")


def test_nobody_elses_courses_are_shown(town: GivingTown) -> None:
    from chassis.testing import caller

    stranger = caller("volunteer", subject=make.uid("stranger"), relations=frozenset({"own"}))
    with refused("not_found"), town.rehearsal.work(stranger) as work:
        trainings.taken(work, VIBEKE)
