"""A pool becomes the same bytes however it was loaded, and the same pool again."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.solving import snapshot
from matching.solving.running import decided, replay
from tests.matching.columns import facts
from tests.matching.solving.pools import gathered

seeds = st.integers(0, 1_000_000)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_the_order_of_loading_does_not_show(seed: int) -> None:
    town = facts(seed)
    needs, volunteers = list(town.needs), list(town.volunteers)
    Random(seed).shuffle(needs)
    Random(seed + 1).shuffle(volunteers)
    shuffled = gathered(replace(town, needs=needs, volunteers=volunteers)).pool
    assert snapshot.encode(shuffled) == snapshot.encode(gathered(town).pool)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_a_pool_comes_back_as_it_was(seed: int) -> None:
    encoded = snapshot.encode(gathered(facts(seed)).pool)
    again = snapshot.unpack(snapshot.pack(encoded))
    assert snapshot.encode(snapshot.decode(again)) == encoded


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_a_run_on_what_was_kept_gives_the_same_answer(seed: int) -> None:
    once = decided(gathered(facts(seed)))
    assert replay({"snapshot": once["snapshot"]}) == once


def test_another_fact_is_another_hash() -> None:
    town = facts(5)
    waited = replace(town.needs[0], wanted_on=town.needs[0].wanted_on - timedelta(days=1))
    hashes = {
        snapshot.fingerprint(snapshot.encode(gathered(each).pool))
        for each in (town, replace(town, needs=[waited, *town.needs[1:]]), replace(town, rulings=frozenset()))
    }
    assert len(hashes) == 3
