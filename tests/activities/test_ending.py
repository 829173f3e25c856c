"""Whether a match is over."""

from activities.domain.ending import Told, why_over
from tests.activities.make import HOUR, NOON


def told(**facts):
    return Told(**{"matched_at": NOON, **facts})


def test_a_match_runs_until_somebody_says_otherwise():
    assert why_over(told()) is None


def test_a_withdrawn_consent_ends_a_match_before_matching_says_so():
    assert why_over(told(consent_withdrawn_at=NOON + HOUR)) == "consent_withdrawn"


def test_a_family_that_leaves_ends_its_match():
    assert why_over(told(family_left_at=NOON + HOUR)) == "family_left"


def test_what_happened_before_the_match_says_nothing_about_it():
    assert why_over(told(consent_withdrawn_at=NOON - HOUR, family_left_at=NOON - HOUR)) is None


def test_why_a_match_ended_stays_coarse():
    for reason in ("family_wish", "volunteer_wish", "need_met", "vetting_expired"):
        assert why_over(told(ended_at=NOON + HOUR, ended_reason=reason)) == "match_ended"


def test_withdrawal_is_the_reason_whoever_tells_it_first():
    heard_of_end = told(ended_at=NOON + HOUR, ended_reason="consent_withdrawn")
    assert why_over(heard_of_end) == why_over(told(consent_withdrawn_at=NOON + HOUR)) == "consent_withdrawn"


def test_an_end_told_before_the_match_itself_is_an_end():
    assert why_over(Told(matched_at=None, ended_at=NOON, ended_reason="need_met")) == "match_ended"
