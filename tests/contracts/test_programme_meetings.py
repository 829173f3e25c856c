"""What a programme says of meetings, courses and rhythms is refused where it cannot all be so."""

import re
from pathlib import Path

import pytest

from contracts import programmes
from contracts.programmes import ProgrammeError

SOURCE = Path(programmes.__file__).with_name("boligsocialt_hus.yaml").read_text(encoding="utf-8")
CLUB, LADDER, CALLED = "meetings.family_club_evening", "courses.early_course", "rhythms.after_the_course"

# The value that is changed, what it is changed to, and words of the reason; the error is at the value itself.
AT_ODDS = {
    "run by nobody known": (f"{CLUB}.by", "others", "others stands nowhere under organisations"),
    "the ages of no track": ("meetings.club_afternoon.track", "choir", "choir stands nowhere under tracks"),
    "somebody must come who takes no part": (
        f"{CLUB}.must_come",
        "[coordinator]",
        f"coordinator stands nowhere under {CLUB}.roles",
    ),
    "full before there are enough": (f"{CLUB}.at_least", "10", "full before there are enough"),
    "volunteers where none takes part": (
        "meetings.open_counselling.volunteers",
        "1",
        "volunteers are needed where none takes part",
    ),
    "a cut-off where everybody drops in": ("meetings.open_counselling.cut_off_hours", "1", "nobody signs up"),
    "enough of whom nobody knows": ("meetings.open_counselling.at_least", "2", "nobody knows how many"),
    "a course of no kind": (f"{LADDER}.meetings", "[breakfast]", "breakfast stands nowhere under meetings"),
    "a course of a first meeting": (f"{LADDER}.meetings", "[home_visit]", "with the occasion programme"),
    "an end that is no meeting of it": (f"{LADDER}.ends_with", "course_evening", f"nowhere under {LADDER}.meetings"),
    "followed up by no kind": (f"{LADDER}.follow_up_kind", "breakfast", "nowhere under meetings"),
    "followed up by a first meeting": (f"{LADDER}.follow_up_kind", "home_visit", "with the occasion programme"),
    "a course of nobody known": (f"{LADDER}.by", "others", "others stands nowhere under organisations"),
    "somebody invited who takes no part": (f"{LADDER}.invites", "[volunteer]", f"the roles of {LADDER}.meetings"),
    "a ladder in any order": (f"{LADDER}.any_order", "true", "steps and in any order"),
    "a course full before there are enough": (f"{LADDER}.at_least", "16", "full before there are enough"),
    "a course of another than its meetings": (
        "courses.family_club.by",
        "odense",
        "family_club_evening may only be run by another organisation",
    ),
    "a rhythm of no meeting": (f"{CALLED}.meetings", "[breakfast]", "breakfast stands nowhere under meetings"),
    "a rhythm of no course": (f"{CALLED}.course", "painting", "painting stands nowhere under courses"),
    "once after nothing": (f"{CALLED}.course", "null", "per course or once after one"),
    "a course for no reason": ("rhythms.parents_meet.course", "early_course", "per course or once after one"),
    "after the course, but nothing of it": (
        f"{CALLED}.meetings",
        "[small_meeting]",
        "small_meeting is no meeting that",
    ),
    "a course's rhythm, but nothing of it": ("rhythms.family_club.meetings", "[small_meeting]", "small_meeting is no"),
    "promised to a match, but nothing of it": ("rhythms.parents_meet.per", "match", "no meeting of a match"),
    "an unknown unit": (f"{CLUB}.unit", "persons", "They are: people, families."),
    "an unknown place": (f"{CLUB}.where", "abroad", "They are: home, venue, outdoors, anywhere."),
    "arranged by nobody": (f"{CLUB}.arranged", "[music]", "one of the choices"),
    "nobody at most": (f"{CLUB}.at_most", "0", "too small"),
    "a meeting of no length": (f"{CLUB}.minutes", "0", "too small"),
    "money that is none": (f"{CLUB}.allowances.food", "-1", "too small"),
    "a place kept for no time": ("activities.offer_hours", "0", "too small"),
}


@pytest.mark.parametrize("name", AT_ODDS)
def test_what_cannot_all_be_so_names_line_key_and_reason(name: str, tmp_path: Path) -> None:
    path, value, reason = AT_ODDS[name]
    spoilt = changed(path, value)
    file = tmp_path / "boligsocialt_hus.yaml"
    file.write_text(spoilt, encoding="utf-8")
    with pytest.raises(ProgrammeError) as error:
        programmes.read(file)
    place = path if reason != "full before there are enough" else path.replace("at_least", "at_most")
    assert (error.value.file, error.value.key) == ("boligsocialt_hus.yaml", place)
    assert reason in error.value.reason
    assert place.rsplit(".", 1)[-1] in spoilt.splitlines()[error.value.line - 1]


def test_what_a_kind_does_not_ask_for_is_as_usual_and_in_its_own_row() -> None:
    house = programmes.load()["boligsocialt_hus"]
    kind, course, rhythm = house.meetings["bridge_visit"], house.courses["bridging"], house.rhythms["parents_meet"]
    assert (kind.unit, kind.at_least, kind.at_most, kind.volunteers) == ("people", None, None, 0)
    assert (kind.where, kind.by, kind.track, kind.drop_in, dict(kind.allowances)) == ("anywhere", None, None, False, {})
    assert (course.in_steps, course.ends_with, course.unit, course.at_least, course.at_most, course.by) == (
        *(False, None, None),
        *(None, None, None),
    )
    assert (rhythm.per, rhythm.course, rhythm.in_breaks) == ("programme", None, True)
    assert house.row_of("meetings.bridge_visit.volunteers") == house.row_of("meetings.bridge_visit.name") == "S4-23"


def changed(path: str, value: str) -> str:
    """The file with one value said otherwise, in its place or at the end of what it belongs to."""
    *above, key = path.split(".")
    start, end = 0, len(SOURCE)
    for depth, step in enumerate(above):
        begins = re.compile(rf"^{'  ' * depth}{step}:\n", re.MULTILINE).search(SOURCE, start, end)
        assert begins, path
        start = begins.end()
        after = re.compile(rf"^(?!{'  ' * (depth + 1)})", re.MULTILINE).search(SOURCE, start, end)
        end = after.start() if after else end
    line = f"{'  ' * len(above)}{key}: {{value: {value}, row: S4-03}}\n"
    there = re.compile(rf"^{'  ' * len(above)}{key}:.*\n", re.MULTILINE).search(SOURCE, start, end)
    return (
        SOURCE[: there.start()] + line + SOURCE[there.end() :]
        if there
        else SOURCE[:end].rstrip("\n") + "\n" + line + SOURCE[end:]
    )
