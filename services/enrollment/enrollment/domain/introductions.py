"""Introducing a family to the right professionals when it needs them, and only on its own mandate. # S4-15, S0-24"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contracts.programmes import Programme
from contracts.refusals import Refused


class State(StrEnum):
    """Where an introduction stands."""

    OPEN = "open"
    MADE = "made"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """To which body, about what, and from which day."""

    body: str
    topic: str
    on: date


def objection(programme: Programme, wanted: Wanted, mandated: Collection[str], today: date) -> Refused | None:
    """The first reason why not; `mandated` are the bodies that a live mandate of the family covers."""
    return next(_objections(programme, wanted, mandated, today), None)


def state(*, made: bool, withdrawn: bool) -> State:
    """Where it stands."""
    if made:
        return State.MADE
    return State.WITHDRAWN if withdrawn else State.OPEN


def no_mandate(programme: Programme, body: str) -> Refused:
    """The no where the family has not asked anybody to speak with that body for it."""
    return Refused("no_mandate", rule=programme.rows.get(f"bodies.{body}"), field="body", body=body)


def _objections(programme: Programme, wanted: Wanted, mandated: Collection[str], today: date) -> Iterator[Refused]:
    if wanted.body not in programme.bodies:
        yield Refused("body_not_known", field="body", body=wanted.body)
    elif wanted.body not in mandated:
        yield no_mandate(programme, wanted.body)
    if wanted.topic not in programme.topics:
        yield Refused("no_such_topic", field="topic", topic=wanted.topic)
    if wanted.on < today:
        yield Refused("day_is_over", field="wanted_on")
