"""A bridge: a child or young person goes on to another place, and those it knows come along. # S4-17, S4-23

Whoever must wish it says yes for themselves, anybody of them may end it at any time and needs no reason, and some time
afterwards the family is asked whether it landed. Deliberately not here: the note that goes along (`handovers`).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.domain.consents import Consent, live
from enrollment.domain.days import age
from enrollment.domain.families import ADULT, Family, Kind, Member, children_who_say, custodians
from enrollment.domain.sharing import HANDOVER, TAKING_PART, entrusted
from enrollment.domain.transitions import MOVING

PARENT_VOLUNTEER = "parent_volunteer"
# What an organisation must be allowed to know, one of these, before it hears of a bridge.
KNOWS = TAKING_PART | HANDOVER


class State(StrEnum):
    """Where a bridge stands."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    CROSSED = "crossed"
    LANDED = "landed"
    NOT_LANDED = "not_landed"
    WITHDRAWN = "withdrawn"


#: A bridge in one of these states is over.
OVER = frozenset({State.LANDED, State.NOT_LANDED, State.WITHDRAWN})
#: Of one in these states nobody has gone across yet.
AHEAD = frozenset({State.PROPOSED, State.AGREED})


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody who is invited along, and as what."""

    person: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A bridge somebody would like: over which transition, for whom, until when, and together with whom."""

    transition: str
    person: UUID
    wanted_by: date
    invited: tuple[Guest, ...]


def state(*, withdrawn: bool, agreed: bool, crossed: bool, landed: bool | None) -> State:
    """Where it stands. Withdrawing wins over everything but an answer that has been given."""
    if landed is not None:
        return State.LANDED if landed else State.NOT_LANDED
    if withdrawn:
        return State.WITHDRAWN
    if crossed:
        return State.CROSSED
    return State.AGREED if agreed else State.PROPOSED


def objection(programme: Programme, family: Family, wanted: Wanted, on: date) -> Refused | None:
    """Why this bridge cannot be opened."""
    return next(_objections(programme, family, wanted, on), None)


def still_to_agree(
    programme: Programme, family: Family, person: UUID, yes: Collection[UUID], on: date
) -> tuple[UUID, ...]:
    """Whose own yes a bridge for this person still waits for. Who is grown up decides alone. # S1-17"""
    moving = _member(family, person)
    if moving is None or decides_alone(moving, on):
        return () if person in yes else (person,)
    guardians = custodians(family, moving) or (person,)  # nobody is taken across on nobody's word
    enough = programme.wish.guardians == "one" and any(each in yes for each in guardians)
    asked = (*(() if enough else guardians), *({person} & set(children_who_say(programme, family, on))))
    return tuple(each for each in asked if each not in yes)


def may_say_yes(
    family: Family, person: UUID, said: UUID, *, speaker: UUID, coordinator: bool, on: date
) -> Refused | None:
    """Why this yes about `person` cannot be taken from this speaker; a child may say it to the coordinator."""
    one = _member(family, said)
    if one is None:
        return Refused("not_in_the_family", field="person")
    moving = _member(family, person)
    if moving is None or (said != person and (decides_alone(moving, on) or said not in custodians(family, moving))):
        return Refused("not_asked", field="person")
    heard_from_child = coordinator and said == person and not decides_alone(one, on)
    return None if speaker == said or heard_from_child else Refused("not_your_wish", field="person")


def objection_to_steering(family: Family, person: UUID, speaker: UUID, on: date) -> Refused | None:
    """Why one of the family has no say in this bridge: who is grown up steers their own. # S1-17"""
    moving = _member(family, person)
    another = speaker != person and speaker in family.people
    return Refused("not_your_wish", field="person") if moving and another and decides_alone(moving, on) else None


def hearing(
    programme: Programme, family: Family, transition: str, person: UUID, knows: frozenset[str], on: date
) -> Mapping[str, UUID]:
    """The organisations that may hear something of a bridge, each by a live consent to the transition's purpose.

    Of somebody grown up they hear by that person's own consent alone.
    """
    move, moving = programme.transitions.get(transition), _member(family, person)
    if move is None or moving is None:
        return {}
    if not decides_alone(moving, on):
        return entrusted(programme, family, move.consent, knows, on)
    own = (each for each in live(family.consents, on, purpose=move.consent) if each.person == person)
    return {each.receiver: each.id for each in own if each.categories & knows}


def lets_hear(programme: Programme, family: Family, transition: str, person: UUID, consent: Consent, on: date) -> bool:
    """Whether it was a consent like this one that let its receiver hear of a bridge."""
    move, moving = programme.transitions.get(transition), _member(family, person)
    if move is None or moving is None or consent.purpose != move.consent:
        return False
    theirs = consent.person == person or not decides_alone(moving, on)
    return theirs and bool(consent.categories & KNOWS)


def decides_alone(member: Member, on: date) -> bool:
    """Whether somebody is grown up, and therefore the only one who is asked."""
    return member.kind == Kind.YOUNG_PERSON or age(member.born, on) >= ADULT


def ask_on(crossed_on: date, landed_after_days: int) -> date:
    """The day from which the family is asked whether it landed."""
    return crossed_on + timedelta(days=landed_after_days)


def _objections(programme: Programme, family: Family, wanted: Wanted, on: date) -> Iterator[Refused]:
    if wanted.transition not in programme.transitions:
        yield Refused("unknown_transition", field="transition", transition=wanted.transition)
        return
    moving = _member(family, wanted.person)
    if moving is None:
        yield Refused("not_in_the_family", field="person")
    elif moving.kind not in MOVING:
        yield Refused("not_moving", field="person")
    if wanted.wanted_by < on:
        yield Refused("wanted_in_the_past", field="wanted_by")
    yield from _guests(programme, family, wanted)


def _guests(programme: Programme, family: Family, wanted: Wanted) -> Iterator[Refused]:
    roles = programme.transitions[wanted.transition].invites
    row = programme.row_of(f"transitions.{wanted.transition}.invites")
    for guest in wanted.invited:
        if guest.role not in roles:
            yield Refused("not_invited", rule=row, field="invited", role=guest.role)
        member = _member(family, guest.person)
        # The parent who is a volunteer may belong to this family or come from another. # S4-21, S4-23
        if guest.role != PARENT_VOLUNTEER and (member is None or member.kind != guest.role):
            yield Refused("not_in_the_family", field="invited")
    if _twice(guest.person for guest in wanted.invited):
        yield Refused("person_twice", field="invited")


def _member(family: Family, person: UUID) -> Member | None:
    return next((each for each in family.members if each.person == person), None)


def _twice(people: Iterable[UUID]) -> bool:
    named = tuple(people)
    return len(set(named)) < len(named)
