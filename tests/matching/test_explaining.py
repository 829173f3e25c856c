"""Explanations are true: the stated changes, and no others, serve the need, and nobody who was served loses a place."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from matching.domain import reasons as domain
from matching.domain.blocking import blocked
from matching.domain.rules import CODES, objections
from matching.solving.explaining import Answer, Explained, explain
from matching.solving.misses import IMPOSSIBLE, NEVER, changes
from matching.solving.optimum import solve
from matching.solving.pairs import answered_by, feasible, squared_metres, violations
from matching.solving.pool import Needs, Pairs, Pool, Volunteers
from matching.solving.standing import capped, standing
from tests.matching.columns import Facts, facts, pool

PLACES = ("others_waited_longer", "others_wait_too")
seeds = st.integers(0, 1_000_000)


class Town:
    """A pool, who may meet whom, and a best set of matches."""

    def __init__(self, of: Pool) -> None:
        self.pool = of
        self.possible = feasible(of)
        self.may = np.zeros((len(of.needs.ids), len(of.volunteers.ids)), bool)
        self.may[self.possible.need, self.possible.volunteer] = True
        self.weight = capped(of).astype(int) + 1
        self.best = solve(of, self.possible)
        self.rows = {id.decode(): row for row, id in enumerate(of.needs.ids)}
        self.people = {id.decode(): row for row, id in enumerate(of.volunteers.ids)}

    def explained(self) -> Explained:
        return explain(self.pool, self.possible, self.best)

    def served(self) -> int:
        return int(self.weight[self.best.need].sum())


def most_waiting(town: Town, may: Any, room: Any, *, private: int | None = None, without: int | None = None) -> int:
    """The most waiting any set serves; `private` has a place nobody else can take, `without` takes part in nothing."""
    best, room = town.best, np.maximum(room, 0).copy()
    pinned = best.need[best.is_pinned]
    np.subtract.at(room, best.volunteer[best.is_pinned], 1)
    of = np.repeat(np.arange(len(room)), room)
    value = np.where(may[:, of], town.weight[:, None], 0)
    value = np.hstack([value, np.where(np.arange(len(may)) == private, town.weight, 0)[:, None]])
    value[[*pinned, *([] if without is None else [without])]] = 0
    return int(value[linear_sum_assignment(value, maximize=True)].sum() + town.weight[pinned].sum())


def after(town: Town, need: int, volunteer: int, codes: set[str], *, without: int | None = None) -> int:
    """The waiting that is served once these things, and nothing else, have changed between the two."""
    may, room = town.may.copy(), town.pool.volunteers.room.copy()
    may[need, volunteer] = True
    kept = need if {"others_wait_too", "no_room_left"} & codes else None
    if "others_waited_longer" in codes and kept is None:
        room[volunteer] += 1
    return most_waiting(town, may, room, private=kept, without=without)


def rows(town: Town, answer: Answer) -> tuple[int, int, set[str]]:
    codes = {each["code"] for each in answer["blocked_by"]}
    return town.rows[answer["need"]], town.people[answer["nearest"]], codes


@given(seed=seeds)
@settings(max_examples=120, deadline=None)
def test_the_stated_changes_serve_the_need_and_nobody_loses_out(seed: int) -> None:
    town = Town(pool(facts(seed)))
    for answer in town.explained().unmatched:
        if answer["nearest"] is None:
            continue
        need, volunteer, codes = rows(town, answer)
        assert after(town, need, volunteer, codes) == town.served() + town.weight[need]
        # Nothing else comes to the same: whatever is best now serves this need.
        assert after(town, need, volunteer, codes, without=need) < town.served() + town.weight[need]


@given(seed=seeds)
@settings(max_examples=120, deadline=None)
def test_fewer_changes_would_not_do(seed: int) -> None:
    """Without one of the changes some best set leaves the need out, whichever volunteer gets the others."""
    town = Town(pool(facts(seed)))
    for answer in town.explained().unmatched:
        if answer["nearest"] is None:
            continue
        need, volunteer, codes = rows(town, answer)
        if town.may[need].any() and codes == set(PLACES):
            for other in np.flatnonzero(town.may[need]):
                fewer = {"others_waited_longer"}
                with_it, without = (after(town, need, int(other), fewer, without=out) for out in (None, need))
                assert with_it == without
        if not town.may[need].any():
            assert codes & set(CODES) == {
                CODES[place] for place in range(len(CODES)) if _bits(town, need, volunteer) >> place & 1
            }


def changed(town: Town, need: int, volunteer: int, codes: set[str]) -> Pool:
    """The pool once these things are changed for everybody, and the two pinned with those whose pins are kept."""
    needs, people = ({**vars(side)} for side in (town.pool.needs, town.pool.volunteers))
    answers = answered_by(town.pool)[needs["kind"][need]]
    to: dict[str, list[tuple[dict[str, Any], str, int, Any]]] = {
        "no_common_slot": [(people, "slots", volunteer, people["slots"][volunteer] | needs["slots"][need])],
        "no_common_language": [
            (people, "languages", volunteer, people["languages"][volunteer] | needs["languages"][need])
        ],
        "no_room_left": [(people, "room", volunteer, 1)],
        "too_far_apart": [(people, "reach", volunteer, 1_000_000)],
        "kind_not_offered": [(people, "kinds", volunteer, people["kinds"][volunteer] | answers)],
        "on_pause": [(people, "is_away", volunteer, False)],
        "rather_not_young_children": [(people, "without_young", volunteer, False)],
        "track_not_open": [(needs, "track_is_open", need, True)],
        "consent_not_live": [(needs, "consented", need, True)],
        "vetting_missing": [(people, name, volunteer, True) for name in ("vetted", "vetted_for_young")],
        "others_waited_longer": [(people, "room", volunteer, people["room"][volunteer] + 1)],
    }
    for side, name, row, value in (each for code in sorted(codes) for each in to.get(code, [])):
        side[name] = side[name].copy()
        side[name][row] = value
    best, named = town.best, {name: pairs for name, pairs in town.pool.named.items() if name != "pinned"}
    for code, name in (("tried_before", "tried"), ("forbidden", "forbidden")):
        if code in codes:
            others = (named[name].need != need) | (named[name].volunteer != volunteer)
            named[name] = Pairs(need=named[name].need[others], volunteer=named[name].volunteer[others])
    kept = zip(best.need[best.is_pinned].tolist(), best.volunteer[best.is_pinned].tolist(), strict=True)
    pins = np.array(sorted({*kept, (need, volunteer)}), np.int32).T
    named["pinned"] = Pairs(need=pins[0], volunteer=pins[1])
    return replace(town.pool, needs=Needs(**needs), volunteers=Volunteers(**people), named=named)


@given(seed=seeds)
@settings(max_examples=120, deadline=None)
def test_what_is_changed_for_everybody_serves_the_need_too_as_long_as_a_pin_keeps_the_place(seed: int) -> None:
    """Whoever has waited longer may want the changed volunteer as well; pinned, the need is served and nobody loses."""
    town = Town(pool(facts(seed)))
    for answer in town.explained().unmatched:
        if answer["nearest"] is None:
            continue
        need, volunteer, codes = rows(town, answer)
        again = Town(changed(town, need, volunteer, codes))
        assert again.may[need, volunteer]
        assert (need, volunteer) in zip(again.best.need.tolist(), again.best.volunteer.tolist(), strict=True)
        assert again.served() >= town.served() + town.weight[need]


def _bits(town: Town, need: int, volunteer: int) -> int:
    return int(violations(town.pool, np.array([need], np.int32), np.array([volunteer], np.int32))[0])


@given(seed=seeds)
@settings(max_examples=120, deadline=None)
def test_nobody_comes_nearer_than_the_nearest_miss(seed: int) -> None:
    town = Town(pool(facts(seed)))
    stands = standing(town.pool, town.possible, town.best)
    many = len(town.people)
    for answer in town.explained().unmatched:
        need = town.rows[answer["need"]]
        if town.may[need].any():
            continue
        n, v = np.full(many, need, np.int32), np.arange(many, dtype=np.int32)
        count = changes(town.pool, stands, n, v)
        near = town.pool.needs.area[n] == town.pool.volunteers.area[v]
        squared = np.where(near, 0, squared_metres(town.pool, n, v))
        if answer["nearest"] is None:
            assert (count >= IMPOSSIBLE).all()
            assert [each["code"] for each in answer["blocked_by"]] == ["no_volunteers"]
        else:
            found = town.people[answer["nearest"]]
            assert (count[found], squared[found]) == min(zip(count, squared, strict=True))
            assert not _bits(town, need, found) & int(NEVER)
            assert len(answer["blocked_by"]) == count[found]


@given(seed=seeds)
@settings(max_examples=80, deadline=None)
def test_a_run_gives_the_reasons_the_domain_gives(seed: int) -> None:
    known = facts(seed)
    town = Town(pool(known))
    for answer in town.explained().proposed:
        pair = known.pair(town.rows[answer["need"]], town.people[answer["volunteer"]])
        expected = [{"code": each.code, "figures": dict(each.figures)} for each in domain.reasons(pair)]
        assert answer["reasons"] == expected
        assert answer["pinned"] == bool(pair.ruled("pin"))


@given(seed=seeds)
@settings(max_examples=80, deadline=None)
def test_a_run_says_what_the_domain_says_is_in_the_way(seed: int) -> None:
    known = facts(seed)
    town = Town(pool(known))
    for answer in town.explained().unmatched:
        if answer["nearest"] is None:
            continue
        pair = known.pair(*rows(town, answer)[:2])
        said = {each["code"]: each["figures"] for each in answer["blocked_by"] if each["code"] in CODES}
        by_domain = {each.code: each.figures for each in objections(pair)}
        assert list(said) == list(by_domain)
        for code, figures in said.items():
            assert figures.items() <= by_domain[code].items()
            told = blocked(known.programme, pair.need.kind, code, figures)
            if code != "vetting_missing":
                assert told == blocked(known.programme, pair.need.kind, code, by_domain[code])
            for language in ("da", "en"):
                assert not set("…{}_") & set(told.text(language) + told.would_change(language))


@given(seed=seeds)
@settings(max_examples=60, deadline=None)
def test_a_pin_that_is_impossible_is_said_with_all_its_rules(seed: int) -> None:
    known = facts(seed)
    town = Town(pool(known))
    said = {
        (UUID(each["need"]), UUID(each["volunteer"])): each["blocked_by"] for each in town.explained().impossible_pins
    }
    pinned = [each for each in known.rulings if each.word == "pin"]
    for pin in pinned:
        pair = known.pair(town.rows[pin.need.hex], town.people[pin.volunteer.hex])
        codes = [each["code"] for each in said.pop((pin.need, pin.volunteer), [])]
        if found := objections(pair):
            assert codes == [each.code for each in found]
        else:
            assert codes in ([], ["pinned_to_another"], ["no_room_left"])
    assert not said


def test_everybody_is_either_proposed_or_explained() -> None:
    for seed in range(60):
        town = Town(pool(facts(seed)))
        found = town.explained()
        assert sorted(each["need"] for each in (*found.proposed, *found.unmatched)) == sorted(town.rows)


def test_without_volunteers_every_need_says_so() -> None:
    town = Town(pool(Facts(facts(3).needs, [])))
    codes = [[each["code"] for each in answer["blocked_by"]] for answer in town.explained().unmatched]
    assert codes == [["no_volunteers"]] * len(town.rows)


@pytest.mark.parametrize("seed", range(30))
def test_the_same_pool_is_explained_the_same_way(seed: int) -> None:
    town, again = Town(pool(facts(seed))), Town(pool(facts(seed)))
    assert town.explained() == again.explained()
