"""Offers: what makes one findable, and why one cannot stand in the directory as it is told.

Deliberately not here: whether somebody is eligible for anything. An offer is open to whoever it is for. # S1-02
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from contracts.programmes import Programme
from contracts.refusals import Refused

WRITTEN_IN = frozenset({"da", "en"})


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is told of an offer that the rules look at; an age or day that is None is no bound."""

    topics: tuple[str, ...]
    languages: tuple[str, ...]
    nationwide: bool
    municipalities: tuple[str, ...]
    areas: tuple[str, ...]
    ages_from: int | None
    ages_to: int | None
    valid_from: date
    valid_to: date | None
    translated_to: tuple[str, ...]


def objection(programmes: Collection[Programme], told: Told) -> Refused | None:
    """The first reason why not."""
    return next(_objections(programmes, told), None)


def known_topics(programmes: Iterable[Programme]) -> frozenset[str]:
    """The topics of all programmes: one list of words, so that who searches finds."""
    return frozenset(topic for programme in programmes for topic in programme.topics)


def municipalities_around(programmes: Iterable[Programme], area: str) -> frozenset[str]:
    """Where an area lies; several programmes may call different ones by the same word. Nothing: nobody knows it."""
    return frozenset(each.areas[area].municipality for each in programmes if area in each.areas)


def facets(programmes: Collection[Programme], told: Told) -> frozenset[tuple[str, str]]:
    """Everything it can be found by, as (kind, value)."""
    around = {code for area in told.areas for code in municipalities_around(programmes, area)}
    found = {
        "topic": told.topics,
        "language": told.languages,
        "municipality": told.municipalities,
        "area": told.areas,
        "around": around,
    }
    return frozenset((kind, value) for kind, values in found.items() for value in values)


def _objections(programmes: Collection[Programme], told: Told) -> Iterator[Refused]:
    if unheard := set(told.topics) - known_topics(programmes):
        yield Refused("topic_not_known", field="topics", topic=min(unheard))
    for area in told.areas:
        if not municipalities_around(programmes, area):
            yield Refused("area_not_known", field="areas", area=area)
    if not (told.nationwide or told.municipalities or told.areas):
        yield Refused("offered_nowhere", field="municipalities")
    if told.ages_from is not None and told.ages_to is not None and told.ages_to < told.ages_from:
        yield Refused("ages_reversed", field="ages_to")
    if told.valid_to is not None and told.valid_to < told.valid_from:
        yield Refused("days_reversed", field="valid_to")
    if len({*told.translated_to} - WRITTEN_IN) < len(told.translated_to):
        yield Refused("language_twice", field="translations")
