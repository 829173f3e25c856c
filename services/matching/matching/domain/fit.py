"""How well a possible pair suits each other, in figures that can be said aloud.

Compared part by part in the order of the fields, so that no weight has to be invented or defended. Deliberately not
here: whether the pair is possible at all (`rules`).
"""

from dataclasses import dataclass

from matching.domain.facts import Need, Volunteer


@dataclass(frozen=True, order=True)
class Fit:
    """More is better; an earlier field outweighs all later ones."""

    same_area: bool
    topics: int
    slots: int
    languages: int


def fit(need: Need, volunteer: Volunteer) -> Fit:
    """How well the two suit each other."""
    return Fit(
        same_area=need.area == volunteer.area,
        topics=len(need.topics & volunteer.topics),
        slots=len(need.slots & volunteer.slots),
        languages=len(need.languages & volunteer.languages),
    )
