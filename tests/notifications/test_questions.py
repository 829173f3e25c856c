"""Who is asked by letter, with whose link, and when a question needs no letter any more."""

from datetime import timedelta
from typing import Any

import pytest

from chassis.mail import Handover
from chassis.testing import AT, Rehearsal
from contracts.envelope import Event
from tests.notifications import make
from tests.notifications.make import AMAL, CHECKIN, JONAS, VIBEKE, Owner, Post, deliver, hear, states

ANSWER, CHECK_IN, COVER, VETTING = "answer_asked", "checkin_asked", "cover_asked", "vetting_expiring"
HOUR = timedelta(hours=1)


def after(*events: Event) -> dict[Any, str]:
    """What has become of every message once all this is heard, and nothing delivered."""
    stage = make.rehearsal()
    hear(stage, *events)
    return states(stage)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (make.answer_asked(), {(ANSWER, AMAL, 1), (ANSWER, JONAS, 1)}),
        (make.answer_asked("volunteer"), {(ANSWER, VIBEKE, 1)}),
        (make.checkin_asked(), {(CHECK_IN, AMAL, 1), (CHECK_IN, JONAS, 1)}),
        (make.checkin_asked("volunteer"), {(CHECK_IN, VIBEKE, 1)}),
        (make.cover_asked(), {(COVER, VIBEKE, 1)}),
        (make.vetting_expiring(), {(VETTING, VIBEKE, 1)}),
    ],
)
def test_exactly_those_are_written_to_who_are_asked(event: Event, expected: set[Any]) -> None:
    assert after(event) == dict.fromkeys(expected, "waiting")


def test_a_question_is_written_in_the_readers_language_and_leaves_at_once() -> None:
    stage = make.rehearsal()
    hear(stage, make.answer_asked())
    subjects = [letter.subject for letter in deliver(stage, Owner(language="en")).letters]
    assert subjects == ["A question for you", "A question for you"]
    assert set(states(stage).values()) == {"sent"}


def test_the_addresses_are_asked_for_as_for_other_letters() -> None:
    stage, owner = make.rehearsal(), Owner()
    hear(stage, make.answer_asked(), make.cover_asked(), make.vetting_expiring())
    deliver(stage, owner)
    assert set(owner.asked) == {
        ("enrollment", f"/people/{AMAL}/address", "invitation"),
        ("enrollment", f"/people/{JONAS}/address", "invitation"),
        ("matching", f"/volunteers/{VIBEKE}/address", "invitation"),
        ("matching", f"/volunteers/{VIBEKE}/address", "reminder"),
    }


# The link


def test_everybody_gets_a_link_of_their_own_made_when_the_letter_is_written() -> None:
    stage, owner = make.rehearsal(), Owner()
    hear(stage, make.checkin_asked())
    letters = deliver(stage, owner).letters
    links = [path for _, path, purpose in owner.asked if purpose == "checkin"]
    assert sorted(links) == sorted(f"/checkins/{CHECKIN}/link?person={person}" for person in (AMAL, JONAS))
    shown = {line for letter in letters for line in letter.text.splitlines() if line.startswith("https://")}
    assert len(shown) == 2


def test_a_link_is_asked_for_only_where_there_is_an_address() -> None:
    stage, owner = make.rehearsal(), Owner(status=404)
    hear(stage, make.checkin_asked())
    assert not deliver(stage, owner).letters
    assert not [path for _, path, _ in owner.asked if "link" in path]
    assert set(states(stage).values()) == {"cancelled no_consent"}


def test_where_nothing_can_be_answered_any_more_no_letter_is_sent_and_nothing_has_failed() -> None:
    stage = make.rehearsal()
    hear(stage, make.checkin_asked("volunteer"))
    assert not deliver(stage, Owner(link=404)).letters
    assert set(states(stage).values()) == {"cancelled answered"}
    assert not stage.stored()


@pytest.mark.parametrize("status", [None, 500, 503])
def test_a_link_that_cannot_be_had_now_is_asked_for_again(status: int | None) -> None:
    stage = make.rehearsal()
    hear(stage, make.checkin_asked("volunteer"))
    assert not deliver(stage, Owner(link=status)).letters
    assert set(states(stage).values()) == {"waiting unreachable"}
    stage.later(minutes=1)
    assert len(deliver(stage).letters) == 1


def test_no_link_is_kept() -> None:
    stage = make.rehearsal()
    hear(stage, make.checkin_asked("volunteer"))
    deliver(stage)
    (message,) = make.messages(stage)
    assert not [value for value in vars(message).values() if "kfum.example" in str(value)]


# What makes a question superfluous


def test_a_family_that_has_said_yes_is_not_asked_when_the_volunteer_is() -> None:
    found = after(make.answer_asked(), make.answer_asked("volunteer", sequence=2, at=AT + HOUR))
    assert found == {
        (ANSWER, AMAL, 1): "cancelled answered",
        (ANSWER, JONAS, 1): "cancelled answered",
        (ANSWER, VIBEKE, 2): "waiting",
    }


def test_who_could_not_take_a_day_is_not_asked_when_somebody_else_is() -> None:
    found = after(make.cover_asked(), make.cover_asked(make.someone("bo"), sequence=2, at=AT + HOUR))
    assert found == {(COVER, VIBEKE, 1): "cancelled answered", (COVER, make.someone("bo"), 2): "waiting"}


def test_a_guardian_asked_after_the_other_is_asked_beside_the_other() -> None:
    one, other = make.answer_asked(), make.answer_asked(people=[make.someone("third")], sequence=2, at=AT + HOUR)
    assert set(after(one, other).values()) == {"waiting"}


def test_when_everybody_has_said_yes_nobody_is_asked() -> None:
    found = after(make.answer_asked("volunteer"), make.matched(at=AT + HOUR))
    assert found[ANSWER, VIBEKE, 1] == "cancelled answered"


def test_a_side_that_has_said_how_it_goes_is_not_asked_and_the_other_is() -> None:
    other = make.checkin_asked("volunteer", checkin=make.someone("other checkin"))
    found = after(make.matched(), make.checkin_asked(), other, make.checkin_answered("family"))
    assert (found[CHECK_IN, AMAL, 1], found[CHECK_IN, JONAS, 1]) == ("cancelled answered", "cancelled answered")
    assert found[CHECK_IN, VIBEKE, 1] == "waiting"


def test_the_next_time_everybody_is_asked_again() -> None:
    later = make.checkin_asked(checkin=make.someone("next checkin"), sequence=3, at=AT + timedelta(days=61))
    found = after(make.checkin_asked(), make.checkin_answered(), later)
    assert (found[CHECK_IN, AMAL, 1], found[CHECK_IN, AMAL, 3]) == ("cancelled answered", "waiting")


def test_nobody_is_asked_how_it_goes_when_it_is_over() -> None:
    assert after(make.checkin_asked("volunteer"), make.ended())[CHECK_IN, VIBEKE, 1] == "cancelled ended"


@pytest.mark.parametrize("side", ["family", "volunteer"])
def test_nobody_is_asked_about_a_need_that_is_withdrawn(side: str) -> None:
    assert set(after(make.answer_asked(side), make.need_withdrawn()).values()) == {"cancelled need_withdrawn"}


def test_a_letter_about_it_that_could_not_leave_yet_stays_here() -> None:
    stage = make.rehearsal()
    hear(stage, make.answer_asked("volunteer"))
    unreachable(stage)
    hear(stage, make.need_withdrawn())
    stage.later(minutes=1)
    assert not deliver(stage).letters


def test_a_need_that_is_asked_for_once_more_is_asked_about_once_more() -> None:
    again = make.answer_asked("volunteer", sequence=2, at=AT + 2 * HOUR)
    assert after(make.need_withdrawn(), again) == {(ANSWER, VIBEKE, 2): "waiting"}


def test_a_question_about_another_need_or_about_a_match_goes_on() -> None:
    other = make.need_withdrawn(make.someone("another need"))
    asked = (make.answer_asked(), make.checkin_asked("volunteer"), make.cover_asked())
    assert set(after(*asked, other).values()) == {"waiting"}


@pytest.mark.parametrize("event", [make.answer_asked(), make.checkin_asked()])
def test_a_family_that_has_left_is_not_asked(event: Event) -> None:
    assert set(after(event, make.family_left()).values()) == {"cancelled family_left"}


@pytest.mark.parametrize(
    "event",
    [make.answer_asked("volunteer"), make.checkin_asked("volunteer"), make.cover_asked(), make.vetting_expiring()],
)
def test_a_volunteer_who_has_left_is_not_asked(event: Event) -> None:
    assert set(after(event, make.volunteer_left()).values()) == {"cancelled volunteer_left"}


def test_a_volunteer_who_came_back_is_asked_again() -> None:
    assert set(after(make.volunteer_left(), make.cover_asked(at=AT + 2 * HOUR)).values()) == {"waiting"}


def test_a_family_is_asked_though_a_volunteer_has_left() -> None:
    assert set(after(make.answer_asked(), make.volunteer_left()).values()) == {"waiting"}


def test_who_does_not_want_letters_is_not_asked_by_letter() -> None:
    found = after(make.answer_asked(), make.consent("withdrawn"))
    assert found == {(ANSWER, AMAL, 1): "cancelled no_consent", (ANSWER, JONAS, 1): "waiting"}


def test_who_wants_letters_again_is_asked_unless_it_is_answered() -> None:
    again = make.consent("granted", name="second")
    assert after(make.answer_asked(), make.consent("withdrawn"), again)[ANSWER, AMAL, 1] == "waiting"
    answered = [make.checkin_asked(), make.consent("withdrawn"), make.checkin_answered(), again]
    assert after(*answered)[CHECK_IN, AMAL, 1] == "cancelled answered"


def test_of_two_warnings_that_wait_only_the_last_is_sent() -> None:
    found = after(make.vetting_expiring(), make.vetting_expiring(60, sequence=2, at=AT + timedelta(days=30)))
    assert found == {(VETTING, VIBEKE, 1): "cancelled asked_again", (VETTING, VIBEKE, 2): "waiting"}


def test_a_question_is_useless_once_its_last_day_is_over() -> None:
    stage = make.rehearsal()
    hear(stage, make.answer_asked("volunteer"))
    unreachable(stage)
    stage.later(days=7, hours=13)  # Monday evening: it is still the last day
    assert len(deliver(stage).letters) == 1
    stage = make.rehearsal()
    hear(stage, make.answer_asked("volunteer"))
    unreachable(stage)
    stage.later(days=7, hours=14)  # midnight in Denmark
    assert not deliver(stage).letters
    assert set(states(stage).values()) == {"failed gave_up"}


def test_an_answer_while_the_letter_is_under_way_stops_the_next_attempt() -> None:
    stage = make.rehearsal()
    hear(stage, make.checkin_asked("volunteer"))

    class Meanwhile(Post):
        def __call__(self, _url: str, **_letter: object) -> str:
            hear(stage, make.checkin_answered("volunteer"))
            return Handover.LATER.value

    deliver(stage, post=Meanwhile())
    assert set(states(stage).values()) == {"cancelled answered"}


def unreachable(stage: Rehearsal) -> None:
    """A first round in which no mail leaves."""
    deliver(stage, post=Post([Handover.LATER]))
