"""A consent at a date, and what it may say."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from enrollment.domain.consents import holds, live, objection, state
from tests.enrollment.make import AMAL, JONAS, OURS, PARTNER, TODAY, consent, programme

YESTERDAY, TOMORROW = date(2026, 3, 1), date(2026, 3, 3)


@pytest.mark.parametrize(
    ("facts", "held"),
    [
        ({}, True),
        ({"granted_on": TODAY}, True),
        ({"granted_on": TOMORROW}, False),
        ({"expires_on": TODAY}, True),
        ({"expires_on": YESTERDAY}, False),
        ({"withdrawn_on": TODAY}, False),
        ({"withdrawn_on": TOMORROW}, True),
        ({"granted_on": TODAY, "withdrawn_on": TODAY}, False),
    ],
)
def test_a_consent_holds_at_a_date(facts: dict[str, Any], held: bool) -> None:
    assert holds(consent(**facts), TODAY) is held


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({}, "granted"),
        ({"expires_on": YESTERDAY}, "expired"),
        ({"withdrawn_on": TODAY}, "withdrawn"),
        ({"expires_on": TOMORROW, "withdrawn_on": TODAY}, "withdrawn"),
        ({"expires_on": YESTERDAY, "withdrawn_on": TODAY}, "expired"),
    ],
)
def test_a_consent_whose_time_was_over_was_not_withdrawn(facts: dict[str, Any], word: str) -> None:
    assert state(consent(**facts), TODAY) == word


def test_consents_are_asked_for_by_purpose() -> None:
    messages = consent(purpose="messages")
    assert live([consent(), messages], TODAY, purpose="messages") == (messages,)
    assert len(live([consent(), messages], TODAY)) == 2


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"purpose": "participation"}, None),
        ({"purpose": "participation", "receiver": PARTNER}, "unknown_receiver"),
        ({"purpose": "cooperation", "receiver": OURS}, "unknown_receiver"),
        ({"purpose": "cooperation", "receiver": PARTNER}, None),
        ({"purpose": "messages", "categories": frozenset({"meetings", "health"})}, "unknown_category"),
        ({"purpose": "messages", "expires_on": YESTERDAY}, "expires_in_the_past"),
        ({"purpose": "messages", "expires_on": TODAY}, None),
    ],
)
def test_a_consent_names_what_the_programme_asks_for_and_nothing_else(wanted: dict[str, Any], code: str | None) -> None:
    refused = objection(programme(), consent(granted_on=TODAY, **wanted), [])
    assert (refused.code if refused else None) == code


def test_a_purpose_the_programme_does_not_have_is_refused() -> None:
    refused = objection(programme(), replace(consent(granted_on=TODAY), purpose="marketing"), [])
    assert refused is not None
    assert (refused.code, refused.field) == ("unknown_purpose", "purpose")


@pytest.mark.parametrize(
    ("before", "code"),
    [
        (consent(AMAL), "already_done"),
        (consent(JONAS), None),
        (consent(AMAL, purpose="messages"), None),
        (consent(AMAL, withdrawn_on=TODAY), None),
        (consent(AMAL, expires_on=YESTERDAY), None),
    ],
)
def test_a_consent_that_still_holds_is_not_given_again(before: Any, code: str | None) -> None:
    refused = objection(programme(), consent(AMAL, granted_on=TODAY), [before])
    assert (refused.code if refused else None) == code


def test_the_refusal_cites_the_row_of_the_purpose() -> None:
    refused = objection(programme(), consent(granted_on=TODAY, receiver=PARTNER), [])
    assert refused is not None
    assert refused.rule == programme().row_of("consents.participation.receivers")
