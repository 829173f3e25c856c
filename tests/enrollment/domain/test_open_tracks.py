"""The tracks of the programmes that are run: to whom each row opens them, and when it closes them again."""

from datetime import date, timedelta

import pytest

from contracts.programmes import load
from enrollment.domain.eligibility import Person, Picture, Stay, objections
from enrollment.domain.tracks import begun

DAY = timedelta(days=1)
TODAY = date(2026, 3, 2)
PARENT = Person(kind="guardian", born=date(1988, 5, 4))
SMALL = Person(kind="child", born=date(2023, 3, 12))


def at_home(code: str, *people: Person, stays: tuple[Stay, ...] = ()) -> Picture:
    """People who live in the first area of a programme and say that it is for them."""
    area, where = next(iter(load()[code].areas.items()))
    return Picture(people=people, area=area, municipality=where.municipality, fits=True, stays=stays)


def open_to(code: str, picture: Picture, on: date = TODAY) -> set[str]:
    programme = load()[code]
    return {track for track in programme.tracks if not objections(programme, track, picture, on)}


def test_network_persons_and_mentors_come_only_through_the_family_networks() -> None:
    code = "familien_i_fokus"
    joined = Stay(track="family_networks", since=TODAY)
    assert begun(load()[code], at_home(code, PARENT, SMALL), (), TODAY) == ("family_networks",)
    assert open_to(code, at_home(code, PARENT, SMALL)) == {"family_networks"}  # S2-11
    everything = {"family_networks", "network_persons", "mentors"}
    assert open_to(code, at_home(code, PARENT, SMALL, stays=(joined,))) == everything
    over = Stay(track="family_networks", since=date(2025, 1, 1), until=date(2025, 9, 1))
    assert open_to(code, at_home(code, PARENT, SMALL, stays=(over,))) == everything


@pytest.mark.parametrize(
    ("on", "club", "youth_centre"),
    [
        (date(2025, 6, 30), True, False),
        (date(2025, 7, 1), True, True),
        (date(2026, 7, 31), True, True),
        (date(2026, 8, 1), False, True),
    ],
)
def test_the_club_is_from_six_until_fifth_grade_and_then_the_youth_centre(
    on: date, club: bool, youth_centre: bool
) -> None:
    child = Person(kind="child", born=date(2015, 7, 1))
    found = open_to("boligsocialt_hus", at_home("boligsocialt_hus", PARENT, child), on)
    assert ("club" in found, "youth_centre" in found) == (club, youth_centre)  # S4-22


def test_early_prevention_ends_on_the_seventh_birthday() -> None:
    home, seven = at_home("boligsocialt_hus", PARENT, SMALL), date(2030, 3, 12)
    assert "early_prevention" in open_to("boligsocialt_hus", home, seven - DAY)  # S4-08
    assert "early_prevention" not in open_to("boligsocialt_hus", home, seven)


def test_coaching_is_for_those_from_eighteen_through_twenty_five_who_decide_for_themselves() -> None:
    young = at_home("omraadeplan", Person(kind="young_person", born=date(2008, 3, 2)))
    assert "coaching" not in open_to("omraadeplan", young, TODAY - DAY)  # S3-06, S3-08
    assert "coaching" in open_to("omraadeplan", young, TODAY)
    assert "coaching" in open_to("omraadeplan", young, date(2034, 3, 1))
    assert "coaching" not in open_to("omraadeplan", young, date(2034, 3, 2))


def test_a_relation_with_volunteers_is_for_children_through_eighteen_of_the_municipality_only() -> None:
    child = Person(kind="child", born=date(2008, 3, 2))
    here = at_home("kerteminde", PARENT, child)
    elsewhere = Picture(people=here.people, area=here.area, municipality="0461", fits=True)
    assert open_to("kerteminde", here, date(2027, 3, 1)) == set(load()["kerteminde"].tracks)  # S1-14, S1-15
    assert open_to("kerteminde", here, date(2027, 3, 2)) == set()
    assert open_to("kerteminde", elsewhere) == set()


def test_every_track_can_be_come_into() -> None:
    for code, programme in load().items():
        young = [
            Person(kind=kind, born=TODAY.replace(year=TODAY.year - age))
            for kind, age in [("child", 5), ("child", 10), ("child", 14), ("young_person", 18)]
        ]
        stays = tuple(Stay(track=track, since=TODAY - DAY, until=TODAY) for track in programme.tracks)
        assert open_to(code, at_home(code, PARENT, *young, stays=stays)) == set(programme.tracks)
