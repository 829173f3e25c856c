"""A family comes in: put to the rules of entry, and turned into the rows that it is kept in.

However it was written down, it comes in through `enter`. The rows are plain values, so that many families can be
written at once. Deliberately not here: who may act on which request for contact (`families`, `imports`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.programmes import Programme
from enrollment.domain import custody, entry
from enrollment.domain.families import Family, Kind, Member

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Who of a family asked for contact, how to write to them, and whether a family was enrolled on that before."""

    contact_id: UUID
    person: UUID
    email: str | None
    language: str
    used: bool = False


@dataclass(frozen=True, kw_only=True)
class Rows:
    """What a family that may come in is kept in, by table."""

    family: Row
    members: Sequence[Row]
    custodies: Sequence[Row]


def enter(
    work: Work, terms: Programme, asker: Asker | None, *, id: UUID, members: Sequence[Mapping[str, Any]], **home: Any
) -> Rows:
    """Put a family to the rules of entry; every family comes in through here, however it was written down."""
    people = [
        member_row(told, told["id"] or work.new_id(), place, _asking(asker, told), home["languages"][0])
        for place, told in enumerate(members)
    ]
    wanted = entry.Entry(
        roles=work.caller.roles,
        asked_by=asker.person if asker else None,
        used=asker is not None and asker.used,
        named=frozenset(told["id"] for told in members if told["id"]),
        area=home["area"],
        municipality=home["municipality"],
        family=_picture(people),
        told=_told(members),
        alike=len({(each["name"], each["born"]) for each in members}) < len(members),
    )
    if objection := entry.objection(terms, wanted, work.today):
        raise objection
    in_it = {"family_id": id}
    return Rows(
        family={
            "id": id,
            "organisation": terms.organisation,
            "programme": terms.code,
            "contact_id": asker.contact_id if asker else None,  # without one there was an objection
            "registered_at": work.now,
            "changed_at": work.now,
            **home,
        },
        members=[in_it | each for each in people],
        custodies=[in_it | each for each in _custodies(people, members)],
    )


def member_row(told: Mapping[str, Any], person: UUID, place: int, asker: Asker | None, language: str) -> Row:
    """One person as told; who asked for contact keeps the address given then."""
    return {
        "person": person,
        "place": place,
        "kind": told["kind"],
        "name": told["name"],
        "born": told["born"],
        "email": told["email"] or (asker.email if asker else None),
        "language": told["language"] or (asker.language if asker else language),
        "school_shift": told.get("school_shift", 0),
    }


def _asking(asker: Asker | None, told: Mapping[str, Any]) -> Asker | None:
    return asker if asker and asker.person == told["id"] else None


def _picture(people: Sequence[Row]) -> Family:
    members = (Member(person=each["person"], kind=Kind(each["kind"]), born=each["born"]) for each in people)
    return Family(members=tuple(members))


def _told(members: Sequence[Mapping[str, Any]]) -> tuple[custody.Told, ...]:
    """What is told of custody, by places in the list."""
    return tuple(
        custody.Told(kind=Kind(each["kind"]), born=each["born"], guardians=tuple(each.get("guardians", ())))
        for each in members
    )


def _custodies(people: Sequence[Row], members: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    """Custody told by places; a place that does not exist has been objected to already."""
    for child, told in zip(people, members, strict=True):
        for place in sorted({*told.get("guardians", ())}):
            yield {"child": child["person"], "guardian": people[place]["person"]}
