"""Bridges: who is invited, whose own yes is asked, where they stand, and who may hear of them."""

from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.refusals import Refused
from enrollment.domain.bridges import (
    Guest,
    State,
    Wanted,
    ask_on,
    hearing,
    may_say_yes,
    objection,
    objection_to_steering,
    state,
    still_to_agree,
)
from enrollment.domain.families import Family, Kind, Member
from enrollment.domain.sharing import HANDOVER
from tests.enrollment.make import (
    AMAL,
    BABY,
    JONAS,
    PARTNER,
    SARA,
    STRANGER,
    TODAY,
    child,
    consent,
    family,
    guardian,
    programme,
)
from tests.enrollment.moves import CLUB, moving

PEOPLE = [AMAL, JONAS, SARA]
GROWN = date(2007, 1, 1)


def wanted(**changes: Any) -> Wanted:
    told: dict[str, Any] = {
        "transition": CLUB,
        "person": SARA,
        "wanted_by": TODAY,
        "invited": (Guest(person=SARA, role="child"), Guest(person=AMAL, role="guardian")),
    }
    return Wanted(**told | changes)


def said(refused: Refused | None) -> str | None:
    return refused.code if refused else None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"invited": (Guest(person=STRANGER, role="parent_volunteer"),)}, None),
        ({"invited": (Guest(person=AMAL, role="parent_volunteer"),)}, None),
        ({"transition": "elsewhere"}, "unknown_transition"),
        ({"person": STRANGER}, "not_in_the_family"),
        ({"person": AMAL}, "not_moving"),
        ({"wanted_by": TODAY - timedelta(days=1)}, "wanted_in_the_past"),
        ({"invited": (Guest(person=SARA, role="young_person"),)}, "not_invited"),
        ({"invited": (Guest(person=STRANGER, role="guardian"),)}, "not_in_the_family"),
        ({"invited": (Guest(person=SARA, role="guardian"),)}, "not_in_the_family"),
        ({"invited": (Guest(person=SARA, role="child"),) * 2}, "person_twice"),
    ],
)
def test_a_bridge_leads_where_the_programme_says_together_with_whom_it_invites(changes: Any, code: str | None) -> None:
    assert said(objection(moving(), family(), wanted(**changes), TODAY)) == code


@given(st.sets(st.sampled_from(PEOPLE)))
def test_both_guardians_and_the_child_that_is_old_enough_say_yes_themselves(yes: set[UUID]) -> None:
    assert set(still_to_agree(programme(), family(), SARA, yes, TODAY)) == set(PEOPLE) - yes
    younger = programme(child_says_from=11)
    assert set(still_to_agree(younger, family(), SARA, yes, TODAY)) == {AMAL, JONAS} - yes


@given(st.sets(st.sampled_from(PEOPLE)))
def test_where_one_guardian_is_enough_one_is_enough(yes: set[UUID]) -> None:
    waiting = set(still_to_agree(programme(guardians="one"), family(), SARA, yes, TODAY))
    assert waiting == (set() if yes & {AMAL, JONAS} else {AMAL, JONAS}) | ({SARA} - yes)


@given(st.sets(st.sampled_from([AMAL, JONAS, BABY])))
def test_who_is_grown_up_is_the_only_one_asked(yes: set[UUID]) -> None:
    people = family(guardian(AMAL), guardian(JONAS), child(BABY, GROWN))
    assert still_to_agree(programme(), people, BABY, yes, TODAY) == (() if BABY in yes else (BABY,))


@given(st.booleans(), st.booleans(), st.sets(st.sampled_from([SARA])))
def test_nobody_is_taken_across_on_nobodys_word(both: bool, old_enough: bool, yes: set[UUID]) -> None:
    terms = programme(guardians="both" if both else "one", child_says_from=7 if old_enough else 18)
    assert still_to_agree(terms, family(child(SARA)), SARA, (), TODAY)
    assert still_to_agree(terms, family(), SARA, yes, TODAY)


@pytest.mark.parametrize(
    ("speaker", "person", "coordinator", "code"),
    [
        (AMAL, AMAL, False, None),
        (SARA, SARA, False, None),
        (STRANGER, SARA, True, None),
        (STRANGER, AMAL, True, "not_your_wish"),
        (AMAL, JONAS, False, "not_your_wish"),
        (AMAL, SARA, False, "not_your_wish"),
        (STRANGER, STRANGER, True, "not_in_the_family"),
        (BABY, BABY, False, "not_asked"),
    ],
)
def test_each_says_their_own_yes_and_a_child_may_say_it_to_the_coordinator(
    speaker: UUID, person: UUID, coordinator: bool, code: str | None
) -> None:
    people = family(guardian(AMAL), guardian(JONAS), child(SARA), child(BABY))
    heard = may_say_yes(people, SARA, person, speaker=speaker, coordinator=coordinator, on=TODAY)
    assert said(heard) == code


def test_nobody_speaks_for_who_is_grown_up() -> None:
    people = family(guardian(AMAL), child(BABY, GROWN))
    assert said(may_say_yes(people, BABY, AMAL, speaker=AMAL, coordinator=False, on=TODAY)) == "not_asked"
    assert said(may_say_yes(people, BABY, BABY, speaker=AMAL, coordinator=True, on=TODAY)) == "not_your_wish"
    assert may_say_yes(people, BABY, BABY, speaker=BABY, coordinator=False, on=TODAY) is None


def test_withdrawing_wins_over_everything_but_an_answer() -> None:
    for withdrawn, agreed, crossed in product([False, True], repeat=3):
        stands = state(withdrawn=withdrawn, agreed=agreed, crossed=crossed, landed=None)
        assert (stands == State.WITHDRAWN) == withdrawn
        for landed in (True, False):
            answered = state(withdrawn=withdrawn, agreed=agreed, crossed=crossed, landed=landed)
            assert answered == (State.LANDED if landed else State.NOT_LANDED)
    assert state(withdrawn=False, agreed=False, crossed=False, landed=None) == State.PROPOSED
    assert state(withdrawn=False, agreed=True, crossed=False, landed=None) == State.AGREED
    assert state(withdrawn=False, agreed=True, crossed=True, landed=None) == State.CROSSED


def test_the_family_is_asked_so_many_days_after_the_crossing() -> None:
    assert ask_on(date(2026, 8, 10), 90) == date(2026, 11, 8)


def heard(people: Family, person: UUID = SARA) -> set[str]:
    return set(hearing(moving(), people, CLUB, person, HANDOVER, TODAY))


def test_of_a_childs_bridge_a_partner_hears_when_every_guardian_asked_lets_it() -> None:
    both = [consent(person, "cooperation", PARTNER) for person in (AMAL, JONAS)]
    assert heard(family(consents=both)) == {PARTNER}
    assert heard(family(consents=both[:1])) == set()
    assert heard(family(consents=[consent(person, "evaluation", PARTNER) for person in (AMAL, JONAS)])) == set()


def test_of_a_grown_ups_bridge_others_hear_by_nobodys_consent_but_their_own() -> None:
    people = (guardian(AMAL), guardian(JONAS), child(BABY, GROWN))
    theirs = [consent(person, "cooperation", PARTNER) for person in (AMAL, JONAS)]
    assert heard(family(*people, consents=theirs), BABY) == set()
    assert heard(family(*people, consents=[consent(BABY, "cooperation", PARTNER)]), BABY) == {PARTNER}
    assert heard(family(*people, consents=theirs), STRANGER) == set()


@pytest.mark.parametrize("both", [True, False])
def test_only_who_has_custody_of_the_child_is_asked(both: bool) -> None:
    hers = Member(person=SARA, kind=Kind.CHILD, born=date(2016, 3, 12), custody=frozenset({JONAS}))
    people = family(guardian(AMAL), guardian(JONAS), hers)
    terms = programme(guardians="both" if both else "one")
    assert still_to_agree(terms, people, SARA, {SARA}, TODAY) == (JONAS,)
    assert still_to_agree(terms, people, SARA, {SARA, AMAL}, TODAY) == (JONAS,)
    assert still_to_agree(terms, people, SARA, {SARA, JONAS}, TODAY) == ()
    heard = may_say_yes(people, SARA, AMAL, speaker=AMAL, coordinator=False, on=TODAY)
    assert said(heard) == "not_asked"


def test_a_young_person_goes_on_by_his_or_her_own_yes_alone() -> None:
    young = Member(person=BABY, kind=Kind.YOUNG_PERSON, born=GROWN)
    for people in (family(young), family(guardian(AMAL), young)):
        assert still_to_agree(programme(), people, BABY, (), TODAY) == (BABY,)
        assert still_to_agree(programme(), people, BABY, {BABY}, TODAY) == ()
    own = [consent(BABY, "cooperation", PARTNER)]
    assert heard(family(young, consents=own), BABY) == {PARTNER}


def test_who_is_grown_up_steers_alone_and_a_child_is_steered_by_its_guardians() -> None:
    grown = family(guardian(AMAL), child(SARA, born=date(2008, 3, 1)))
    still_a_child = family(guardian(AMAL), child(SARA, born=date(2009, 1, 1)))
    refused = objection_to_steering(grown, SARA, AMAL, TODAY)
    assert refused is not None
    assert (refused.code, refused.field) == ("not_your_wish", "person")
    for everybody_else in (SARA, STRANGER):
        assert objection_to_steering(grown, SARA, everybody_else, TODAY) is None
    assert objection_to_steering(still_a_child, SARA, AMAL, TODAY) is None
