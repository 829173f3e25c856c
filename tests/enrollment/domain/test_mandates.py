"""Mandates: what can be given and by whom, from when and until when it holds, and that it is used only then."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.programmes import load
from contracts.refusals import Refused
from enrollment.domain.families import Kind, Member
from enrollment.domain.mandates import (
    Mandate,
    about,
    has_ended,
    holds,
    is_left_alone,
    may_give,
    needs_of,
    objection,
    state,
    still_to_give,
    use_objection,
)
from tests.enrollment.make import AMAL, BABY, JONAS, SARA, STRANGER, TODAY, child, family, guardian, programme

GROWN = date(2007, 1, 1)
near = st.dates(TODAY - timedelta(days=5), TODAY + timedelta(days=5))
perhaps = st.none() | near


def mandate(**changes: Any) -> Mandate:
    told: dict[str, Any] = {"kind": "spokesperson", "body": "school"}
    return Mandate(**told | changes)


def said(refused: Refused | None) -> str | None:
    return refused.code if refused else None


@given(perhaps, perhaps, perhaps, near)
def test_it_holds_from_the_day_all_have_given_it_until_it_is_over_or_taken_back(
    agreed: date | None, expires: date | None, withdrawn: date | None, on: date
) -> None:
    given_ = mandate(agreed_on=agreed, expires_on=expires, withdrawn_on=withdrawn)
    days = [agreed is not None and agreed <= on, expires is None or on <= expires, withdrawn is None or on < withdrawn]
    assert holds(given_, on) == all(days)
    assert has_ended(given_, on) == (not all(days[1:]))
    assert (state(given_, on) == "live") == holds(given_, on)
    assert (state(given_, on) == "withdrawn") == (not days[2])


def test_it_ends_on_the_very_day_it_is_taken_back() -> None:
    assert not holds(mandate(agreed_on=TODAY, withdrawn_on=TODAY), TODAY)


@pytest.mark.parametrize(
    ("changes", "giver", "code"),
    [
        ({}, AMAL, None),
        ({"kind": "guardianship"}, AMAL, "unknown_mandate"),
        ({"body": "association"}, AMAL, "unknown_body"),
        ({"kind": "bridge_building", "body": "association"}, AMAL, None),
        ({}, SARA, "not_yours_to_give"),
        ({}, STRANGER, "not_yours_to_give"),
        ({"expires_on": TODAY - timedelta(days=1)}, AMAL, "ends_in_the_past"),
        ({"expires_on": TODAY}, AMAL, None),
    ],
)
def test_a_mandate_is_of_the_programmes_kinds_and_a_guardians_to_give(
    changes: Any, giver: UUID, code: str | None
) -> None:
    assert said(objection(programme(), family(), mandate(**changes), [], giver=giver, on=TODAY)) == code


def test_the_same_is_not_given_twice_but_again_when_it_is_over() -> None:
    running, over = mandate(agreed_on=TODAY), mandate(agreed_on=TODAY, withdrawn_on=TODAY)
    asked: dict[str, Any] = {"giver": AMAL, "on": TODAY}
    assert said(objection(programme(), family(), mandate(), [running], **asked)) == "already_done"
    assert said(objection(programme(), family(), mandate(), [mandate()], **asked)) == "already_done"
    assert objection(programme(), family(), mandate(), [over], **asked) is None
    assert objection(programme(), family(), mandate(body="daycare"), [running], **asked) is None


@given(st.sets(st.sampled_from([AMAL, JONAS, SARA])))
def test_speaking_with_another_body_takes_every_guardian_the_programme_asks(yes: set[UUID]) -> None:
    assert set(still_to_give(programme(), family(), mandate(), yes)) == {AMAL, JONAS} - yes
    one = still_to_give(programme(guardians="one"), family(), mandate(), yes)
    assert set(one) == (set() if yes & {AMAL, JONAS} else {AMAL, JONAS})


def test_who_is_grown_up_gives_it_alone_and_nobody_else_takes_it_back() -> None:
    people = family(guardian(AMAL), child(BABY, GROWN))
    own = mandate(person=about(people, BABY, TODAY))
    assert own.person == BABY
    assert about(people, AMAL, TODAY) is None
    assert still_to_give(programme(), people, own, {BABY}) == ()
    assert still_to_give(programme(), people, own, {AMAL}) == (BABY,)
    assert may_give(people, own, BABY)
    assert not may_give(people, own, AMAL)
    assert about(family(), SARA, TODAY) is None


@pytest.mark.parametrize(("used", "code"), [(0, None), (-2, None), (-3, "mandate_not_live"), (1, "in_the_future")])
def test_it_is_used_on_a_day_it_held(used: int, code: str | None) -> None:
    running = mandate(agreed_on=TODAY - timedelta(days=2))
    refused = use_objection(running, used=TODAY + timedelta(days=used), on=TODAY)
    assert said(refused) == code


def test_using_one_that_is_taken_back_is_refused_with_the_body_it_was_for() -> None:
    over = mandate(agreed_on=TODAY - timedelta(days=2), withdrawn_on=TODAY)
    refused = use_objection(over, used=TODAY, on=TODAY)
    assert refused is not None
    assert (refused.code, refused.field, refused.because["body"]) == ("mandate_not_live", "on", "school")


def test_a_young_person_who_takes_part_alone_gives_a_mandate_of_his_or_her_own() -> None:
    people = family(Member(person=BABY, kind=Kind.YOUNG_PERSON, born=GROWN))
    own = mandate(person=about(people, BABY, TODAY))
    assert own.person == BABY
    assert objection(programme(), people, own, [], giver=BABY, on=TODAY) is None
    assert still_to_give(programme(), people, own, {BABY}) == ()


@pytest.mark.parametrize(
    ("person", "yes", "people", "alone"),
    [
        (None, {AMAL, JONAS}, {AMAL, SARA}, False),
        (None, {JONAS}, {AMAL, SARA}, True),
        (JONAS, {JONAS}, {AMAL, SARA}, True),
        (JONAS, {JONAS}, {AMAL, JONAS}, False),
    ],
)
def test_a_mandate_is_left_alone_when_nobody_who_gave_it_is_there(
    person: UUID | None, yes: set[UUID], people: set[UUID], alone: bool
) -> None:
    assert is_left_alone(mandate(person=person), yes, people) == alone


@pytest.mark.parametrize(
    ("code", "held_by", "kinds"),
    [
        ("familien_i_fokus", "network_person", {"network_person"}),
        ("familien_i_fokus", "mentor", {"mentor"}),
        ("kerteminde", "volunteer", {"adult_friend", "family_friend"}),
        ("kerteminde", "coordinator", set()),
        ("kerteminde", "nobody", set()),
    ],
)
def test_a_volunteer_holds_what_was_given_to_the_own_kind_or_to_all(code: str, held_by: str, kinds: set[str]) -> None:
    assert needs_of(load()[code], held_by) == kinds
