"""What can still be done to a meeting."""

from activities.domain import course


def codes(objections):
    return [refused.code for refused in objections]


def test_a_planned_meeting_can_be_changed_and_held():
    assert codes(course.objections_to_change("planned")) == codes(course.objections_to_attendance("planned")) == []


def test_a_meeting_that_was_held_is_not_changed_but_its_attendance_can_be_corrected():
    assert codes(course.objections_to_change("held")) == ["meeting_held"]
    assert codes(course.objections_to_attendance("held")) == []


def test_a_meeting_called_off_stays_called_off():
    assert codes(course.objections_to_change("called_off")) == ["meeting_called_off"]
    assert codes(course.objections_to_attendance("called_off")) == ["meeting_called_off"]
