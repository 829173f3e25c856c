"""The family's own plan: goals, their sub-goals, the small successes on the way, and who has the helm.

Everything is said in the family's own words; there is no list of what is wrong with anybody. # S0-10, S3-09, S3-16
Deliberately not here: who sees what of it (`seeing`), and when a week is too full (`weeks`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.domain.days import age
from enrollment.domain.families import Family
from enrollment.domain.seeing import actors

# From the whole to the part; what is under a small success would be no success any more. # S3-09
LEVELS = ("goal", "sub_goal", "small_success")

# Goals of every level together, and efforts too: what nobody can take in at one look helps nobody. # S3-16
MOST = 200


class State(StrEnum):
    """Where a goal or an effort of the plan stands."""

    PROPOSED = "proposed"
    OPEN = "open"
    REACHED = "reached"


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What the rules need to know of a goal: whose it is, where it hangs, and where it stands."""

    id: UUID
    under: UUID | None
    person: UUID | None
    state: State


@dataclass(frozen=True)
class Progress:
    """How many of the parts right below are reached."""

    reached: int
    of: int


def state(*, accepted: bool, reached: bool = False) -> State:
    """Where something stands: others propose, the family accepts and says what is reached. # S3-16"""
    if not accepted:
        return State.PROPOSED
    return State.REACHED if reached else State.OPEN


def level_under(level: str | None) -> str | None:
    """The level of what is put under something of this level, of the top under None; None where nothing can be."""
    below = 0 if level is None else LEVELS.index(level) + 1
    return LEVELS[below] if below < len(LEVELS) else None


def progress(goal: UUID, goals: Iterable[Goal]) -> Progress:
    """How far a goal has come, by what the family has accepted under it."""
    parts = [each for each in goals if each.under == goal and each.state != State.PROPOSED]
    return Progress(sum(part.state == State.REACHED for part in parts), len(parts))


def at_the_helm(programme: Programme, family: Family, speaker: UUID, person: UUID | None, on: date) -> Refused | None:
    """Why one of the family cannot decide about this; `person` is whose goal it is, None if it is everybody's.

    The parents decide about the plan, and who is old enough to be asked about what is their own. # S3-16, S1-17
    """
    if speaker in family.guardians:
        return None
    from_age = programme.wish.child_says_from
    if any(each.person == speaker and age(each.born, on) < from_age for each in family.children):
        return Refused("asked_when_older", rule=programme.row_of("wish.child_says_from"), age=from_age)
    return None if person == speaker else Refused("not_your_goal", field="person")


def in_order(goals: Iterable[Goal], under: UUID | None, wanted: Sequence[UUID]) -> Refused | None:
    """Why this is no order: it must name everything right below `under` once, and nothing else. # S3-16"""
    there = sorted(each.id for each in goals if each.under == under)
    return None if sorted(wanted) == there else Refused("order_incomplete", field="goals")


def full(there: int) -> Refused | None:
    """Why nothing more of a kind goes into a plan that has so much of it."""
    return Refused("plan_full", most=MOST) if there >= MOST else None


def whose(family: Family, person: UUID | None) -> Refused | None:
    """Why this cannot be this person's goal."""
    return None if person is None or person in family.people else Refused("not_in_the_family", field="person")


def effort_objection(programme: Programme, *, actor: str, body: str | None) -> Refused | None:
    """Why nobody like this can make an effort here: the programme names the actors and the bodies. # S3-16"""
    if actor not in actors(programme):
        return Refused("unknown_actor", field="actor", actor=actor)
    if body is not None and body not in programme.bodies:
        return Refused("unknown_body", field="body", body=body)
    return None


def lasting(begins_on: date, ends_on: date | None) -> Refused | None:
    """Why something cannot last from the one day to the other."""
    if ends_on is not None and ends_on < begins_on:
        return Refused("days_reversed", field="ends_on")
    return None
