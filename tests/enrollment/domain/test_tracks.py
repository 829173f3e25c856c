"""The tracks a family takes part in from the day it joins."""

from dataclasses import replace
from datetime import date

import pytest

from enrollment.domain.eligibility import Person, Stay
from enrollment.domain.tracks import begun, choice_objection
from tests.enrollment.make import TODAY
from tests.enrollment.open_tracks import GUARDIAN, band, picture, programme, track

NETWORKS = programme(
    networks=track(),
    persons=track(one_to_one=True, after=("networks",)),
    evenings=track(after=("networks",)),
    guidance=track(one_to_one=True),
)


@pytest.mark.parametrize(
    ("asked", "code"), [("networks", ""), ("persons", "track_by_need"), ("guidance", ""), ("x", "unknown_track")]
)
def test_a_track_that_is_one_to_one_is_come_into_by_a_need_if_there_is_one_for_it(asked: str, code: str) -> None:
    need = replace(NETWORKS.needs["network_person"], track="persons")
    terms = replace(NETWORKS, needs={"network_person": need})
    refused = choice_objection(terms, asked)
    assert (refused.code if refused else "") == code


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ((), ("networks",)),
        (("networks",), ("networks",)),
        (("evenings", "networks"), ("networks", "evenings")),
        (("evenings",), ()),
    ],
)
def test_who_has_not_chosen_begins_in_what_asks_for_nothing_first(
    chosen: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert begun(NETWORKS, picture(), chosen, TODAY) == expected  # S2-11


def test_only_what_is_open_to_the_family_begins() -> None:
    by_age = programme(small=track(ages={"child": band(0, 6)}), big=track(ages={"child": band(7, 17)}))
    assert begun(by_age, picture(), (), TODAY) == ("big",)
    assert begun(by_age, picture(GUARDIAN, Person(kind="child", born=date(2022, 1, 1))), (), TODAY) == ("small",)


def test_of_two_that_exclude_each_other_the_first_begins() -> None:
    either_or = programme(one=track(excludes=("two",)), two=track())
    assert begun(either_or, picture(), (), TODAY) == ("one",)
    assert begun(either_or, picture(), ("two",), TODAY) == ("two",)
    assert begun(either_or, picture(stays=(Stay(track="two", since=TODAY),)), ("one",), TODAY) == ()


@pytest.mark.parametrize(("fits", "expected"), [(True, ("one",)), (None, ("one",)), (False, ())])
def test_silence_about_fitting_keeps_nobody_out_of_what_they_have_joined(
    fits: bool | None, expected: tuple[str, ...]
) -> None:
    asking = programme(target={"asks_fit": True})
    assert begun(asking, replace(picture(), fits=fits), (), TODAY) == expected
