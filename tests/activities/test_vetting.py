"""Whether a volunteer's vetting holds on a day."""

from datetime import timedelta

import pytest

from activities.domain.vetting import Vetted, objections
from tests.activities.make import HOUR, NOON

TODAY = NOON.date()


def vetted(**facts):
    return Vetted(**{"approved_at": NOON, "valid_until": TODAY, "left_at": None, **facts})


def test_vetting_holds_on_its_last_day_and_not_after():
    assert vetted().on(TODAY)
    assert not vetted().on(TODAY + timedelta(days=1))


def test_nobody_is_vetted_before_matching_has_said_so():
    assert not vetted(approved_at=None, valid_until=None).on(TODAY)


@pytest.mark.parametrize(("left_at", "holds"), [(NOON - HOUR, True), (NOON + HOUR, False)])
def test_leaving_ends_the_vetting_until_the_next_approval(left_at, holds):
    assert vetted(left_at=left_at).on(TODAY) is holds


def test_the_objection_names_the_day_and_nobody():
    (refused,) = objections(vetted(), TODAY + timedelta(days=1))
    assert (refused.code, refused.because) == ("volunteer_not_vetted", {"on": TODAY + timedelta(days=1)})
