"""Small pools in which much is possible, so that who is best is a question; and every set of matches they allow."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
from numpy.random import Generator, default_rng

from matching.solving.columns import Frame
from matching.solving.gathering import Gathered, gather
from matching.solving.pairs import Possible, feasible
from matching.solving.pool import Pairs, Pool
from matching.solving.worth import worth
from tests.matching.columns import ORGANISATION, Facts, facts
from tests.matching.make import TODAY

Sums = tuple[int, int, int, int]


def gathered(town: Facts) -> Gathered:
    """The pool of a random town, by the solver's own way."""
    return gather(Frame(town.programme, ORGANISATION, TODAY), town.needs, town.volunteers, town.rulings)


def dense(seed: int, *, most: int = 5, pins: bool = True) -> Pool:
    """A pool whose people mostly suit each other, with few free places, equal waits and some pins."""
    random, town = default_rng(seed), facts(seed, most=most)
    pool = gathered(town).pool
    needs, volunteers = len(pool.needs.ids), len(pool.volunteers.ids)
    return replace(
        pool,
        needs=replace(
            pool.needs,
            consented=np.ones(needs, bool),
            languages=_few(random, needs, 2),
            slots=_few(random, needs, 3),
            waited=random.choice([0, 1, 2, 200], needs).astype(np.int32),
            meets_young=np.zeros(needs, bool),
        ),
        volunteers=replace(
            pool.volunteers,
            kinds=random.choice(_offers(pool), volunteers, p=[0.5, 0.25, 0.25]).astype(np.uint64)[:, None],
            languages=_few(random, volunteers, 2),
            slots=_few(random, volunteers, 3),
            room=random.integers(0, 3, volunteers).astype(np.int32),
            reach=np.full(volunteers, 9_000, np.int32),
            vetted=np.ones(volunteers, bool),
            vetted_for_young=np.ones(volunteers, bool),
            stays_vetted=random.random(volunteers) < 0.6,
            is_away=np.zeros(volunteers, bool),
            is_shared=np.ones(volunteers, bool),
        ),
        named={"pinned": _some_pins(random, needs, volunteers)} if pins else {},
    )


def _few(random: Generator, number: int, bits: int) -> Any:
    return random.integers(1, 1 << bits, (number, 1)).astype(np.uint64)


def _offers(pool: Pool) -> list[int]:
    """Both kinds of need are answered by the first of these, and one of them by each other."""
    mentor, network_person = (1 << pool.vocabularies["kinds"].index(kind) for kind in ("mentor", "network_person"))
    return [mentor | network_person, mentor, network_person]


def _some_pins(random: Generator, needs: int, volunteers: int) -> Pairs:
    at = np.flatnonzero(random.random(needs * volunteers) < 0.08)
    return Pairs(need=(at // max(1, volunteers)).astype(np.int32), volunteer=(at % max(1, volunteers)).astype(np.int32))


def sums(pool: Pool, possible: Possible, rows: list[int]) -> Sums:
    """What a set of possible pairs comes to: safety, waiting, fit, nearness."""
    value = worth(pool, possible)
    return (
        int(value.safe[possible.volunteer[rows]].sum()),
        int(value.waiting[possible.need[rows]].sum()),
        int(value.fit[rows].sum()),
        -int(value.distance[rows].sum()),
    )


def every_set(pool: Pool, possible: Possible) -> Iterator[list[int]]:
    """Every set of possible pairs with one volunteer a need and no more needs a volunteer than there is room."""
    choices = [[None, *range(*possible.start[need : need + 2])] for need in range(len(pool.needs.ids))]
    room = pool.volunteers.room
    for chosen in product(*choices):
        rows = [row for row in chosen if row is not None]
        used = np.bincount(possible.volunteer[rows], minlength=len(room)) if rows else np.zeros(len(room), int)
        if (used <= room).all():
            yield rows


def turned(pool: Pool) -> tuple[Pool, Possible]:
    """A pool with its possible pairs."""
    return pool, feasible(pool)
