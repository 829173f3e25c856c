"""Small groups that try a trade with a role model, chosen together and exactly: a mixed-integer programme. # S3-11

What is best is said in three steps, each as good as can be before the next is looked at: waiting served, then as few
groups as serve it, then what members and role model have in common. Deliberately not here: who may meet whom (the
domain's rules have been asked), and rows.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, diags_array, eye_array, hstack

Group = tuple[str, str, str]  # role model, slot, topic
Numbers = NDArray[np.float64]
EXACT = {"mip_rel_gap": 0.0}


@dataclass(frozen=True, kw_only=True)
class Young:
    """A young person's need: how much its waiting counts, and for each group that is possible how much it fits."""

    need: str
    waiting: int
    fits: Mapping[Group, int]


@dataclass(frozen=True, kw_only=True)
class Instance:
    """Who waits, how many places each role model has, and how small and large a group may be."""

    young: tuple[Young, ...]
    room: Mapping[str, int]
    at_least: int
    at_most: int

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every group that could come together, in a steady order."""
        count: dict[Group, int] = {}
        for each in self.young:
            for group in each.fits:
                count[group] = count.get(group, 0) + 1
        enough = (group for group, number in count.items() if number >= self.at_least)
        return tuple(sorted(group for group in enough if self.room.get(group[0], 0) >= self.at_least))

    @cached_property
    def seats(self) -> tuple[tuple[int, int], ...]:
        """(young person, group) for everybody who could sit in a group."""
        number = {group: at for at, group in enumerate(self.groups)}
        return tuple(
            (who, number[group])
            for who, each in enumerate(self.young)
            for group in sorted(each.fits)
            if group in number
        )


Placed = Mapping[str, Group]


def place(instance: Instance) -> Placed:
    """The best groups: each placed need with its group."""
    if not instance.seats:
        return {}
    rules = _rules(instance)
    seats, groups = len(instance.seats), len(instance.groups)
    waiting = _of_seats(instance, [instance.young[who].waiting for who, _ in instance.seats])
    number = np.concatenate([np.zeros(seats), np.ones(groups)])
    fit = _of_seats(instance, [instance.young[who].fits[instance.groups[at]] for who, at in instance.seats])
    for aim in (-waiting, number, -fit):
        found = _solved(aim, rules)
        rules = [*rules, LinearConstraint(csr_array(aim[np.newaxis, :]), ub=round(float(aim @ found)))]
    return _placed(instance, found)


def is_possible(instance: Instance, needs: Iterable[str]) -> bool:
    """Whether groups can come together with all of these in them."""
    wanted = set(needs)
    if not instance.seats:
        return not wanted
    must = _of_seats(instance, [0] * len(instance.seats))
    rules = _rules(instance)
    for need in sorted(wanted):
        of_need = np.array([float(instance.young[who].need == need) for who, _ in instance.seats])
        if not of_need.any():
            return False
        row = np.concatenate([of_need, np.zeros(len(instance.groups))])
        rules.append(LinearConstraint(csr_array(row[np.newaxis, :]), lb=1))
    return _attempt(must, rules) is not None


def unlocking(instance: Instance, placed: Placed, need: str) -> Mapping[str, Any]:
    """The smallest change with which this need is placed as well and nobody placed loses the place.

    `place`: one more with a role model; `people`: so many more who can and wish the same; `role_model`: one more of
    whom is asked the same, and perhaps some more young people. `none`: nobody can meet this young person at all.
    """
    own = next(each for each in instance.young if each.need == need)
    everybody = {*placed, need}
    models = sorted({group[0] for group in own.fits})
    for model in models:
        if is_possible(replace(instance, room={**instance.room, model: instance.room[model] + 1}), everybody):
            return {"change": "place", "volunteer": model}
    for more in range(1, instance.at_least) if models else ():
        if is_possible(_with_more(instance, own, more), everybody):
            return {"change": "people", "number": more}
    for more, model in product(range(instance.at_least), models):
        if is_possible(_with_more(_with_another(instance, model), own, more), everybody):
            return {"change": "role_model", "volunteer": model, "number": more}
    return {"change": "none"}


def propose(asked: Mapping[str, Any]) -> bytes:
    """The best groups, and for everybody else what would change it: from JSON to JSON."""
    instance = Instance(
        young=tuple(_young(each) for each in sorted(asked["young"], key=lambda each: str(each["need"]))),
        room=asked["room"],
        at_least=asked["at_least"],
        at_most=asked["at_most"],
    )
    placed = place(instance)
    said: dict[Any, Mapping[str, Any]] = {}
    left = []
    for each in instance.young:
        if each.need not in placed:
            alike = tuple(sorted(each.fits))
            if alike not in said:
                said[alike] = unlocking(instance, placed, each.need)
            left.append({"need": each.need, **said[alike]})
    return json.dumps({"placed": {need: list(group) for need, group in placed.items()}, "left": left}).encode()


def _young(told: Mapping[str, Any]) -> Young:
    fits = {(model, slot, topic): fit for model, slot, topic, fit in told["fits"]}
    return Young(need=told["need"], waiting=told["waiting"], fits=fits)


def _with_more(instance: Instance, own: Young, more: int) -> Instance:
    """The same with more young people like one who waits; like that one they can meet another role model too."""
    found = next(each for each in instance.young if each.need == own.need)
    alike = tuple(replace(found, need=f"{own.need}+{number}") for number in range(more))
    return replace(instance, young=(*instance.young, *alike))


def _with_another(instance: Instance, model: str) -> Instance:
    """The same with one more role model of whom the same is asked."""
    new = f"{model}+"
    young = tuple(
        replace(
            each,
            fits={**each.fits, **{(new, *group[1:]): fit for group, fit in each.fits.items() if group[0] == model}},
        )
        for each in instance.young
    )
    return replace(instance, young=young, room={**instance.room, new: instance.at_most})


def _rules(instance: Instance) -> list[LinearConstraint]:
    """Columns are seats, then groups."""
    seats, groups = instance.seats, instance.groups
    models = sorted({group[0] for group in groups})
    times = sorted({group[:2] for group in groups})
    in_group = _table(len(groups), [at for _, at in seats])
    is_whose = _table(len(models), [models.index(groups[at][0]) for _, at in seats])
    is_when = _table(len(times), [times.index(group[:2]) for group in groups])
    who = _table(len(instance.young), [who for who, _ in seats])
    sizes = np.array([min(instance.at_most, instance.room[group[0]]) for group in groups], dtype=float)
    rooms = np.array([instance.room[model] for model in models], dtype=float)
    return [
        LinearConstraint(hstack([who, _nothing(who, groups)]), ub=1),
        LinearConstraint(hstack([in_group, -diags_array(sizes)]), ub=0),
        LinearConstraint(hstack([-in_group, instance.at_least * eye_array(len(groups))]), ub=0),
        # Said once more for each seat: it follows from the sizes, and shows the solver sooner what is best.
        LinearConstraint(hstack([eye_array(len(seats)), -in_group.T]), ub=0),
        LinearConstraint(hstack([is_whose, _nothing(is_whose, groups)]), ub=rooms),
        LinearConstraint(hstack([_nothing(is_when, seats), is_when]), ub=1),
    ]


def _table(rows: int, at: Sequence[int]) -> Any:
    """A one in each column, in the row that is named for it."""
    return csr_array((np.ones(len(at)), (at, range(len(at)))), shape=(rows, len(at)))


def _nothing(beside: Any, columns: Sequence[Any]) -> Any:
    return csr_array((beside.shape[0], len(columns)))


def _of_seats(instance: Instance, values: Sequence[int]) -> Numbers:
    return np.concatenate([np.array(values, dtype=float), np.zeros(len(instance.groups))])


def _solved(aim: Numbers, rules: Sequence[LinearConstraint]) -> Numbers:
    found = _attempt(aim, rules)
    if found is None:
        raise ArithmeticError("nobody in any group is always possible, and was not found")
    return found


def _attempt(aim: Numbers, rules: Sequence[LinearConstraint]) -> Numbers | None:
    if not len(aim):
        return None
    found = milp(aim, integrality=np.ones(len(aim)), bounds=Bounds(0, 1), constraints=rules, options=EXACT)
    if found.status not in (0, 2):
        raise ArithmeticError(f"not proven: {found.status}")
    return np.round(found.x) if found.x is not None else None


def _placed(instance: Instance, found: Numbers) -> Placed:
    taken = (seat for at, seat in enumerate(instance.seats) if found[at] > 0.5)
    return {instance.young[who].need: instance.groups[at] for who, at in taken}
