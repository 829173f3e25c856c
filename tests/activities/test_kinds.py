"""Kinds of meeting come from the programme."""

import pytest

from activities.domain import kinds
from contracts.programmes import load
from contracts.refusals import Refused
from tests.activities.make import PROGRAMME


def test_a_kind_of_the_programme_is_found_on_its_occasion():
    for occasion, kind in (("intake", "joint_meeting"), ("intake", "home_visit"), ("match", "one_to_one")):
        assert kinds.kind_for(occasion, kind, PROGRAMME) is PROGRAMME.meetings[kind]


def test_a_kind_the_programme_does_not_have_is_refused():
    with pytest.raises(Refused) as refused:
        kinds.kind_for("match", "hearing", PROGRAMME)
    assert refused.value.code == "unknown_kind"


def test_a_kind_for_another_occasion_is_refused_with_those_that_fit():
    with pytest.raises(Refused) as refused:
        kinds.kind_for("match", "home_visit", PROGRAMME)
    assert refused.value.code == "kind_for_another_occasion"
    assert refused.value.because["kinds"] == "one_to_one, follow_up"


@pytest.mark.parametrize("code", [None, "unheard_of"])
def test_an_unknown_programme_has_no_meetings(code):
    with pytest.raises(Refused) as refused:
        kinds.programme_named(code, load())
    assert refused.value.code == "unknown_programme"
