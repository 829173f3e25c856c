"""A need or a volunteer on a line: everything a run decides on, in words, just before it becomes columns.

Whether from facts or from rows, everybody passes through here, so that both give the same pool. Ids are 32 hexadecimal
letters. Deliberately not here: how words become masks (`columns`).
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, count
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from contracts.programmes import Programme

Words = Collection[str]
VETTED = ("vetted", "vetted_for_young", "stays_vetted")


class NeedLine(NamedTuple):
    """A need that waits."""

    id: str
    family: str
    kind: str
    area: str
    east: int
    north: int
    waited: int
    languages: Words
    topics: Words
    wishes: Words
    slots: Words
    meets_young: bool
    consented: bool
    track_is_open: bool
    guardians: Collection[str]


class VolunteerLine(NamedTuple):
    """A volunteer of the pool."""

    id: str
    area: str
    east: int
    north: int
    reach: int
    room: int
    capacity: int
    source: str | None
    kinds: Words
    languages: Words
    topics: Words
    meets: Words
    slots: Words
    vetted: bool
    vetted_for_young: bool
    stays_vetted: bool
    is_away: bool
    is_shared: bool
    without_young: bool
    tried: Collection[str]
    excluded: Collection[str]


class RulingLine(NamedTuple):
    """What a coordinator has said about a pair; `rule` names what is overridden."""

    need: str
    volunteer: str
    word: str
    rule: str | None


@dataclass(frozen=True, kw_only=True, order=True)
class LeftOut:
    """Somebody who cannot take part in a run at all, and why."""

    side: str
    id: str
    reason: str


class Alike(NamedTuple):
    """A column in which many rows are alike: the different values, and which of them each row has."""

    values: list[Any]
    rows: NDArray[np.int32]

    def part(self, number: int) -> "Alike":
        """The column of one part of the values."""
        return Alike([value[number] for value in self.values], self.rows)

    def array(self, kind: type) -> NDArray[Any]:
        """The value of each row."""
        return np.array(self.values, kind)[self.rows]


#: Columns by name, those of `EACH_OTHERS` as they are and all others as `Alike`.
Lines = dict[str, Any]
#: Ids, and sets of ids: nobody is alike in them.
EACH_OTHERS = ("id", "family", "guardians", "tried", "excluded")


class Side(NamedTuple):
    """The needs or the volunteers of a run, and who is in none."""

    lines: Lines
    left_out: list[LeftOut]


def joined(parts: Sequence[Side]) -> Side:
    """The parts of a side, one after the other."""
    columns = {name: [part.lines[name] for part in parts] for name in parts[0].lines}
    lines = {name: list(chain(*each)) if name in EACH_OTHERS else _stacked(each) for name, each in columns.items()}
    return Side(lines, list(chain(*(part.left_out for part in parts))))


def _stacked(columns: Sequence[Alike]) -> Alike:
    before = accumulate((len(column.values) for column in columns[:-1]), initial=0)
    rows = [column.rows + done for column, done in zip(columns, before, strict=True)]
    return Alike(list(chain(*(column.values for column in columns))), np.concatenate(rows))


def alike(column: Iterable[Hashable], understood: Callable[[Any], Any] = lambda value: value) -> Alike:
    """A column as it is understood, which is asked once for all rows that are alike."""
    number: defaultdict[Hashable, int] = defaultdict(count().__next__)
    rows = np.fromiter(map(number.__getitem__, column), np.int32)
    return Alike(list(map(understood, number)), rows)


def need_left_out(programme: Programme, kind: str, area: str) -> str | None:
    """Why a need is in no run, if so."""
    if kind not in programme.needs:
        return "unknown_kind"
    if programme.needs[kind].group.at_least > 1:
        return "meets_in_a_group"  # S3-11
    return None if area in programme.areas else "unknown_area"


def volunteer_left_out(programme: Programme, area: str, slots: Words, languages: Words, born: object) -> str | None:
    """Why a volunteer is in no run, if so."""
    if born is None:
        return "no_birthday"
    if not slots:
        return "no_availability"
    if not languages:
        return "no_language"
    return None if area in programme.areas else "unknown_area"


def words() -> Callable[[str | None], frozenset[str]]:
    """Understands a list as it is stored; equal lists are understood once."""
    return cache(lambda stored: frozenset(json.loads(stored) or ()) if stored else frozenset())
