"""By which route a family comes, and that none begins with somebody else."""

from dataclasses import replace

import pytest

from enrollment.domain.contacts import objection_to_asking, objection_to_informing, route
from tests.enrollment.make import AREA, programme


@pytest.mark.parametrize(
    ("by_postcard", "wanted", "present", "expected"),
    [
        (True, "joint_meeting", True, "postcard"),
        (True, "home_visit", False, "postcard"),
        (False, "joint_meeting", True, "joint_meeting"),
        (False, "joint_meeting", False, "own_contact"),
        (False, "home_visit", True, "own_contact"),
    ],
)
def test_the_route_follows_from_how_the_family_asks(
    by_postcard: bool, wanted: str, present: bool, expected: str
) -> None:
    assert route(by_postcard=by_postcard, wanted=wanted, professional_present=present) == expected


def test_a_route_the_programme_does_not_have_is_closed() -> None:
    without_cards = replace(programme(), contact_routes={"own_contact": programme().name})
    refused = objection_to_asking(without_cards, area=AREA, route="postcard", wanted="home_visit")
    assert refused is not None
    assert refused.code == "route_not_used"


@pytest.mark.parametrize(
    ("area", "wanted", "code"), [(AREA, "home_visit", None), ("elsewhere", "home_visit", "unknown_area")]
)
def test_one_asks_in_one_of_the_programmes_areas(area: str, wanted: str, code: str | None) -> None:
    refused = objection_to_asking(programme(), area=area, route="own_contact", wanted=wanted)
    assert (refused.code if refused else None) == code


def test_one_asks_for_a_first_meeting_the_programme_offers() -> None:
    only_visits = replace(programme(), first_contact=replace(programme().first_contact, wanted=("home_visit",)))
    refused = objection_to_asking(only_visits, area=AREA, route="own_contact", wanted="joint_meeting")
    assert refused is not None
    assert refused.code == "meeting_not_offered"


def test_a_postcard_is_handed_out_only_where_the_programme_has_postcards() -> None:
    phase = replace(programme().information_phase, handed=("none",))
    without_cards = replace(programme(), information_phase=phase)
    assert objection_to_informing(programme(), area=AREA, handed="postcard") is None
    refused = objection_to_informing(without_cards, area=AREA, handed="postcard")
    assert refused is not None
    assert refused.code == "route_not_used"
