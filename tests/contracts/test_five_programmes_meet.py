"""What people do together in the five programmes: every kind there is, with its own rules and rows."""

import pytest

from contracts import programmes
from contracts.programmes import Programme

# The kinds of what people do together, by programme; S0-11 … S4-23.
KINDS = {
    "kvartervenner": "joint_meeting home_visit one_to_one shared_meal conversation_salon",
    "kerteminde": "joint_meeting home_visit one_to_one association_afternoon parents_and_network cooperation_meeting",
    "familien_i_fokus": "shared_meal excursion play pave_the_way one_to_one mentor_meeting showing_round review",
    "omraadeplan": """welcome_visit coach_talk common_event outdoor_event ambassador_training role_model_visit
        trade_workshop showing trade_follow_up competence_session competence_follow_up family_course_day
        course_follow_up family_afternoon visit_to_an_offer""",
    "boligsocialt_hus": """new_parents_visit small_meeting large_meeting open_counselling personal_counselling
        counselling_talk childminder_visit institution_visit course_evening course_planning course_follow_up
        family_club_evening club_afternoon bridge_visit association_visit school_visit leisure_talk""",
}


@pytest.fixture(params=sorted(KINDS))
def programme(request: pytest.FixtureRequest) -> Programme:
    return programmes.load()[request.param]


@pytest.fixture
def house() -> Programme:
    return programmes.load()["boligsocialt_hus"]


@pytest.fixture
def plan() -> Programme:
    return programmes.load()["omraadeplan"]


def test_every_kind_stands_in_a_file(programme: Programme) -> None:
    assert set(KINDS[programme.code].split()) <= set(programme.meetings)


def test_every_kind_says_how_long_it_usually_is_and_who_must_come_is_one_of_it(programme: Programme) -> None:
    for key, kind in programme.meetings.items():
        assert f"meetings.{key}.minutes" in programme.rows
        assert 30 <= kind.minutes <= 480
        assert {*kind.must_come} <= {*kind.roles, "interpreter"}


def test_a_kind_in_homes_is_at_home_and_what_answers_a_request_is_about_one_family(programme: Programme) -> None:
    assert programme.meetings["home_visit"].where == "home"
    for kind in programme.meetings.values():
        if kind.occasion == "intake":
            assert (kind.unit, kind.at_most) == ("families", 1)
            assert "coordinator" in kind.must_come


def test_where_a_course_says_how_it_is_followed_up_that_is_promised_too(programme: Programme) -> None:
    """Otherwise nobody would notice that nobody asked."""  # S3-08, S3-17, S4-05
    promised = {each.course: set(each.meetings) for each in programme.rhythms.values() if each.every == "once_after"}
    said = {name: {of.follow_up_kind} for name, of in programme.courses.items() if of.follow_up_kind}
    assert promised == said
    assert all(programme.courses[name].follow_up_days for name in said)


def test_a_course_has_kinds_of_meeting(programme: Programme) -> None:
    for course in programme.courses.values():
        assert course.meetings


def test_the_family_club_is_owned_by_another_organisation_inside_the_programme(house: Programme) -> None:  # S4-07
    evening, club = house.meetings["family_club_evening"], house.courses["family_club"]
    assert evening.by == club.by == "hele-danmarks-familieklub"
    assert house.organisation != evening.by
    assert (evening.unit, evening.at_most, evening.volunteers, evening.minutes) == ("families", 9, 4, 180)
    assert evening.allowances == {"food": 500, "activity": 200}
    assert (house.rhythms["family_club"].every, house.rhythms["family_club"].course) == ("two_weeks", "family_club")


def test_the_ladder_leads_from_home_to_home_to_outside(house: Programme) -> None:  # S4-09, S4-10
    ladder = house.courses["early_course"]
    assert (ladder.in_steps, ladder.meetings) == (True, ("new_parents_visit", "small_meeting", "large_meeting"))
    assert [house.meetings[kind].where for kind in ladder.meetings] == ["home", "home", "venue"]
    most = [house.meetings[kind].at_most or 0 for kind in ladder.meetings]
    assert most == sorted(most)
    assert set(ladder.topics) == {"child_development", "upbringing", "positive_institution_life"}  # S4-11


def test_the_family_course_is_planned_with_those_it_is_for(house: Programme) -> None:  # S4-03…S4-06
    course = house.courses["family_course"]
    assert (course.planned_with_families, course.invites) == (True, ("professional",))
    assert {"upbringing", "health", "education", "crime_prevention", "society"} <= set(course.topics)
    assert {house.row_of(f"courses.family_course.topics.{topic}") for topic in ("substances", "democracy")} == {"S4-06"}


def test_nobody_signs_up_for_open_counselling_and_breaks_do_not_count(house: Programme) -> None:  # S4-12
    assert house.meetings["open_counselling"].drop_in
    assert not house.meetings["personal_counselling"].drop_in
    assert not house.rhythms["open_counselling"].in_breaks
    assert [house.rhythms[name].every for name in ("childminder_visits", "institution_visits")] == ["half_year"] * 2


def test_the_club_is_run_by_itself_for_those_from_6_to_11(house: Programme) -> None:  # S4-21, S4-22
    kind = house.meetings["club_afternoon"]
    band = house.tracks[kind.track or ""].ages["child"]
    assert (kind.by, band.at_least, band.at_most) == ("klub-fristedet", 6, 11)


def test_bridges_lead_to_school_association_and_the_next_club_with_volunteers_along(house: Programme) -> None:  # S4-23
    bridging = house.courses["bridging"]
    assert bridging.meetings == ("bridge_visit", "association_visit", "school_visit")
    assert "volunteer" in bridging.invites


def test_young_people_try_a_trade_in_small_groups_and_then_show_it(plan: Programme) -> None:  # S3-11
    course, workshop = plan.courses["trade_course"], plan.meetings["trade_workshop"]
    assert (course.ends_with, course.at_least, course.at_most) == ("showing", 3, 6)
    assert (workshop.at_least, workshop.at_most) == (3, 6)
    assert "guardian" in course.invites  # S3-12


def test_competence_comes_when_one_is_ready(plan: Programme) -> None:  # S3-13
    assert plan.courses["competence_course"].any_order


def test_the_family_guide_follows_up_after_the_family_course(plan: Programme) -> None:  # S3-17
    after = plan.rhythms["after_the_course"]
    assert (after.every, after.course) == ("once_after", "family_course")
    assert plan.courses["family_course"].follow_up_kind in after.meetings


def test_a_rhythm_of_matches_is_promised_to_each() -> None:  # S0-23, S1-10, S2-14, S3-08
    per = {
        (code, key)
        for code, each in programmes.load().items()
        for key, rhythm in each.rhythms.items()
        if rhythm.per == "match"
    }
    assert per == {
        ("kvartervenner", "follow_ups"),
        ("kerteminde", "follow_ups"),
        ("familien_i_fokus", "reviews"),
        ("omraadeplan", "coaching"),
    }
