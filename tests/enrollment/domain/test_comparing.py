"""What is different between two versions of a programme is said value by value, and nothing else is."""

import pytest

from contracts.programmes import load, read_text
from enrollment.domain.comparing import LONGEST, changes
from tests.enrollment.make import PROGRAMME
from tests.enrollment.terms import CHILD_SAYS_FROM, RELEASED, VERSION, reworded


@pytest.mark.parametrize("code", sorted(load()))
def test_a_programme_does_not_differ_from_itself(code: str) -> None:
    assert changes(load()[code], load()[code]) == ()


def told(text: str) -> dict[str, tuple[str | None, str | None, str]]:
    here, there = read_text(PROGRAMME, RELEASED), read_text(PROGRAMME, text)
    return {each.path: (each.was, each.becomes, each.row) for each in changes(here, there)}


def test_a_changed_value_says_what_it_was_and_becomes_and_its_row() -> None:
    text = reworded((CHILD_SAYS_FROM, "child_says_from: {value: 12"), version="1.4.0")
    assert told(text) == {
        "version": ("1.3.0", "1.4.0", "S0-03"),
        "wish.child_says_from": ("7", "12", "S0-17"),
    }


def test_every_kind_of_value_is_said_in_short() -> None:
    text = reworded(
        ("several_roles: {value: true", "several_roles: {value: false"),
        ("partners: {value: [kolding]", "partners: {value: []"),
        ("before_grade: {value: null", "before_grade: {value: 9"),
        ("warn_days: {value: [90, 60, 30]", "warn_days: {value: [60, 30]"),
        ('{da: "Et knus", en: "A hug"}', '{da: "Et kram", en: "A hug"}'),
    )
    said = told(text)
    assert said["several_roles"][:2] == ("true", "false")
    assert said["partners"][:2] == ("kolding", "")
    assert said["tracks.togetherness.ages.child.before_grade"][:2] == ("null", "9")
    assert said["vetting.warn_days"][:2] == ("90, 60, 30", "60, 30")
    assert said["contributions.a_hug"][:2] == ("Et knus / A hug", "Et kram / A hug")


def test_what_is_new_was_nothing_and_what_is_gone_becomes_nothing() -> None:
    said = told(reworded(("    build_bridges:", "    build_roads:")))
    assert said["roles.coordinator.tasks.build_bridges"][1] is None
    assert said["roles.coordinator.tasks.build_roads"][0] is None


def test_a_long_value_is_cut_short() -> None:
    said = told(reworded(('{da: "Et knus", en: "A hug"}', f'{{da: "{"knus " * 90}", en: "A hug"}}')))
    cut = said["contributions.a_hug"][1]
    assert cut is not None
    assert len(cut) == LONGEST


def test_another_note_is_no_change() -> None:
    text = RELEASED.replace("The row gives no lifetime; the organisation chooses it.", "Chosen by the organisation.")
    assert text != RELEASED
    assert VERSION in text
    assert told(text) == {}
