"""One stage of the optimum: everybody on one side gets somebody on the other, for the largest sum there is.

SciPy's sparse assignment solver finds it; prices that follow from it say which pairs may be in any best set, and prove
it. Deliberately not here: what is summed, and why one side has to be seated in full (`optimum`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, min_weight_full_bipartite_matching

from matching.solving.worth import Whole

Flags = NDArray[np.bool_]
#: Up to here doubles are whole numbers.
EXACT = 1 << 53
FAR_BELOW = -(1 << 55)
#: Small components are solved together, so many pairs at a time.
TOGETHER = 4_000


class Unproven(Exception):
    """The numbers are too large to be exact; no answer is better than one that may be wrong."""


@dataclass(frozen=True, kw_only=True)
class Graph:
    """Pairs of a `seated` and a `seat`, two kinds of vertex; every one who is seated gets a seat, `must` be taken."""

    seated: Whole
    seat: Whole
    must: Flags  # by vertex

    def only(self, pairs: NDArray[np.int64]) -> "Graph":
        """Some of the pairs."""
        return replace(self, seated=self.seated[pairs], seat=self.seat[pairs])


@dataclass(frozen=True, kw_only=True)
class Seating:
    """The `pairs` chosen, by their place in the graph, and the `tight` ones: no other may be in a best seating."""

    pairs: Whole
    tight: Whole


def components(graph: Graph) -> list[Whole]:
    """The pairs of each component, the large ones first and alone, the small ones together."""
    vertices = len(graph.must)
    table = csr_array((np.ones(len(graph.seat), np.int8), (graph.seated, graph.seat)), shape=(vertices, vertices))
    label = connected_components(table, directed=False)[1][graph.seated]
    size = np.bincount(label)
    rank = np.empty(len(size), np.min_scalar_type(len(size)))  # small numbers are sorted much faster
    rank[np.argsort(-size, kind="stable")] = np.arange(len(size))
    order = np.argsort(rank[label], kind="stable")
    ends = np.cumsum(np.sort(size)[::-1])
    ends = ends[: np.searchsorted(ends, len(order)) + 1]
    return list(_pieces(order, ends))


def _pieces(order: Whole, ends: Whole) -> Iterator[Whole]:
    begin = 0
    while begin < len(order):
        # The first end that is far enough, or the end of the component that begins here.
        at = min(int(np.searchsorted(ends, begin + TOGETHER)), len(ends) - 1)
        yield order[begin : ends[at]]
        begin = int(ends[at])


def seat(graph: Graph, worth: Whole, price: Whole) -> Seating:
    """Who sits where for the largest sum of `worth`, with every seat taken that must be; prices go into `price`."""
    rows, row = _numbered(graph.seated, len(graph.must))
    seats, column = _numbered(graph.seat, len(graph.must))
    must = graph.must[seats]
    mate = _solved(row, column, _preferring(worth, must[column], len(rows)), (len(rows), len(seats)))
    chosen = np.flatnonzero(mate[row] == column)
    paid = np.empty(len(rows), np.int64)
    paid[row[chosen]] = worth[chosen]
    gain = worth - paid[row]
    cost = _prices(mate[row], column, gain, must)
    price[seats], price[rows] = cost, paid - cost[mate]
    return Seating(pairs=chosen, tight=np.flatnonzero(cost[column] == gain + cost[mate[row]]))


def _preferring(worth: Whole, must: Flags, rows: int) -> Whole:
    """The worth, with a seat that must be taken outweighing whatever all others together could gain."""
    span = int(worth.max() - worth.min()) * rows + 1
    if (span + int(worth.max() - worth.min()) + 1) * rows >= EXACT:
        raise Unproven
    return np.asarray(worth + np.where(must, span, 0))


def _solved(row: Whole, column: Whole, worth: Whole, shape: tuple[int, int]) -> Whole:
    """The seat of each row."""
    cost = (worth.max() + 1 - worth).astype(np.float64)  # a cost of 0 would be no pair at all
    rows, seats = min_weight_full_bipartite_matching(csr_array((cost, (row, column)), shape=shape))
    mate = np.empty(shape[0], np.int64)
    mate[rows] = seats
    return mate


def _prices(held: Whole, column: Whole, gain: Whole, must: Flags) -> Whole:
    """The least a seat has to cost so that nobody would rather have another than the one they hold."""
    order = np.argsort(column, kind="stable")
    held, gain, first = held[order], gain[order], np.flatnonzero(np.diff(column[order], prepend=-1))
    cost = np.where(must, FAR_BELOW, 0)
    for _ in range(len(cost) + 2):
        wanted = np.maximum(cost, np.maximum.reduceat(cost[held] + gain, first))
        if np.array_equal(wanted, cost):
            return cost
        cost = wanted
    raise Unproven


def _numbered(vertices: Whole, all: int) -> tuple[Whole, Whole]:
    """The different ones among them, in order, and the number of each."""
    there = np.zeros(all, bool)
    there[vertices] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[vertices]
