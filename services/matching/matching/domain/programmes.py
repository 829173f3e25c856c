"""The programme a need or a volunteer belongs to, and whether it knows the words they use.

The programmes themselves are data of the contracts. Deliberately not here: which version is in force; matching always
works by the one it was installed with.
"""

from collections.abc import Collection, Mapping
from typing import TypedDict

from contracts.programmes import Programme, load
from contracts.refusals import Refused


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


def check_offer(programme: Programme, *, area: str, offered: Mapping[str, Collection[str]]) -> None:
    """A volunteer offers in the words of the programme: `kinds`, `contributions` and `topics`.

    Raises:
        Refused: `unknown_area`, or `not_in_the_programme` with the field and the word.
    """
    if area not in programme.areas:
        raise Refused("unknown_area", field="area", area=area)
    known: Mapping[str, Collection[str]] = {
        "kinds": programme.volunteer_kinds,
        "contributions": programme.contributions,
        "topics": {topic for need in programme.needs.values() for topic in need.topics},
    }
    for field, words in offered.items():
        for word in words:
            if word not in known[field]:
                raise Refused("not_in_the_programme", field=field, word=word)


def check_need(programme: Programme, kind: str) -> None:
    """A need of a kind this release does not know waits with the operators until it does.

    Raises:
        Refused: `not_in_the_programme`.
    """
    if kind not in programme.needs:
        raise Refused("not_in_the_programme", field="kind", word=kind)


def label(code: str) -> Label:
    """What an event says about its programme."""
    return Label(programme=code, programmeversion=named(code).version)
