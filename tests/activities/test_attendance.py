"""Who came, who did not."""

from activities.domain import attendance
from tests.activities.make import CHILD, GUARDIAN, HOUR, NOON, STRANGER, VOLUNTEER


def codes(came, absent=(), now=NOON):
    people = [GUARDIAN, CHILD, VOLUNTEER]
    found = attendance.objections(came, absent, participants=people, starts_at=NOON, now=now)
    return [refused.code for refused in found]


def test_attendance_is_recorded_from_the_moment_a_meeting_begins():
    assert codes([GUARDIAN, VOLUNTEER]) == []
    assert codes([GUARDIAN, VOLUNTEER], now=NOON - HOUR) == ["not_yet_started"]


def test_nobody_both_came_and_did_not():
    assert codes([GUARDIAN, VOLUNTEER], [GUARDIAN]) == ["came_and_absent"]


def test_only_participants_come_or_stay_away():
    assert codes([GUARDIAN, STRANGER]) == ["not_a_participant"]
    assert codes([GUARDIAN], [STRANGER]) == ["not_a_participant"]


def test_a_meeting_nobody_came_to_was_not_held():
    assert codes([], [GUARDIAN, VOLUNTEER]) == ["nobody_came"]


def test_nothing_is_known_about_who_is_in_neither_list():
    assert attendance.by_person([GUARDIAN, GUARDIAN], [VOLUNTEER]) == {GUARDIAN: True, VOLUNTEER: False}
