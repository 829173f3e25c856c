"""Helping in a group asks for the vetting that the group's children ask for, from the moment they do. # S4-21, S4-22"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from chassis.testing import caller
from contracts.programmes import load
from matching.domain import groups
from matching.domain.facts import Pause
from matching.tables import Assignment
from tests.matching import make
from tests.matching.make import AMAL, TODAY, VIBEKE, volunteer
from tests.matching.town import Town, refused
from tests.matching.vetting.acts import (
    HOUSE,
    STEPS_OF_HOUSE,
    assigns,
    changes,
    ends,
    has_group,
    helps,
    joins,
    looks_ahead,
    orders,
    reasons,
    sees,
    states,
)

DAY = timedelta(days=1)
CERTIFICATE = "children_certificate"
BUT_THE_CERTIFICATE = STEPS_OF_HOUSE[:-1]


@pytest.fixture
def town() -> Town:
    return Town()


def test_a_vetted_volunteer_counts(town: Town) -> None:
    helps(town)
    shown = assigns(town, has_group(town))
    assert (states(shown), shown["helping"], shown["asks_for_certificate"]) == (["helping"], 1, True)


def test_a_parent_who_becomes_a_volunteer_is_blocked_at_once_until_the_certificate_is_there(town: Town) -> None:
    helps(town, AMAL, steps=BUT_THE_CERTIFICATE)
    group = has_group(town)
    shown = assigns(town, group, AMAL)
    assert (states(shown), shown["helping"], reasons(shown)) == (["blocked"], 0, ["step_not_taken"])
    assert shown["assignments"][0]["blocked_by"][0]["would_change"]["en"].startswith("Take the step")
    town.vets(AMAL, CERTIFICATE)
    assert states(sees(town, group)) == ["helping"]


@pytest.mark.parametrize(
    ("known", "is_asked"),
    [
        ({"youngest": 14, "oldest": 17}, True),
        ({"youngest": 15, "oldest": 17}, False),
        ({"youngest": None, "oldest": None}, False),
        ({"contact": False}, False),
        ({"youngest": 0, "oldest": 2}, True),
    ],
)
def test_the_certificate_is_asked_where_children_under_fifteen_are_met(
    town: Town, known: dict[str, Any], is_asked: bool
) -> None:
    helps(town, steps=BUT_THE_CERTIFICATE)
    shown = assigns(town, has_group(town, **known))
    assert (states(shown), shown["asks_for_certificate"]) == (["blocked" if is_asked else "helping"], is_asked)


def test_a_group_that_takes_in_younger_children_blocks_who_helps_there_at_once(town: Town) -> None:
    helps(town, steps=BUT_THE_CERTIFICATE)
    group = has_group(town, youngest=15, oldest=17)
    assert states(assigns(town, group)) == ["helping"]
    shown = changes(town, group, youngest=14, oldest=17)
    assert (states(shown), shown["helping"], reasons(shown)) == (["blocked"], 0, ["step_not_taken"])
    assert states(changes(town, group, version=shown["version"], youngest=None, oldest=None)) == ["helping"]


def test_a_volunteer_younger_than_fifteen_has_no_certificate_and_helps(town: Town) -> None:
    helps(town, steps=BUT_THE_CERTIFICATE, born=date(2011, 3, 3))
    group = has_group(town)
    assert states(assigns(town, group)) == ["helping"]
    assert states(sees(town, group, TODAY + DAY)) == ["blocked"]


def test_a_certificate_that_runs_out_blocks_that_day(town: Town) -> None:
    helps(town)
    group = has_group(town)
    assigns(town, group)
    last = date(2029, 3, 1)
    assert [states(sees(town, group, day)) for day in (last, last + DAY)] == [["helping"], ["blocked"]]


def test_consent_that_does_not_come_blocks_who_helps(town: Town) -> None:
    helps(town, steps=BUT_THE_CERTIFICATE)
    orders(town, on=TODAY - timedelta(days=15))
    assert reasons(assigns(town, has_group(town))) == ["consent_run_out"]


def test_an_assignment_ahead_says_what_will_be_missing(town: Town) -> None:
    helps(town, steps=BUT_THE_CERTIFICATE)
    shown = assigns(town, has_group(town), begins=TODAY + timedelta(days=7))
    assert (states(shown), reasons(shown)) == (["ahead"], ["step_not_taken"])


def test_an_assignment_is_over_after_its_last_day(town: Town) -> None:
    helps(town)
    group = has_group(town)
    [assignment] = assigns(town, group)["assignments"]
    ends(town, UUID(str(assignment["id"])), TODAY + DAY)
    assert [states(sees(town, group, day)) for day in (TODAY + DAY, TODAY + 2 * DAY)] == [["helping"], ["over"]]
    with refused("days_reversed"):
        ends(town, UUID(str(assignment["id"])), TODAY - DAY)


def test_who_is_away_does_not_count(town: Town) -> None:
    days = groups.Assignment(begins=TODAY, until=None)
    away = volunteer(pauses=(Pause(begins=TODAY, until=TODAY),))
    assert groups.state(days, away, is_blocked=False, at=TODAY) == "away"
    assert groups.state(days, away, is_blocked=False, at=TODAY + DAY) == "helping"


def test_what_a_volunteer_does_elsewhere_asks_for_nothing_in_a_group_of_grown_ups(town: Town) -> None:
    helps(town, steps=BUT_THE_CERTIFICATE)
    children, grown_ups = has_group(town), has_group(town, youngest=None, oldest=None)
    assert states(assigns(town, children)) == ["blocked"]
    assert states(assigns(town, grown_ups)) == ["helping"]


def test_a_group_makes_the_certificate_missing_for_somebody_whose_kind_meets_no_children(town: Town) -> None:
    joins(town, "omraadeplan", kinds=["resident_ambassador"])
    shown = town.vets(VIBEKE, "interview", "approval_course", "confidentiality")
    assert shown["missing"] == []
    group = has_group(town, programme="omraadeplan", area="boligomraadet", kind="family_course")
    assert states(assigns(town, group)) == ["blocked"]
    assert [each["step"] for each in looks_ahead(town, programme="omraadeplan")["missing"]] == [CERTIFICATE]


def test_who_says_goodbye_helps_no_longer_and_is_assigned_anew_after_coming_back(town: Town) -> None:
    helps(town)
    group, later = has_group(town), has_group(town)
    assigns(town, group, begins=TODAY - DAY)
    assigns(town, later)
    town.says_goodbye()
    assert states(sees(town, group)) == ["over"]
    helps(town, steps=())
    assert states(sees(town, group)) == ["over"]
    assert states(sees(town, later)) == []


def test_an_assignment_is_forgotten_with_the_volunteer(town: Town) -> None:
    helps(town)
    assigns(town, has_group(town))
    town.says_goodbye()
    town.days_pass(31)
    with town.look() as work:
        assert work.session.query(Assignment).count() == 0


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({"youngest": None}, "ages_half_said"),
        ({"oldest": None}, "ages_half_said"),
        ({"youngest": 12}, "ages_reversed"),
        ({"kind": "knitting"}, "not_in_the_programme"),
        ({"area": "elsewhere"}, "unknown_area"),
        ({"programme": "unknown"}, "unknown_programme"),
    ],
)
def test_a_group_that_cannot_be_is_refused(town: Town, known: dict[str, Any], code: str) -> None:
    with refused(code):
        has_group(town, **known)


def test_an_assignment_that_cannot_be_is_refused(town: Town) -> None:
    helps(town)
    group = has_group(town)
    with refused("days_reversed"):
        assigns(town, group, until=TODAY - DAY)
    assigns(town, group, until=TODAY + DAY)
    with refused("assigned_already"):
        assigns(town, group, begins=TODAY + DAY)
    assigns(town, group, begins=TODAY + 2 * DAY)
    with refused("volunteer_of_another_programme"):
        assigns(town, has_group(town, programme=make.CODE, kind="togetherness", area="kolding_one"))
    town.says_goodbye()
    with refused("volunteer_has_left"):
        assigns(town, group, begins=TODAY + timedelta(days=9))


def test_two_who_change_a_group_at_once_do_not_overwrite_each_other(town: Town) -> None:
    group = has_group(town)
    changes(town, group, oldest=12)
    with refused("stale"):
        changes(town, group, oldest=13)


def test_another_organisations_staff_finds_no_group(town: Town) -> None:
    group = has_group(town)
    with refused("not_found"):
        changes(town, group, by=caller("matcher", organisation="rode-kors", relations=frozenset({"organisation"})))


def test_the_house_and_its_club_are_of_the_programme_that_names_them() -> None:
    assert "club" in load()[HOUSE].tracks
