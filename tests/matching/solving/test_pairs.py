"""The rules as masks say exactly what the rules of the domain say, and the index misses nobody."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain import rules
from matching.domain.worth import worth as worth_of_pair
from matching.solving import nearby, pairs
from matching.solving.optimum import solve
from matching.solving.pairs import CODES, feasible, violations
from matching.solving.pool import Pool
from matching.solving.worth import worth
from tests.bench import denmark
from tests.matching.columns import Facts, facts
from tests.matching.solving.pools import dense, gathered

seeds = st.integers(0, 1_000_000)
STATES, A_TOWN = 100_000, 40


def grid(pool: Pool) -> tuple[np.ndarray, np.ndarray]:
    needs, volunteers = len(pool.needs.ids), len(pool.volunteers.ids)
    rows = np.indices((needs, volunteers), np.int32).reshape(2, -1)
    return rows[0], rows[1]


def codes_of(town: Facts, need: int, volunteer: int) -> tuple[str, ...]:
    return tuple(blocked.code for blocked in rules.objections(town.pair(need, volunteer)))


def test_the_bits_stand_for_the_rules_of_the_domain() -> None:
    assert CODES == rules.CODES
    assert set(pairs.OVERRIDABLE) == rules.OVERRIDABLE


def test_a_hundred_thousand_states_are_objected_to_for_the_same_rules() -> None:
    """And nobody is ever proposed whom a rule is in the way of."""
    looked_at = seed = 0
    while looked_at < STATES:
        town = facts(seed, most=A_TOWN)
        pool = gathered(town).pool
        needs, volunteers = grid(pool)
        bits = violations(pool, needs, volunteers).tolist()
        found = [tuple(code for place, code in enumerate(CODES) if each >> place & 1) for each in bits]
        asked = list(zip(needs.tolist(), volunteers.tolist(), strict=True))
        assert found == [codes_of(town, *pair) for pair in asked]
        best = solve(pool, feasible(pool))
        assert not any(codes_of(town, *pair) for pair in zip(best.need.tolist(), best.volunteer.tolist(), strict=True))
        looked_at, seed = looked_at + len(asked), seed + 1


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_the_possible_pairs_are_those_that_nothing_is_in_the_way_of(seed: int) -> None:
    for pool in (gathered(facts(seed)).pool, dense(seed)):
        needs, volunteers = grid(pool)
        free = violations(pool, needs, volunteers) == 0
        possible = feasible(pool)
        assert possible.need.tolist() == needs[free].tolist()
        assert possible.volunteer.tolist() == volunteers[free].tolist()
        assert np.diff(possible.start).tolist() == np.bincount(needs[free], minlength=len(pool.needs.ids)).tolist()


@settings(max_examples=30, deadline=None)
@given(seeds, st.sampled_from(nearby.INDEXES), st.integers(1, 50))
def test_whatever_people_are_found_under_nobody_is_missed(seed: int, words: tuple[str, ...], together: int) -> None:
    pool = denmark.pool(60, 60, seed)
    far = replace(pool.volunteers, reach=pool.volunteers.reach * 20)
    pool = replace(pool, volunteers=far)
    needs, volunteers = grid(pool)
    expected = np.flatnonzero(violations(pool, needs, volunteers) == 0).tolist()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearby, "INDEXES", (words,))
        patch.setattr(nearby, "TOGETHER", together)
        possible = feasible(pool)
    assert (possible.need * 60 + possible.volunteer).tolist() == expected


def test_the_last_metre_counts() -> None:
    pool = denmark.pool(1, 1)
    for metres, is_far in ((1_999, False), (2_000, False), (2_001, True)):
        pool = replace(
            pool,
            needs=replace(pool.needs, area=np.array([0], np.int32), east=np.array([0], np.int32)),
            volunteers=replace(
                pool.volunteers,
                area=np.array([1], np.int32),
                east=np.array([metres], np.int32),
                north=pool.needs.north,
                reach=np.array([2_000], np.int32),
            ),
        )
        [bits] = violations(pool, np.zeros(1, np.int32), np.zeros(1, np.int32)).tolist()
        assert bool(bits & int(pairs.BIT["too_far_apart"])) == is_far


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_a_pair_is_worth_what_the_domain_says(seed: int) -> None:
    town = facts(seed)
    pool = gathered(town).pool
    possible = feasible(pool)
    value = worth(pool, possible)
    for row, (need, volunteer) in enumerate(zip(possible.need.tolist(), possible.volunteer.tolist(), strict=True)):
        said = worth_of_pair(town.pair(need, volunteer))
        assert value.safe[volunteer] == said.safe
        assert value.waiting[need] == said.waiting
        assert value.fit[row] == said.fit
        assert value.distance[row] == -said.nearness
