"""Who has custody of whom, in families of every pattern: what is told of it must be able to be true.

Deliberately not here: what follows from custody (`families`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.refusals import Refused
from enrollment.domain.days import age, years_before
from enrollment.domain.families import ADULT, YOUNG_UNTIL, Kind

OLDEST = 120


@dataclass(frozen=True, kw_only=True)
class Told:
    """One person as told; `guardians` are the places of a child's guardians in the list, none meaning all of them."""

    kind: Kind
    born: date
    guardians: tuple[int, ...] = ()


def objections(people: Sequence[Told], on: date) -> Iterator[Refused]:
    """Everything that cannot be true of these people on a date, with the field that says it."""
    for place in range(len(people)):
        yield from age_objections(people, place, on)
    for place in range(len(people)):
        yield from guardian_objections(people, place)


def age_objections(people: Sequence[Told], place: int, on: date) -> Iterator[Refused]:
    """What cannot be true of when somebody was born."""
    told, field = people[place], f"members.{place}.born"
    if told.born > on:
        yield Refused("born_after_today", field=field)
    elif told.born < years_before(OLDEST, on):
        yield Refused("born_too_long_ago", field=field, years=OLDEST)
    elif told.kind == Kind.CHILD and age(told.born, on) >= ADULT:
        yield Refused("not_a_child", field=field, age=ADULT)
    elif told.kind == Kind.YOUNG_PERSON and not ADULT <= age(told.born, on) <= YOUNG_UNTIL:
        yield Refused("not_a_young_person", field=field, least=ADULT, most=YOUNG_UNTIL)


def guardian_objections(people: Sequence[Told], place: int) -> Iterator[Refused]:
    """What cannot be true of who decides for somebody."""
    child, field = people[place], f"members.{place}.guardians"
    if child.kind != Kind.CHILD:
        if child.guardians:
            yield Refused("no_custody_of_an_adult", field=field)
        return
    if any(number >= len(people) for number in child.guardians):
        yield Refused("nobody_in_that_place", field=field)
        return
    named = child.guardians or [at for at, each in enumerate(people) if each.kind == Kind.GUARDIAN]
    if not named:
        yield Refused("no_guardian", field=field)
    elif any(people[number].kind != Kind.GUARDIAN for number in named):
        yield Refused("not_a_guardian", field=field)
    elif any(people[number].born >= child.born for number in named):
        yield Refused("guardian_younger_than_child", field=field)
