"""Who is asked about a proposal, and when: the matchers first, then the guardians of the family, then the volunteer.

How many matchers and guardians are asked is the programme's to say. Nobody hears of a proposal before everybody earlier
in the order has said yes, nobody answers twice, and nobody is told why another declined.
Deliberately not here: whether the pair is still possible (`rules`).
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from uuid import UUID

from contracts.programmes import Programme
from contracts.refusals import Refused

ANSWERS = ("yes", "no")
STAFF = frozenset({"matcher", "coordinator"})
DECLINING = ("too_far", "no_time", "not_the_right_match", "changed_my_mind", "other")


class Side(StrEnum):
    """Those who must say yes, in the order they are asked. Each person stands on the first side of their sort."""

    MATCHER = "matcher"
    SECOND_MATCHER = "second_matcher"
    GUARDIAN = "guardian"
    SECOND_GUARDIAN = "second_guardian"
    THIRD_GUARDIAN = "third_guardian"
    FOURTH_GUARDIAN = "fourth_guardian"
    VOLUNTEER = "volunteer"


SIDES = tuple(side.value for side in Side)
MATCHERS = (Side.MATCHER, Side.SECOND_MATCHER)
GUARDIANS = (Side.GUARDIAN, Side.SECOND_GUARDIAN, Side.THIRD_GUARDIAN, Side.FOURTH_GUARDIAN)
#: As whom somebody answers on a side.
STANDS_AS: Mapping[Side, Side] = {
    **dict.fromkeys(MATCHERS, Side.MATCHER),
    **dict.fromkeys(GUARDIANS, Side.GUARDIAN),
    Side.VOLUNTEER: Side.VOLUNTEER,
}
#: What those who are to meet are told of what is in the way: what they can see to themselves, nothing of each other.
OWN: Mapping[Side, frozenset[str]] = {
    Side.GUARDIAN: frozenset({"consent_not_live", "track_not_open"}),
    Side.VOLUNTEER: frozenset({"vetting_missing", "on_pause", "no_room_left"}),
}


def sides(roles: Collection[str], person: UUID, *, guardians: Collection[UUID], volunteer: UUID) -> frozenset[Side]:
    """The sides a person stands on. Staff who are themselves to meet stand only on their own side."""
    is_guardian, is_volunteer = person in guardians, person == volunteer
    stands = {
        Side.MATCHER: bool(STAFF & set(roles)) and not (is_guardian or is_volunteer),
        Side.GUARDIAN: "family" in roles and is_guardian,
        Side.VOLUNTEER: "volunteer" in roles and is_volunteer,
    }
    return frozenset(side for side, stood in stands.items() if stood)


def order(programme: Programme, guardians: int) -> tuple[Side, ...]:
    """The sides of a proposal to a family with so many guardians."""
    asked = guardians if programme.wish.guardians == "both" else 1
    return (*matchers_asked(programme), *GUARDIANS[: max(1, asked)], Side.VOLUNTEER)


def matchers_asked(programme: Programme) -> tuple[Side, ...]:
    """The sides that matchers answer for, before anybody of the pair hears of a proposal."""
    return MATCHERS[: programme.matching.matchers]


def turn(order: Collection[Side], yeses: Collection[str]) -> Side | None:
    """Whose answer is awaited after these yeses; None when all have spoken."""
    return next((side for side in order if side not in yeses), None)


def asked_now(order: Collection[Side], yeses: Collection[str]) -> Side | None:
    """Who hears of the proposal by the latest of these yeses: all guardians at once, or the volunteer."""
    awaited = turn(order, yeses)
    return awaited if awaited in (Side.GUARDIAN, Side.VOLUNTEER) else None


def has_been_asked(side: Side, order: Collection[Side], yeses: Collection[str]) -> bool:
    """Whether everybody before whoever stands there has said yes."""
    as_whom = [STANDS_AS[each] for each in order]
    return set(list(order)[: as_whom.index(side)]) <= set(yeses)


def speaker(
    stands_on: Collection[Side], order: Collection[Side], yeses: Mapping[str, UUID], person: UUID, *, row: str
) -> Side:
    """The side that a person is answering for now; `yeses` tell who has said yes for each side.

    Raises:
        Refused: `not_your_turn`, if somebody else is asked first, or `answers_once`.
    """
    awaited = turn(order, yeses)
    if awaited is None or STANDS_AS[awaited] not in stands_on:
        raise Refused("not_your_turn")
    if person in yeses.values():
        raise Refused("answers_once", rule=row)
    return awaited


def stopper(
    stands_on: Collection[Side], order: Collection[Side], yeses: Mapping[str, UUID], person: UUID, *, row: str
) -> Side:
    """The side on which a person says no: anybody who has been asked may, at any time, also after having said yes.

    Raises:
        Refused: `not_your_turn`, if somebody else is asked first.
    """
    if own := next((Side(side) for side, who in yeses.items() if who == person), None):
        return own
    if Side.GUARDIAN in stands_on and has_been_asked(Side.GUARDIAN, order, yeses):
        return next(side for side in GUARDIANS if side not in yeses)
    return speaker(stands_on, order, yeses, person, row=row)


def may_hear(side: Side, code: str) -> bool:
    """Whether somebody on a side is told that this rule is in the way: staff of all, others of what is their own."""
    return STANDS_AS[side] == Side.MATCHER or code in OWN[STANDS_AS[side]]


def check_reason(answer: str, reason: str | None) -> None:
    """A yes needs no reason; a no may have one.

    Raises:
        Refused: `reason_without_no`.
    """
    if reason is not None and answer != "no":
        raise Refused("reason_without_no", field="reason")
