"""What a programme is paid for and looked at by: periods, funding, measures and targets.

Deliberately not here: how anything is counted, which is reporting's.
"""

from dataclasses import dataclass
from typing import Annotated

from contracts.fields import count, word
from contracts.programmes.parts.leaves import Day, Named, Slug, Unit


@dataclass(frozen=True, kw_only=True)
class Period:
    """A time that is reported on; taking part does not end with it."""

    name: Named
    begins: Day
    ends: Day


@dataclass(frozen=True, kw_only=True)
class Funding:
    """What a funder gives for a period, in kroner if it is known."""

    name: Named
    funder: Slug
    kroner: Annotated[int | None, count(1, 10_000_000_000, null=True)]
    period: Slug


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Something that is followed, and the unit it is counted in."""

    name: Named
    unit: Unit


@dataclass(frozen=True, kw_only=True)
class Target:
    """A figure to be reached within a period: a total, a floor, or a growth from a baseline."""

    name: Named
    unit: Unit
    counted: Annotated[str, word(["total", "at_least", "from_to"])]
    baseline: Annotated[int, count()]
    value: Annotated[int, count(1)]
    period: Slug
