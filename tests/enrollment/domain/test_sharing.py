"""What consents add up to: what leaves the organisation needs everybody, what stays needs somebody."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.consents import Consent
from enrollment.domain.sharing import NEEDS, TAKING_PART, agrees, hearing
from tests.enrollment.make import AMAL, JONAS, OURS, PARTNER, SARA, TODAY, consent, family, programme


def cooperation(person: UUID, **changes: Any) -> Consent:
    return consent(person, "cooperation", PARTNER, **changes)


def test_nobody_hears_of_a_family_without_consent() -> None:
    assert hearing(programme(), family(), TAKING_PART, TODAY) == {}


def test_a_partner_hears_when_every_guardian_asked_consents() -> None:
    one = family(consents=[cooperation(AMAL)])
    both = family(consents=[cooperation(AMAL), cooperation(JONAS)])
    assert hearing(programme(), one, TAKING_PART, TODAY) == {}
    assert hearing(programme(), both, TAKING_PART, TODAY) == {PARTNER: cooperation(AMAL).id}


def test_one_guardian_is_enough_for_a_partner_where_one_is_enough_to_wish() -> None:
    one = family(consents=[cooperation(JONAS)])
    assert hearing(programme(guardians="one"), one, TAKING_PART, TODAY) == {PARTNER: cooperation(JONAS).id}


def test_a_consent_to_know_something_else_does_not_count() -> None:
    meetings = frozenset({"meetings"})
    told = family(consents=[cooperation(AMAL, categories=meetings), cooperation(JONAS, categories=meetings)])
    assert hearing(programme(), told, TAKING_PART, TODAY) == {}
    assert hearing(programme(), told, NEEDS, TODAY) == {}


def test_a_childs_consent_does_not_open_the_family_to_others() -> None:
    assert hearing(programme(), family(consents=[cooperation(SARA), cooperation(AMAL)]), TAKING_PART, TODAY) == {}


def test_inside_the_organisation_one_guardian_can_ask() -> None:
    one_to_one = [consent(AMAL, "one_to_one")]
    assert agrees(programme(), family(consents=one_to_one), "one_to_one", TODAY)
    assert hearing(programme(), family(consents=one_to_one), NEEDS, TODAY) == {OURS: one_to_one[0].id}
    assert not agrees(programme(), family(), "one_to_one", TODAY)


people = st.sets(st.sampled_from([AMAL, JONAS]))


@given(granted=people, withdrawn=people, expired=people)
def test_a_partner_hears_exactly_while_everybody_asked_lets_it(
    granted: set[UUID], withdrawn: set[UUID], expired: set[UUID]
) -> None:
    consents = [
        cooperation(
            person,
            withdrawn_on=TODAY if person in withdrawn else None,
            expires_on=date(2026, 2, 1) if person in expired else None,
        )
        for person in granted
    ]
    heard = hearing(programme(), family(consents=consents), TAKING_PART, TODAY)
    assert (PARTNER in heard) == (granted - withdrawn - expired == {AMAL, JONAS})


@pytest.mark.parametrize("receiver", [PARTNER, "somebody_else"])
def test_agreeing_is_about_the_familys_own_organisation(receiver: str) -> None:
    assert not agrees(programme(), family(consents=[consent(AMAL, "evaluation", receiver)]), "evaluation", TODAY)
