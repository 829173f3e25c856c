"""Who came, who did not, who had said so."""

from datetime import timedelta
from uuid import UUID

import pytest

from activities.domain import attendance
from activities.domain.attendance import Mark, Said
from activities.domain.people import Participant
from tests.activities.make import CHILD, GUARDIAN, HOUR, NOON, STRANGER, VOLUNTEER

EXPECTED = {GUARDIAN, CHILD, VOLUNTEER}


def said(came=(), absent=(), excused=(), walk_ins=(), **more):
    walked_in = tuple(Participant(person=person, role=role) for person, role in walk_ins)
    return Said(came=frozenset(came), absent=frozenset(absent), excused=frozenset(excused), walk_ins=walked_in, **more)


def codes(told):
    sorted_out = attendance.sorted_out(told, EXPECTED)
    return [refused.code for refused in attendance.objections(sorted_out, expected=EXPECTED)]


def test_attendance_is_written_down_once_a_meeting_has_begun_and_never_ahead():
    def moment(at, now):
        return [refused.code for refused in attendance.objections_to_moment(at, starts_at=NOON, now=now)]

    assert moment(NOON, NOON) == moment(NOON, NOON + HOUR) == []
    assert moment(NOON - HOUR, NOON) == ["not_yet_started"]
    assert moment(NOON + timedelta(seconds=1), NOON) == ["recorded_in_the_future"]


@pytest.mark.parametrize(
    "told",
    [
        said([GUARDIAN], [GUARDIAN]),
        said([GUARDIAN], excused=[GUARDIAN]),
        said([VOLUNTEER], [GUARDIAN], [GUARDIAN]),
        said([VOLUNTEER], [STRANGER], walk_ins=[(STRANGER, "guardian")]),
    ],
)
def test_nobody_both_came_and_did_not(told):
    assert "came_and_absent" in codes(told)


def test_only_who_was_expected_comes_or_stays_away_and_others_walk_in():
    assert codes(said([GUARDIAN, STRANGER])) == ["not_a_participant"]
    assert codes(said([GUARDIAN], [STRANGER])) == ["not_a_participant"]
    assert codes(said([GUARDIAN], excused=[STRANGER])) == ["not_a_participant"]
    assert codes(said([GUARDIAN], walk_ins=[(STRANGER, "guardian")])) == []


def test_who_walked_in_was_there_as_whatever_it_was_and_as_one_thing_only():
    assert codes(said([GUARDIAN], walk_ins=[(STRANGER, "professional")])) == []
    assert codes(said([GUARDIAN], walk_ins=[(STRANGER, "guardian"), (STRANGER, "child")])) == ["participant_twice"]


def test_who_was_expected_after_all_has_come_and_did_not_walk_in():
    sorted_out = attendance.sorted_out(said(walk_ins=[(GUARDIAN, "guardian"), (STRANGER, "child")]), EXPECTED)
    assert sorted_out == said([GUARDIAN], walk_ins=[(STRANGER, "child")])


def test_a_meeting_nobody_came_to_was_not_held():
    assert codes(said(absent=[GUARDIAN, VOLUNTEER])) == ["nobody_came"]
    assert codes(said(absent=[GUARDIAN], unknown_walk_ins=1)) == []
    assert codes(said(walk_ins=[(STRANGER, "guardian")])) == []


def test_where_it_is_written_down_who_came_a_number_is_not_enough():
    assert codes(said([GUARDIAN], number=3)) == ["counted_by_person"]


@pytest.mark.parametrize(
    ("told", "drop_in", "code"),
    [
        (said(number=0), True, []),
        (said(number=7), True, []),
        (said(), True, ["number_missing"]),
        (said([GUARDIAN], number=1), True, ["attendance_not_kept"]),
        (said(unknown_walk_ins=3), True, ["attendance_not_kept"]),
        (said(number=7), False, ["attendance_not_kept"]),
        (said([GUARDIAN]), False, ["attendance_not_kept"]),
    ],
)
def test_where_nobody_writes_down_who_came_only_an_open_meeting_has_a_number(told, drop_in, code):
    found = attendance.objections_to_count(told, kind="open_counselling", drop_in=drop_in)
    assert [refused.code for refused in found] == code


def test_nobody_is_named_who_is_not_known():
    told = said(walk_ins=[(STRANGER, "guardian")])
    others = {Participant(person=GUARDIAN, role="guardian"), Participant(person=STRANGER, role="volunteer")}
    assert [no.code for no in attendance.objections_to_strangers(told, others)] == ["unknown_walk_in"]
    assert not list(attendance.objections_to_strangers(told, set(told.walk_ins)))


def test_nothing_is_known_about_who_is_in_no_list():
    marks = attendance.marks(said([GUARDIAN], excused=[VOLUNTEER], walk_ins=[(UUID(int=77), "child")]))
    assert marks == {GUARDIAN: Mark(True), VOLUNTEER: Mark(False, True), UUID(int=77): Mark(True)}
