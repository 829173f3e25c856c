"""Running an activity: who may, what it may be, and when it is open or over."""

from dataclasses import replace

import pytest

from activities.domain import running
from activities.domain.running import Frame, State
from contracts.refusals import Refused
from tests.activities.make import PROGRAMME
from tests.activities.make_activities import (
    CLUB,
    HOST,
    MEAL,
    OUTSIDER,
    PARTNER,
    SALON,
    course,
    frame,
    programme,
    wanted,
)


def codes(objections) -> list[str]:
    return [each.code for each in objections]


def refusal(*said) -> str:
    with pytest.raises(Refused) as refused:
        running.frame(*said)
    return refused.value.code


def test_a_course_meets_in_its_own_kinds_and_begins_with_the_first():
    found = running.frame(programme(one=course()), "one", None)
    assert (found.kind, found.kinds) == (SALON, (SALON, MEAL))
    assert running.frame(programme(one=course()), "one", MEAL).kind == MEAL
    assert running.kind_of(found, MEAL) == MEAL


def test_after_a_course_those_who_were_there_are_met_again_and_no_course_begins_with_it():
    known = programme(one=course(follow_up_kind="one_to_one"))
    assert running.kind_of(running.frame(known, "one", None), "one_to_one") == "one_to_one"
    assert running.frame(known, "one", "one_to_one").kind == SALON


def test_a_course_meets_in_no_other_kind():
    assert refusal(programme(one=course()), "one", "joint_meeting") == "kind_not_of_course"


def test_a_course_the_programme_does_not_have_cannot_be_run():
    assert refusal(programme(), "one", None) == "unknown_course"
    assert refusal(programme(one=course(meetings=())), "one", None) == "course_without_meetings"


def test_an_activity_is_of_a_course_or_of_a_kind_that_belongs_to_the_programme():
    assert refusal(PROGRAMME, None, None) == "kind_missing"
    assert refusal(PROGRAMME, None, "joint_meeting") == "kind_for_another_occasion"
    assert refusal(PROGRAMME, None, "hearing") == "unknown_kind"


@pytest.mark.parametrize("organisation", [HOST, PARTNER])
def test_the_programme_s_organisation_and_its_partners_run_activities(organisation):
    assert codes(running.objections_to_running(frame(), organisation)) == []


def test_an_organisation_outside_the_programme_runs_nothing_in_it():
    assert codes(running.objections_to_running(frame(), OUTSIDER)) == ["not_in_programme"]


def test_a_course_that_belongs_to_an_organisation_is_run_by_it_alone():
    entrusted = frame(course(by=CLUB))
    assert codes(running.objections_to_running(entrusted, CLUB)) == []
    (refused,) = running.objections_to_running(entrusted, HOST)
    assert refused.code == "run_by_another"
    assert refused.because["organisation"] == {"da": "KFUM's Sociale Arbejde", "en": "KFUM's Social Work"}


def test_so_is_a_kind_of_meeting():
    kind = replace(PROGRAMME.meetings[SALON], by=CLUB)
    entrusting = replace(programme(), meetings={**PROGRAMME.meetings, SALON: kind})
    plain = Frame(programme=entrusting, course=None, kind=SALON)
    assert codes(running.objections_to_running(plain, HOST)) == ["run_by_another"]
    assert CLUB in running.involved(entrusting)


def test_a_course_takes_its_room_from_itself_and_else_from_its_kind_of_meeting():
    kind = replace(PROGRAMME.meetings[SALON], at_most=20, at_least=3, unit="families")
    known = replace(programme(one=course(at_most=8)), meetings={**PROGRAMME.meetings, SALON: kind})
    found = running.frame(known, "one", None)
    assert (found.at_most, found.at_least, found.unit) == (8, 3, "families")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"area": "the_moon"}, "unknown_area"),
        ({"topics": ("health", "hearing")}, "topic_not_of_course"),
        ({"capacity": 9}, "too_large_a_group"),
        ({"capacity": 2}, "too_small_a_group"),
    ],
)
def test_an_activity_keeps_to_what_the_programme_says(changes, code):
    assert codes(running.objections(frame(course(at_least=3, at_most=8)), wanted(**changes))) == [code]


@pytest.mark.parametrize("capacity", [None, 3, 8])
def test_small_groups_have_room_between_least_and_most(capacity):
    assert codes(running.objections(frame(course(at_least=3, at_most=8)), wanted(capacity=capacity))) == []


TOGETHER = course(planned_with_families=True)


def test_a_course_that_is_planned_with_families_opens_when_it_says_so():
    assert codes(running.objections_to_opening(frame(TOGETHER), wanted())) == [
        "not_planned_together",
        "topics_not_chosen",
    ]
    said = wanted(planned_with=4, topics=("health",))
    assert codes(running.objections_to_opening(frame(TOGETHER), said)) == []


def test_other_courses_open_without():
    assert codes(running.objections_to_opening(frame(), wanted())) == []
    plain = Frame(programme=PROGRAMME, course=None, kind=SALON)
    assert codes(running.objections_to_opening(plain, wanted())) == []


def test_a_course_that_ends_with_a_showing_is_not_completed_without_one():
    showing = frame(course(ends_with=MEAL))
    assert codes(running.objections_to_ending(showing, "completed", {SALON}, 0)) == ["last_meeting_missing"]
    assert codes(running.objections_to_ending(showing, "completed", {SALON, MEAL}, 0)) == []
    assert codes(running.objections_to_ending(showing, "too_few", set(), 3)) == []


def test_what_has_meetings_ahead_is_not_completed():
    assert codes(running.objections_to_ending(frame(), "completed", {SALON}, 2)) == ["meetings_ahead"]


def test_what_has_ended_stays_ended():
    assert [codes(running.objections_to_change(state)) for state in State] == [[], [], ["activity_ended"]]
