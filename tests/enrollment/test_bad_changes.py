"""Changes of a family that is enrolled are checked as its entry is; what is refused writes nothing."""

from datetime import date
from typing import Any

import pytest

from chassis.testing import Stage
from tests.enrollment.make import AMAL, JONAS, OURS, SARA, STRANGER
from tests.enrollment.test_bad_input import AS_AMAL, AS_BIRGIT, SARAS, enrolled, refuses, stage

__all__ = ["stage"]

CONSENT = {"person": str(AMAL), "purpose": "messages", "receiver": OURS, "categories": ["meetings"]}
HOME = {"area": "kolding_one", "municipality": "0621", "languages": ["da"]}
BABY = {"kind": "child", "name": "Nur", "born": "2026-01-01"}


@pytest.mark.parametrize(
    ("verb", "where", "body", "field", "code"),
    [
        ("PUT", "home", HOME | {"municipality": "621"}, "/municipality", "unknown_municipality"),
        ("PUT", "home", HOME | {"municipality": "0461"}, "municipality", "lives_elsewhere"),
        ("PUT", "home", HOME | {"area": "nowhere"}, "area", "unknown_area"),
        ("PUT", "home", HOME | {"area": 7}, "/area", "wrong_type"),
        ("PUT", "home", HOME | {"why": "040588-1234"}, "", "unknown"),
        ("PUT", "custody", {"children": [{"child": str(SARA), "guardians": []}]}, "/children/0/guardians", "too_few"),
        (
            "PUT",
            "custody",
            {"children": [{"child": str(SARA), "guardians": [str(SARA)]}]},
            "guardians",
            "not_a_guardian",
        ),
        (
            "PUT",
            "custody",
            {"children": [{"child": str(STRANGER), "guardians": [str(AMAL)]}]},
            "children",
            "not_in_the_family",
        ),
        ("PUT", "fit", {"fits": "yes"}, "/fits", "wrong_type"),
        ("PUT", "fit", {"fits": True, "because": "debt"}, "", "unknown"),
        ("PUT", "fit", {"fits": True}, "", "fit_not_asked"),
        ("POST", "members", BABY | {"name": "Nur 010126-1234"}, "/name", "cpr_not_stored"),
        ("POST", "members", BABY | {"born": "2026-02-30"}, "/born", "invalid_date"),
        ("POST", "members", BABY | {"born": "2027-01-01"}, "born", "born_after_today"),
        ("POST", "members", BABY | {"guardians": [str(STRANGER)]}, "guardians", "nobody_in_that_place"),
        ("POST", "members", BABY | {"id": str(JONAS)}, "id", "person_twice"),
        ("POST", f"members/{JONAS}/leaving", None, "", "still_has_custody"),
        ("POST", f"members/{STRANGER}/leaving", None, "", "not_in_the_family"),
        ("POST", "leaving", {"reason": "referred"}, "/reason", "not_a_choice"),
        ("POST", "goodbye", {"said_on": "2026-02-30"}, "/said_on", "invalid_date"),
        ("POST", "goodbye", {"said_on": "2026-03-02"}, "", "has_not_left"),
        ("POST", "courses", {"course": "conversation_salons", "ended_on": "2026-03-01"}, "", "not_taking_part"),
        ("POST", "wishes", {"person": str(AMAL), "wish": "yes"}, "person", "not_your_wish"),
        ("POST", "wishes", {"person": str(SARA), "wish": "perhaps"}, "/wish", "not_a_choice"),
    ],
)
def test_every_change_of_a_family_is_checked_as_its_entry_is(
    stage: Stage, verb: str, where: str, body: Any, field: str, code: str
) -> None:
    path, version = enrolled(stage)
    refuses(stage, verb, f"{path}/{where}", body, field, code, headers=version if where in ("home", "custody") else {})


@pytest.mark.parametrize(
    ("where", "body", "field", "code"),
    [
        ("contributions", {"person": str(AMAL), "contributions": ["money"]}, "contributions", "unknown_contribution"),
        ("contributions", {"person": str(JONAS), "contributions": []}, "person", "not_yours_to_say"),
        (
            "contributions",
            {"person": str(AMAL), "contributions": ["040588-1234"]},
            "/contributions/0",
            "cpr_not_stored",
        ),
        ("consents", CONSENT | {"person": str(JONAS)}, "person", "not_your_consent"),
        ("consents", CONSENT | {"purpose": "marketing"}, "purpose", "unknown_purpose"),
        ("consents", CONSENT | {"receiver": "library"}, "receiver", "unknown_receiver"),
        ("consents", CONSENT | {"categories": ["health"]}, "categories", "unknown_category"),
        ("consents", CONSENT | {"categories": []}, "/categories", "too_few"),
        ("consents", CONSENT | {"expires_on": "2026-03-01"}, "expires_on", "expires_in_the_past"),
    ],
)
def test_what_a_family_says_itself_is_checked_too(stage: Stage, where: str, body: Any, field: str, code: str) -> None:
    path, _ = enrolled(stage)
    verb = "PUT" if where == "contributions" else "POST"
    refuses(stage, verb, f"{path}/{where}", body, field, code, as_=AS_AMAL)


def test_the_four_characters_of_a_municipality_are_kept_as_they_are(stage: Stage) -> None:
    path, _ = enrolled(stage)
    family = stage.call("GET", path, as_=AS_BIRGIT, headers={"Purpose": "preparation"}).json
    assert family["municipality"] == "0621"
    assert date.fromisoformat(family["members"][2]["born"]) == SARAS["born"]
