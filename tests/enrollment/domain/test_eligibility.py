"""Objections: each rule says no by itself, names its row, and what it says would change it does change it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contracts.programmes import Programme, load
from contracts.refusals import catalogue
from contracts.rows import rows
from enrollment.domain.eligibility import Objection, Person, Picture, Stay, changes_on, objections
from tests.enrollment.domain.anybody import DAYS, PEOPLE, PICTURES, TRACKS, programmes, stays
from tests.enrollment.make import AREA, MUNICIPALITY, TODAY
from tests.enrollment.open_tracks import CHILD, ELSEWHERE, GUARDIAN, band, picture, programme, track

DAY = timedelta(days=1)
LAST_YEAR = date(2025, 3, 2)


def codes(programme: Programme, picture: Picture, asked: str = "one", on: date = TODAY) -> list[str]:
    return [each.code for each in objections(programme, asked, picture, on)]


def test_a_family_that_every_rule_is_for_has_no_objection() -> None:
    assert codes(programme(), picture()) == []


@pytest.mark.parametrize(
    ("lives_in", "area", "municipality", "expected"),
    [
        ("area", AREA, MUNICIPALITY, []),
        ("area", AREA, ELSEWHERE, ["outside_the_area"]),
        ("area", "nowhere", MUNICIPALITY, ["outside_the_area"]),
        ("area", None, MUNICIPALITY, ["outside_the_area"]),
        ("municipality", None, MUNICIPALITY, []),
        ("municipality", "nowhere", ELSEWHERE, []),
        ("municipality", AREA, "0101", ["outside_the_municipality"]),
        ("municipality", None, None, ["outside_the_municipality"]),
        ("anywhere", None, None, []),
    ],
)
def test_where_one_lives_counts_as_the_programme_says(
    lives_in: str, area: str | None, municipality: str | None, expected: list[str]
) -> None:
    home = picture(area=area, municipality=municipality)
    assert codes(programme(target={"lives_in": lives_in}), home) == expected


@pytest.mark.parametrize(("fits", "expected"), [(True, []), (False, ["does_not_fit"]), (None, ["fit_not_said"])])
def test_where_the_programme_asks_only_the_familys_own_yes_counts(fits: bool | None, expected: list[str]) -> None:
    assert codes(programme(target={"asks_fit": True}), picture(fits=fits)) == expected
    assert codes(programme(), picture(fits=fits)) == []


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([GUARDIAN], ["no_child"]),
        ([GUARDIAN, Person(kind="child", born=date(2008, 3, 2))], ["no_child"]),
        ([GUARDIAN, Person(kind="child", born=date(2008, 3, 3))], []),
        ([GUARDIAN, Person(kind="young_person", born=date(2015, 1, 1))], ["no_child"]),
        ([CHILD], []),
    ],
)
def test_a_programme_for_families_with_children_asks_for_a_child(people: list[Person], expected: list[str]) -> None:
    assert codes(programme(), picture(*people)) == expected


def test_a_sibling_who_turns_eighteen_leaves_the_programme_to_the_others() -> None:
    older, younger = Person(kind="child", born=date(2008, 6, 1)), CHILD
    day = date(2026, 6, 1)
    assert codes(programme(), picture(older), on=day - DAY) == []
    assert codes(programme(), picture(older), on=day) == ["no_child"]
    assert codes(programme(), picture(older, younger), on=day) == []


@pytest.mark.parametrize(
    ("kind", "born", "expected"),
    [
        ("young_person", date(2008, 1, 1), []),
        ("young_person", date(2000, 1, 1), ["no_child", "too_old"]),
        ("child", date(2008, 1, 1), []),
        ("guardian", date(2008, 1, 1), ["no_child", "nobody_of_the_kind"]),
    ],
)
def test_whom_a_programme_has_a_track_for_as_young_makes_a_family_one_with_children(
    kind: str, born: date, expected: list[str]
) -> None:
    to_eighteen = programme(one=track(ages={"child": band(0, 18), "young_person": band(18, 18)}))  # S1-14
    assert codes(to_eighteen, picture(Person(kind=kind, born=born))) == expected


CLUB = programme(one=track(ages={"child": band(6, 11, before_grade=5), "guardian": band(18, 25)}))


@pytest.mark.parametrize(
    ("people", "code", "row", "limit"),
    [
        ([Person(kind="child", born=date(2021, 3, 2))], "too_young", "child.at_least", 6),
        ([Person(kind="child", born=date(2012, 3, 2))], "too_old", "child.at_most", 11),
        ([Person(kind="child", born=date(2014, 5, 2))], "past_the_grade", "child.before_grade", 5),
        ([GUARDIAN, Person(kind="child", born=date(2021, 3, 2))], "too_young", "child.at_least", 6),
        ([GUARDIAN, Person(kind="child", born=date(2014, 5, 2))], "too_old", "guardian.at_most", 25),
    ],
)
def test_who_misses_an_age_band_is_told_which_end(people: list[Person], code: str, row: str, limit: int) -> None:
    (no,) = (each for each in objections(CLUB, "one", picture(*people), TODAY) if each.field == "members")
    assert (no.code, no.row, no.because) == (code, f"row of tracks.one.ages.{row}", {"limit": limit})


def test_one_of_the_family_in_the_band_of_their_kind_is_enough() -> None:
    young_parent = Person(kind="guardian", born=date(2004, 1, 1))
    assert codes(CLUB, picture(young_parent, Person(kind="child", born=date(2024, 1, 1)))) == []


def test_a_family_without_anybody_of_the_kind_is_told_so() -> None:
    (no,) = objections(programme(one=track(ages={"young_person": band(18, 25)})), "one", picture(), TODAY)
    assert (no.code, no.row) == ("nobody_of_the_kind", "row of tracks.one.ages.young_person.at_least")


def test_what_is_for_one_person_asks_for_that_persons_age() -> None:
    youngster = Person(kind="child", born=date(2010, 1, 1))
    home = picture(CHILD, youngster)
    assert objections(CLUB, "one", home, TODAY, seeking=CHILD) == ()
    assert [each.code for each in objections(CLUB, "one", home, TODAY, seeking=youngster)] == ["too_old"]


LADDER = programme(one=track(), two=track(after=("one",)), three=track(after=("one", "two")))


@pytest.mark.parametrize(
    ("stays", "missing"),
    [
        ([], ["one", "two"]),
        ([Stay(track="one", since=LAST_YEAR)], ["two"]),
        ([Stay(track="one", since=LAST_YEAR, until=date(2025, 6, 1)), Stay(track="two", since=TODAY)], []),
        ([Stay(track="one", since=TODAY + DAY), Stay(track="two", since=TODAY)], ["one"]),
    ],
)
def test_a_track_is_reached_through_those_before_it_now_or_earlier(stays: list[Stay], missing: list[str]) -> None:
    found = objections(LADDER, "three", picture(stays=tuple(stays)), TODAY)  # S2-11
    assert [(each.code, each.because["track"]) for each in found] == [("comes_after", track) for track in missing]
    assert {each.row for each in found} <= {"row of tracks.three.after"}


EITHER_OR = programme(one=track(excludes=("two",)), two=track(), three=track())


@pytest.mark.parametrize(("asked", "other"), [("one", "two"), ("two", "one")])
def test_two_tracks_that_exclude_each_other_do_so_on_both_sides(asked: str, other: str) -> None:
    running, over = Stay(track=other, since=LAST_YEAR), Stay(track=other, since=LAST_YEAR, until=TODAY)
    (no,) = objections(EITHER_OR, asked, picture(stays=(running,)), TODAY)
    assert (no.code, no.because, no.row) == ("not_beside", {"track": other}, "row of tracks.one.excludes")
    assert codes(EITHER_OR, picture(stays=(over,)), asked) == []
    assert codes(EITHER_OR, picture(stays=(running,)), "three") == []


@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        (date(2021, 5, 20), TODAY, date(2027, 5, 20)),
        (date(2014, 5, 2), TODAY, None),
        (date(2026, 5, 2), TODAY, date(2032, 5, 2)),
    ],
)
def test_an_objection_says_the_day_from_which_it_is_gone(born: date, on: date, expected: date | None) -> None:
    club = programme(one=track(ages={"child": band(6, 11, before_grade=5)}), target={"with_children": False})
    (no,) = objections(club, "one", picture(Person(kind="child", born=born)), on)
    assert no.changes_on == expected


def test_an_answer_says_how_long_it_holds() -> None:
    club = programme(one=track(ages={"child": band(6, 11, before_grade=5)}))
    at_school = picture(Person(kind="child", born=date(2016, 3, 12)))
    assert changes_on(club, "one", at_school, TODAY) == date(2027, 8, 1)
    assert changes_on(club, "one", at_school, date(2027, 8, 1)) is None
    assert changes_on(club, "one", picture(Person(kind="child", born=date(2021, 5, 20))), TODAY) == date(2027, 5, 20)


def test_every_objection_of_every_programme_has_a_row_and_words() -> None:
    nobody = Picture(municipality="0101")
    for real in load().values():
        for each in real.tracks:
            for no in objections(real, each, nobody, TODAY):
                assert no.row in rows()
                words = catalogue()[no.code]
                for said in (words.text, words.remedy):
                    assert "…" not in said("da", no.because) + said("en", no.because)


# What follows holds for any family in any programme.


def same(objection: Objection) -> tuple[str, Any]:
    return objection.path, objection.because.get("track")


def moved(picture: Picture) -> Picture:
    return replace(picture, area=AREA, municipality=MUNICIPALITY)


def with_somebody(programme: Programme, picture: Picture, on: date, path: str) -> Picture:
    """The family with one more who is in some band of the rule, if anybody can be."""
    track = programme.tracks.get(path.split(".")[1])
    asked = [(kind, each) for kind, each in track.ages.items()] if track else [("child", band())]
    for kind, each in asked:
        for years in range(each.at_least, each.at_most + 1):
            person = Person(kind=kind, born=date(on.year - years - 1, 12, 31), school_shift=2)
            fuller = replace(picture, people=(*picture.people, person))
            if path not in {no.path for no in objections(programme, _any(programme, path), fuller, on)}:
                return fuller
    return picture


def _any(programme: Programme, path: str) -> str:
    return path.split(".")[1] if path.startswith("tracks.") else next(iter(programme.tracks))


def without(picture: Picture, track: Any, on: date) -> Picture:
    ended = (replace(stay, until=on) if stay.track == track and stay.covers(on) else stay for stay in picture.stays)
    return replace(picture, stays=tuple(ended))


def mended(programme: Programme, picture: Picture, no: Objection, on: date) -> Picture:
    """The family after what the objection says would change it."""
    changes: dict[str, Callable[[], Picture]] = {
        "area": lambda: moved(picture),
        "municipality": lambda: moved(picture),
        "fits": lambda: replace(picture, fits=True),
        "members": lambda: with_somebody(programme, picture, on, no.path),
    }
    if no.code == "comes_after":
        earlier = Stay(track=str(no.because["track"]), since=on)
        return replace(picture, stays=(*picture.stays, earlier))
    return without(picture, no.because["track"], on) if no.code == "not_beside" else changes[no.field]()


@given(programme=programmes(), picture=PICTURES, asked=TRACKS, on=DAYS)
def test_what_would_change_an_objection_does_change_it(
    programme: Programme, picture: Picture, asked: str, on: date
) -> None:
    for no in objections(programme, asked, picture, on):
        after = mended(programme, picture, no, on)
        if after is not picture:  # nobody at all can be in an empty band
            assert same(no) not in {same(each) for each in objections(programme, asked, after, on)}
        else:
            assert no.field == "members"


@given(programme=programmes(), picture=PICTURES, asked=TRACKS, on=DAYS)
def test_on_the_day_an_objection_names_it_is_gone_and_not_the_day_before(
    programme: Programme, picture: Picture, asked: str, on: date
) -> None:
    for no in objections(programme, asked, picture, on):
        if no.changes_on:
            assert same(no) not in {same(each) for each in objections(programme, asked, picture, no.changes_on)}
            eve = no.changes_on - DAY
            assert same(no) in {same(each) for each in objections(programme, asked, picture, eve)}


@given(programme=programmes(), picture=PICTURES, asked=TRACKS, on=DAYS, later=some.integers(1, 3000))
def test_until_the_day_it_names_an_answer_stays_the_same(
    programme: Programme, picture: Picture, asked: str, on: date, later: int
) -> None:
    now, change = bool(objections(programme, asked, picture, on)), changes_on(programme, asked, picture, on)
    day = on + timedelta(days=later)
    if change is None or day < change:
        assert bool(objections(programme, asked, picture, day)) == now
    if change:
        assert bool(objections(programme, asked, picture, change)) != now


@given(programme=programmes(), picture=PICTURES, asked=TRACKS, on=DAYS, more=PEOPLE)
def test_one_more_in_the_family_never_adds_an_objection(
    programme: Programme, picture: Picture, asked: str, on: date, more: Person
) -> None:
    fuller = replace(picture, people=(*picture.people, more))
    before = {same(each) for each in objections(programme, asked, picture, on)}
    assert {same(each) for each in objections(programme, asked, fuller, on)} <= before


@given(programme=programmes(), picture=PICTURES, asked=TRACKS, on=DAYS, stay=stays())
def test_having_been_somewhere_only_ever_excludes_what_it_excludes(
    programme: Programme, picture: Picture, asked: str, on: date, stay: Stay
) -> None:
    travelled = replace(picture, stays=(*picture.stays, stay))
    before = {same(each) for each in objections(programme, asked, picture, on)}
    added = {each.code for each in objections(programme, asked, travelled, on) if same(each) not in before}
    assert added <= {"not_beside"}
