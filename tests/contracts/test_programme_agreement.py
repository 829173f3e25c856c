"""A programme that contradicts itself stops the start, and says in which file, on which line, at which key, and why."""

from pathlib import Path

import pytest

from contracts import programmes
from tests.contracts.flow import GUIDE, NAME, PERIOD, SOURCE, STEP, TARGET, TEAM, flow, moves, refused, told

# What stands in the file, what it is changed to, the key the error names, and words of its reason.
CONTRADICTIONS = {
    "organisation unknown": (
        "organisation: {value: kfum, row",
        "organisation: {value: others, row",
        "organisation",
        "others stands nowhere under organisations",
    ),
    "partner unknown": ("value: [kolding], row", "value: [odense], row", "partners", "nowhere under organisations"),
    "receiver unknown": (
        "receivers: {value: [organisation], row",
        "receivers: {value: [everybody], row",
        "consents.participation.receivers",
        "everybody stands nowhere",
    ),
    "joining on a consent to others": (
        "receivers: {value: [organisation], row",
        "receivers: {value: [partner], row",
        "consents.participation.required_to_join",
        "a consent that nobody can give",
    ),
    "informer unknown": (
        "informed_by: {value: [professional]",
        "informed_by: {value: [matcher]",
        "information_phase.informed_by",
        "matcher stands nowhere under roles",
    ),
    "arranger unknown": (
        "arranged_by: {value: coordinator",
        "arranged_by: {value: coach",
        "first_contact.arranged_by",
        "coach stands nowhere under roles",
    ),
    "follower unknown": ("by: {value: coordinator, row: S0-23}", "by: {value: coach, row: S0-23}", "follow_up.by", ""),
    "first meeting unknown": (
        "\n  home_visit:\n    name:",
        "\n  visit_at_home:\n    name:",
        "first_contact.wanted",
        "home_visit stands nowhere under meetings",
    ),
    "plan coordinator unknown": (
        "coordinated_by: {value: coordinator",
        "coordinated_by: {value: guide",
        "plan.coordinated_by",
        "guide stands nowhere under roles",
    ),
    "mandate holder unknown": (
        "held_by: {value: coordinator, row: S0-26}",
        "held_by: {value: guide, row: S0-26}",
        "mandates.spokesperson.held_by",
        "guide stands nowhere under roles",
    ),
    "mandate body unknown": (
        "bodies: {value: [school, daycare, job_centre, family_department], row",
        "bodies: {value: [bank], row",
        "mandates.spokesperson.bodies",
        "bank stands nowhere under bodies",
    ),
    "need without its track": (
        "track: {value: volunteer_contact",
        "track: {value: mentors",
        "needs.network_person.track",
        "mentors stands nowhere under tracks",
    ),
    "need topic unknown": (
        "value: [everyday_life, school",
        "value: [fishing, school",
        "needs.network_person.topics",
        "fishing stands nowhere under topics",
    ),
    "need wish unknown": (
        "value: [our_language, lives",
        "value: [plays_chess, lives",
        "needs.network_person.wishes",
        "plays_chess stands nowhere under volunteer_wishes",
    ),
    "track after unknown": (
        "after: {value: [], row: S0-19}",
        "after: {value: [networks], row: S0-19}",
        "tracks.togetherness.after",
        "networks stands nowhere under tracks",
    ),
    "track excludes unknown": (
        "excludes: {value: [], row: S0-19}",
        "excludes: {value: [networks], row: S0-19}",
        "tracks.togetherness.excludes",
        "networks stands nowhere under tracks",
    ),
    "track after itself": (
        "after: {value: [], row: S0-19}",
        "after: {value: [togetherness], row: S0-19}",
        "tracks.togetherness.after",
        "comes after itself",
    ),
    "track excludes itself": (
        "excludes: {value: [], row: S0-19}",
        "excludes: {value: [togetherness], row: S0-19}",
        "tracks.togetherness.excludes",
        "excludes itself",
    ),
    "age band ends before it begins": (
        "at_least: {value: 0, row: S0-19}",
        "at_least: {value: 18, row: S0-19}",
        "tracks.togetherness.ages.child.at_most",
        "ends before it begins",
    ),
    "supply for no track": (
        "supply:\n  volunteer_contact:",
        "supply:\n  mentors:",
        "supply.mentors",
        "mentors stands nowhere under tracks",
    ),
    "supply for a track of many": (
        "supply:\n  volunteer_contact:",
        "supply:\n  togetherness:",
        "supply.togetherness",
        "only a track that is one to one",
    ),
    "paused before announced": (
        "announce_over_days: {value: 60,",
        "announce_over_days: {value: 200,",
        "supply.volunteer_contact.pause_over_days",
        "paused before it is announced",
    ),
    "outreach without its route": (
        "outreach: {}",
        f"outreach: {{street: {NAME}}}",
        "outreach",
        "outreach is counted but is no contact route",
    ),
    "rhythm of no meeting": (
        "meetings: {value: [shared_meal], row",
        "meetings: {value: [breakfast], row",
        "rhythms.shared_meals.meetings",
        "breakfast stands nowhere under meetings",
    ),
    "course days out of order": (
        "follow_up_days: {value: [30], row",
        "follow_up_days: {value: [90, 30], row",
        "courses.conversation_salons.follow_up_days",
        "not in order",
    ),
    "sparring of nobody": (
        "sparring: {}",
        f"{TEAM}, asked_by: {told('[professional]')}}}}}",
        "sparring.team.organisation",
        "ours stands nowhere under organisations",
    ),
    "move from nowhere": (
        "offers: {}\ntransitions: {}",
        moves(from_offer=told("school")),
        "transitions.onward.from_offer",
        "school stands nowhere under offers",
    ),
    "move to nowhere": (
        "offers: {}\ntransitions: {}",
        moves(to_offer=told("school")),
        "transitions.onward.to_offer",
        "school stands nowhere under offers",
    ),
    "move to where one is": (
        "offers: {}\ntransitions: {}",
        moves(to_offer=told("club")),
        "transitions.onward.to_offer",
        "leads to where it comes from",
    ),
    "move at an age and a grade": (
        "offers: {}\ntransitions: {}",
        moves(at_grade=told("5")),
        "transitions.onward.at_age",
        "exactly one of",
    ),
    "move at neither": (
        "offers: {}\ntransitions: {}",
        moves(at_age=told("null")),
        "transitions.onward.at_age",
        "exactly one of",
    ),
    "move under no consent": (
        "offers: {}\ntransitions: {}",
        moves(consent=told("photos")),
        "transitions.onward.consent",
        "photos stands nowhere under consents",
    ),
    "target in no period": (
        "targets: {}",
        f"targets: {{reach: {flow(TARGET)}}}",
        "targets.reach.period",
        "year stands nowhere under periods",
    ),
    "period backwards": (
        "periods: {}",
        f"periods: {{year: {PERIOD.replace('2026-12-31', '2025-12-31')}}}",
        "periods.year.ends",
        "ends before it begins",
    ),
    "guide to no topic": (
        "handguides: {}",
        f"handguides: {{child: {flow(GUIDE, topics=told('[fishing]'))}}}",
        "handguides.child.topics",
        "fishing stands nowhere under topics",
    ),
    "step on an age": (
        "handguides: {}",
        f"handguides: {{child: {flow(GUIDE, steps=STEP)}}}",
        "handguides.child.steps.ask.when",
        "old stands nowhere under handguides.child.questions that are answered yes or no",
    ),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_names_file_line_key_and_reason(name: str, tmp_path: Path) -> None:
    old, new, key, reason = CONTRADICTIONS[name]
    assert old in SOURCE
    spoilt = SOURCE.replace(old, new, 1)
    error = refused(spoilt, tmp_path)
    assert (error.file, error.key) == ("kvartervenner.yaml", key)
    assert reason in error.reason
    line = spoilt.splitlines()[error.line - 1]
    assert key.rsplit(".", 1)[-1] in line or new in line


def test_a_circle_of_tracks_is_found(tmp_path: Path) -> None:
    circle = SOURCE.replace("after: {value: [], row: S0-19}", "after: {value: [volunteer_contact], row: S0-19}", 1)
    circle = circle.replace("after: {value: [], row: S0-22", "after: {value: [togetherness], row: S0-22", 1)
    error = refused(circle, tmp_path)
    assert (error.key, error.reason) == ("tracks.togetherness.after", "the track comes after itself")


def test_a_track_cannot_be_asked_for_and_excluded(tmp_path: Path) -> None:
    both = SOURCE.replace("after: {value: [], row: S0-19}", "after: {value: [volunteer_contact], row: S0-19}", 1)
    both = both.replace("excludes: {value: [], row: S0-19}", "excludes: {value: [volunteer_contact], row: S0-19}", 1)
    error = refused(both, tmp_path)
    assert (error.key, error.reason) == ("tracks.togetherness.excludes", "volunteer_contact is asked for and excluded")


def test_a_target_from_a_baseline_must_grow(tmp_path: Path) -> None:
    flat = flow(TARGET, counted=told("from_to"), baseline=told("5"))
    spoilt = SOURCE.replace("periods: {}", f"periods: {{year: {PERIOD}}}").replace(
        "targets: {}", f"targets: {{reach: {flat}}}"
    )
    error = refused(spoilt, tmp_path)
    assert (error.key, error.reason) == ("targets.reach.value", "the target does not grow from its baseline")


def test_what_agrees_is_read(tmp_path: Path) -> None:
    whole = SOURCE.replace("offers: {}\ntransitions: {}", moves())
    whole = whole.replace("periods: {}", f"periods: {{year: {PERIOD}}}")
    whole = whole.replace("targets: {}", f"targets: {{reach: {flow(TARGET)}}}")
    whole = whole.replace("handguides: {}", f"handguides: {{child: {flow(GUIDE)}}}")
    file = tmp_path / "kvartervenner.yaml"
    file.write_text(whole, encoding="utf-8")
    read = programmes.read(file)
    assert (read.transitions["onward"].at_age, read.transitions["onward"].at_grade) == (12, None)
    assert read.periods["year"].begins.isoformat() == "2026-01-01"
    assert read.row_of("transitions.onward.at_grade") == "S0-01"
    assert read.handguides["child"].steps["ask"].when == ()
