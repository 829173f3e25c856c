"""Asking a team for sparring when worried: by whom, about what, and where the request stands. # S1-24

There is no word about who the child is; that is said when the team and the one who asks have found each other.
"""

from collections.abc import Iterator
from enum import StrEnum

from contracts.programmes import Programme
from contracts.refusals import Refused

AGES = ("under_3", "3_to_5", "6_to_9", "10_to_12", "13_to_17", "18_to_25")
WANTED = ("call", "meeting")


class State(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    TAKEN = "taken"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


def objection(programme: Programme, *, team: str, topic: str, roles: frozenset[str]) -> Refused | None:
    """The first reason why the team cannot be asked this."""
    return next(_objections(programme, team, topic, roles), None)


def state(*, taken: bool, closed: bool, withdrawn: bool) -> State:
    """Where a request stands; who asked has the last word."""
    if withdrawn:
        return State.WITHDRAWN
    if closed:
        return State.CLOSED
    return State.TAKEN if taken else State.OPEN


def _objections(programme: Programme, team: str, topic: str, roles: frozenset[str]) -> Iterator[Refused]:
    if team not in programme.sparring:
        yield Refused("unknown_team", field="team", team=team)
    elif not roles & set(programme.sparring[team].asked_by):
        yield Refused("not_asked_by_you", rule=programme.row_of(f"sparring.{team}.asked_by"), field="team")
    if topic not in programme.topics:
        yield Refused("no_such_topic", field="topic", topic=topic)
