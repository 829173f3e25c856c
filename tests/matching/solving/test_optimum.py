"""The set of matches a run finds is the best there is, is proven so, and depends on nothing but the pool."""

import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.solving import assigning, certificate, optimum, pinning, prices, seating
from matching.solving.certificate import NotProven, Prices
from matching.solving.optimum import Optimum, solve
from matching.solving.pairs import Possible, feasible
from matching.solving.pool import Pool
from matching.solving.worth import worth
from tests.architecture.sources import ROOT
from tests.bench import denmark
from tests.matching.solving.pools import dense, every_set, sums

seeds = st.integers(0, 1_000_000)
#: A run is computed in a process without green threads; here, where there are some, a fork is warned of.
forks = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning", "ignore:Exception ignored in.*_warn_on_fork")
DIGEST = (
    "from hashlib import sha256; from tests.matching.solving.pools import dense;"
    "from matching.solving.optimum import solve; from matching.solving.pairs import feasible;"
    "best = [solve(pool, feasible(pool)) for pool in map(dense, range(20))];"
    "print(sha256(b''.join(each.need.tobytes() + each.volunteer.tobytes() for each in best)).hexdigest())"
)


def rows_of(best: Optimum, possible: Possible) -> list[int]:
    width = 1 + int(possible.volunteer.max(initial=0))
    keys = possible.need.astype(int) * width + possible.volunteer
    return np.searchsorted(keys, best.need.astype(int) * width + best.volunteer).tolist()


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_no_set_of_matches_is_better(seed: int) -> None:
    pool = dense(seed, pins=False)
    possible = feasible(pool)
    best = solve(pool, possible)
    assert sums(pool, possible, rows_of(best, possible)) == max(
        sums(pool, possible, rows) for rows in every_set(pool, possible)
    )


@settings(max_examples=80, deadline=None)
@given(seeds)
def test_no_set_with_the_same_pins_is_better(seed: int) -> None:
    pool = dense(seed, most=4)
    possible = feasible(pool)
    best = solve(pool, possible)
    fixed = set(pinning.pin(pool, possible).pairs.tolist())
    with_pins = [rows for rows in every_set(pool, possible) if fixed <= set(rows)]
    assert sums(pool, possible, rows_of(best, possible)) == max(sums(pool, possible, rows) for rows in with_pins)


@settings(max_examples=80, deadline=None)
@given(seeds)
def test_the_safest_set_and_the_one_that_waited_longest_are_one_set(seed: int) -> None:
    """Mendelsohn and Dulmage: neither aim costs the other anything, whatever either weighs."""
    pool = dense(seed, pins=False)
    possible = feasible(pool)
    found = [sums(pool, possible, rows)[:2] for rows in every_set(pool, possible)]
    safest, longest = max(safe for safe, _ in found), max(waiting for _, waiting in found)
    assert (safest, longest) in found
    best = solve(pool, possible).figures
    assert (best["safe"], best["waiting"]) == (safest, longest)


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_every_pin_is_kept_or_said_to_be_impossible(seed: int) -> None:
    pool = dense(seed)
    best = solve(pool, feasible(pool))
    pinned = {*zip(pool.named["pinned"].need.tolist(), pool.named["pinned"].volunteer.tolist(), strict=True)}
    kept = {*zip(best.need[best.is_pinned].tolist(), best.volunteer[best.is_pinned].tolist(), strict=True)}
    impossible = {(need, volunteer) for need, volunteer, codes in best.impossible_pins if codes}
    assert kept | impossible == pinned
    assert not kept & impossible


def test_the_same_pool_gives_the_same_pairs_in_every_process() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "77")
    }
    assert len(said) == 1


@forks
def test_two_processes_find_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = denmark.pool(2_500, 2_500)
    pool = replace(pool, volunteers=replace(pool.volunteers, reach=pool.volunteers.reach * 4))
    possible = feasible(pool)
    alone = solve(pool, possible)
    monkeypatch.setattr(seating, "WORTH_A_PROCESS", 0)
    monkeypatch.setattr(optimum, "WORTH_A_PROCESS", 0)
    monkeypatch.setattr(prices, "WORTH_A_PROCESS", 100)
    monkeypatch.setattr(assigning, "TOGETHER", 50)
    together = solve(pool, possible)
    assert alone.figures == together.figures
    assert together.figures["served"] > 500


@forks
def test_a_second_process_that_dies_is_an_error_and_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    parent = os.getpid()
    there = seating._seat_all

    def dies_elsewhere(*work: object) -> None:
        if os.getpid() != parent:
            raise MemoryError
        there(*work)  # type: ignore[arg-type]

    monkeypatch.setattr(seating, "WORTH_A_PROCESS", 0)
    monkeypatch.setattr(seating, "_seat_all", dies_elsewhere)
    monkeypatch.setattr(assigning, "TOGETHER", 1)
    pool = denmark.pool(3_000, 3_000)
    with pytest.raises(ChildProcessError):
        solve(pool, feasible(pool))


def test_sums_too_large_to_be_exact_are_refused() -> None:
    graph = assigning.Graph(seated=np.array([0, 0]), seat=np.array([1, 2]), must=np.array([False, False, True]))
    with pytest.raises(assigning.Unproven):
        assigning.seat(graph, np.array([0, 1 << 53]), np.zeros(3, np.int64))


class Proof:
    """A pool, its best set and the prices that prove it."""

    def __init__(self, pool: Pool) -> None:
        self.possible = feasible(pool)
        self.value, self.fixed = worth(pool, self.possible), pinning.pin(pool, self.possible)
        best = solve(pool, self.possible)
        self.chosen, self.prices = best.chosen, best.prices

    def holds(self, chosen: object = None, prices: Prices | None = None) -> bool:
        chosen = self.chosen if chosen is None else np.array(chosen, np.int64)
        try:
            certificate.check(self.fixed, self.possible, self.value, chosen, prices or self.prices)
        except NotProven:
            return False
        return True


def busy() -> Pool:
    """A pool of which some needs are met and some are not."""
    pools = (dense(seed, most=7, pins=False) for seed in range(1000))
    return next(pool for pool in pools if 2 < solve(pool, feasible(pool)).figures["served"] < len(pool.needs.ids))


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_the_proof_holds_for_a_best_set_and_for_no_worse_one(seed: int) -> None:
    pool = dense(seed, most=4, pins=False)
    proof = Proof(pool)
    most = sums(pool, proof.possible, proof.chosen.tolist())
    for rows in every_set(pool, proof.possible):
        assert proof.holds(rows) == (sums(pool, proof.possible, rows) == most)


def test_prices_that_are_off_prove_nothing() -> None:
    proof = Proof(busy())
    assert proof.holds()
    for part in range(4):
        for step in (-1, 1):
            off = proof.prices.need.copy()
            off[:, part] += step
            assert not proof.holds(prices=Prices(need=off, volunteer=proof.prices.volunteer))


def test_a_set_that_takes_a_place_twice_is_not_proven() -> None:
    proof = Proof(busy())
    assert not proof.holds([*proof.chosen, proof.chosen[0]])


def test_who_goes_without_is_who_waited_least() -> None:
    asker, place = np.array([0, 1, 2, 2], np.int32), np.array([0, 0, 0, 1], np.int32)
    assert prices.prices(asker, place, np.array([5, 9, 2]), 2).tolist() == [5, 0]
