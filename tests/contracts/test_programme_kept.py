"""A text kept since an earlier release is read with what it could not say yet as this release says it."""

import re
from dataclasses import replace
from typing import Any

import pytest

from contracts.programmes import Programme, ProgrammeError, load, read_kept, read_text, text_of
from tests.contracts import earlier

CODES = sorted(load())


def older(code: str, *renamed: tuple[str, str]) -> str:
    """The text of this release as an earlier one would have it, with some words renamed."""
    text = earlier.older(text_of(code))
    for old, new in renamed:
        assert old in text
        text = text.replace(old, new)
    return text


def unsaid_of(programme: Programme) -> set[str]:
    """Where a text of this release may leave something out."""
    return {
        f"{section}.{key}.{name}"
        for section in earlier.UNSAID
        for key in getattr(programme, section)
        for name in earlier.may_be_left_out(section)
    }


@pytest.mark.parametrize("code", CODES)
def test_what_it_could_not_say_is_as_this_release_says_it(code: str) -> None:
    kept, ours = read_kept(code, older(code)), load()[code]
    unsaid: dict[str, Any] = {section: earlier.unsaid(getattr(ours, section)) for section in earlier.UNSAID}
    assert replace(kept, rows=ours.rows) == replace(ours, **unsaid)
    assert {path: row for path, row in kept.rows.items() if path not in unsaid_of(ours)}.items() <= ours.rows.items()


@pytest.mark.parametrize("code", CODES)
def test_a_text_of_this_release_must_say_everything_itself(code: str) -> None:
    with pytest.raises(ProgrammeError, match="the key is missing"):
        read_text(code, older(code))


def test_what_it_calls_otherwise_has_the_usual_values_in_its_own_row() -> None:
    renames = [("  kolding_one:", "  kolding_three:"), ("  helper:", "  host:")]
    kept = read_kept("kvartervenner", older("kvartervenner", *renames))
    assert kept.areas["kolding_three"].point is None
    assert (kept.volunteer_kinds["host"].employed, kept.volunteer_kinds["host"].at_most) == (False, 20)
    assert kept.row_of("areas.kolding_three.point") == "S0-04"
    assert kept.row_of("volunteer_kinds.host.at_most") == "S0-21"
    assert "kolding_one" not in kept.areas


def test_a_need_of_its_own_is_one_to_one() -> None:
    kept = read_kept("kvartervenner", older("kvartervenner", ("needs:\n  network_person:", "needs:\n  companion:")))
    group = kept.needs["companion"].group
    assert (group.at_least, group.at_most) == (1, 1)
    assert kept.row_of("needs.companion.group.at_most") == "S0-22"


def test_a_value_every_release_had_may_not_be_missing_where_this_release_knows_nothing() -> None:
    text = older("kvartervenner", ("  helper:", "  host:"))
    ours = "      row: S0-21\n    with_children: {value: true, row: S0-19}\n"
    assert ours in text
    with pytest.raises(ProgrammeError, match=r"volunteer_kinds\.host\.with_children: the key is missing"):
        read_kept("kvartervenner", text.replace(ours, "      row: S0-21\n"))


def test_a_key_nobody_knows_is_refused_of_a_kept_text_too() -> None:
    with pytest.raises(ProgrammeError, match="the key is not known here"):
        read_kept("kvartervenner", older("kvartervenner", ("nature: {", "natur: {")))


def test_a_programme_this_release_does_not_carry_is_read_as_it_stands() -> None:
    text = text_of("kvartervenner").replace("code: {value: kvartervenner", "code: {value: elsewhere")
    assert read_kept("elsewhere", text).code == "elsewhere"
    with pytest.raises(ProgrammeError, match="the key is missing"):
        read_kept("elsewhere", text.replace("reach_km:", "#"))


def test_what_a_text_of_this_release_leaves_unsaid_stays_so_however_it_is_read() -> None:
    text = text_of("boligsocialt_hus")
    limit = re.search(r"^    at_most: {value: 9, .*\n", text, flags=re.MULTILINE)
    assert limit
    shorter = text.replace(limit[0], "", 1)
    for read in (read_text, read_kept):
        kind = read("boligsocialt_hus", shorter).meetings["family_club_evening"]
        assert (kind.at_most, kind.volunteers) == (None, 4)
    assert read_kept("boligsocialt_hus", shorter).row_of("meetings.family_club_evening.at_most") == "S4-07"


def test_a_rule_that_an_earlier_text_could_not_say_holds_when_a_later_one_is_put_in_force() -> None:
    kept = read_kept("boligsocialt_hus", older("boligsocialt_hus"))
    evening = kept.meetings["family_club_evening"]
    assert (evening.at_most, evening.volunteers, evening.by, dict(evening.allowances)) == (None, 0, None, {})
    assert kept.activities == load()["boligsocialt_hus"].activities


def test_an_earlier_text_may_have_other_tracks_courses_and_organisations() -> None:
    names = [("  family_courses:", "  courses_for_families:"), ("klub-fristedet:", "fristedet:")]
    text = older("boligsocialt_hus", *names).replace("klub-fristedet]", "fristedet]")
    assert read_kept("boligsocialt_hus", text).tracks["courses_for_families"].ages


def test_a_promise_after_a_course_could_not_say_which_before() -> None:
    assert read_kept("omraadeplan", older("omraadeplan")).rhythms["after_the_course"].course is None
