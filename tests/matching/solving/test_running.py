"""A run answers for everybody: whoever is in a pool is proposed or said why not, however little there is to match."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain import parcels
from matching.domain.facts import Need, Volunteer
from matching.solving import explaining, optimum, prices, running, seating
from matching.solving.certificate import NotProven
from matching.solving.gathering import Gathered
from matching.solving.optimum import solve
from matching.solving.pairs import feasible
from matching.solving.running import Answer, decided
from tests.bench import denmark
from tests.matching import make
from tests.matching.columns import facts
from tests.matching.make import CODE, TODAY
from tests.matching.solving.pools import dense, gathered
from tests.matching.town import Town

seeds = st.integers(0, 1_000_000)
TOWN = facts(11, most=6)
POOL = next(pool for pool in map(dense, range(1000)) if len(solve(pool, feasible(pool)).chosen) > 1)


def answer_of(needs: Sequence[Need], volunteers: Sequence[Volunteer]) -> Answer:
    return decided(gathered(replace(TOWN, needs=needs, volunteers=volunteers, rulings=frozenset())))


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning", "ignore:Exception ignored in.*_warn_on_fork")
def test_two_processes_answer_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = Gathered(pool=denmark.pool(2_500, 2_500), left_out=())
    alone = parcels.wrap(decided(pool))
    for module, number in ((running, 1), (seating, 1), (optimum, 1), (explaining, 1), (prices, 100)):
        monkeypatch.setattr(module, "WORTH_A_PROCESS", number)
    assert parcels.wrap(decided(pool)) == alone


def test_an_empty_pool_has_an_empty_answer() -> None:
    answer = answer_of([], [])
    assert (answer["proposed"], answer["unmatched"], answer["figures"]["gap"]) == ([], [], 0)


def test_needs_alone_are_each_told_that_there_is_nobody() -> None:
    answer = answer_of(TOWN.needs, [])
    assert not answer["proposed"]
    assert [each["need"] for each in answer["unmatched"]] == [each.id.hex for each in TOWN.needs]


def test_volunteers_alone_are_proposed_to_nobody() -> None:
    answer = answer_of([], TOWN.volunteers)
    assert (answer["proposed"], answer["unmatched"]) == ([], [])
    assert answer["figures"]["volunteers"] == len(TOWN.volunteers) > 0


def test_where_nothing_is_possible_everybody_is_told_why() -> None:
    away = [replace(each, capacity=0) for each in TOWN.volunteers]
    answer = answer_of(TOWN.needs, away)
    assert not answer["proposed"]
    assert len(answer["unmatched"]) == len(TOWN.needs)
    assert all(each["blocked_by"] for each in answer["unmatched"])


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_every_need_is_either_proposed_or_explained(seed: int) -> None:
    town = facts(seed)
    answer = decided(gathered(town))
    said = [each["need"] for each in (*answer["proposed"], *answer["unmatched"])]
    assert sorted(said) == [each.id.hex for each in town.needs]
    assert len(answer["proposed"]) == answer["figures"]["served"]


def test_a_volunteer_without_availability_is_left_out_with_the_reason() -> None:
    first, *others = TOWN.volunteers
    answer = answer_of(TOWN.needs, [replace(first, slots=frozenset()), *others])
    assert answer["left_out"] == [{"volunteer": first.id.hex, "reason": "no_availability"}]
    assert answer["figures"]["left_out"] == 1


def test_a_request_is_answered_from_the_rows_and_again_from_what_was_kept(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/matching.db"
    town = Town(make.rehearsal(url))
    town.has_volunteer()
    town.has_need()
    asked = {"programme": CODE, "organisation": "kfum", "organisations": ["kfum"], "at": TODAY.isoformat()}
    once = json.loads(running.run({**asked, "database_url": url}))
    assert [each["volunteer"] for each in once["proposed"]] == [make.VIBEKE.hex]
    assert json.loads(running.run({"programme": CODE, "snapshot": once["snapshot"]})) == once


def test_what_cannot_be_proven_is_not_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    def worse(*asked: Any) -> Any:
        prices, chosen = best(*asked)
        return prices, chosen[:-1]

    best = optimum._priced
    monkeypatch.setattr(optimum, "_priced", worse)
    with pytest.raises(NotProven):
        optimum.solve(POOL, feasible(POOL))
