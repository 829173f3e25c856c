"""The volunteers of a run from their rows, a column at a time.

What depends on the date or on several facts is asked of the domain, once for all volunteers who are alike in those
facts. Deliberately not here: the queries (`rows`), and whether vetting holds (`vetted`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from matching.domain.certificates import awaited_since
from matching.domain.facts import Exemption, Outcome, Pause, is_shown_to
from matching.domain.rules import KILOMETRE
from matching.solving import rows
from matching.solving.columns import Frame, turned
from matching.solving.lines import VETTED, LeftOut, Lines, Side, volunteer_left_out, words
from matching.solving.vetted import ANYBODY, Record, Vetted, Vetting

By = Mapping[str, list[Any]]
WORDS = ("kinds", "languages", "topics", "meets", "slots")


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
    return _lines(frame, turned(there, rows.VOLUNTEER), _about(offered.about)), left_out


def _lines(frame: Frame, said: Lines, about: Mapping[str, By]) -> Lines:
    ids, understood = said["id"], words()
    pauses = [tuple(about["pauses"].get(id, ())) for id in ids]
    is_away = cache(lambda pauses: replace(ANYBODY, pauses=pauses).is_away(frame.at))
    room = cache(lambda capacity, taken: replace(ANYBODY, capacity=capacity, taken=taken).room)
    shared = cache(lambda of, others: is_shown_to(frame.organisation, of, understood(others)))
    taken = [len(about["taken"].get(id, ())) for id in ids]
    vetted = _vetted(frame, said, about)
    return {
        **{name: said[name] for name in ("id", "area", "east", "north", "capacity", "source", "without_young")},
        "reach": [km * KILOMETRE for km in said["reach_km"]],
        "room": list(map(room, said["capacity"], taken)),
        **{name: list(map(understood, said[name])) for name in WORDS},
        **dict(zip(VETTED, zip(*vetted, strict=True) if vetted else ((),) * len(VETTED), strict=True)),
        "is_away": list(map(is_away, pauses)),
        "is_shared": list(map(shared, said["organisation"], said["shares_with"])),
        **{name: [about[name].get(id, ()) for id in ids] for name in ("tried", "excluded")},
    }


def _vetted(frame: Frame, said: Lines, about: Mapping[str, By]) -> list[Vetted]:
    vetting, outcomes, certificates = Vetting(frame), _outcomes(), about["certificates"]
    exemptions, pauses = about["exemptions"], about["pauses"]
    return [
        vetting.of(
            Record(
                born=born,
                outcomes=outcomes(passed),
                exemptions=tuple({each.step: each for each in exemptions.get(id, ())}.values()),
                pauses=tuple(pauses.get(id, ())),
                certificate_asked=awaited_since(certificates.get(id, ())),
            )
        )
        for id, born, passed in zip(said["id"], said["born"], said["outcomes"], strict=True)
    ]


def _outcomes() -> Callable[[str | None], tuple[Outcome, ...]]:
    """Understands the outcomes of a volunteer as they are read, in the order they were recorded."""

    @cache
    def one(said: str) -> tuple[int, Outcome]:
        step, passed, number, on = said.split(rows.PARTS)
        return int(number), Outcome(step=step, passed=passed == "1", on=date.fromisoformat(on))

    def all(said: str | None) -> tuple[Outcome, ...]:
        known = dict(map(one, said.split(rows.OUTCOMES))) if said else {}
        return tuple([known[number] for number in sorted(known)])

    return all


def _about(found: Mapping[str, Iterable[rows.Row]]) -> dict[str, By]:
    """What is known of the volunteers besides, as facts, by volunteer."""
    facts: dict[str, Callable[..., Any]] = {
        "exemptions": lambda step, until: Exemption(step=step, until=until),
        "certificates": lambda on, answered_at: None if answered_at else on,
        "pauses": lambda begins, until: Pause(begins=begins, until=until),
    }
    return {name: _by_volunteer(each, facts.get(name, _itself)) for name, each in found.items()}


def _by_volunteer(found: Iterable[rows.Row], fact: Callable[..., Any]) -> By:
    by: dict[str, list[Any]] = defaultdict(list)
    for id, *known in found:
        by[id].append(fact(*known))
    return by


def _itself(value: Any) -> Any:
    return value
