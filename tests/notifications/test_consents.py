"""Who has said that they do not want to be written to."""

import pytest

from notifications.domain.consents import Consent, refuses

GRANTED = Consent(granted=True, withdrawn=False)
WITHDRAWN = Consent(granted=True, withdrawn=True)
HALF_HEARD = Consent(granted=False, withdrawn=True)


@pytest.mark.parametrize("role", ["guardian", "young_person"])
def test_who_has_withdrawn_refuses(role: str) -> None:
    assert refuses(role, [WITHDRAWN])


def test_a_withdrawal_heard_of_before_its_consent_counts() -> None:
    assert refuses("guardian", [HALF_HEARD])


def test_a_new_consent_counts_whatever_was_withdrawn() -> None:
    assert not refuses("guardian", [WITHDRAWN, GRANTED])


def test_of_whom_nothing_is_known_the_owner_of_the_address_decides() -> None:
    assert not refuses("guardian", [])


def test_a_volunteer_is_written_to_whatever_the_same_person_said_as_a_guardian() -> None:
    assert not refuses("volunteer", [WITHDRAWN])
