"""Whom to look for: computed by adding the volunteer and solving again, never guessed, and said in plain words."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.programmes import load
from matching.domain.facts import Volunteer
from matching.domain.recruiting import Gap
from matching.domain.rules import is_possible
from matching.domain.words import SLOTS
from matching.solving.gaps import MOST, find, gaps
from matching.solving.profiles import home
from matching.solving.running import run
from matching.solving.standing import capped
from tests.matching import make
from tests.matching.columns import LANGUAGES, PROGRAMME, Facts, facts, pool
from tests.matching.make import TODAY, passed, uid
from tests.matching.rows import settle_in
from tests.matching.test_explaining import Town, most_waiting

seeds = st.integers(0, 1_000_000)
KINDS = ("mentor", "network_person")
AREAS = ("haderslev", "slagelse")


def somebody(known: Facts, town: Town, *, kind: str, area: str, language: str, slot: str) -> Facts:
    """The same town and one more volunteer, of this profile."""
    of = town.pool.vocabularies["areas"].index(area)
    east, north = home(town.pool, of)
    new = Volunteer(
        id=uid("somebody new"),
        kinds=frozenset({kind}),
        born=TODAY.replace(year=1980),
        languages=frozenset({language}),
        area=area,
        municipality="0510",
        slots=frozenset({slot}),
        topics=frozenset(),
        outcomes=passed(),
        capacity=1,
        organisation="kfum",
        reach_km=known.programme.matching.reach_km,
        east=east,
        north=north,
    )
    return replace(known, volunteers=[*known.volunteers, new])


def suited(known: Facts, town: Town, profile: dict[str, Any]) -> Any:
    """The needs whom somebody of this profile could meet, by the rules of the domain."""
    more = somebody(known, town, **profile)
    return np.array([is_possible(more.pair(row, len(known.volunteers))) for row in range(len(known.needs))])


def with_places(town: Town, profiles: list[tuple[Any, int]], *, without: int | None = None) -> int:
    """The most waiting that is served once there are also so many places of these profiles."""
    columns = [suits[:, None] for suits, _ in profiles]
    room = np.append(town.pool.volunteers.room, [places for _, places in profiles]).astype(int)
    return most_waiting(town, np.hstack([town.may, *columns]), room, without=without)


def every_profile(town: Town) -> Iterator[dict[str, str]]:
    there = {town.pool.vocabularies["areas"][area] for area in town.pool.needs.area.tolist()}
    for kind, area, language, slot in product(KINDS, sorted(there), LANGUAGES, SLOTS[:4]):
        yield {"kind": kind, "area": area, "language": language, "slot": slot}


def of_profile(answer: dict[str, Any]) -> dict[str, str]:
    return {name: word for name, word in answer["profile"].items() if name != "topic"}


@given(seed=seeds)
@settings(max_examples=80, deadline=None)
def test_so_many_places_serve_all_its_families_and_one_fewer_does_not(seed: int) -> None:
    known = facts(seed)
    town = Town(pool(known))
    found = gaps(town.pool, town.possible, town.best)
    if not found:
        return
    suits, places = suited(known, town, of_profile(found[0])), found[0]["volunteers_needed"]
    waiting = np.setdiff1d(np.flatnonzero(suits), town.best.need)
    best = with_places(town, [(suits, places)])
    assert all(with_places(town, [(suits, places)], without=need) < best for need in waiting)
    fewer = with_places(town, [(suits, places - 1)])
    assert fewer < best
    assert any(with_places(town, [(suits, places - 1)], without=need) == fewer for need in waiting)
    assert found[0]["families"] == len(waiting)
    assert found[0]["waiting_days_unlocked"] == town.pool.needs.waited[waiting].sum()
    assert found[0]["waited_long"] == (town.pool.needs.waited[waiting] > 60).sum()


@given(seed=seeds)
@settings(max_examples=80, deadline=None)
def test_one_place_serves_the_family_that_has_waited_longest_of_those_it_can_help(seed: int) -> None:
    known = facts(seed)
    town = Town(pool(known))
    for answer in gaps(town.pool, town.possible, town.best)[:1]:
        suits = suited(known, town, of_profile(answer))
        gained = with_places(town, [(suits, 1)]) - town.served()
        ceiling = known.programme.matching.ceiling_days
        assert gained == min(answer["serves"]["waited"], ceiling) + 1


@given(seed=seeds)
@settings(max_examples=50, deadline=None)
def test_the_first_profile_unlocks_most_waiting_of_all_there_are(seed: int) -> None:
    known = facts(seed, most=5)
    town = Town(pool(known))
    weight = capped(town.pool).astype(int) + 1
    weight[town.best.need] = 0
    heaviest = max(int(weight[suited(known, town, profile)].sum()) for profile in every_profile(town))
    found = gaps(town.pool, town.possible, town.best)
    unlocked = int(weight[suited(known, town, of_profile(found[0]))].sum()) if found else 0
    assert unlocked == heaviest


@given(seed=seeds)
@settings(max_examples=50, deadline=None)
def test_all_the_profiles_together_serve_everybody_a_volunteer_could_help(seed: int) -> None:
    known = facts(seed)
    town = Town(pool(known))
    found = gaps(town.pool, town.possible, town.best)
    assert len(found) <= MOST
    added = [(suited(known, town, of_profile(each)), each["volunteers_needed"]) for each in found]
    needs = town.pool.needs
    helped = np.union1d(np.flatnonzero(needs.consented & needs.track_is_open), town.best.need)
    assert with_places(town, added) == town.weight[helped].sum()


def test_nobody_is_looked_for_where_nobody_waits() -> None:
    town = Town(pool(Facts([], facts(3).volunteers)))
    assert gaps(town.pool, town.possible, town.best) == []


def test_the_source_is_one_the_programme_knows() -> None:
    for seed in range(40):
        town = Town(pool(facts(seed)))
        for answer in gaps(town.pool, town.possible, town.best):
            assert answer["source"] in load()[PROGRAMME].recruiting_sources


def gap(**known: Any) -> dict[str, str]:
    plain: dict[str, Any] = {"kind": "network_person", "area": "haderslev", "language": "so", "slot": "tue_day"}
    return dict(
        Gap(**plain | {"families": 4, "waited_long": 2, "volunteers_needed": 4} | known).text(load()[PROGRAMME])
    )


def test_the_sentence_says_whom_to_look_for_and_whom_it_helps() -> None:
    assert gap() == {
        "da": "Én frivillig (netværksperson), der taler somali og har tid tirsdag i dagtimerne i Familienetværket i "
        "Haderslev, gør et match muligt for 4 familier, hvoraf 2 har ventet i over 60 dage. Der skal 4 sådanne pladser "
        "til, for at alle kan få et match.",
        "en": "One Somali-speaking network person free Tuesday daytime in The family network in Haderslev "
        "unlocks 4 families, 2 of whom have waited over 60 days. It takes 4 such places until all are helped.",
    }


def test_the_sentence_ends_with_what_most_would_like_to_talk_about_and_where_to_look() -> None:
    said = gap(topic="economy", source="local_branch")
    assert said["da"].endswith(
        " Emne for de fleste: Økonomi i hverdagen. Søg først her: Den lokale Røde Kors-afdeling."
    )
    assert said["en"].endswith(
        " A topic for most of them: Everyday economy. Look here first: The local Red Cross branch."
    )


@pytest.mark.parametrize(
    ("families", "waited_long", "da", "en"),
    [
        (1, 0, "gør et match muligt for 1 familie.", "unlocks 1 family."),
        (1, 1, "1 familie, som har ventet i over 60 dage.", "1 family, which has waited over 60 days."),
        (3, 1, "3 familier, hvoraf 1 har ventet i over 60 dage.", "3 families, 1 of whom has waited over 60 days."),
        (3, 3, "3 familier, som alle har ventet i over 60 dage.", "3 families, all of whom have waited over 60 days."),
    ],
)
def test_one_family_and_several_are_said_differently(families: int, waited_long: int, da: str, en: str) -> None:
    said = gap(families=families, waited_long=waited_long, volunteers_needed=1)
    assert da in said["da"]
    assert en in said["en"]
    assert said["da"].endswith("Én plads er nok.")
    assert said["en"].endswith("One place is enough.")


def test_the_same_is_found_in_the_rows_of_a_service_and_in_the_snapshot_of_a_run(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/matching.db"
    with make.rehearsal(url).work(make.matcher()) as work:
        settle_in(work.session, facts(7))
    asked = {"programme": PROGRAMME, "organisation": "kfum", "at": TODAY.isoformat(), "database_url": url}
    found = json.loads(find(asked))["gaps"]
    assert found
    kept = json.loads(run(asked))["snapshot"]
    assert json.loads(find({"snapshot": kept}))["gaps"] == found
