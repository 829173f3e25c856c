"""Small random towns as facts, and the same towns as columns, for tests that hold a run to the domain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import Any

import numpy as np

from contracts.common import SLOTS
from contracts.programmes import Programme, load
from matching.domain import consent, rules, vetting, worth
from matching.domain.facts import Consent, Need, Pause, Ruling, Volunteer
from matching.solving.pool import Needs, Pairs, Pool, Volunteers
from tests.matching.make import STEPS, TODAY, passed, uid

PROGRAMME = "familien_i_fokus"
LANGUAGES, TOPICS = ("ar", "da", "so"), ("association_life", "economy")
WISHES = ("our_language", "has_children", "same_gender")
ORGANISATION = "kfum"


@dataclass(frozen=True)
class Facts:
    """Everything a run decides on, as the domain knows it."""

    needs: Sequence[Need]
    volunteers: Sequence[Volunteer]
    rulings: frozenset[Ruling] = frozenset()
    programme: Programme = field(default_factory=lambda: load()[PROGRAMME])

    def pair(self, need: int, volunteer: int) -> rules.Pair:
        return rules.Pair(
            need=self.needs[need],
            volunteer=self.volunteers[volunteer],
            programme=self.programme,
            at=TODAY,
            organisation=ORGANISATION,
            rulings=self.rulings,
        )


def some(random: Random, words: Sequence[str], at_least: int = 0) -> frozenset[str]:
    return frozenset(random.sample(words, random.randint(at_least, min(2, len(words)))))


def need(random: Random, number: int) -> Need:
    guardian, kind = uid(f"guardian {number}"), random.choice(("network_person", "network_person", "mentor"))
    purpose = load()[PROGRAMME].needs[kind].consent
    area = random.choice(("haderslev", "slagelse"))
    return Need(
        id=uid(f"need {number}"),
        family=uid(f"family {number}"),
        guardians=frozenset({guardian, uid(f"volunteer {number}")} if random.random() < 0.2 else {guardian}),
        kind=kind,
        topics=some(random, TOPICS),
        languages=some(random, LANGUAGES, 1),
        area=area,
        municipality="0510",
        slots=some(random, SLOTS[:4], 1),
        under_15_until=TODAY + timedelta(days=400) if random.random() < 0.4 else None,
        wanted_on=TODAY - timedelta(days=random.choice((0, 3, 3, 40, 200, 300))),
        consents=frozenset({Consent(person=guardian, purpose=purpose, granted=random.random() < 0.9)}),
        wishes=some(random, WISHES),
        east=random.choice((0, 4_000, 9_000)),
        north=random.choice((0, 3_000)),
    )


def volunteer(random: Random, number: int) -> Volunteer:
    on = TODAY - timedelta(days=random.choice((30, 3 * 365)))
    return Volunteer(
        id=uid(f"volunteer {number}"),
        kinds=frozenset(random.choice((["network_person"], ["mentor"], ["network_person", "mentor"]))),
        born=TODAY.replace(year=1980),
        languages=some(random, LANGUAGES, 1),
        area=random.choice(("haderslev", "slagelse")),
        municipality="0510",
        slots=some(random, SLOTS[:4], 1),
        topics=some(random, TOPICS),
        outcomes=passed(*random.choice((STEPS, STEPS, STEPS[:-1])), on=on),
        capacity=random.randint(1, 3),
        taken=random.randint(0, 1),
        tried=frozenset({uid(f"need {random.randint(0, 5)}")}),
        organisation=random.choice((ORGANISATION, ORGANISATION, "red_cross")),
        shares_with=frozenset(random.choice(([], [ORGANISATION]))),
        meets=some(random, WISHES),
        without_young_children=random.random() < 0.2,
        excluded=frozenset({uid(f"family {random.randint(0, 9)}")}),
        pauses=(Pause(begins=TODAY, until=None),) if random.random() < 0.1 else (),
        reach_km=random.choice((3, 5, 10)),
        east=random.choice((0, 5_000, 9_000)),
        north=random.choice((0, 3_000)),
    )


def facts(seed: int, *, most: int = 7) -> Facts:
    """A random town, the same for the same seed; everybody stands in the order of ids."""
    random = Random(seed)
    needs = sorted((need(random, each) for each in range(random.randint(1, most))), key=lambda one: one.id)
    people = sorted((volunteer(random, each) for each in range(random.randint(0, most))), key=lambda one: one.id)
    pairs = [(one.id, other.id) for one in needs for other in people if random.random() < 0.15]
    words = [("forbid", None), ("pin", None), *(("override", code) for code in sorted(rules.OVERRIDABLE))]
    said = {
        Ruling(need=one, volunteer=other, word=word, rule=rule)
        for one, other in pairs
        for word, rule in [random.choice(words)]
    }
    return Facts(needs, people, frozenset(said), random.choice((load()[PROGRAMME], answered_by_both())))


def answered_by_both() -> Programme:
    """The same programme, were a network person's need answered by mentors too, who meet no children otherwise."""
    programme = load()[PROGRAMME]
    asks = replace(programme.needs["network_person"], volunteers=("mentor", "network_person"))
    return replace(programme, needs={**programme.needs, "network_person": asks})


def pool(town: Facts) -> Pool:
    """The same town as columns."""
    programme = town.programme
    vocabularies = {
        "kinds": tuple(sorted({*programme.needs, *programme.volunteer_kinds})),
        "areas": tuple(sorted(programme.areas)),
        "languages": LANGUAGES,
        "topics": TOPICS,
        "wishes": WISHES,
        "sources": tuple(sorted(programme.recruiting_sources)),
    }
    kinds = vocabularies["kinds"]
    answered = {kind: _mask(programme.needs[kind].volunteers, kinds) for kind in programme.needs}
    return Pool(
        programme=programme.code,
        version=programme.version,
        organisation=ORGANISATION,
        at=TODAY,
        needs=_needs(town, vocabularies),
        volunteers=_volunteers(town, vocabularies),
        vocabularies=vocabularies,
        named=_named(town),
        terms={
            "ceiling": programme.matching.ceiling_days,
            "long_wait": programme.matching.long_wait_days,
            "answered_by": answered,
            "with_children": _mask((kind for kind in kinds if _meets_children(programme, kind)), kinds),
            "warns_ahead": max(programme.vetting.warn_days),
            "reach_km": programme.matching.reach_km,
        },
    )


def _meets_children(programme: Programme, kind: str) -> bool:
    return kind in programme.volunteer_kinds and programme.volunteer_kinds[kind].with_children


def _needs(town: Facts, words: dict[str, tuple[str, ...]]) -> Needs:
    asked = town.needs
    return Needs(
        ids=np.array([one.id.hex.encode() for one in asked], "S32"),
        families=np.array([one.family.hex.encode() for one in asked], "S32"),
        kind=_numbers(words["kinds"].index(one.kind) for one in asked),
        area=_numbers(words["areas"].index(one.area) for one in asked),
        east=_numbers(one.east for one in asked),
        north=_numbers(one.north for one in asked),
        waited=_numbers(one.waited(TODAY) for one in asked),
        languages=_masks((one.languages for one in asked), words["languages"]),
        topics=_masks((one.topics for one in asked), words["topics"]),
        wishes=_masks((one.wishes for one in asked), words["wishes"]),
        slots=_masks((one.slots for one in asked), SLOTS),
        meets_young=np.array([one.has_child_under_15(TODAY) for one in asked], bool),
        consented=np.array([consent.is_live(town.programme, one, TODAY) for one in asked], bool),
        track_is_open=np.ones(len(asked), bool),
    )


def _volunteers(town: Facts, words: dict[str, tuple[str, ...]]) -> Volunteers:
    people, programme = town.volunteers, town.programme
    return Volunteers(
        ids=np.array([one.id.hex.encode() for one in people], "S32"),
        area=_numbers(words["areas"].index(one.area) for one in people),
        east=_numbers(one.east for one in people),
        north=_numbers(one.north for one in people),
        reach=_numbers(one.reach_km * 1000 for one in people),
        room=_numbers(one.room for one in people),
        capacity=_numbers(one.capacity for one in people),
        source=_numbers(-1 for _ in people),
        kinds=_masks((one.kinds for one in people), words["kinds"]),
        languages=_masks((one.languages for one in people), words["languages"]),
        topics=_masks((one.topics for one in people), words["topics"]),
        meets=_masks((one.meets for one in people), words["wishes"]),
        slots=_masks((one.slots for one in people), SLOTS),
        vetted=_flags(not vetting.missing(programme, one, TODAY, kinds=()) for one in people),
        vetted_for_young=_flags(not vetting.missing(programme, one, TODAY, young_child=True) for one in people),
        stays_vetted=_flags(worth.stays_vetted(programme, one, TODAY) for one in people),
        is_away=_flags(one.is_away(TODAY) for one in people),
        is_shared=_flags(ORGANISATION in {one.organisation, *one.shares_with} for one in people),
        without_young=_flags(one.without_young_children for one in people),
    )


def _named(town: Facts) -> dict[str, Pairs]:
    """Every pair that a rule or a ruling names."""
    rows = [(n, v) for n in range(len(town.needs)) for v in range(len(town.volunteers))]
    asked = {(n, v): (town.needs[n], town.volunteers[v]) for n, v in rows}
    named = {
        "own_family": [row for row, (one, other) in asked.items() if other.id in one.guardians],
        "tried": [row for row, (one, other) in asked.items() if one.id in other.tried],
        "excluded": [row for row, (one, other) in asked.items() if one.family in other.excluded],
        "forbidden": [row for row in rows if town.pair(*row).ruled("forbid")],
        "pinned": [row for row in rows if town.pair(*row).ruled("pin")],
    }
    for code in rules.OVERRIDABLE:
        named[f"override:{code}"] = [row for row in rows if code in rules.overridden(town.pair(*row))]
    return {
        name: Pairs(need=_numbers(n for n, _ in of), volunteer=_numbers(v for _, v in of)) for name, of in named.items()
    }


def _numbers(values: Iterable[int]) -> Any:
    return np.array(list(values), np.int32)


def _flags(values: Iterable[bool]) -> Any:
    return np.array(list(values), bool)


def _mask(found: Iterable[str], words: Sequence[str]) -> int:
    return sum(1 << words.index(word) for word in found)


def _masks(rows: Iterable[Iterable[str]], words: Sequence[str]) -> Any:
    return np.array([_mask(row, words) for row in rows], np.uint64).reshape(-1, 1)
