"""Places as whole metres east and north, so that every distance is exact and the same on every machine.

The plane is the one Danish maps are drawn on: EPSG:25832, reached from latitude and longitude by Krüger's series, to
the millimetre anywhere in the country. Deliberately not here: whose place it is, and how far somebody goes (`rules`).
"""

from collections.abc import Sequence
from itertools import pairwise
from math import asinh, atan2, atanh, cos, cosh, isqrt, radians, sin, sinh, sqrt, tan
from typing import NamedTuple

RADIUS = 6_378_137.0  # of the ellipsoid GRS80, in metres
FLATTENING = 1 / 298.257222101
MERIDIAN = 9.0
SCALE = 0.9996
FALSE_EAST = 500_000

_N = FLATTENING / (2 - FLATTENING)
_RECTIFYING = RADIUS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_ECCENTRICITY = 2 * sqrt(_N) / (1 + _N)
_SERIES = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49561 * _N**4 / 161280,
)

Outline = Sequence[tuple[int, int]]

#: Denmark in hundredths of a degree, latitude before longitude: drawn through the middle of the waters around it and
#: along the border in the south, then Bornholm. A place is kept to two decimals, so a finer line would mean nothing.
DENMARK: tuple[Outline, ...] = (
    (
        *(
            (5492, 863),
            (5489, 870),
            (5489, 890),
            (5487, 905),
            (5486, 920),
            (5481, 928),
            (5480, 934),
            (5482, 942),
            (5485, 948),
        ),
        *((5486, 960), (5484, 975), (5481, 990), (5478, 1015), (5465, 1060), (5458, 1120), (5450, 1180)),
        *((5450, 1205), (5485, 1265), (5530, 1275), (5575, 1285), (5580, 1266), (5598, 1264), (5606, 1265)),
        *((5620, 1240), (5675, 1190), (5730, 1140), (5785, 1075), (5785, 1030), (5770, 970), (5725, 840)),
        *((5680, 800), (5550, 790), (5509, 835), (5507, 850), (5495, 855)),
    ),
    ((5495, 1460), (5495, 1525), (5540, 1525), (5540, 1460)),
)


class Place(NamedTuple):
    """A place in whole metres."""

    east: int
    north: int


def place(latitude: float, longitude: float) -> Place:
    """The place with this latitude and longitude, in degrees."""
    angle, from_meridian = radians(latitude), radians(longitude - MERIDIAN)
    conformal = sinh(asinh(tan(angle)) - _ECCENTRICITY * atanh(_ECCENTRICITY * sin(angle)))
    up = atan2(conformal, cos(from_meridian))
    aside = atanh(sin(from_meridian) / sqrt(1 + conformal**2))
    steps = [(term, 2 * step * up, 2 * step * aside) for step, term in enumerate(_SERIES, 1)]
    east = aside + sum(term * cos(upward) * sinh(sideways) for term, upward, sideways in steps)
    north = up + sum(term * sin(upward) * cosh(sideways) for term, upward, sideways in steps)
    return Place(round(FALSE_EAST + SCALE * _RECTIFYING * east), round(SCALE * _RECTIFYING * north))


def metres_between(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Whole metres between two places, rounded down."""
    return isqrt((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2)


def is_in_denmark(latitude: float, longitude: float) -> bool:
    """Whether a place, to two decimals, is in Denmark or the waters just off it."""
    point = round(latitude * 100), round(longitude * 100)
    return any(_is_within(point, outline) for outline in DENMARK)


def _is_within(point: tuple[int, int], outline: Outline) -> bool:
    """Whether a line from the point to the east crosses the outline an odd number of times; in whole numbers."""
    sides = pairwise((*outline, outline[0]))
    return sum(_crosses(point, one, other) for one, other in sides) % 2 == 1


def _crosses(point: tuple[int, int], one: tuple[int, int], other: tuple[int, int]) -> bool:
    low, high = sorted((one, other))
    if not low[0] <= point[0] < high[0]:
        return False
    return (high[1] - low[1]) * (point[0] - low[0]) > (point[1] - low[1]) * (high[0] - low[0])
