"""A pool becomes the same bytes however it was loaded, and the same pool again."""

import json
import sys
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.programmes import load
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


def test_a_later_programme_changes_nothing_about_a_run_that_is_decided_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the programme that is installed nothing is asked; whatever counts was kept, those left out among it."""

    def not_asked() -> None:
        raise AssertionError

    town = facts(11, most=12)
    first, *others = town.volunteers
    once = decided(gathered(replace(town, volunteers=[replace(first, slots=frozenset()), *others])))
    assert once["proposed"]
    assert once["unmatched"]
    for name, module in list(sys.modules.items()):
        if name.startswith("matching.") and getattr(module, "load", None) is load:
            monkeypatch.setattr(module, "load", not_asked)
    again = replay({"snapshot": once["snapshot"]})
    assert json.dumps(again) == json.dumps(once)
    assert again["left_out"] == [{"volunteer": first.id.hex, "reason": "no_availability"}]


def test_who_is_left_out_is_part_of_what_was_decided_on() -> None:
    town = facts(5)
    first, *others = town.volunteers
    unknown = [replace(first, slots=frozenset()), *others]
    with_it, without = (decided(gathered(replace(town, volunteers=each))) for each in (unknown, others))
    assert with_it["hash"] != without["hash"]


def test_another_fact_is_another_hash() -> None:
    town = facts(5)
    waited = replace(town.needs[0], wanted_on=town.needs[0].wanted_on - timedelta(days=1))
    hashes = {
        snapshot.fingerprint(snapshot.encode(gathered(each).pool))
        for each in (town, replace(town, needs=[waited, *town.needs[1:]]), replace(town, rulings=frozenset()))
    }
    assert len(hashes) == 3
