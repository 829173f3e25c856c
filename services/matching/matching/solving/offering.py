"""The volunteers of a run from their rows, a column at a time.

What depends on the date or on several facts is asked of the domain, once for all volunteers who are alike in those
facts. Deliberately not here: the queries (`rows`), and whether vetting holds (`vetted`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from matching.domain.certificates import awaited_since
from matching.domain.facts import Exemption, Outcome, Pause, is_shown_to
from matching.domain.rules import KILOMETRE
from matching.solving import rows
from matching.solving.columns import Frame, turned
from matching.solving.lines import VETTED, Alike, LeftOut, Lines, Side, alike, volunteer_left_out, words
from matching.solving.vetted import ANYBODY, Record, Vetting

By = Mapping[str, list[Any]]
WORDS = ("kinds", "languages", "topics", "meets", "slots")
RECORDED = ("outcomes", "exemptions", "pauses", "certificates")


class Offered(NamedTuple):
    """The rows about volunteers."""

    volunteers: Sequence[rows.Row]
    about: Mapping[str, Sequence[rows.Row]]


def offers(frame: Frame, offered: Offered) -> Side:
    """The lines of those who can be in a run, and who is in none."""
    understood, there, left_out = words(), [], []
    area, slots, languages, born = map(rows.VOLUNTEER.index, ("area", "slots", "languages", "born"))
    for row in offered.volunteers:
        said = row[area], understood(row[slots]), understood(row[languages]), row[born]
        if reason := volunteer_left_out(frame.programme, *said):
            left_out.append(LeftOut(side="volunteer", id=row[0], reason=reason))
        else:
            there.append(row)
    return Side(_lines(frame, turned(there, rows.VOLUNTEER), _about(offered.about)), left_out)


def _lines(frame: Frame, said: Mapping[str, Sequence[Any]], about: Mapping[str, By]) -> Lines:
    ids, vetting = said["id"], Vetting(frame)
    vetted = alike(map(vetting.what_counts, _records(said, about)), vetting.of)
    pauses = (tuple(about["pauses"].get(id, ())) for id in ids)
    taken = (len(about["taken"].get(id, ())) for id in ids)
    return {
        "id": ids,
        **{name: alike(said[name]) for name in ("area", "east", "north", "capacity", "source", "without_young")},
        "reach": alike(said["reach_km"], lambda km: km * KILOMETRE),
        "room": alike(zip(said["capacity"], taken, strict=True), _room),
        **{name: alike(said[name], words()) for name in WORDS},
        **{name: vetted.part(number) for number, name in enumerate(VETTED)},
        "is_away": alike(pauses, lambda pauses: replace(ANYBODY, pauses=pauses).is_away(frame.at)),
        "is_shared": _shared(frame, said),
        **{name: [about[name].get(id, ()) for id in ids] for name in ("tried", "excluded")},
    }


def _room(known: tuple[int, int]) -> int:
    capacity, taken = known
    return replace(ANYBODY, capacity=capacity, taken=taken).room


def _shared(frame: Frame, said: Mapping[str, Sequence[Any]]) -> Alike:
    understood = words()
    whose = zip(said["organisation"], said["shares_with"], strict=True)
    return alike(whose, lambda known: is_shown_to(frame.organisation, known[0], understood(known[1])))


def _records(said: Mapping[str, Sequence[Any]], about: Mapping[str, By]) -> Iterator[Record]:
    outcomes, exemptions, pauses, certificates = map(about.__getitem__, RECORDED)
    for id, born in zip(said["id"], said["born"], strict=True):
        yield Record(
            born,
            tuple(outcomes.get(id, ())),
            tuple({each.step: each for each in exemptions.get(id, ())}.values()),
            tuple(pauses.get(id, ())),
            awaited_since(certificates.get(id, ())),
        )


def _about(found: Mapping[str, Sequence[rows.Row]]) -> dict[str, By]:
    """What is known of the volunteers besides, as facts, by volunteer."""
    facts: dict[str, Callable[..., Any]] = {
        "outcomes": cache(Outcome),
        "exemptions": lambda step, until: Exemption(step=step, until=until),
        "certificates": lambda on, answered_at: None if answered_at else on,
        "pauses": lambda begins, until: Pause(begins=begins, until=until),
    }
    return {name: _by_volunteer(each, facts.get(name, _itself)) for name, each in found.items()}


def _by_volunteer(found: Sequence[rows.Row], fact: Callable[..., Any]) -> By:
    by: dict[str, list[Any]] = defaultdict(list)
    if found:
        ids, *known = zip(*found, strict=True)
        for id, each in zip(ids, map(fact, *known), strict=True):
            by[id].append(each)
    return by


def _itself(value: Any) -> Any:
    return value
