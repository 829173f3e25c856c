"""Needs: what they rest on, where they stand, and how long a small child is met."""

from datetime import date
from itertools import permutations
from uuid import UUID

import pytest

from enrollment.domain.needs import Match, State, Wanted, objection, rests_on, state, under_15_until
from tests.enrollment.make import (
    AMAL,
    BABY,
    PARTNER,
    SARA,
    STRANGER,
    TODAY,
    child,
    consent,
    family,
    guardian,
    programme,
)

KIND, TOPIC = "network_person", "leisure"
RUNNING = Match(begun=True, ended_because=None)
STOPPED = Match(begun=True, ended_because="volunteer_wish")
MET = Match(begun=True, ended_because="need_met")
HEARD_OF_THE_END_FIRST = Match(begun=False, ended_because="volunteer_wish")


@pytest.mark.parametrize(
    ("kind", "topics", "code"),
    [
        (KIND, [TOPIC], None),
        (KIND, [], None),
        ("mentor", [], "unknown_need"),
        (KIND, [TOPIC, "debt"], "unknown_topic"),
    ],
)
def test_a_need_is_one_the_programme_can_meet(kind: str, topics: list[str], code: str | None) -> None:
    agreeing = family(consents=[consent(AMAL, "one_to_one")])
    refused = objection(programme(), agreeing, Wanted(kind=kind, topics=topics), [], TODAY)
    assert (refused.code if refused else None) == code


def test_a_need_takes_the_consent_its_kind_asks_for() -> None:
    refused = objection(programme(), family(consents=[consent(AMAL)]), Wanted(kind=KIND), [], TODAY)
    assert refused is not None
    assert (refused.code, refused.because) == ("consent_missing", {"purpose": "one_to_one"})


def test_a_need_rests_on_the_consent_of_its_kind_to_its_own_organisation() -> None:
    assert rests_on(programme(), KIND, consent(purpose="one_to_one"))
    assert not rests_on(programme(), KIND, consent(purpose="messages"))
    assert not rests_on(programme(), KIND, consent(purpose="one_to_one", receiver=PARTNER))
    assert not rests_on(programme(), "a_kind_of_last_year", consent(purpose="one_to_one"))


@pytest.mark.parametrize(
    ("withdrawn", "matches", "expected"),
    [
        (False, [], State.OPEN),
        (False, [RUNNING], State.MATCHED),
        (False, [STOPPED], State.OPEN),
        (False, [HEARD_OF_THE_END_FIRST], State.OPEN),
        (False, [STOPPED, RUNNING], State.MATCHED),
        (False, [MET], State.MET),
        (True, [RUNNING], State.WITHDRAWN),
        (True, [], State.WITHDRAWN),
    ],
)
def test_where_a_need_stands_does_not_depend_on_the_order_of_news(
    withdrawn: bool, matches: list[Match], expected: State
) -> None:
    assert {state(withdrawn=withdrawn, matches=order) for order in permutations(matches)} == {expected}


@pytest.mark.parametrize(
    ("births", "until"),
    [
        ([date(2016, 3, 12)], date(2031, 4, 1)),
        ([date(2016, 3, 1)], date(2031, 3, 1)),
        ([date(2015, 12, 24)], date(2031, 1, 1)),
        ([date(2016, 3, 12), date(2020, 5, 5)], date(2035, 6, 1)),
        ([date(2010, 3, 2)], None),
        ([], None),
    ],
)
def test_others_learn_to_the_month_how_long_the_youngest_child_is_under_15(births: list[date], until: date) -> None:
    children = [child(person, born) for person, born in zip((SARA, BABY), births, strict=False)]
    assert under_15_until(family(guardian(AMAL), *children), TODAY) == until


WISHES = programme().needs[KIND].wishes
AGREEING = family(consents=[consent(AMAL, "one_to_one")])


@pytest.mark.parametrize(
    ("wanted", "code", "field"),
    [
        (Wanted(kind=KIND, wishes=WISHES), "", None),
        (Wanted(kind=KIND, wishes=["a_car"]), "unknown_volunteer_wish", "wishes"),
        (Wanted(kind=KIND, for_person=SARA), "", None),
        (Wanted(kind=KIND, for_person=STRANGER), "not_in_the_family", "for_person"),
    ],
)
def test_a_need_says_what_the_kind_knows_and_is_for_one_of_the_family(
    wanted: Wanted, code: str, field: str | None
) -> None:
    refused = objection(programme(), AGREEING, wanted, [], TODAY)
    assert (refused.code if refused else "", refused.field if refused else None) == (code, field)


@pytest.mark.parametrize(
    ("running", "for_person", "code"),
    [
        ([], None, ""),
        ([None], None, "need_runs_already"),
        ([None], SARA, ""),
        ([SARA], SARA, "need_runs_already"),
        ([AMAL], SARA, ""),
        ([AMAL], None, ""),
    ],
)
def test_of_a_kind_there_is_one_at_a_time_for_the_family_and_for_each_person(
    running: list[UUID | None], for_person: UUID | None, code: str
) -> None:
    have = [Wanted(kind=KIND, for_person=each) for each in running]
    refused = objection(programme(), AGREEING, Wanted(kind=KIND, for_person=for_person), have, TODAY)
    assert (refused.code if refused else "") == code
    assert objection(programme(), AGREEING, Wanted(kind=KIND), [Wanted(kind="another")], TODAY) is None
