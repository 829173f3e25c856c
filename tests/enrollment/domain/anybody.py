"""Any family in any programme: strategies for the rules of tracks."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as some

from contracts.programmes import Programme
from enrollment.domain.eligibility import Person, Picture, Stay
from tests.enrollment.make import AREA, MUNICIPALITY
from tests.enrollment.open_tracks import ELSEWHERE, band, programme, track

SLUGS = ("one", "two", "three")
BORN = some.dates(date(1998, 1, 1), date(2026, 12, 31))
PEOPLE = some.builds(
    Person, kind=some.sampled_from(["guardian", "child", "young_person"]), born=BORN, school_shift=some.integers(-1, 1)
)
DAYS = some.dates(date(2020, 1, 1), date(2032, 12, 31))


@some.composite
def stays(draw: Any) -> Stay:
    since = draw(DAYS)
    length = draw(some.none() | some.integers(0, 900))
    until = None if length is None else since + timedelta(days=length)
    return Stay(track=draw(some.sampled_from(SLUGS)), since=since, until=until)


BANDS = some.builds(band, some.integers(0, 20), some.integers(10, 30), some.none() | some.integers(1, 10))
AGES = some.dictionaries(some.sampled_from(["guardian", "child", "young_person"]), BANDS, max_size=3)


@some.composite
def programmes(draw: Any) -> Programme:
    two = track(after=draw(some.sampled_from([(), ("one",)])), ages=draw(AGES))
    three = track(
        after=draw(some.sampled_from([(), ("one",), ("one", "two")])),
        excludes=draw(some.sampled_from([(), ("one",), ("two",)])),
        ages=draw(AGES),
    )
    target = {
        "lives_in": draw(some.sampled_from(["area", "municipality", "anywhere"])),
        "asks_fit": draw(some.booleans()),
        "with_children": draw(some.booleans()),
    }
    code = draw(some.sampled_from(["p", "q"]))
    return programme(code, target=target, one=track(ages=draw(AGES)), two=two, three=three)


PICTURES = some.builds(
    Picture,
    people=some.lists(PEOPLE, max_size=4).map(tuple),
    area=some.sampled_from([AREA, "next_door", "nowhere", None]),
    municipality=some.sampled_from([MUNICIPALITY, ELSEWHERE, "0101", None]),
    fits=some.sampled_from([True, False, None]),
    stays=some.lists(stays(), max_size=4).map(tuple),
)
TRACKS = some.sampled_from(SLUGS)
