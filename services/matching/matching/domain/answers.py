"""Who is asked about a proposal, and when: the matcher first, then a guardian of the family, then the volunteer.

Nobody hears of a proposal before everybody earlier in the order has said yes, and nobody is told why another declined.
Deliberately not here: whether the pair is still possible (`rules`).
"""

from collections.abc import Collection
from enum import StrEnum
from uuid import UUID

from contracts.refusals import Refused

ANSWERS = ("yes", "no")
STAFF = frozenset({"matcher", "coordinator"})
DECLINING = ("too_far", "no_time", "not_the_right_match", "changed_my_mind", "other")


class Side(StrEnum):
    """Those who must say yes, in the order they are asked."""

    MATCHER = "matcher"
    GUARDIAN = "guardian"
    VOLUNTEER = "volunteer"


SIDES = tuple(side.value for side in Side)


def sides(roles: Collection[str], person: UUID, *, guardians: Collection[UUID], volunteer: UUID) -> frozenset[Side]:
    """The sides a person stands on. Staff who are themselves to meet stand only on their own side."""
    is_guardian, is_volunteer = person in guardians, person == volunteer
    stands = {
        Side.MATCHER: bool(STAFF & set(roles)) and not (is_guardian or is_volunteer),
        Side.GUARDIAN: "family" in roles and is_guardian,
        Side.VOLUNTEER: "volunteer" in roles and is_volunteer,
    }
    return frozenset(side for side, stood in stands.items() if stood)


def turn(yeses: Collection[str]) -> Side | None:
    """Whose answer is awaited after these yeses; None when all have spoken."""
    return next((side for side in Side if side not in yeses), None)


def has_been_asked(side: Side, yeses: Collection[str]) -> bool:
    """Whether everybody before this side has said yes."""
    order = list(Side)
    return set(order[: order.index(side)]) <= set(yeses)


def speaker(stands_on: Collection[Side], yeses: Collection[str]) -> Side:
    """The side that is answering now.

    Raises:
        Refused: `not_your_turn`, if somebody else is asked first.
    """
    awaited = turn(yeses)
    if awaited is None or awaited not in stands_on:
        raise Refused("not_your_turn")
    return awaited


def check_reason(answer: str, reason: str | None) -> None:
    """A yes needs no reason; a no may have one.

    Raises:
        Refused: `reason_without_no`.
    """
    if reason is not None and answer != "no":
        raise Refused("reason_without_no", field="reason")
