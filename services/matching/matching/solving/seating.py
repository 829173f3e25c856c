"""The later stages of the optimum, component by component, on two cores where there is enough to do.

What is computed does not depend on who computes it: a second process takes half of the components and writes what it
finds into memory both see. Deliberately not here: how one component is solved (`assigning`).
"""

import mmap
import os
from collections.abc import Sequence

import numpy as np

from matching.solving.assigning import Graph, components, seat
from matching.solving.worth import Whole

#: Fewer pairs than this are done before a second process has begun.
WORTH_A_PROCESS = 50_000


def seated(graph: Graph, *worths: Whole) -> tuple[Whole, list[Whole]]:
    """The pairs of a best seating by the first worth, then the next; and the prices of the vertices in each."""
    prices = [_shared(len(graph.must), np.int64) for _ in worths]
    chosen = _shared(len(graph.seat), np.bool_)
    pieces = components(graph) if len(graph.seat) else []
    if len(graph.seat) < WORTH_A_PROCESS or len(pieces) == 1:
        _seat_all(graph, pieces, worths, prices, chosen)
    else:
        _with_another(graph, pieces, worths, prices, chosen)
    return np.flatnonzero(chosen), prices


def _with_another(
    graph: Graph, pieces: Sequence[Whole], worths: Sequence[Whole], prices: Sequence[Whole], chosen: Whole
) -> None:
    ours, theirs = _halves(pieces)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            _seat_all(graph, theirs, worths, prices, chosen)
            status = 0
        finally:
            os._exit(status)  # nothing of the parent's is to be ended or flushed twice
    try:
        _seat_all(graph, ours, worths, prices, chosen)
    finally:
        _, status = os.waitpid(child, 0)
    if status:
        raise ChildProcessError


def _halves(pieces: Sequence[Whole]) -> tuple[list[Whole], list[Whole]]:
    """Two shares of about the same work: the largest goes where there is less, and so on."""
    shares: tuple[list[Whole], list[Whole]] = [], []
    work = [0.0, 0.0]
    for piece in pieces:
        less = int(work[1] < work[0])
        shares[less].append(piece)
        work[less] += len(piece) ** 1.5  # roughly as the solver's time grows
    return shares


def _seat_all(
    graph: Graph, pieces: Sequence[Whole], worths: Sequence[Whole], prices: Sequence[Whole], chosen: Whole
) -> None:
    for piece in pieces:
        _seat(graph.only(piece), piece, [worth[piece] for worth in worths], prices, chosen)


def _seat(graph: Graph, rows: Whole, worths: Sequence[Whole], prices: Sequence[Whole], chosen: Whole) -> None:
    """One stage, and the others on the pairs it leaves; `rows` are the pairs of the whole."""
    found = seat(graph, worths[0], prices[0])
    if len(worths) == 1:
        chosen[rows[found.pairs]] = True
        return
    left = graph.only(found.tight)
    must = left.must | (prices[0] > 0)
    left = Graph(seated=left.seated, seat=left.seat, must=must)
    for piece in components(left):
        pairs = found.tight[piece]
        _seat(left.only(piece), rows[pairs], [worth[pairs] for worth in worths[1:]], prices[1:], chosen)


def _shared(number: int, kind: type) -> Whole:
    """Zeros in memory that a process and its child both see."""
    size = max(1, number * np.dtype(kind).itemsize)
    return np.frombuffer(mmap.mmap(-1, size), kind, number)
