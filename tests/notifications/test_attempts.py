"""What comes after an attempt."""

from datetime import timedelta

import pytest

from notifications.domain import words
from notifications.domain.attempts import MOST, SENT, Outcome, after_handover, again_in, later, without_address

ADDRESS = {"name": "Amal", "email": "amal@familie.example"}


def test_the_first_pauses_are_one_five_and_thirty_minutes() -> None:
    assert [again_in(attempts) for attempts in (1, 2, 3)] == [timedelta(minutes=each) for each in (1, 5, 30)]


def test_pauses_only_grow_and_end_within_three_days() -> None:
    pauses = [again_in(attempts) or timedelta() for attempts in range(1, MOST)]
    assert pauses == sorted(pauses)
    assert timedelta(days=2) < sum(pauses, timedelta()) <= timedelta(hours=72)
    assert again_in(MOST) is None


def test_an_attempt_that_failed_is_repeated_until_there_were_enough() -> None:
    assert later(1, words.UNREACHABLE).state == words.WAITING
    assert later(MOST, words.UNREACHABLE) == Outcome(state=words.FAILED, reason=words.UNREACHABLE)


def test_an_address_is_no_obstacle() -> None:
    assert without_address("guardian", 1, 200, ADDRESS) is None


@pytest.mark.parametrize(
    ("role", "reason"),
    [("guardian", words.NO_CONSENT), ("young_person", words.NO_CONSENT), ("volunteer", words.NO_ADDRESS)],
)
def test_where_the_owner_gives_no_address_the_message_is_cancelled(role: str, reason: str) -> None:
    assert without_address(role, 1, 404, {}) == Outcome(state=words.CANCELLED, reason=reason)


@pytest.mark.parametrize("status", [None, 401, 403, 500, 503])
def test_an_owner_who_cannot_answer_is_asked_again(status: int | None) -> None:
    outcome = without_address("guardian", 1, status, {})
    assert outcome == Outcome(state=words.WAITING, reason=words.UNREACHABLE, again_in=timedelta(minutes=1))


def test_a_person_without_mail_cannot_be_reached() -> None:
    assert without_address("guardian", 1, 200, {"name": "Amal"}) == Outcome(state=words.FAILED, reason=words.NO_ADDRESS)


def test_a_letter_handed_over_is_sent() -> None:
    assert after_handover(1, "sent") == SENT


def test_a_letter_refused_is_not_sent_again() -> None:
    assert after_handover(1, "refused") == Outcome(state=words.FAILED, reason=words.REFUSED_BY_RECEIVER)


def test_a_letter_turned_away_for_now_is_sent_again() -> None:
    assert after_handover(2, "later").again_in == timedelta(minutes=5)
