"""The programme a need or a volunteer belongs to, and where its areas lie.

The programmes themselves are data of the contracts. Deliberately not here: which version is in force; matching always
works by the one it was installed with.
"""

from functools import cache
from typing import TypedDict

from contracts.programmes import Programme, load
from contracts.refusals import Refused
from matching.domain.places import Place, place


class Label(TypedDict):
    """The programme an event is about, and the version it was decided by."""

    programme: str
    programmeversion: str


def named(code: str) -> Programme:
    """The programme with this code.

    Raises:
        Refused: `unknown_programme`.
    """
    programme = load().get(code)
    if programme is None:
        raise Refused("unknown_programme", field="programme", programme=code)
    return programme


def check_need(programme: Programme, kind: str, area: str) -> None:
    """A need of a kind or in an area that this release does not know waits with the operators until it does.

    Raises:
        Refused: `not_in_the_programme` or `unknown_area`.
    """
    if kind not in programme.needs:
        raise Refused("not_in_the_programme", field="kind", word=kind)
    check_area(programme, area)


def check_area(programme: Programme, area: str) -> None:
    """The area is one of the programme's.

    Raises:
        Refused: `unknown_area`.
    """
    if area not in programme.areas:
        raise Refused("unknown_area", field="area", area=area)


def place_of(programme: Programme, area: str) -> Place:
    """Where an area lies, in whole metres."""
    return _place(*programme.point_of(area))


def place_at(programme: Programme, area: str, point: tuple[float, float] | None) -> Place:
    """Where somebody lives who has said so, or who has said no more than the area."""
    return place(*point) if point else place_of(programme, area)


def organisations(programme: Programme) -> frozenset[str]:
    """Those who run the programme together."""
    return frozenset({programme.organisation, *programme.partners})


def label(code: str) -> Label:
    """What an event says about its programme."""
    return Label(programme=code, programmeversion=named(code).version)


@cache
def _place(latitude: float, longitude: float) -> Place:
    return place(latitude, longitude)
