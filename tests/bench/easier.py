"""Easier ways to match than ours, each on the same possible pairs, and an independent solver to judge ours by.

Deliberately not here: our own way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from scipy.optimize import linear_sum_assignment, linprog
from scipy.sparse import coo_array, vstack

from matching.solving.pairs import Possible
from matching.solving.pool import Pool
from matching.solving.worth import Worth, worth

Served = tuple[int, int]


@dataclass(frozen=True)
class Way:
    """A way to match: how many needs it serves and with how much waiting; `up_to` so many people."""

    run: Callable[[Pool, Possible], Served]
    up_to: int


def first_come(pool: Pool, possible: Possible) -> Served:
    """Whoever waited longest takes the first volunteer with room."""
    value = worth(pool, possible)
    return _greedy(pool, possible, value, np.lexsort((np.arange(len(possible)), -value.waiting[possible.need])))


def best_score(pool: Pool, possible: Possible) -> Served:
    """The pair that looks best is taken, then the next."""
    value = worth(pool, possible)
    safe, waiting = value.safe[possible.volunteer], value.waiting[possible.need]
    score = waiting / 181 + value.fit / 6 - value.distance / 100 + safe
    return _greedy(pool, possible, value, np.argsort(-score, kind="stable"))


def dense(pool: Pool, possible: Possible) -> Served:
    """SciPy's dense assignment, on a table of everybody by every place."""
    value, room = worth(pool, possible), pool.volunteers.room
    places = np.repeat(np.arange(len(room)), room)
    table = np.zeros((len(pool.needs.ids), len(room)))
    table[possible.need, possible.volunteer] = value.waiting[possible.need]
    table = table[:, places]
    rows, columns = linear_sum_assignment(table, maximize=True)
    found = table[rows, columns]
    return int((found > 0).sum()), int(found.sum())


def by_networkx(pool: Pool, possible: Possible) -> Served:
    """The network simplex of networkx."""
    value, graph = worth(pool, possible), nx.DiGraph()
    for need, volunteer in zip(possible.need.tolist(), possible.volunteer.tolist(), strict=True):
        graph.add_edge("from", ("need", need), capacity=1, weight=-int(value.waiting[need]))
        graph.add_edge(("need", need), ("volunteer", volunteer), capacity=1, weight=0)
        graph.add_edge(("volunteer", volunteer), "to", capacity=int(pool.volunteers.room[volunteer]), weight=0)
    flow = nx.max_flow_min_cost(graph, "from", "to")
    return sum(flow["from"].values()), -nx.cost_of_flow(graph, flow)


WAYS = {
    "greedy, first come": Way(first_come, 100_000),
    "greedy, best score": Way(best_score, 100_000),
    "scipy, dense": Way(dense, 1_000),
    "networkx": Way(by_networkx, 1_000),
}


def judge(pool: Pool, possible: Possible) -> tuple[int, int, int, int]:
    """The best sums of safety, waiting, fit and hundreds of metres, one linear program of HiGHS after the other."""
    value = worth(pool, possible)
    parts = (value.safe[possible.volunteer], value.waiting[possible.need], value.fit, -value.distance)
    numbers = np.arange(len(possible))
    limits: Any = [
        coo_array((np.ones(len(numbers)), (rows, numbers)), shape=(size, len(numbers)))
        for rows, size in ((possible.need, len(pool.needs.ids)), (possible.volunteer, len(pool.volunteers.ids)))
    ]
    most = np.concatenate([np.ones(len(pool.needs.ids)), pool.volunteers.room])
    found: list[int] = []
    for part in parts:
        kept = [coo_array(-np.asarray(one, float)[None, :]) for one in parts[: len(found)]]
        result = linprog(
            -np.asarray(part, float),
            A_ub=vstack([*limits, *kept]).tocsr(),
            b_ub=np.concatenate([most, -np.array(found, float)]),
            bounds=(0, 1),
            method="highs",
        )
        found.append(round(-result.fun))
    return found[0], found[1], found[2], -found[3]


def _greedy(pool: Pool, possible: Possible, value: Worth, order: Any) -> Served:
    free, served, waiting = pool.volunteers.room.copy(), np.zeros(len(pool.needs.ids), bool), 0
    for need, volunteer in zip(possible.need[order].tolist(), possible.volunteer[order].tolist(), strict=True):
        if not served[need] and free[volunteer] > 0:
            served[need] = True
            free[volunteer] -= 1
            waiting += int(value.waiting[need])
    return int(served.sum()), waiting
