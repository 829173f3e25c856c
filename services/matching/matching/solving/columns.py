"""From lines to the columns of a pool: sorted by id, words as masks over sorted vocabularies, pairs by row.

Deliberately not here: where lines come from (`gathering`, `reading`).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np

from contracts.programmes import Programme
from matching.domain.words import SLOTS
from matching.solving.lines import EACH_OTHERS, Alike, Lines, RulingLine, alike
from matching.solving.pool import Masks, Needs, Pairs, Pool, Volunteers

NUMBERS = ("east", "north", "waited", "reach", "room", "capacity")
FLAGS = (
    *("meets_young", "consented", "track_is_open", "vetted", "vetted_for_young", "stays_vetted"),
    *("is_away", "is_shared", "without_young"),
)
#: The columns of masks, and the vocabulary of each.
MASKS = {
    "kinds": "kinds",
    "languages": "languages",
    "topics": "topics",
    "wishes": "wishes",
    "meets": "wishes",
    "slots": "slots",
}
INDEXES = {"kind": "kinds", "area": "areas", "source": "sources"}
#: What a ruling makes of a pair; an override is named with its rule.
NAMES = {"pin": "pinned", "forbid": "forbidden"}
NOWHERE = -1
Named = tuple[str, str]


class Frame(NamedTuple):
    """What a run is about, besides the people."""

    programme: Programme
    organisation: str
    at: date


def pool(frame: Frame, asks: Lines, offers: Lines, rulings: Iterable[RulingLine]) -> Pool:
    """The pool that these needs and volunteers make."""
    words = _vocabularies(frame.programme, asks, offers)
    programme = frame.programme
    return Pool(
        programme=programme.code,
        version=programme.version,
        organisation=frame.organisation,
        at=frame.at,
        needs=Needs(ids=_ids(asks["id"]), families=_ids(asks["family"]), **_columns(asks, words)),
        volunteers=Volunteers(ids=_ids(offers["id"]), **_columns(offers, words)),
        vocabularies={name: tuple(known) for name, known in words.items() if name != "slots"},
        named=_named(asks, offers, rulings),
        terms={
            "ceiling": programme.matching.ceiling_days,
            "long_wait": programme.matching.long_wait_days,
            "answered_by": {
                kind: sum(1 << words["kinds"].index(offered) for offered in need.volunteers)
                for kind, need in programme.needs.items()
            },
            "with_children": sum(
                1 << words["kinds"].index(kind)
                for kind, offered in programme.volunteer_kinds.items()
                if offered.with_children
            ),
            "warns_ahead": max(programme.vetting.warn_days),
            "reach_km": programme.matching.reach_km,
        },
    )


def turned(lines: Iterable[Sequence[Any]], names: Sequence[str]) -> dict[str, Sequence[Any]]:
    """The lines by name, sorted by their ids, which come first, in whatever order they come."""
    rows = sorted(lines, key=itemgetter(0))
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    return dict(zip(names, columns, strict=True))


def understood(columns: dict[str, Sequence[Any]]) -> Lines:
    """The columns of lines that say already what they mean."""
    return {name: column if name in EACH_OTHERS else alike(column) for name, column in columns.items()}


def _vocabularies(programme: Programme, asks: Lines, offers: Lines) -> dict[str, Sequence[str]]:
    """The sorted words behind the columns. Kinds and areas are the programme's, so that no word is unknown."""
    kinds = {*programme.needs, *programme.volunteer_kinds, *_said(offers["kinds"])}
    return {
        "kinds": sorted(kinds),
        "areas": sorted(programme.areas),
        "languages": sorted(_said(asks["languages"]) | _said(offers["languages"])),
        "topics": sorted(_said(asks["topics"]) | _said(offers["topics"])),
        "wishes": sorted(_said(asks["wishes"]) | _said(offers["meets"])),
        "sources": sorted({source for source in offers["source"].values if source is not None}),
        "slots": SLOTS,
    }


def _said(sets: Alike) -> set[str]:
    return {word for words in sets.values for word in words}


def _columns(lines: Lines, words: dict[str, Sequence[str]]) -> dict[str, Any]:
    return {
        **{name: lines[name].array(np.int32) for name in NUMBERS if name in lines},
        **{name: lines[name].array(bool) for name in FLAGS if name in lines},
        **{name: _masks(lines[name], words[MASKS[name]]) for name in MASKS if name in lines},
        **{name: _indexes(lines[name], words[INDEXES[name]]) for name in INDEXES if name in lines},
    }


def _masks(sets: Alike, words: Sequence[str]) -> Masks:
    """A row of 64-bit words for each set."""
    width = max(1, -(-len(words) // 64))
    place = {word: number for number, word in enumerate(words)}
    masks = [sum(1 << place[word] for word in {*said} if word in place) for said in sets.values]
    table = [[mask >> 64 * word & (1 << 64) - 1 for word in range(width)] for mask in masks]
    return np.array(table, np.uint64).reshape(-1, width)[sets.rows]


def _indexes(said: Alike, words: Sequence[str]) -> Any:
    place: dict[str | None, int] = {word: number for number, word in enumerate(words)}
    return Alike([place.get(word, NOWHERE) for word in said.values], said.rows).array(np.int32)


def _ids(ids: Sequence[str]) -> Any:
    return np.array(ids, "S32")


def _named(asks: Lines, offers: Lines, rulings: Iterable[RulingLine]) -> dict[str, Pairs]:
    """The pairs that somebody has named, where both are in the pool."""
    rows = _rows_of(asks["id"]), _rows_of(offers["id"])
    of_family: dict[str, list[str]] = {}
    for need, family in zip(asks["id"], asks["family"], strict=True):
        of_family.setdefault(family, []).append(need)
    named: dict[str, list[Named]] = {
        "own_family": list(_each(asks["id"], asks["guardians"])),
        "tried": [(need, volunteer) for volunteer, need in _each(offers["id"], offers["tried"])],
        "excluded": [
            (need, volunteer)
            for volunteer, family in _each(offers["id"], offers["excluded"])
            for need in of_family.get(family, ())
        ],
    }
    for ruling in rulings:
        named.setdefault(_name_of(ruling), []).append((ruling.need, ruling.volunteer))
    return {name: _pairs(pairs, *rows) for name, pairs in named.items()}


def _name_of(ruling: RulingLine) -> str:
    return NAMES.get(ruling.word) or f"override:{ruling.rule}"


def _each(ids: Sequence[str], sets: Sequence[Iterable[str]]) -> Iterator[Named]:
    return ((id, other) for id, others in zip(ids, sets, strict=True) for other in others)


def _rows_of(ids: Sequence[str]) -> dict[str, int]:
    return {id: row for row, id in enumerate(ids)}


def _pairs(pairs: Iterable[Named], needs: dict[str, int], volunteers: dict[str, int]) -> Pairs:
    known = {(needs[need], volunteers[other]) for need, other in pairs if need in needs and other in volunteers}
    rows = np.array(sorted(known), np.int32).reshape(-1, 2)
    return Pairs(need=rows[:, 0].copy(), volunteer=rows[:, 1].copy())
