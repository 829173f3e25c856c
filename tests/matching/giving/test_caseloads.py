"""Coaches follow no more than they can, whoever waits is seen, and a match is realistic or none. # S3-07, S3-08"""

from collections.abc import Iterator
from datetime import timedelta

import eventlet
import pytest
from sqlalchemy import func, select

from contracts.programmes import load
from contracts.refusals import Refused
from matching.domain import caseloads
from matching.tables import STANDING, Proposal
from tests.matching import make
from tests.matching.giving.young_town import PLAN, YoungTown
from tests.matching.make import TODAY

AT_MOST = load()[PLAN].volunteer_kinds["coach"].at_most


@pytest.fixture
def town() -> YoungTown:
    return YoungTown()


def test_each_coach_has_a_caseload_and_whoever_waits_is_seen_with_what_they_share(town: YoungTown) -> None:
    busy, free = (town.has_role_model(name, "coach", capacity=places) for name, places in (("Kim", 2), ("Lis", 5)))
    need = town.waits("Ali", kind="coaching", days=40)
    shown = town.caseloads()
    assert [(each["volunteer"], each["at_most"], each["free"]) for each in shown["coaches"]] == [
        (free, 5, 5),
        (busy, 2, 2),
    ]
    [waits] = shown["waiting"]
    assert (waits["need"], waits["days"], waits["since"]) == (need, 40, TODAY - timedelta(days=40))
    assert [each["volunteer"] for each in waits["realistic"]] == [free, busy]
    assert (waits["realistic"][0]["topics"], waits["realistic"][0]["slots"]) == (["job"], ["tue_evening"])


def test_a_match_about_something_else_is_not_realistic(town: YoungTown) -> None:
    town.has_role_model("Kim", "coach", topics=["education"])
    town.waits("Ali", kind="coaching")
    [waits] = town.caseloads()["waiting"]
    assert waits["realistic"] == []


def test_who_has_no_realistic_coach_is_told_what_is_in_the_way_of_the_nearest(town: YoungTown) -> None:
    coach = town.has_role_model("Kim", "coach", languages=["uk"])
    town.waits("Ali", kind="coaching")
    [waits] = town.caseloads()["waiting"]
    assert waits["nearest"] == coach
    assert [each["code"] for each in waits["blocked_by"]] == ["no_common_language"]


def test_a_full_caseload_is_realistic_still_but_has_nothing_free(town: YoungTown) -> None:
    town.has_role_model("Kim", "coach", capacity=1)
    for name in ("Ali", "Bo"):
        town.waits(name, kind="coaching")
    town.runs_plan()
    shown = town.caseloads()
    assert [(each["proposed"], each["free"]) for each in shown["coaches"]] == [(1, 0)]
    [waits] = shown["waiting"]
    assert [each["free"] for each in waits["realistic"]] == [0]


def test_who_waited_longest_stands_first(town: YoungTown) -> None:
    needs = [town.waits(name, kind="coaching", days=days) for name, days in (("Ali", 3), ("Bo", 30), ("Cem", 9))]
    town.has_role_model("Kim", "coach")
    assert [each["need"] for each in town.caseloads()["waiting"]] == [needs[1], needs[2], needs[0]]


def test_nobody_takes_on_more_than_the_programme_lets_one_follow(town: YoungTown) -> None:
    with pytest.raises(Refused) as no:
        town.has_role_model("Kim", "coach", capacity=AT_MOST + 1)
    assert no.value.code == "more_than_at_most"


@pytest.mark.parametrize("capacity", [1, AT_MOST, AT_MOST + 5])
def test_a_caseload_is_what_the_coach_says_and_never_more_than_the_programme(capacity: int) -> None:
    coach = make.volunteer(kinds=frozenset({"coach"}), capacity=capacity)
    assert caseloads.at_most(load()[PLAN], coach) == min(capacity, AT_MOST)


@pytest.fixture
def crowded(database: str) -> Iterator[YoungTown]:
    town = YoungTown(database)
    yield town
    town.rehearsal.store.engine.dispose()


def test_however_many_runs_at_once_nobody_follows_more_than_the_caseload(crowded: YoungTown) -> None:
    coach = crowded.has_role_model("Kim", "coach", capacity=2)
    for number in range(6):
        crowded.waits(f"young {number}", kind="coaching")
    runs = [eventlet.spawn(crowded.runs_plan) for _ in range(4)]
    assert [run.wait() for run in runs]
    with crowded.look() as work:
        query = select(func.count()).where(Proposal.volunteer_id == coach, Proposal.state.in_(STANDING))
        assert work.session.scalar(query) == 2


def test_groups_looked_for_at_once_put_nobody_in_two(crowded: YoungTown) -> None:
    model = crowded.has_role_model("Rikke", capacity=4)
    needs = [crowded.waits(f"one {number}") for number in range(6)]
    searches = [eventlet.spawn(crowded.finds) for _ in range(3)]
    assert sum(len(each.wait()["groups"]) for each in searches) == 1
    with crowded.look() as work:
        rows = work.session.scalars(select(Proposal).where(Proposal.volunteer_id == model)).all()
        proposed = [row.need_id for row in rows]
    assert len(set(proposed)) == len(proposed) == 4
    assert set(proposed) <= set(needs)
