"""Who may enrol a family, and which family."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from enrollment.domain.entry import Entry, objection
from tests.enrollment.make import (
    AMAL,
    AREA,
    JONAS,
    MUNICIPALITY,
    SARA,
    STRANGER,
    TODAY,
    child,
    family,
    guardian,
    programme,
)


def entry(**changes: Any) -> Entry:
    right: dict[str, Any] = {
        "roles": frozenset({"coordinator"}),
        "asked_by": AMAL,
        "used": False,
        "named": frozenset({AMAL, JONAS, SARA}),
        "area": AREA,
        "municipality": MUNICIPALITY,
        "family": family(),
    }
    return Entry(**right | changes)


def code(wanted: Entry) -> str | None:
    refused = objection(programme(), wanted, TODAY)
    return refused.code if refused else None


def test_a_coordinator_enrols_a_family_that_has_asked() -> None:
    assert code(entry()) is None


def test_a_family_cannot_be_put_forward_by_a_professional() -> None:
    assert code(entry(roles=frozenset({"professional"}))) == "not_by_a_professional"


@pytest.mark.parametrize("asked_by", [None, AMAL, STRANGER])
def test_a_professional_learns_nothing_of_whether_the_family_has_asked(asked_by: UUID | None) -> None:
    assert code(entry(roles=frozenset({"professional"}), asked_by=asked_by)) == "not_by_a_professional"


def test_a_professional_can_be_a_parent_with_a_contact_of_their_own() -> None:
    assert code(entry(roles=frozenset({"professional", "family"}), named=frozenset({AMAL}))) is None


def test_a_request_is_used_once() -> None:
    assert code(entry(used=True)) == "already_done"


@pytest.mark.parametrize(
    ("roles", "expected"),
    [({"family"}, "not_yours_to_name"), ({"coordinator"}, None), ({"family", "coordinator"}, None)],
)
def test_only_the_coordinator_says_who_somebody_else_is(roles: set[str], expected: str | None) -> None:
    assert code(entry(roles=frozenset(roles))) == expected


def test_a_family_enrols_itself_by_naming_only_who_asked() -> None:
    assert code(entry(roles=frozenset({"family"}), named=frozenset({AMAL}))) is None


@pytest.mark.parametrize("asked_by", [None, STRANGER])
def test_a_family_that_has_not_asked_itself_cannot_be_enrolled(asked_by: UUID | None) -> None:
    assert code(entry(asked_by=asked_by)) == "no_own_contact"


@pytest.mark.parametrize("asked_by", [AMAL, JONAS, SARA])
def test_anybody_of_the_family_can_be_the_one_who_asked_a_child_too(asked_by: UUID) -> None:
    assert code(entry(asked_by=asked_by)) is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"area": "elsewhere"}, "unknown_area"),
        ({"municipality": "0461"}, "lives_elsewhere"),
        ({"family": family(guardian(AMAL), guardian(AMAL), child())}, "person_twice"),
        ({"family": family(child(AMAL))}, "no_guardian"),
        ({"family": family(guardian(AMAL))}, "no_child"),
        ({"family": family(guardian(AMAL), child(born=date(2026, 3, 3)))}, "born_after_today"),
        ({"family": family(guardian(AMAL), child(born=date(2008, 3, 2)))}, "not_a_child"),
        ({"family": family(guardian(AMAL), child(born=date(2008, 3, 3)))}, None),
        ({"family": family(guardian(AMAL), child(born=TODAY))}, None),
    ],
)
def test_the_programme_is_for_families_with_children_who_live_in_its_areas(
    changes: dict[str, Any], expected: str | None
) -> None:
    assert code(entry(**changes)) == expected
