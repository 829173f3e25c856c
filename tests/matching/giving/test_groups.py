"""Groups are as good as trying everything would make them, never break a rule, and what would change it is true."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.solving.groups import Group, Instance, Placed, Young, place, propose, unlocking

GROUPS: list[Group] = [
    (model, slot, topic) for model in ("m1", "m2") for slot in ("mon_day", "tue_day") for topic in ("job", "education")
]


@st.composite
def instances(draw: st.DrawFn, most: int = 5) -> Instance:
    groups = draw(st.lists(st.sampled_from(GROUPS), min_size=1, max_size=4, unique=True))
    young = [
        Young(
            need=f"n{number}",
            waiting=draw(st.integers(1, 6)),
            fits={group: draw(st.integers(0, 3)) for group in groups if draw(st.booleans())},
        )
        for number in range(draw(st.integers(0, most)))
    ]
    room = {model: draw(st.integers(0, 5)) for model in ("m1", "m2")}
    return Instance(young=tuple(young), room=room, at_least=2, at_most=draw(st.integers(2, 3)))


def worth(instance: Instance, placed: Placed) -> tuple[int, int, int]:
    """More is better; the earlier outweighs the later."""
    young = {each.need: each for each in instance.young}
    waiting = sum(young[need].waiting for need in placed)
    return waiting, -len(set(placed.values())), sum(young[need].fits[group] for need, group in placed.items())


def is_allowed(instance: Instance, placed: Placed) -> bool:
    members: dict[Group, int] = {}
    for group in placed.values():
        members[group] = members.get(group, 0) + 1
    taken = {model: sum(size for group, size in members.items() if group[0] == model) for model in instance.room}
    times = [group[:2] for group in members]
    return (
        all(instance.at_least <= size <= instance.at_most for size in members.values())
        and all(taken[model] <= room for model, room in instance.room.items())
        and len(times) == len(set(times))
    )


def everything(instance: Instance) -> Iterator[dict[str, Group]]:
    choices: list[list[Group | None]] = [[None, *each.fits] for each in instance.young]
    for chosen in product(*choices):
        placed = {each.need: group for each, group in zip(instance.young, chosen, strict=True) if group is not None}
        if is_allowed(instance, placed):
            yield placed


@settings(max_examples=150, deadline=None)
@given(instances())
def test_groups_are_the_best_of_all_that_are_allowed(instance: Instance) -> None:
    found = place(instance)
    assert is_allowed(instance, found)
    assert all(found[each.need] in each.fits for each in instance.young if each.need in found)
    assert worth(instance, found) == max(worth(instance, each) for each in everything(instance))


@settings(max_examples=60, deadline=None)
@given(instances(most=4))
def test_what_is_said_to_unlock_a_place_really_does_and_nobody_loses_theirs(instance: Instance) -> None:
    placed = place(instance)
    for each in instance.young:
        if each.need in placed:
            continue
        said = unlocking(instance, placed, each.need)
        assert (said["change"] == "none") == (not each.fits)
        wanted = {*placed, each.need}
        if each.fits:
            assert any(wanted <= set(found) for found in everything(applied(instance, each, said))), said
            assert not any(wanted <= set(found) for found in everything(instance)), "nothing had to change"


def applied(instance: Instance, own: Young, said: Mapping[str, Any]) -> Instance:
    """The instance with the change made."""
    model = said.get("volunteer", "")
    if said["change"] == "place":
        return replace(instance, room={**instance.room, model: instance.room[model] + 1})
    if said["change"] == "role_model":
        young = tuple(replace(each, fits={**each.fits, **another(each, model)}) for each in instance.young)
        instance = replace(instance, young=young, room={**instance.room, "another": instance.at_most})
        own = next(each for each in young if each.need == own.need)
    alike = tuple(replace(own, need=f"more{number}") for number in range(said["number"]))
    return replace(instance, young=(*instance.young, *alike))


def another(each: Young, model: str) -> dict[Group, int]:
    return {("another", slot, topic): fit for (whose, slot, topic), fit in each.fits.items() if whose == model}


def test_the_same_facts_in_any_order_give_the_same_groups() -> None:
    young = [{"need": f"n{number}", "waiting": 5, "fits": [[*group, 1] for group in GROUPS]} for number in range(9)]
    asked = {"room": {"m1": 4, "m2": 6}, "at_least": 3, "at_most": 6}
    answers = {propose({**asked, "young": some}) for some in (young, young[::-1], [*young[4:], *young[:4]])}
    assert len(answers) == 1
    [answer] = map(json.loads, answers)
    assert len(answer["placed"]) == 9
    assert sorted({model for model, _, _ in answer["placed"].values()}) == ["m1", "m2"]


def test_two_are_no_group_of_three_and_one_more_would_make_it_one() -> None:
    fits = {GROUPS[0]: 1}
    young = tuple(Young(need=f"n{number}", waiting=5, fits=fits) for number in range(2))
    instance = Instance(young=young, room={"m1": 6, "m2": 6}, at_least=3, at_most=6)
    assert place(instance) == {}
    assert unlocking(instance, {}, "n0") == {"change": "people", "number": 1}


def test_who_waited_longest_has_the_place_and_one_more_place_unlocks_the_other() -> None:
    fits = {GROUPS[0]: 1}
    young = tuple(Young(need=f"n{number}", waiting=number + 1, fits=fits) for number in range(4))
    instance = Instance(young=young, room={"m1": 3}, at_least=3, at_most=6)
    placed = place(instance)
    assert set(placed) == {"n1", "n2", "n3"}
    assert unlocking(instance, placed, "n0") == {"change": "place", "volunteer": "m1"}


def test_few_full_groups_are_better_than_many_small_ones() -> None:
    fits = {group: 1 for group in GROUPS if group[2] == "job"}
    young = tuple(Young(need=f"n{number}", waiting=1, fits=fits) for number in range(6))
    instance = Instance(young=young, room={"m1": 6, "m2": 6}, at_least=3, at_most=6)
    assert len(set(place(instance).values())) == 1


def test_nobody_at_all_makes_no_group() -> None:
    assert place(Instance(young=(), room={}, at_least=3, at_most=6)) == {}
    alone = (Young(need="n", waiting=1, fits={}),)
    instance = Instance(young=alone, room={"m1": 6}, at_least=3, at_most=6)
    assert unlocking(instance, place(instance), "n") == {"change": "none"}
