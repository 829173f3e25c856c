"""Builders for the rules of enrollment: each names only what the test cares about. Everybody is invented."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from contracts.programmes import Programme, load
from enrollment.domain.consents import Consent
from enrollment.domain.families import Answer, Family, Kind, Member

TODAY = date(2026, 3, 2)
PROGRAMME = "kvartervenner"
AREA, MUNICIPALITY = "kolding_one", "0621"
OURS, PARTNER = "kfum", "kolding"

AMAL, JONAS, SARA, BABY, STRANGER = (UUID(int=number) for number in range(1, 6))


def programme(*, guardians: str = "both", child_says_from: int = 7) -> Programme:
    """The real programme, with other rules for wishing."""
    real = load()[PROGRAMME]
    return replace(real, wish=replace(real.wish, guardians=guardians, child_says_from=child_says_from))


def guardian(person: UUID = AMAL, born: date = date(1988, 5, 4)) -> Member:
    return Member(person=person, kind=Kind.GUARDIAN, born=born)


def child(person: UUID = SARA, born: date = date(2016, 3, 12)) -> Member:
    return Member(person=person, kind=Kind.CHILD, born=born)


def consent(person: UUID = AMAL, purpose: str = "participation", receiver: str = OURS, **changes: Any) -> Consent:
    """A consent with everything the programme asks for, given two months ago."""
    given: dict[str, Any] = {
        "granted_on": date(2026, 1, 2),
        "categories": frozenset(load()[PROGRAMME].consents[purpose].categories),
    }
    return Consent(id=UUID(int=person.int * 100), person=person, purpose=purpose, receiver=receiver, **given | changes)


def family(
    *members: Member, yes: Iterable[UUID] = (), no: Iterable[UUID] = (), consents: Iterable[Consent] = ()
) -> Family:
    """Amal, Jonas and Sara, who is ten soon, unless others are named."""
    wishes = dict.fromkeys(yes, Answer.YES) | dict.fromkeys(no, Answer.NO)
    people = members or (guardian(AMAL), guardian(JONAS), child(SARA))
    return Family(members=people, wishes=wishes, consents=tuple(consents))


def joined() -> Family:
    """The family when everybody has said yes and both guardians have consented to take part."""
    return family(yes=(AMAL, JONAS, SARA), consents=(consent(AMAL), consent(JONAS)))
