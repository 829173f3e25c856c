"""The five programmes are complete: every row of the requirements is said somewhere, by the programme it is about."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from contracts import programmes
from contracts.fields import municipality_points
from contracts.programmes import Programme
from contracts.rows import rows

# Which seed a programme was described in.
SEEDS = {
    "kvartervenner": "S0",
    "kerteminde": "S1",
    "familien_i_fokus": "S2",
    "omraadeplan": "S3",
    "boligsocialt_hus": "S4",
}
# Rows that no programme file can say, each with the reason; there is none, and a new one needs a reason here.
NOWHERE: dict[str, str] = {}
# Rows said of one programme that hold for all: the families' own yes, both parents, supplement, both roles at once.
GENERAL = {"S0-01", "S0-17", "S0-30", "S1-03", "S1-04", "S1-17"}
PEOPLE = ("Bech", "Bertelsen", "Mathilde", "Tomas", "Pia", "Misse", "Brian")
CODES = sorted(SEEDS)


def said(code: str) -> dict[str, dict[str, object]]:
    """Every value of a programme's file by its path, with its row and its note."""
    file = Path(programmes.__file__).with_name(f"{code}.yaml")
    return dict(_leaves(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader), ""))


def _leaves(node: dict, path: str):
    for key, value in node.items():
        below = f"{path}.{key}".strip(".")
        yield from [(below, value)] if "row" in value else _leaves(value, below)


@pytest.fixture(params=CODES)
def programme(request: pytest.FixtureRequest) -> Programme:
    return programmes.load()[request.param]


def test_there_are_five() -> None:
    assert set(programmes.load()) == set(SEEDS)


@pytest.mark.parametrize("row", sorted(rows()))
def test_every_row_is_said_by_the_programme_it_is_about(row: str) -> None:
    code = next(code for code, seed in SEEDS.items() if row.startswith(f"{seed}-"))
    assert (row in set(programmes.load()[code].rows.values())) != (row in NOWHERE)


@pytest.mark.parametrize("code", CODES)
def test_a_row_of_another_programme_is_general_and_says_why_it_holds_here(code: str) -> None:
    borrowed = {path: leaf for path, leaf in said(code).items() if not str(leaf["row"]).startswith(f"{SEEDS[code]}-")}
    assert {leaf["row"] for leaf in borrowed.values()} <= GENERAL
    assert [path for path, leaf in borrowed.items() if not leaf.get("note")] == []


@pytest.mark.parametrize("code", CODES)
def test_no_text_names_a_person(code: str) -> None:
    words = {word for leaf in said(code).values() for word in re.findall(r"\w+", str(leaf))}
    assert words.isdisjoint(PEOPLE)


def test_nobody_in_any_programme_has_authority(programme: Programme) -> None:  # S0-25
    assert not any(part.authority for part in programme.roles.values())


def test_somebody_who_may_coordinate_meets_the_families_first(programme: Programme) -> None:  # S0-29
    first = programme.roles[programme.first_contact.arranged_by]
    assert (first.acts_as, first.employed) == ("coordinator", True)


def test_nobody_is_referred_and_nothing_is_kept_before_the_own_yes(programme: Programme) -> None:  # S0-17, S0-18
    assert "own_contact" in programme.contact_routes
    assert programme.information_phase.identity == "none"
    assert programme.consents["participation"].required_to_join
    assert programme.receivers("participation") == {programme.organisation}


def test_what_the_product_itself_acts_on_can_be_consented_to(programme: Programme) -> None:
    assert {"participation", "messages"} <= set(programme.consents)
    assert [purpose for purpose, asked in programme.consents.items() if asked.required_to_join] == ["participation"]


def test_every_consent_names_somebody(programme: Programme) -> None:
    for purpose in programme.consents:
        assert programme.receivers(purpose) <= set(programme.organisations)
        assert programme.receivers(purpose)


def test_the_municipalities_are_those_of_the_places() -> None:
    known = {code: {area.municipality for area in each.areas.values()} for code, each in programmes.load().items()}
    assert known["kvartervenner"] == {"0621"}  # S0-04
    assert known["kerteminde"] == {"0440"}  # S1-15
    assert known["familien_i_fokus"] == {"0510", "0330"}  # S2-23
    assert known["boligsocialt_hus"] == {"0461"}  # S4-13


def test_the_model_is_agreed_by_the_municipality_and_five_associations() -> None:  # S1-01, S1-24, S1-25
    model = programmes.load()["kerteminde"]
    assert model.organisations[model.organisation].cvr == "29189706"
    assert model.partners == ("link", "dui", "boerns-voksenvenner", "moedrehjaelpen", "red-barnet")
    assert {guide.about for guide in model.handguides.values()} == {"child", "group"}  # S1-05
    assert [team.asked_by for team in model.sparring.values()] == [("family", "professional")]
    assert (model.wish.guardians, model.target_group.lives_in) == ("both", "municipality")
    assert model.target_group.asks_fit


def test_a_guide_has_steps_that_always_hold_and_steps_for_every_answer() -> None:  # S1-05
    for guide in programmes.load()["kerteminde"].handguides.values():
        asked = {key for key, question in guide.questions.items() if question.answer == "yes_no"}
        assert asked == {name for step in guide.steps.values() for name in step.when}
        assert any(not step.when for step in guide.steps.values())


def test_the_way_to_a_network_person_and_a_mentor_leads_through_the_family_networks() -> None:  # S2-06, S2-11
    tracks = programmes.load()["familien_i_fokus"].tracks
    assert {key: track.after for key, track in tracks.items()} == {
        "family_networks": (),
        "network_persons": ("family_networks",),
        "mentors": ("family_networks",),
    }
    assert [key for key, track in tracks.items() if track.one_to_one] == ["network_persons", "mentors"]


def test_the_four_targets_have_four_units_and_their_own_figures() -> None:  # S2-24
    targets = programmes.load()["familien_i_fokus"].targets.values()
    assert {(each.unit, each.counted, each.baseline, each.value) for each in targets} == {
        ("persons", "total", 0, 4_000),  # S2-07
        ("networks", "from_to", 55, 75),  # S2-10
        ("families", "total", 0, 500),  # S2-15
        ("family_members", "at_least", 0, 250),  # S2-16
    }
    assert {each.period for each in targets} == {"project"}


def test_the_project_is_paid_by_a_foundation_and_then_by_its_own_shops() -> None:  # S2-04, S2-05, S2-21
    funding = programmes.load()["familien_i_fokus"].funding
    assert (funding["grant"].kroner, funding["grant"].period) == (24_000_000, "project")
    assert funding["charity_shops"].period == "anchored"


def test_only_the_evaluation_reaches_the_evaluator() -> None:  # S2-22
    focus = programmes.load()["familien_i_fokus"]
    assert [purpose for purpose in focus.consents if "vive" in focus.receivers(purpose)] == ["evaluation"]


def test_the_plan_runs_four_years_in_three_focus_areas() -> None:  # S3-01
    plan = programmes.load()["omraadeplan"]
    assert (plan.periods["plan"].begins, plan.periods["plan"].ends) == (date(2017, 9, 1), date(2021, 8, 31))
    assert len(plan.focus_areas) == 3
    assert set(plan.contact_routes) == {"outreach", "selected_after_dialogue", "own_contact"}


def test_the_roles_of_the_plan_act_as_what_they_are() -> None:  # S3-04, S3-05, S3-08, S3-15
    roles = programmes.load()["omraadeplan"].roles
    acting = {key: (part.acts_as, part.employed) for key, part in roles.items()}
    assert {key for key, value in acting.items() if value == ("coordinator", True)} == {
        "coordinator",
        "outreach_worker",
        "coach",
        "family_guide",
    }
    assert acting["resident_ambassador"] == ("volunteer", False)
    assert programmes.load()["omraadeplan"].plan.coordinated_by == "family_guide"


def test_a_coach_is_for_those_from_18_to_25() -> None:  # S3-06, S3-08
    band = programmes.load()["omraadeplan"].tracks["coaching"].ages["young_person"]
    assert (band.at_least, band.at_most) == (18, 25)
    moves = programmes.load()["omraadeplan"].transitions.values()
    assert [move.at_age for move in moves] == [18, 26]


def test_a_course_is_followed_up() -> None:  # S3-17
    assert programmes.load()["omraadeplan"].courses["family_course"].follow_up_days


def test_a_coach_is_employed_and_has_a_caseload() -> None:  # S3-08
    plan = programmes.load()["omraadeplan"]
    coach = plan.volunteer_kinds["coach"]
    assert (coach.employed, coach.at_most, coach.with_children) == (True, 15, False)
    assert plan.needs["coaching"].volunteers == ("coach",)
    assert [key for key, kind in plan.volunteer_kinds.items() if kind.employed] == ["coach"]


def test_young_people_try_a_trade_in_small_groups_and_everybody_else_meets_alone() -> None:  # S3-11
    found = {
        (code, key): (need.group.at_least, need.group.at_most)
        for code, each in programmes.load().items()
        for key, need in each.needs.items()
    }
    assert found.pop(("omraadeplan", "role_model")) == (3, 6)
    assert set(found.values()) == {(1, 1)}


def test_two_approve_and_a_match_is_asked_after_one_three_and_six_months(programme: Programme) -> None:  # S0-22
    assert programme.matching.matchers == 2
    assert programme.matching.check_in_days == (30, 91, 182)
    assert programme.vetting.warn_days == (90, 60, 30)
    assert programme.vetting.consent_days == 14


def test_a_course_has_a_day_to_look_at_it_and_no_end() -> None:  # S2-14
    focus = programmes.load()["familien_i_fokus"]
    assert focus.row_of("matching.review_every_days") == "S2-14"


def test_an_area_lies_at_its_point_or_in_the_main_town_of_its_municipality() -> None:
    house = programmes.load()["boligsocialt_hus"]
    assert house.point_of("korsloekkeparken") == (55.39, 10.42)
    assert house.point_of("other_area") == municipality_points()["0461"]


def test_the_age_bands_of_the_house_are_those_of_its_source() -> None:  # S4-03, S4-08, S4-22
    bands = {key: track.ages["child"] for key, track in programmes.load()["boligsocialt_hus"].tracks.items()}
    assert (bands["family_courses"].at_least, bands["family_courses"].at_most) == (0, 17)
    assert (bands["early_prevention"].at_least, bands["early_prevention"].at_most) == (0, 6)
    assert (bands["club"].at_least, bands["club"].at_most, bands["club"].before_grade) == (6, 11, 5)


def test_from_fifth_grade_the_club_leads_on_with_child_parent_and_volunteer() -> None:  # S4-22, S4-23
    move = programmes.load()["boligsocialt_hus"].transitions["club_to_youth_centre"]
    assert (move.at_grade, move.at_age) == (5, None)
    assert move.invites == ("child", "guardian", "parent_volunteer")


def test_the_house_promises_what_its_source_promises() -> None:  # S4-12
    rhythms = programmes.load()["boligsocialt_hus"].rhythms.values()
    own = {(rhythm.meetings, rhythm.every) for rhythm in rhythms}
    assert {
        (("open_counselling",), "week"),
        (("personal_counselling",), "week"),
        (("childminder_visit",), "half_year"),
        (("institution_visit",), "half_year"),
    } <= own


def test_the_family_club_belongs_to_another_organisation() -> None:  # S4-07
    house = programmes.load()["boligsocialt_hus"]
    assert house.receivers("family_club") == {"hele-danmarks-familieklub"}
    assert house.organisation not in house.receivers("family_club")
