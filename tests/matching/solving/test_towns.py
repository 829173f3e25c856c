"""Whatever town the rows tell of, a run reads from them the pool of the facts that everybody else knows."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.solving import reading, snapshot
from matching.tables import CertificateRequest, Pause, Run, VettingExemption, metadata
from tests.matching import make
from tests.matching.make import AMAL, CODE, JONAS, NOW, TODAY, uid
from tests.matching.solving import test_reading as rows
from tests.matching.town import Town

NEEDS, VOLUNTEERS = ("n1", "n2", "n3"), ("v1", "v2", "v3")
near_days = st.integers(-120, 120).map(lambda days: TODAY + timedelta(days=days))
long_ago = st.integers(1000, 1200).map(lambda days: TODAY - timedelta(days=days))
birthdays = st.sampled_from(
    [date(1980, 5, 5), date(2011, 2, 28), date(2011, 3, 1), date(2011, 5, 1), date(2012, 2, 29)]
)
steps, some = st.sampled_from(make.STEPS), st.lists(st.sampled_from(["ar", "da", "so"]), unique=True)
outcomes = st.tuples(steps, st.booleans() | st.just(True), near_days | long_ago)
all_passed = st.lists(near_days | long_ago, min_size=5, max_size=5).map(
    lambda days: [(step, True, on) for step, on in zip(make.STEPS, days, strict=True)]
)
histories = st.tuples(all_passed, st.lists(outcomes, max_size=4)).map(lambda two: two[0] + two[1])
needs = st.fixed_dictionaries(
    {
        "languages": some,
        "area": st.sampled_from(["kolding_one", "kolding_two"]),
        "kind": st.sampled_from(["network_person", "unknown"]),
        "guardians": st.sampled_from([[], [str(AMAL)], [str(AMAL), str(JONAS)], [str(uid("v1"))]]),
        "under_15_until": st.none() | near_days,
        "wanted_on": near_days | long_ago,
        "waiting_since": st.none() | near_days,
        "tracks": st.sampled_from([None, [], ["togetherness"]]),
        "withdrawn_at": st.none() | st.just(NOW),
    }
)
volunteers = st.fixed_dictionaries(
    {
        "born": st.none() | birthdays,
        "languages": some,
        "kinds": st.sampled_from([["network_person"], ["helper"], ["helper", "network_person"]]),
        "slots": st.sampled_from([[], ["tue_day"]]),
        "capacity": st.integers(1, 3),
        "organisation": st.sampled_from(["kfum", "red_cross", "others"]),
        "shares_with": st.sampled_from([[], ["kfum"]]),
        "left_at": st.none() | st.none() | st.just(NOW),
    }
)
people = st.tuples(st.sampled_from([AMAL, JONAS]), st.booleans(), st.none() | near_days)
absences = st.tuples(near_days | long_ago, st.none() | near_days)
pairs = st.tuples(st.sampled_from(NEEDS), st.sampled_from(VOLUNTEERS))
RULINGS = [("pin", None), ("forbid", None), ("override", "no_common_slot")]
towns = st.fixed_dictionaries(
    {
        "needs": st.tuples(*[needs] * len(NEEDS)),
        "volunteers": st.tuples(*[volunteers] * len(VOLUNTEERS)),
        "consents": st.tuples(*[st.lists(people, max_size=2, unique_by=lambda said: said[0])] * len(NEEDS)),
        "outcomes": st.tuples(*[histories] * len(VOLUNTEERS)),
        "exemptions": st.lists(st.tuples(st.sampled_from(VOLUNTEERS), steps, near_days), max_size=3),
        "certificates": st.lists(st.tuples(st.sampled_from(VOLUNTEERS), near_days, st.booleans()), max_size=2),
        "pauses": st.lists(st.tuples(st.sampled_from(VOLUNTEERS), absences), max_size=3),
        "exclusions": st.lists(st.tuples(pairs, st.booleans()), max_size=2, unique_by=lambda said: said[0]),
        "proposals": st.lists(
            st.tuples(pairs, st.sampled_from(["open", "declined", "ended"])),
            max_size=3,
            unique_by=lambda said: said[0][0],
        ),
        "rulings": st.lists(st.tuples(pairs, st.sampled_from(RULINGS)), max_size=3, unique_by=lambda said: said[0]),
    }
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('towns')}/matching.db"


@pytest.fixture(scope="module")
def town(url: str) -> Town:
    return Town(make.rehearsal(url))


def rows_of(said: dict[str, Any]) -> Iterator[Any]:
    """The rows that tell of a town, each after those it points to."""
    yield from (rows.need(name, **known) for name, known in zip(NEEDS, said["needs"], strict=True))
    yield from (rows.volunteer(name, **known) for name, known in zip(VOLUNTEERS, said["volunteers"], strict=True))
    yield from (*_spoken(said), *_vetted(said), *_away(said), *_decided(said))


def _spoken(said: dict[str, Any]) -> Iterator[Any]:
    for need, spoken in zip(NEEDS, said["consents"], strict=True):
        for person, granted, until in spoken:
            consent = rows.consent(f"{need} {person}", person=person, granted=granted, expires_on=until)
            consent.family_id = uid(f"family of {need}")
            yield consent


def _vetted(said: dict[str, Any]) -> Iterator[Any]:
    numbers = count(1)
    own: dict[str, Any] = {"recorded_by": AMAL, "recorded_at": NOW}
    for name, passed in zip(VOLUNTEERS, said["outcomes"], strict=True):
        for number, (step, well, on) in enumerate(passed, 1):
            yield rows.outcome(name, number, step, days=(TODAY - on).days, passed=well)
    for name, step, until in said["exemptions"]:
        known = _numbered(next(numbers), name) | own
        yield VettingExemption(**known, step=step, reason="known", until=until)
    for name, on, answered in said["certificates"]:
        known = _numbered(next(numbers), name) | own
        yield CertificateRequest(**known, asked_on=on, answered_at=NOW if answered else None)


def _away(said: dict[str, Any]) -> Iterator[Any]:
    for number, (name, (begins, until)) in enumerate(said["pauses"], 1):
        known = {"id": UUID(int=number), "volunteer_id": uid(name), "recorded_at": NOW}
        yield Pause(begins=begins, until=until and max(begins, until), **known)
    for (need, name), lifted in said["exclusions"]:
        yield rows.exclusion(name, uid(f"family of {need}"), lifted_at=NOW if lifted else None)


def _numbered(number: int, volunteer: str) -> dict[str, Any]:
    return {"id": UUID(int=number), "number": number, "volunteer_id": uid(volunteer)}


def _decided(said: dict[str, Any]) -> Iterator[Any]:
    known = {"organisation": "kfum", "programme": CODE, "programme_version": "1", "input_hash": ""}
    run = Run(id=uid("run"), decided_at=NOW, decided_by=AMAL, **known)
    yield run
    for place, ((need, name), state) in enumerate(said["proposals"], 1):
        proposal = rows.proposal(run, need, name, state)
        proposal.place = place
        yield proposal
    yield from (rows.ruling(need, name, word, rule, None) for (need, name), (word, rule) in said["rulings"])


@settings(max_examples=40, deadline=None)
@given(towns)
def test_rows_and_facts_tell_of_the_same_town(town: Town, url: str, said: dict[str, Any]) -> None:
    with town.rehearsal.work() as work:
        for table in reversed(metadata.sorted_tables):
            work.session.execute(table.delete())
        rows.add(work, *rows_of(said))
    read, known = reading.read(url, rows.FRAME, ["red_cross", "others"]), rows.from_facts(town)
    assert snapshot.encode(read.pool) == snapshot.encode(known.pool)
    assert read.left_out == known.left_out
