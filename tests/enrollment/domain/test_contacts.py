"""By which route a family comes, and that none begins with somebody else."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from contracts.programmes import Programme, load
from contracts.refusals import Refused
from enrollment.domain import contacts, forwarding
from enrollment.domain.contacts import route, row_of_own_wish
from tests.enrollment.make import AREA, programme
from tests.enrollment.rich import rich


def to_asking(terms: Programme, **changes: str) -> str | None:
    refused = contacts.objection_to_asking(terms, **{"area": AREA, "wanted": "home_visit"} | changes)
    return refused.code if refused else None


def to_route(terms: Programme, route: str, *, together: bool = False) -> Refused | None:
    return contacts.objection_to_route(terms, route, professional_present=together)


@pytest.mark.parametrize(
    ("by_code", "wanted", "present", "expected"),
    [
        ("postcard", "joint_meeting", True, "postcard"),
        ("postcard", "home_visit", False, "postcard"),
        ("partner_invites", "joint_meeting", True, "partner_invites"),
        ("outreach", "home_visit", False, "outreach"),
        (None, "joint_meeting", True, "joint_meeting"),
        (None, "joint_meeting", False, "own_contact"),
        (None, "home_visit", True, "own_contact"),
    ],
)
def test_the_route_follows_from_how_the_family_asks(
    by_code: str | None, wanted: str, present: bool, expected: str
) -> None:
    assert route(programme(), by_code=by_code, wanted=wanted, professional_present=present) == expected


def test_a_family_that_asks_together_with_its_professional_is_not_turned_away_for_want_of_a_name_for_it() -> None:
    without = replace(programme(), contact_routes={"own_contact": programme().name})
    assert route(without, by_code=None, wanted="joint_meeting", professional_present=True) == "own_contact"


def test_a_route_the_programme_does_not_have_is_closed() -> None:
    without_cards = replace(programme(), contact_routes={"own_contact": programme().name})
    refused = to_route(without_cards, "postcard")
    assert refused is not None
    assert (refused.code, refused.rule) == ("route_not_used", "S0-18")


@pytest.mark.parametrize(("area", "code"), [(AREA, None), ("elsewhere", "unknown_area")])
def test_one_asks_in_one_of_the_programmes_areas(area: str, code: str | None) -> None:
    assert to_asking(programme(), area=area) == code


def test_one_asks_for_a_first_meeting_the_programme_offers() -> None:
    only_visits = replace(programme(), first_contact=replace(programme().first_contact, wanted=("home_visit",)))
    assert to_asking(only_visits) is None
    assert to_asking(only_visits, wanted="joint_meeting") == "meeting_not_offered"


@pytest.mark.parametrize("by", ["postcard", "joint_meeting", "partner_invites", "own_contact"])
def test_the_professional_comes_along_on_every_route_that_has_one(by: str) -> None:
    assert to_route(rich(), by, together=True) is None


@pytest.mark.parametrize(("by", "row"), [("outreach", "S3-05"), ("selected_after_dialogue", "S3-15")])
def test_who_was_told_by_the_programme_itself_has_no_professional_to_bring(by: str, row: str) -> None:
    refused = to_route(rich(), by, together=True)
    assert refused is not None
    assert (refused.code, refused.rule, refused.field) == ("no_professional", row, "professional_present")
    assert to_route(rich(), by) is None


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("kvartervenner", "S0-18"),
        ("kerteminde", "S1-04"),
        ("familien_i_fokus", "S2-20"),
        ("omraadeplan", "S3-15"),
        ("boligsocialt_hus", "S4-08"),
    ],
)
def test_every_programme_refuses_referrals_under_a_row_of_its_own(code: str, row: str) -> None:
    assert row_of_own_wish(load()[code]) == row
    refused = forwarding.refusal(load()[code], "child")
    assert (refused.code, refused.rule) == ("no_referrals", row)


def ways(refused: Refused, language: str) -> str:
    routes = refused.because["routes"]
    assert isinstance(routes, Mapping)
    return str(routes[language])


@pytest.mark.parametrize("about", ["child", "family", "group"])
def test_nobody_is_ever_referred_and_everybody_is_told_how_else(about: str) -> None:
    refused = forwarding.refusal(rich(), about)
    assert (refused.code, refused.rule) == ("no_referrals", "S0-18")
    for words in rich().contact_routes.values():
        assert words.da.rstrip(".") in ways(refused, "da")
        assert words.en.rstrip(".") in ways(refused, "en")


def test_the_no_points_to_the_handguide_of_the_case() -> None:
    assert "for a child" in ways(forwarding.refusal(rich(), "child"), "en")
    assert "for a child" not in ways(forwarding.refusal(rich(), "group"), "en")
