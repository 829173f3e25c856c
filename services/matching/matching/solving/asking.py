"""The needs of a run from their rows, a column at a time.

What depends on the date or on several facts is asked of the domain, once for all needs that are alike in those facts.
Deliberately not here: the queries (`rows`).
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from matching.domain import consent
from matching.domain.facts import Consent, Need
from matching.domain.programmes import place_of
from matching.solving import rows
from matching.solving.columns import Frame, turned
from matching.solving.lines import LeftOut, Lines, Side, need_left_out, words

#: A need of which nothing is known.
ANY = Need(
    id=UUID(int=0),
    family=UUID(int=0),
    guardians=frozenset(),
    kind="",
    topics=frozenset(),
    languages=frozenset(),
    area="",
    municipality="",
    slots=frozenset(),
    under_15_until=None,
    wanted_on=date.min,
    consents=frozenset(),
)
WORDS = ("languages", "topics", "wishes", "slots")


class Asked(NamedTuple):
    """The rows about needs."""

    needs: Sequence[rows.Row]
    consents: Sequence[rows.Row]


def asks(frame: Frame, asked: Asked) -> Side:
    """The lines of those that can be in a run, and who is in none."""
    there, left_out = [], []
    for row in asked.needs:
        if reason := need_left_out(frame.programme, row[rows.NEED.index("kind")], row[rows.NEED.index("area")]):
            left_out.append(LeftOut(side="need", id=row[0], reason=reason))
        else:
            there.append(row)
    return _lines(frame, turned(there, rows.NEED), asked.consents), left_out


def _lines(frame: Frame, said: Lines, consents: Sequence[rows.Row]) -> Lines:
    at, understood = frame.at, words()
    waited = cache(lambda wanted, since: replace(ANY, wanted_on=wanted, waiting_since=since).waited(at))
    meets_young = cache(lambda until: replace(ANY, under_15_until=until).has_child_under_15(at))
    place = cache(lambda area: place_of(frame.programme, area))
    guardians = [tuple(json.loads(each.replace("-", ""))) for each in said["guardians"]]
    return {
        **{name: said[name] for name in ("id", "family", "kind", "area")},
        "east": [place(area).east for area in said["area"]],
        "north": [place(area).north for area in said["area"]],
        "waited": list(map(waited, said["wanted_on"], said["waiting_since"])),
        **{name: list(map(understood, said[name])) for name in WORDS},
        "meets_young": list(map(meets_young, said["under_15_until"])),
        "consented": _consented(frame, said, guardians, consents),
        "track_is_open": _open(frame, said),
        "guardians": guardians,
    }


def _consented(
    frame: Frame, said: Lines, guardians: Sequence[tuple[str, ...]], consents: Sequence[rows.Row]
) -> list[bool]:
    programme, _, at = frame
    of_family: dict[str, list[rows.Row]] = defaultdict(list)
    for family, *each in consents:
        of_family[family].append(each)

    @cache
    def is_live(kind: str, guardians: frozenset[Any], spoken: tuple[rows.Row, ...]) -> bool:
        known = frozenset(
            Consent(person=person, purpose=purpose, granted=granted, expires_on=until)
            for person, purpose, granted, until in spoken
        )
        return consent.is_live(programme, replace(ANY, kind=kind, guardians=guardians, consents=known), at)

    return [
        is_live(kind, *_without_names(parents, of_family.get(family, ())))
        for kind, family, parents in zip(said["kind"], said["family"], guardians, strict=True)
    ]


def _without_names(
    guardians: Sequence[str], spoken: Sequence[rows.Row]
) -> tuple[frozenset[int], tuple[tuple[Any, ...], ...]]:
    """The same with a number for each who has spoken, so that most families say the same."""
    number: dict[str, int] = {}
    numbered = tuple([(number.setdefault(person, len(number)), *each) for person, *each in spoken])
    return frozenset([number[guardian] for guardian in guardians if guardian in number]), numbered


def _open(frame: Frame, said: Lines) -> list[bool]:
    """Whether the family has come to the tracks before the one that the need belongs to."""  # S2-11
    programme, understood = frame.programme, words()
    earlier = {kind: frozenset(programme.tracks[need.track].after) for kind, need in programme.needs.items()}
    return [
        tracks in (None, "null") or earlier[kind] <= understood(tracks)
        for kind, tracks in zip(said["kind"], said["tracks"], strict=True)
    ]
