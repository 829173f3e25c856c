"""Voluntary beside public help: when both sides are asked, and that no more is known than topic and day."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contracts.programmes import load
from enrollment.domain.supplement import QUESTION, PublicOffer, ending, objection
from tests.enrollment.make import PROGRAMME, TODAY

REAL = load()[PROGRAMME]
NEAR = REAL.supplement.near_days
TOPIC, OTHER = list(REAL.topics)[:2]


def offer(days: int, topic: str = TOPIC) -> PublicOffer:
    return PublicOffer(topic=topic, ends_on=TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "asked"), [(0, True), (NEAR, True), (-NEAR, True), (NEAR + 1, False), (-NEAR - 1, False)]
)
def test_an_end_near_the_start_raises_the_question(days: int, asked: bool) -> None:
    assert (ending(REAL, [TOPIC], TODAY, [offer(days)]) is not None) is asked  # S1-03, S2-19


def test_another_topic_or_nothing_told_raises_none() -> None:
    assert ending(REAL, [TOPIC], TODAY, [offer(0, OTHER)]) is None
    assert ending(REAL, [], TODAY, [offer(0)]) is None
    assert ending(REAL, [TOPIC], TODAY, []) is None


@given(some.permutations([offer(9), offer(-3), offer(5), offer(1, OTHER), offer(NEAR + 1)]))
def test_of_several_the_nearest_is_asked_about_in_whichever_order_they_are_told(offers: list[PublicOffer]) -> None:
    assert ending(REAL, [TOPIC], TODAY, offers) == offer(-3)


@given(wanted=some.dates(date(2020, 1, 1), date(2030, 1, 1)), days=some.integers(-400, 400), near=some.integers(1, 200))
def test_near_is_what_the_programme_says(wanted: date, days: int, near: int) -> None:
    programme = replace(REAL, supplement=replace(REAL.supplement, near_days=near))
    told = PublicOffer(topic=TOPIC, ends_on=wanted + timedelta(days=days))
    assert (ending(programme, [TOPIC], wanted, [told]) == told) is (abs(days) <= near)


def test_a_topic_the_programme_does_not_have_is_refused() -> None:
    assert objection(REAL, [offer(0)]) is None
    refused = objection(REAL, [offer(0), offer(0, "debt")])
    assert refused is not None
    assert (refused.code, refused.field, refused.because) == ("unknown_topic", "public_offers", {"topic": "debt"})


def test_of_a_public_offer_nothing_but_topic_and_day_can_be_said() -> None:
    assert {field.name for field in fields(PublicOffer)} == {"topic", "ends_on"}


def test_the_question_is_asked_in_both_languages() -> None:
    assert QUESTION.da.endswith("?")
    assert QUESTION.en.endswith("?")
