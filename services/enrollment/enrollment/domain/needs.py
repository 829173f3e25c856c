"""A family's need of company: whether it can be asked for, whether it is open, and how long a small child is met by it.

Deliberately not here: who answers it; that is matching's.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

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
class Wanted:
    """What is asked for: the kind, what about, what is wished of the volunteer, and for whom if for one person."""

    kind: str
    topics: Collection[str] = ()
    wishes: Collection[str] = ()
    for_person: UUID | None = None

    @property
    def place(self) -> tuple[str, UUID | None]:
        """What there is one of at a time."""
        return self.kind, self.for_person


@dataclass(frozen=True, kw_only=True)
class Match:
    """What has been heard of one match; in which order it was heard does not matter."""

    begun: bool
    ended_because: str | None


def objection(
    programme: Programme, family: Family, wanted: Wanted, running: Collection[Wanted], on: date
) -> Refused | None:
    """The first reason why this need cannot be registered; `running` are those the family has already."""
    return next(_objections(programme, family, wanted, running, on), None)


def _objections(
    programme: Programme, family: Family, wanted: Wanted, running: Collection[Wanted], on: date
) -> Iterator[Refused]:
    asked = programme.needs.get(wanted.kind)
    if asked is None:
        yield Refused("unknown_need", field="kind", kind=wanted.kind)
        return
    path = f"needs.{wanted.kind}"
    if beyond := set(wanted.topics) - set(asked.topics):
        yield Refused("unknown_topic", rule=programme.row_of(f"{path}.topics"), field="topics", topic=min(beyond))
    if beyond := set(wanted.wishes) - set(asked.wishes):
        row = programme.row_of(f"{path}.wishes")
        yield Refused("unknown_volunteer_wish", rule=row, field="wishes", wish=min(beyond))
    if wanted.for_person is not None and wanted.for_person not in family.people:
        yield Refused("not_in_the_family", field="for_person")
    if wanted.place in {each.place for each in running}:
        yield Refused("need_runs_already", field="kind", kind=wanted.kind)
    if not agrees(programme, family, asked.consent, on):
        yield Refused("consent_missing", rule=programme.row_of(f"{path}.consent"), purpose=asked.consent)


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
