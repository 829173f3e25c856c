"""Where the municipalities lie: every one of them, in Denmark, and as far from each other as they are."""

from math import cos, dist, radians

import pytest

from contracts.fields import municipalities, municipality_points
from contracts.values import DENMARK

KM_A_DEGREE = 111.2
# Neighbours and others, by code, and at least and at most how many kilometres there are between their main towns.
APART = {
    "Odense and Kerteminde": ("0461", "0440", 15, 25),
    "Kolding and Fredericia": ("0621", "0607", 15, 25),
    "Kolding and Vejle": ("0621", "0630", 20, 30),
    "Slagelse and Sorø": ("0330", "0340", 10, 18),
    "Haderslev and Aabenraa": ("0510", "0580", 20, 28),
    "Copenhagen and Frederiksberg": ("0101", "0147", 1, 5),
    "Copenhagen and Tårnby": ("0101", "0185", 4, 10),
    "Aarhus and Odder": ("0751", "0727", 17, 26),
    "Aalborg and Frederikshavn": ("0851", "0813", 50, 62),
    "Lolland and Guldborgsund": ("0360", "0376", 40, 55),
    "Copenhagen and Bornholm": ("0101", "0400", 135, 160),
    "Tønder and Hjørring": ("0550", "0860", 280, 300),
}


def km(one: str, other: str) -> float:
    (north, east), (further_north, further_east) = municipality_points()[one], municipality_points()[other]
    narrower = cos(radians((north + further_north) / 2))
    return KM_A_DEGREE * dist((north, east * narrower), (further_north, further_east * narrower))


def test_every_municipality_lies_in_denmark() -> None:
    south, north, west, east = DENMARK
    assert municipality_points().keys() == municipalities().keys()
    assert [
        code
        for code, (latitude, longitude) in municipality_points().items()
        if not (south < latitude < north and west < longitude < east)
    ] == []


def test_no_two_lie_in_the_same_place() -> None:
    assert len(set(municipality_points().values())) == len(municipalities())


@pytest.mark.parametrize("names", APART)
def test_two_towns_are_as_far_apart_as_they_are(names: str) -> None:
    one, other, at_least, at_most = APART[names]
    assert at_least <= km(one, other) <= at_most


@pytest.mark.parametrize("code", sorted(municipalities()))
def test_every_municipality_has_a_neighbour(code: str) -> None:
    nearest = min(km(code, other) for other in municipalities() if other != code)
    assert nearest < (150 if code == "0400" else 45)  # Bornholm lies by itself
