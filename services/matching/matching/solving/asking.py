"""The needs of a run from their rows, a column at a time.

What depends on the date or on several facts is asked of the domain, once for all needs that are alike in those facts.
Deliberately not here: the queries (`rows`).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from matching.domain import consent
from matching.domain.facts import Consent, Need
from matching.domain.programmes import place_of
from matching.solving import rows
from matching.solving.columns import Frame, turned
from matching.solving.lines import Alike, LeftOut, Lines, Side, alike, need_left_out, words

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
    return Side(_lines(frame, turned(there, rows.NEED), asked.consents), left_out)


def _lines(frame: Frame, said: Mapping[str, Sequence[Any]], consents: Sequence[rows.Row]) -> Lines:
    place = alike(said["area"], lambda area: place_of(frame.programme, area))
    # Lists of ids, and in those no quotation mark is part of a word.
    guardians = [each.replace("-", "").split('"')[1::2] for each in said["guardians"]]
    return {
        **{name: said[name] for name in ("id", "family")},
        **{name: alike(said[name]) for name in ("kind", "area")},
        "east": Alike([each.east for each in place.values], place.rows),
        "north": Alike([each.north for each in place.values], place.rows),
        "waited": _waited(frame, said),
        **{name: alike(said[name], words()) for name in WORDS},
        "meets_young": alike(
            said["under_15_until"], lambda until: replace(ANY, under_15_until=until).has_child_under_15(frame.at)
        ),
        "consented": _consented(frame, said, guardians, consents),
        "track_is_open": _open(frame, said),
        "guardians": guardians,
    }


def _waited(frame: Frame, said: Mapping[str, Sequence[Any]]) -> Alike:
    days = zip(said["wanted_on"], said["waiting_since"], strict=True)
    return alike(days, lambda known: replace(ANY, wanted_on=known[0], waiting_since=known[1]).waited(frame.at))


def _consented(
    frame: Frame,
    said: Mapping[str, Sequence[Any]],
    guardians: Sequence[Sequence[str]],
    consents: Sequence[rows.Row],
) -> Alike:
    of_family: dict[str, list[rows.Row]] = defaultdict(list)
    for family, *each in consents:
        of_family[family].append(each)

    def is_live(known: tuple[str, frozenset[Any], tuple[rows.Row, ...]]) -> bool:
        kind, guardians, spoken = known
        consents = frozenset(
            Consent(person=person, purpose=purpose, granted=granted, expires_on=until)
            for person, purpose, granted, until in spoken
        )
        need = replace(ANY, kind=kind, guardians=guardians, consents=consents)
        return consent.is_live(frame.programme, need, frame.at)

    families = zip(said["kind"], said["family"], guardians, strict=True)
    return alike(
        ((kind, *_without_names(parents, of_family.get(family, ()))) for kind, family, parents in families), is_live
    )


def _without_names(
    guardians: Sequence[str], spoken: Sequence[rows.Row]
) -> tuple[frozenset[int], tuple[tuple[Any, ...], ...]]:
    """The same with a number for each who has spoken, so that most families say the same."""
    number: dict[str, int] = {}
    numbered = tuple([(number.setdefault(person, len(number)), *each) for person, *each in spoken])
    return frozenset([number[guardian] for guardian in guardians if guardian in number]), numbered


def _open(frame: Frame, said: Mapping[str, Sequence[Any]]) -> Alike:
    """Whether the family has come to the tracks before the one that the need belongs to."""  # S2-11
    programme, understood = frame.programme, words()
    earlier = {kind: frozenset(programme.tracks[need.track].after) for kind, need in programme.needs.items()}

    def is_open(known: tuple[str, str | None]) -> bool:
        kind, tracks = known
        return tracks in (None, "null") or earlier[kind] <= understood(tracks)

    return alike(zip(said["kind"], said["tracks"], strict=True), is_open)
