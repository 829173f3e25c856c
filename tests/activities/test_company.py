"""Who takes part in a meeting."""

import pytest

from activities.domain import company
from activities.domain.people import Occasion, Participant, Role
from tests.activities.make import (
    CHILD,
    COORDINATOR,
    GUARDIAN,
    OTHER_GUARDIAN,
    PROFESSIONAL,
    PROGRAMME,
    STRANGER,
    VOLUNTEER,
    match,
    participant,
    request,
)

PARENT = participant(GUARDIAN, Role.GUARDIAN)
BY_COORDINATOR = participant(COORDINATOR, Role.COORDINATOR)
WITH_PROFESSIONAL = participant(PROFESSIONAL, Role.PROFESSIONAL)
WITH_VOLUNTEER = participant(VOLUNTEER, Role.VOLUNTEER)


def codes(occasion: Occasion, kind: str, *people: Participant) -> list[str]:
    return [refused.code for refused in company.objections(people, occasion, PROGRAMME.meetings[kind].roles)]


def usual(occasion: Occasion, kind: str) -> dict[object, str]:
    people = company.usual(occasion, PROGRAMME.meetings[kind].roles, coordinator=COORDINATOR)
    return {one.person: one.role for one in people}


def test_a_joint_meeting_brings_together_family_professional_and_coordinator():
    assert usual(request(), "joint_meeting") == {
        GUARDIAN: "guardian",
        PROFESSIONAL: "professional",
        COORDINATOR: "coordinator",
    }


def test_a_home_visit_has_no_room_for_the_professional():
    assert usual(request(), "home_visit") == {GUARDIAN: "guardian", COORDINATOR: "coordinator"}


def test_a_family_without_a_professional_meets_the_coordinator_alone():
    assert usual(request(professional=None), "joint_meeting") == {GUARDIAN: "guardian", COORDINATOR: "coordinator"}


def test_one_to_one_means_the_guardians_and_the_volunteer():
    assert usual(match(), "one_to_one") == {
        GUARDIAN: "guardian",
        OTHER_GUARDIAN: "guardian",
        VOLUNTEER: "volunteer",
    }


@pytest.mark.parametrize(
    ("occasion", "kind"),
    [(request(), "joint_meeting"), (request(), "home_visit"), (match(), "one_to_one"), (match(), "follow_up")],
)
def test_there_is_no_objection_to_the_usual_company(occasion, kind):
    people = company.usual(occasion, PROGRAMME.meetings[kind].roles, coordinator=COORDINATOR)
    assert codes(occasion, kind, *people) == []


def test_nobody_is_named_twice():
    people = (PARENT, BY_COORDINATOR, participant(GUARDIAN, Role.CHILD))
    assert "participant_twice" in codes(request(professional=None), "joint_meeting", *people)


def test_a_role_the_kind_has_no_room_for_is_refused():
    assert codes(request(), "home_visit", PARENT, BY_COORDINATOR, WITH_PROFESSIONAL) == ["role_not_in_kind"]


def test_the_family_that_asked_is_there():
    other = participant(STRANGER, Role.GUARDIAN)
    assert codes(request(), "joint_meeting", other, BY_COORDINATOR, WITH_PROFESSIONAL) == ["family_missing"]


def test_a_child_that_asked_is_there_as_a_child():
    people = (participant(GUARDIAN, Role.CHILD), BY_COORDINATOR)
    assert codes(request(professional=None), "home_visit", *people) == []


def test_the_coordinator_is_there_where_the_programme_says_so():
    assert codes(request(), "joint_meeting", PARENT, WITH_PROFESSIONAL) == ["coordinator_missing"]


def test_the_professional_the_family_wishes_for_is_there():
    assert codes(request(), "joint_meeting", PARENT, BY_COORDINATOR) == ["professional_missing"]


def test_a_professional_the_family_has_not_wished_for_stays_away():
    people = (PARENT, BY_COORDINATOR, WITH_PROFESSIONAL)
    assert codes(request(professional=None), "joint_meeting", *people) == ["professional_not_wished"]


def test_another_professional_does_not_stand_in():
    other = participant(STRANGER, Role.PROFESSIONAL)
    assert codes(request(), "joint_meeting", PARENT, BY_COORDINATOR, other) == ["professional_not_wished"]


def test_a_child_may_meet_the_volunteer_without_its_parents():
    assert codes(match(), "one_to_one", participant(CHILD, Role.CHILD), WITH_VOLUNTEER) == []


def test_a_family_does_not_meet_alone():
    assert codes(match(), "one_to_one", PARENT) == ["volunteer_missing"]


def test_a_volunteer_does_not_meet_alone():
    assert codes(match(), "one_to_one", WITH_VOLUNTEER) == ["family_missing"]


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.GUARDIAN])
def test_a_match_is_met_by_its_own_people_only(role):
    assert codes(match(), "one_to_one", PARENT, WITH_VOLUNTEER, participant(STRANGER, role)) == ["not_of_the_match"]
