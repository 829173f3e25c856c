"""How fast the rules of entry are asked of very many: 100,000 people, on their own, in every programme there is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle, islice
from time import monotonic

from contracts.programmes import Programme, load
from enrollment.domain.eligibility import Person, Picture, Stay
from enrollment.domain.many import eligible
from tests.bench.measures import Figures

PEOPLE, PROGRAMMES = 100_000, 5
ON = date(2026, 3, 2)
SINCE = ON - timedelta(days=200)


def play() -> Figures:
    """How long it takes to answer for everybody, as they live, and were they to live wherever a programme is.

    Most people live outside most programmes, which is quickly said; the second figure is what the other rules cost.
    """
    programmes = laid_out()
    people = list(islice(everybody(programmes), PEOPLE))
    anywhere = [replace(each, target_group=replace(each.target_group, lives_in="anywhere")) for each in programmes]
    seconds, hardest = _seconds(programmes, people), _seconds(anywhere, people)
    tracks = sum(len(programme.tracks) for programme in programmes)
    return {
        "eligibility of 100,000 people, s": seconds,
        "eligibility were all at home everywhere, s": hardest,
        "eligibility, people by tracks/s": PEOPLE * tracks / hardest,
    }


def _seconds(programmes: list[Programme], people: list[Picture]) -> float:
    started = monotonic()
    answered = sum(1 for _ in eligible(programmes, people, ON))
    if answered != len(people):
        raise RuntimeError(f"{answered} of {len(people)} were answered")
    return monotonic() - started


def laid_out() -> list[Programme]:
    """The programmes there are; were they fewer than five, the first ones again under other codes."""
    known = list(load().values())
    again = (replace(each, code=f"{each.code}_{number}") for number, each in enumerate(cycle(known)))
    return [*known, *islice(again, max(0, PROGRAMMES - len(known)))]


def everybody(programmes: list[Programme]) -> Iterator[Picture]:
    """People of every kind and age in every area of every programme, half of them in a first track already."""
    homes = [
        (code, area.municipality, next(iter(programme.tracks)))
        for programme in programmes
        for code, area in programme.areas.items()
    ]
    for number, (area, municipality, first) in enumerate(cycle(homes)):
        kind = ("guardian", "child", "child", "young_person")[number % 4]
        born = ON - timedelta(days=(number * 37) % (365 * {"guardian": 60, "child": 18, "young_person": 26}[kind]))
        yield Picture(
            people=(Person(kind=kind, born=born, school_shift=number % 3 - 1),),
            area=area,
            municipality=municipality,
            fits=number % 7 > 0,
            stays=(Stay(track=first, since=SINCE),) if number % 2 else (),
        )
