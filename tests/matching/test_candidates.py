"""One need, answered at once: nobody possible is missed, the best come first, else what is in the way is said."""

from dataclasses import replace
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from chassis.testing import Stage
from chassis.work import Work
from matching.actions import candidates
from matching.actions.knowing import needs_known, volunteers_known
from matching.actions.pairing import pair, ruled
from matching.domain import candidates as domain
from matching.domain.rules import UNCHANGEABLE, Pair, is_possible, objections
from matching.service import Matching
from matching.tables import Need, Volunteer, metadata
from tests.matching import make
from tests.matching.columns import PROGRAMME, Facts, facts
from tests.matching.make import MADS, NEED, VIBEKE, uid
from tests.matching.rows import settle_in
from tests.matching.town import Town, refused

MATCHER = ("matcher", "kfum", MADS)


@pytest.fixture
def town() -> Town:
    return Town()


def spread(seed: int) -> Facts:
    """A random town in which some live far away, some of them without having said so by their area."""
    random, known = Random(seed), facts(seed, most=9)
    people = [
        replace(
            each,
            taken=0,
            tried=frozenset(),
            east=random.choice((0, 2_999, 3_000, 3_001, 9_000, 60_000, 99_000, 100_001)),
            reach_km=random.choice((1, 3, 10, 11, 60, 100)),
        )
        for each in known.volunteers
    ]
    return Facts(known.needs, people, known.rulings)


def everybody(work: Work, need: UUID) -> list[Pair]:
    """The need with each volunteer there is, as the domain knows them."""
    [asks] = needs_known(work, [work.session.get_one(Need, need)])
    offers = volunteers_known(work, work.session.scalars(select(Volunteer).order_by(Volunteer.id)).all())
    return [pair(work, PROGRAMME, asks, each, ruled(work, [need])) for each in offers]


@given(seed=st.integers(0, 1_000_000))
@settings(max_examples=60, deadline=None)
def test_nobody_possible_is_missed_and_the_best_come_first(seed: int) -> None:
    known, town = spread(seed), Town()
    with town.rehearsal.work(make.matcher()) as work:
        settle_in(work.session, known)
    with town.rehearsal.work(make.matcher()) as work:
        for need in known.needs:
            pairs = everybody(work, need.id)
            shown = candidates.of_need(work, need.id)
            assert shown is not None
            best = domain.best(pairs, candidates.MOST)
            assert [each["volunteer"] for each in shown["candidates"]] == [each.volunteer.id for each in best]
            assert len(best) == min(candidates.MOST, sum(map(is_possible, pairs)))
            nearest = [] if best else domain.nearest(pairs, candidates.NAMED)
            assert [each["volunteer"] for each in shown["nearest"]] == [each.volunteer.id for each, _ in nearest]


@given(seed=st.integers(0, 1_000_000))
@settings(max_examples=60, deadline=None)
def test_what_is_said_of_the_nearest_is_everything_in_the_way(seed: int) -> None:
    known = spread(seed)
    for row in range(len(known.needs)):
        pairs = [known.pair(row, other) for other in range(len(known.volunteers))]
        for miss, found in domain.nearest(pairs, 3):
            assert found == objections(miss)
            assert not {each.code for each in found} & UNCHANGEABLE


def test_a_candidate_is_shown_with_its_worth_and_its_reasons() -> None:
    stage = Stage(Matching, metadata)
    stage.call("POST", "/volunteers", make.offer(), as_=("volunteer", "kfum", VIBEKE))
    for step in make.STEPS:
        said = {"step": step, "outcome": "passed", "on": make.TODAY}
        stage.call("POST", f"/volunteers/{VIBEKE}/vettings", said, as_=MATCHER)
    stage.hear(make.consent_changed(), make.need_registered())
    shown = stage.call("GET", f"/needs/{NEED}/candidates", as_=MATCHER)
    assert shown.status == 200
    [candidate] = shown.json["candidates"]
    assert candidate["volunteer"] == str(VIBEKE)
    assert set(candidate["worth"]) == {"safe", "waiting", "fit", "metres"}
    assert "Languages in common: Arabic, Danish." in [reason["text"]["en"] for reason in candidate["reasons"]]
    assert shown.json["nearest"] == []


def test_when_nobody_is_possible_it_is_said_what_is_in_the_way(town: Town) -> None:
    town.registers()
    town.has_need()
    with town.rehearsal.work(make.matcher()) as work:
        shown = candidates.of_need(work, NEED)
    assert shown is not None
    assert shown["candidates"] == []
    [nearest] = shown["nearest"]
    [blocked] = nearest["blocked_by"]
    assert (nearest["volunteer"], blocked["code"], blocked["row"]) == (VIBEKE, "vetting_missing", "S0-22")


def test_a_volunteer_without_room_is_no_candidate(town: Town) -> None:
    town.has_proposal()
    town.hear(make.need_registered(uid("another need")))
    with town.rehearsal.work(make.matcher()) as work:
        shown = candidates.of_need(work, uid("another need"))
    assert shown is not None
    assert shown["candidates"] == []
    assert [each["code"] for each in shown["nearest"][0]["blocked_by"]] == ["no_room_left"]


def test_nobody_is_looked_for_once_the_need_is_withdrawn(town: Town) -> None:
    town.has_need()
    town.hear(make.need_withdrawn())
    for need in (NEED, uid("unheard of")):
        with refused("not_found"), town.rehearsal.work(make.matcher()) as work:
            candidates.of_need(work, need)
