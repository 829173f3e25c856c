"""Vetting equals its rules told day by day, whatever was passed, failed, excused, asked for or paused in between."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contracts.programmes import Programme
from matching.domain import facts, vetting
from tests.matching import make
from tests.matching.make import STEPS
from tests.matching.vetting import oracle

BEGIN, DAYS = date(2023, 1, 20), 440
LEAP_DAY_OF_BIRTH = date(2008, 2, 29)
# 15 years later is a year without a 29 February; the others are a day before and after it, too young, and grown up.
BIRTHDAYS = (
    *(date(2008, 2, 28), LEAP_DAY_OF_BIRTH, date(2008, 3, 1)),
    *(date(2009, 2, 28), date(2012, 5, 5), date(1980, 1, 1)),
)
HORIZON = 60


def programme() -> Programme:
    """A programme whose periods are so short that they cross each other."""
    known = make.programme()
    rules = replace(known.vetting, certificate_years=1, consent_days=5, renew_after_pause_days=12)
    without = replace(known.volunteer_kinds["helper"], with_children=False)
    return replace(known, vetting=rules, volunteer_kinds={**known.volunteer_kinds, "helper": without})


days = st.integers(0, DAYS).map(lambda number: BEGIN + timedelta(days=number)) | st.sampled_from(
    [date(2023, 2, 28), date(2023, 3, 1), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]
)
outcomes = st.builds(facts.Outcome, step=st.sampled_from(STEPS), passed=st.booleans(), on=days)
passed_all = days.map(lambda day: [facts.Outcome(step=step, passed=True, on=day) for step in STEPS])
exemptions = st.builds(facts.Exemption, step=st.sampled_from(STEPS), until=days)
pauses = st.tuples(days, st.none() | st.integers(0, 30)).map(
    lambda told: facts.Pause(begins=told[0], until=None if told[1] is None else told[0] + timedelta(days=told[1]))
)


@st.composite
def volunteers(draw: Any) -> facts.Volunteer:
    told = draw(passed_all | st.just([])) + draw(st.lists(outcomes, max_size=5))
    return make.volunteer(
        born=draw(st.sampled_from(BIRTHDAYS)),
        kinds=frozenset(draw(st.sets(st.sampled_from(["network_person", "helper"]), min_size=1))),
        outcomes=tuple(draw(st.permutations(told))),
        exemptions=tuple(draw(st.lists(exemptions, max_size=3))),
        pauses=tuple(draw(st.lists(pauses, max_size=3))),
        certificate_asked=draw(st.none() | days),
    )


def meets_children(volunteer: facts.Volunteer, young_child: bool) -> bool:
    return young_child or "network_person" in volunteer.kinds


@settings(max_examples=1000)
@given(volunteers(), days, st.booleans())
def test_what_is_missing_is_what_the_rules_say_on_that_day(
    volunteer: facts.Volunteer, at: date, young_child: bool
) -> None:
    children = meets_children(volunteer, young_child)
    said = vetting.missing(programme(), volunteer, at, young_child=young_child)
    assert set(said) == oracle.missing(programme().vetting, volunteer, at, children=children)
    assert said == tuple(step for step in STEPS if step in said)


@settings(max_examples=500)
@given(volunteers(), days, st.booleans())
@example(make.volunteer(born=LEAP_DAY_OF_BIRTH, outcomes=make.passed(*STEPS[:-1], on=BEGIN)), date(2023, 2, 28), True)
def test_vetting_holds_until_the_day_before_the_first_on_which_something_is_missing(
    volunteer: facts.Volunteer, at: date, young_child: bool
) -> None:
    children = meets_children(volunteer, young_child)
    known = known_at(volunteer, at)
    expected = oracle.days_it_holds(programme().vetting, known, at, children=children, horizon=HORIZON)
    until = vetting.holds_until(programme(), volunteer, at, young_child=young_child)
    assert (0 if until is None else min(HORIZON, (until - at).days + 1)) == expected
    for more in {0, 1, max(0, expected - 1), min(expected, HORIZON - 1)}:
        assert vetting.stays_vetted(programme(), volunteer, at, more, young_child) == (expected > more)


@settings(max_examples=200)
@given(volunteers(), days, st.booleans())
def test_what_runs_out_first_is_what_ends_it(volunteer: facts.Volunteer, at: date, young_child: bool) -> None:
    until = vetting.holds_until(programme(), volunteer, at, young_child=young_child)
    ending = [last for _, last in vetting.expiring(programme(), volunteer, at, young_child=young_child)]
    if until is not None:
        assert until == min(ending, default=vetting.WITHOUT_END)


@settings(max_examples=500)
@given(volunteers(), days, st.integers(0, HORIZON), st.booleans())
def test_what_counts_of_the_outcomes_says_the_same_from_a_day_on(
    volunteer: facts.Volunteer, at: date, later: int, young_child: bool
) -> None:
    short = replace(volunteer, outcomes=vetting.shortened(volunteer.outcomes, at))
    then = at + timedelta(days=later)
    said = [vetting.missing(programme(), each, then, young_child=young_child) for each in (volunteer, short)]
    assert said[0] == said[1]


@given(volunteers(), days)
def test_meeting_young_children_never_asks_for_less(volunteer: facts.Volunteer, at: date) -> None:
    with_children = vetting.missing(programme(), volunteer, at, young_child=True)
    without = vetting.missing(programme(), volunteer, at, kinds=())
    assert set(without) <= set(with_children)
    assert "children_certificate" not in without


def known_at(volunteer: facts.Volunteer, at: date) -> facts.Volunteer:
    """What is known at a date: no later outcome, and nobody foresees that consent will not come."""
    asked = volunteer.certificate_asked
    in_time = asked is not None and (at - asked).days <= programme().vetting.consent_days
    known = tuple(outcome for outcome in volunteer.outcomes if outcome.on <= at)
    return replace(volunteer, outcomes=known, certificate_asked=None if in_time else asked)


@pytest.mark.parametrize(("day", "is_asked"), [(date(2023, 2, 28), False), (date(2023, 3, 1), True)])
def test_who_was_born_on_a_leap_day_turns_fifteen_on_the_first_of_march(day: date, is_asked: bool) -> None:
    steps = vetting.asked(programme(), born=LEAP_DAY_OF_BIRTH, at=day, with_children=True)
    assert ("children_certificate" in steps) == is_asked


def test_the_volunteers_own_age_is_the_laws_whatever_age_of_children_a_programme_names() -> None:
    rules = replace(programme().vetting, children_under=18)
    sixteen = date(2010, 1, 1)
    steps = vetting.asked(replace(programme(), vetting=rules), born=sixteen, at=date(2026, 3, 2), with_children=True)
    assert "children_certificate" in steps
