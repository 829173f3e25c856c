"""Very many at once: the same answer as for each alone."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as some

from contracts.programmes import Programme, load
from enrollment.domain.eligibility import Picture, objections
from enrollment.domain.many import eligible
from tests.enrollment.domain.anybody import DAYS, PICTURES, programmes
from tests.enrollment.make import PROGRAMME, TODAY
from tests.enrollment.open_tracks import picture


def one_by_one(terms: list[Programme], pictures: list[Picture], on: date) -> list[tuple[tuple[str, str], ...]]:
    return [
        tuple((each.code, track) for each in terms for track in each.tracks if not objections(each, track, family, on))
        for family in pictures
    ]


@given(terms=some.lists(programmes(), max_size=3), pictures=some.lists(PICTURES, max_size=6), on=DAYS)
@settings(max_examples=100)
def test_many_at_once_are_answered_as_one_by_one(terms: list[Programme], pictures: list[Picture], on: date) -> None:
    assert list(eligible(terms, pictures, on)) == one_by_one(terms, pictures, on)


@given(pictures=some.lists(PICTURES, max_size=4), on=DAYS)
def test_so_they_are_in_the_programmes_that_are_run(pictures: list[Picture], on: date) -> None:
    real = list(load().values())
    assert list(eligible(real, pictures, on)) == one_by_one(real, pictures, on)


def test_a_family_that_every_rule_is_for_is_told_of_every_track() -> None:
    terms = load()[PROGRAMME]
    assert list(eligible([terms], [picture(fits=True)], TODAY)) == [tuple((PROGRAMME, each) for each in terms.tracks)]
