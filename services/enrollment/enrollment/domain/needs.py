"""A family's need of company: whether it can be asked for, whether it is open, and how long a small child is met by it.

Deliberately not here: who answers it; that is matching's.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.domain.consents import Consent
from enrollment.domain.days import age, month_from, turns
from enrollment.domain.families import Family
from enrollment.domain.sharing import agrees

# Under this age the law asks for a children's certificate of whoever is in regular contact with the child.
CERTIFICATE_AGE = 15


class State(StrEnum):
    """Where a need stands."""

    OPEN = "open"
    MATCHED = "matched"
    MET = "met"
    WITHDRAWN = "withdrawn"


#: A need in one of these states can still be withdrawn.
RUNNING = frozenset({State.OPEN, State.MATCHED})


@dataclass(frozen=True, kw_only=True)
class Match:
    """What has been heard of one match; in which order it was heard does not matter."""

    begun: bool
    ended_because: str | None


def objection(programme: Programme, family: Family, kind: str, topics: Collection[str], on: date) -> Refused | None:
    """Why this need cannot be registered."""
    asked = programme.needs.get(kind)
    if asked is None:
        return Refused("unknown_need", field="kind", kind=kind)
    if beyond := set(topics) - set(asked.topics):
        row = programme.row_of(f"needs.{kind}.topics")
        return Refused("unknown_topic", rule=row, field="topics", topic=min(beyond))
    if not agrees(programme, family, asked.consent, on):
        row = programme.row_of(f"needs.{kind}.consent")
        return Refused("consent_missing", rule=row, purpose=asked.consent)
    return None


def rests_on(programme: Programme, kind: str, consent: Consent) -> bool:
    """Whether a need of this kind ends when this consent does, whoever of the family gave it."""
    asked = programme.needs.get(kind)
    return asked is not None and asked.consent == consent.purpose and consent.receiver == programme.organisation


def state(*, withdrawn: bool, matches: Iterable[Match]) -> State:
    """Where the need stands, from what its own family and its matches say."""
    heard = tuple(matches)
    if any(match.ended_because == "need_met" for match in heard):
        return State.MET
    if withdrawn:
        return State.WITHDRAWN
    running = any(match.begun and match.ended_because is None for match in heard)
    return State.MATCHED if running else State.OPEN


def under_15_until(family: Family, on: date) -> date | None:
    """Until when a child under 15 is met, to the month; None if every child is older."""
    young = [child.born for child in family.children if age(child.born, on) < CERTIFICATE_AGE]
    return month_from(turns(CERTIFICATE_AGE, max(young))) if young else None
