"""Which messages a meeting or a match asks for."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from chassis.testing import AT
from notifications.domain import words
from notifications.domain.facts import Addressee, Appointment, Match, Meeting, Said
from notifications.domain.reminders import Wish, about_match, about_meeting
from tests.notifications.make import AMAL, IN_A_WEEK, MEETING, VIBEKE

SAID = Said(at=AT, correlation_id=UUID(int=1))
GUARDIAN = Addressee(person=AMAL, role=words.GUARDIAN, refuses=False)
VOLUNTEER = Addressee(person=VIBEKE, role=words.VOLUNTEER, refuses=False)


def appointment(sequence: int = 1, starts_at: Any = IN_A_WEEK) -> Appointment:
    return Appointment(sequence=sequence, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), said=SAID)


def wishes(*appointments: Appointment, who: Addressee = GUARDIAN, **facts: Any) -> dict[tuple[str, int], Wish]:
    known = {"id": MEETING, "called_off": None, "family_left_at": None, "hours_before": 24, **facts}
    meeting = Meeting(appointments=appointments or (appointment(),), **known)
    return {(wish.template, wish.occasion): wish for wish in about_meeting(meeting, [who])}


def match_wishes(who: Addressee, **facts: Any) -> dict[str, Wish]:
    match = Match(**{"matched": SAID, "ended": None, "family_left_at": None, **facts})
    return {wish.template: wish for wish in about_match(match, [who])}


def test_an_invitation_goes_out_at_once() -> None:
    assert wishes()[words.INVITATION, 1].due_at == AT


def test_a_reminder_comes_as_long_before_as_the_programme_says() -> None:
    assert wishes(hours_before=24)[words.REMINDER, 1].due_at == IN_A_WEEK - timedelta(hours=24)


def test_a_reminder_whose_time_has_passed_goes_out_at_once() -> None:
    soon = appointment(starts_at=AT + timedelta(hours=3))
    assert wishes(soon)[words.REMINDER, 1].due_at == AT


def test_without_a_programme_nobody_is_reminded() -> None:
    assert list(wishes(hours_before=None)) == [(words.INVITATION, 1)]


def test_messages_about_a_meeting_are_useless_when_it_is_over() -> None:
    assert {wish.useless_after for wish in wishes().values()} == {IN_A_WEEK + timedelta(hours=2)}


def test_when_a_meeting_moves_only_the_last_time_counts() -> None:
    found = wishes(appointment(1), appointment(2, IN_A_WEEK + timedelta(days=1)))
    assert {key: wish.cancelled for key, wish in found.items()} == {
        (words.INVITATION, 1): words.MOVED,
        (words.REMINDER, 1): words.MOVED,
        (words.MOVED, 2): None,
        (words.REMINDER, 2): None,
    }


def test_of_a_meeting_called_off_people_hear_only_that() -> None:
    found = wishes(called_off=SAID)
    assert {key: wish.cancelled for key, wish in found.items()} == {
        (words.INVITATION, 1): words.CALLED_OFF,
        (words.REMINDER, 1): words.CALLED_OFF,
        (words.CALLED_OFF, 0): None,
    }


def test_who_refuses_messages_gets_none_at_all() -> None:
    unwilling = Addressee(person=AMAL, role=words.GUARDIAN, refuses=True)
    assert {wish.cancelled for wish in wishes(who=unwilling, called_off=SAID).values()} == {words.NO_CONSENT}


def test_nobody_is_invited_to_meet_a_family_that_has_left() -> None:
    found = wishes(who=VOLUNTEER, family_left_at=AT + timedelta(hours=1))
    assert {wish.cancelled for wish in found.values()} == {words.FAMILY_LEFT}


def test_a_family_that_came_back_is_invited_again() -> None:
    assert {wish.cancelled for wish in wishes(family_left_at=AT - timedelta(days=1)).values()} == {None}


def test_both_sides_hear_that_everybody_said_yes() -> None:
    assert list(match_wishes(GUARDIAN)) == list(match_wishes(VOLUNTEER)) == [words.MATCH_MADE]


def test_only_the_volunteer_gets_a_goodbye() -> None:
    assert match_wishes(VOLUNTEER, ended=SAID)[words.GOODBYE].cancelled is None
    assert words.GOODBYE not in match_wishes(GUARDIAN, ended=SAID)


def test_a_match_that_is_already_over_is_not_announced() -> None:
    assert match_wishes(GUARDIAN, ended=SAID)[words.MATCH_MADE].cancelled == words.ENDED


def test_an_end_that_is_heard_of_first_still_asks_for_a_goodbye() -> None:
    assert list(match_wishes(VOLUNTEER, matched=None, ended=SAID)) == [words.GOODBYE]
