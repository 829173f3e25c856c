"""What a meeting may cost, who may say so, and how far a claim has come. Money is whole øre.

A claim beyond the programme's allowance is no wrong: it needs a word for why. Deliberately not here: receipts, and how
money reaches anybody.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from activities.domain.people import Role
from contracts.refusals import Refused

ORE_IN_A_KRONE = 100
# Why it was right to spend more, and why something was not paid: closed words, so that nothing is told of anybody.
REASONS = ("more_people", "prices", "agreed_beforehand", "called_off_late", "other")
TURNED_DOWN = ("no_receipt", "claimed_twice", "not_for_the_meeting", "not_agreed")
CLAIMING = frozenset({Role.VOLUNTEER, Role.COORDINATOR})


class State(StrEnum):
    """Where a claim is."""

    CLAIMED = "claimed"
    APPROVED = "approved"
    TURNED_DOWN = "turned_down"
    REIMBURSED = "reimbursed"


def allowed(allowances: Mapping[str, int], allowance: str, *, held: bool) -> int:
    """How many øre a meeting may cost; one that was called off may cost nothing without a word for why."""
    return allowances[allowance] * ORE_IN_A_KRONE if held else 0


def over(amount: int, *, spent: int, allowed: int) -> int:
    """How much of an amount lies beyond what is allowed, when so much has been approved before."""
    return max(0, min(amount, spent + amount - allowed))


def kroner(ore: int) -> str:
    """An amount as it is written in Denmark: `1234,50`."""
    whole, rest = divmod(ore, ORE_IN_A_KRONE)
    return f"{whole},{rest:02}"


def objections_to_claim(role: str | None, came: bool | None, *, called_off: bool, counted: bool) -> Iterator[Refused]:
    """Why somebody has laid out nothing for a meeting: only who works there and was there has.

    Where a meeting was called off (`called_off`) or nobody writes down who came (`counted`), being expected is enough.
    """
    if role not in CLAIMING or not (came or called_off or (counted and came is None)):
        yield Refused("took_no_part")


def objections_to_allowance(allowance: str, allowances: Mapping[str, int], kind: str) -> Iterator[Refused]:
    """Why there is no such allowance."""
    if allowance not in allowances:
        known = ", ".join(allowances) or "–"
        yield Refused("unknown_allowance", field="allowance", kind=kind, allowance=allowance, known=known)


def objections_to_ruling(state: str, claimant: UUID | None, by: UUID) -> Iterator[Refused]:
    """Why this person does not say whether a claim is paid: nobody does of their own, and nobody twice."""
    if claimant == by:
        yield Refused("not_about_oneself")
    if state != State.CLAIMED:
        yield Refused("already_done")


def objections_to_going_over(by: int, reason: str | None, *, allowed: int, rule: str | None) -> Iterator[Refused]:
    """Why a claim beyond the allowance is not approved without a word."""
    if by > 0 and reason is None:
        yield Refused("over_allowance", rule=rule, field="reason", over=kroner(by), allowed=kroner(allowed))


def objections_to_reimbursing(
    state: str, claimant: UUID | None, by: UUID, *, on: date, ruled_on: date | None, today: date
) -> Iterator[Refused]:
    """Why a claim is not noted as paid."""
    if claimant == by:
        yield Refused("not_about_oneself")
    if state == State.REIMBURSED:
        yield Refused("already_done")
    if state != State.APPROVED or ruled_on is None:
        yield Refused("not_approved")
    elif not ruled_on <= on <= today:
        yield Refused("reimbursed_out_of_order", field="on", approved=ruled_on)


def together(allowances: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """What several meetings may cost together, in øre, by allowance."""
    found: dict[str, int] = {}
    for each in allowances:
        for name, sum_of in each.items():
            found[name] = found.get(name, 0) + sum_of * ORE_IN_A_KRONE
    return found
