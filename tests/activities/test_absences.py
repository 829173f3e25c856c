"""Who has stayed away several times in a row is asked after, and never graded."""

from collections.abc import Sequence
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from activities.domain.absences import Asked, Run, Standing, asked, run, together
from activities.domain.attendance import Mark
from tests.activities.make import DAY, NOON

LETTERS = {"c": Standing.CAME, "e": Standing.EXCUSED, "a": Standing.ABSENT, "?": Standing.UNKNOWN}
stories = st.text("cea?", max_size=12)


def day(number: int) -> datetime:
    return NOON + number * DAY


def stood(story: str) -> Sequence[tuple[datetime, Standing]]:
    return [(day(number), LETTERS[letter]) for number, letter in enumerate(story)]


def test_three_in_a_row_are_a_reason_to_ask():
    assert asked(stood("caaa"), 3, None) == Asked(Run(day(1), day(3), 3), open=True)
    assert asked(stood("caa"), 3, None) is None


def test_coming_again_or_sending_word_or_not_knowing_ends_it():
    for ending in "ce?":
        assert asked(stood(f"aaa{ending}"), 3, None) is None
        assert asked(stood(f"aa{ending}a"), 3, None) is None


def test_what_was_talked_about_is_not_counted_again():
    assert asked(stood("aaa"), 3, day(2)) == Asked(Run(day(0), day(2), 3), open=False)
    assert asked(stood("aaaaa"), 3, day(2)) == Asked(Run(day(0), day(4), 5), open=False)
    assert asked(stood("aaaaaa"), 3, day(2)) == Asked(Run(day(3), day(5), 3), open=True)
    assert asked(stood("aaac"), 3, day(2)) is None


def test_a_family_came_if_one_of_it_came_and_sent_word_if_one_of_it_did():
    came, away, excused = Mark(True), Mark(False), Mark(False, True)
    assert together([away, came, excused]) == Standing.CAME
    assert together([away, excused, None]) == Standing.EXCUSED
    assert together([away, None]) == Standing.ABSENT
    assert together([None]) == together([]) == Standing.UNKNOWN


@given(stories)
def test_a_run_is_the_absences_at_the_end(story):
    at_the_end = len(story) - len(story.rstrip("a"))
    found = run(stood(story))
    assert (found.times if found else 0) == at_the_end


@given(stories, st.integers(1, 5))
def test_nobody_is_asked_after_who_has_always_come_or_sent_word(story, in_a_row):
    assert asked(stood(story.replace("a", "e")), in_a_row, None) is None


@given(stories, stories, st.integers(1, 5))
def test_what_was_before_somebody_came_changes_nothing(before, after, in_a_row):
    with_before = asked(stood(f"{before}c{after}"), in_a_row, None)
    without = asked(stood(f"{after}"), in_a_row, None)
    assert (with_before.run.times if with_before else 0) == (without.run.times if without else 0)
