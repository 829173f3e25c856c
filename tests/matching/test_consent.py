"""A family is visited only while it wishes so itself. # S0-17, S0-24"""

from datetime import timedelta

from matching.domain import consent
from matching.domain.facts import Consent
from tests.matching.make import AMAL, JONAS, TODAY, need, programme, uid


def says(person=AMAL, *, granted: bool = True, expires_in: int | None = None, purpose: str = "one_to_one") -> Consent:
    expires_on = None if expires_in is None else TODAY + timedelta(days=expires_in)
    return Consent(person=person, purpose=purpose, granted=granted, expires_on=expires_on)


def is_live(*consents: Consent) -> bool:
    return consent.is_live(programme(), need(consents=frozenset(consents)), TODAY)


def test_silence_is_no_consent() -> None:
    assert not is_live()


def test_one_guardians_yes_is_enough_while_nobody_says_no() -> None:
    assert is_live(says(AMAL))


def test_one_guardians_withdrawal_is_enough_to_stop() -> None:
    assert not is_live(says(AMAL), says(JONAS, granted=False))


def test_a_withdrawn_consent_may_be_given_again() -> None:
    assert is_live(says(AMAL, granted=False), says(AMAL))


def test_a_consent_holds_through_its_last_day() -> None:
    assert is_live(says(expires_in=0))
    assert not is_live(says(expires_in=-1))


def test_a_consent_to_something_else_does_not_count() -> None:
    assert not is_live(says(purpose="messages"))
    assert is_live(says(), says(JONAS, purpose="messages", granted=False))


def test_a_child_cannot_consent_in_the_guardians_place_but_can_stop_it() -> None:
    assert not is_live(says(uid("Sara")))
    assert not is_live(says(AMAL), says(uid("Sara"), granted=False))


def test_the_purposes_are_the_programmes() -> None:
    assert consent.purposes() == {"coaching", "mentoring", "one_to_one"}
