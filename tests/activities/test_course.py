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


def test_one_of_many_withdraws_and_whoever_arranges_calls_off():
    def said(state: str, **how: bool) -> list[str]:
        return codes(course.objections_to_calling_off(state, over=False, **how))

    assert said("planned", of_activity=True, arranges=False) == ["withdraw_instead"]
    assert said("planned", of_activity=True, arranges=True) == []
    assert said("planned", of_activity=False, arranges=False) == []
    assert said("held", of_activity=True, arranges=True) == ["meeting_held"]
