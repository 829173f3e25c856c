"""Who may tell of a programme, what is handed over, and which route the code then carries."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from contracts.common import CONTACT_ROUTES, ROLES
from contracts.refusals import Refused
from enrollment.domain.informing import Teller, Telling, objection, route
from tests.enrollment.make import AREA, OURS, PARTNER, programme
from tests.enrollment.rich import rich

CODED = ("postcard", "joint_meeting", "partner_invites", "outreach", "selected_after_dialogue")
OTHERS = "somewhere"


def telling(handed: str = "invitation", route: str | None = None, **changes: Any) -> Telling:
    return Telling(**{"area": AREA, "told": "family", "handed": handed, "route": route} | changes)


def teller(role: str = "professional", organisation: str = PARTNER) -> Teller:
    return Teller(roles=frozenset({role}), organisation=organisation)


def no(who: Teller, what: Telling, terms: Any = None) -> Refused | None:
    return objection(terms or rich(), who, what)


def code(who: Teller, what: Telling, terms: Any = None) -> str | None:
    refused = no(who, what, terms)
    return refused.code if refused else None


@pytest.mark.parametrize(
    ("handed", "named", "carried"),
    [
        ("postcard", None, "postcard"),
        ("invitation", None, "partner_invites"),
        ("letter", None, None),
        ("none", None, None),
        ("invitation", "outreach", "outreach"),
        ("letter", "joint_meeting", "joint_meeting"),
    ],
)
def test_the_route_is_the_one_named_or_follows_from_what_is_handed_over(
    handed: str, named: str | None, carried: str | None
) -> None:
    assert route(telling(handed, named)) == carried


ALLOWED = {
    ("postcard", "professional", PARTNER),
    ("postcard", "professional", OURS),
    ("postcard", "professional", OTHERS),
    ("joint_meeting", "professional", PARTNER),
    ("joint_meeting", "professional", OURS),
    ("joint_meeting", "professional", OTHERS),
    ("partner_invites", "professional", PARTNER),
    ("partner_invites", "coordinator", PARTNER),
    ("outreach", "coordinator", OURS),
    ("selected_after_dialogue", "coordinator", OURS),
}


@pytest.mark.parametrize(("carried", "role", "organisation"), list(product(CODED, ROLES, (OURS, PARTNER, OTHERS))))
def test_each_route_is_handed_out_by_those_whose_it_is(carried: str, role: str, organisation: str) -> None:
    handed = "postcard" if carried == "postcard" else "invitation"
    refused = no(teller(role, organisation), telling(handed, carried))
    if (carried, role, organisation) in ALLOWED:
        assert refused is None
    else:
        assert refused is not None
        row = rich().row_of(f"contact_routes.{carried}")
        assert (refused.code, refused.field, refused.rule) == ("route_not_yours", "contact_route", row)


def test_a_programme_where_nobody_acts_as_coordinator_reaches_out_to_nobody() -> None:
    without = {name: part for name, part in rich().roles.items() if part.acts_as != "coordinator"}
    who, what = teller("coordinator", OURS), telling("invitation", "outreach")
    assert code(who, what) is None
    assert code(who, what, rich(roles=without)) == "route_not_yours"


@pytest.mark.parametrize("carried", ["partner_invites", "outreach", "selected_after_dialogue"])
def test_a_route_the_programme_does_not_have_carries_no_code(carried: str) -> None:
    phase = rich().information_phase
    refused = no(teller(), telling("invitation", carried), replace(programme(), information_phase=phase))
    assert refused is not None
    assert (refused.code, refused.field, refused.rule) == ("route_not_used", "contact_route", "S0-18")


@pytest.mark.parametrize(
    ("handed", "named"),
    [("postcard", "joint_meeting"), ("invitation", "postcard"), ("invitation", "own_contact"), ("none", "postcard")],
)
def test_a_route_and_what_is_handed_over_belong_together(handed: str, named: str) -> None:
    assert code(teller(), telling(handed, named)) == "route_and_handed_differ"


def test_nobody_comes_by_a_code_on_their_own_account() -> None:
    assert set(CONTACT_ROUTES) - set(CODED) == {"own_contact"}


def test_a_letter_says_by_which_route_its_family_comes() -> None:
    assert code(teller(), telling("letter")) == "route_not_said"
    assert code(teller(), telling("letter", "joint_meeting")) is None


def test_what_the_programme_does_not_hand_out_is_not_handed_out() -> None:
    refused = no(teller(), telling("invitation"), programme())
    assert refused is not None
    row = programme().row_of("information_phase.handed")
    assert (refused.code, refused.field, refused.rule) == ("not_handed_out", "handed", row)


def test_only_those_are_told_whom_the_programme_tells() -> None:
    families = rich(information_phase=replace(rich().information_phase, told=("family",)))
    assert code(teller(), telling(told="child")) is None
    assert code(teller(), telling(told="child"), families) == "not_told"


def test_one_tells_in_one_of_the_programmes_areas() -> None:
    assert code(teller(), telling(area="elsewhere")) == "unknown_area"


def test_by_word_of_mouth_those_tell_who_tell_of_the_programme() -> None:
    assert code(teller(), telling("none"), programme()) is None
    assert code(teller("coordinator", OURS), telling("none"), programme()) == "not_yours_to_tell"
    assert code(teller("coordinator", OURS), telling("none")) is None
